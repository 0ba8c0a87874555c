//! The parts of the answer as text: what is not there is said in words.

use super::{Actie, Besluit, Maatregel, Toestand, Toon, Verteld, VolgendOverleg, Vraag};
use crate::domain::dossier::{BesluitStatus, InzetStatus};
use crate::domain::ids::OverlegNr;
use crate::domain::tijd::Tijdstip;
use crate::report::naam;
use crate::report::papier::Papier;
use crate::report::tijd;

impl Toon {
    pub(super) fn geleden(&self, t: Tijdstip) -> String {
        tijd::met_afstand(t, self.nu.utc)
    }

    pub(super) fn acuut(&self, p: &mut Papier) {
        p.wit();
        self.opnieuw_open(p);
        match &self.acuut {
            None => p.regel(0, "Acuut gevaar: nog niet gevraagd. Dat telt als onveilig."),
            Some(a) => {
                p.veld(0, "Acuut gevaar", naam::laatste_antwoord(a.antwoord));
                if let Some(later) = a.latere_conclusie {
                    p.regel(1, &format!("Let op: een overleg concludeerde daarna: acuut {later}."));
                }
                if a.verouderd {
                    p.regel(1, "Let op: dit antwoord is ouder dan een dag. Vraag het na.");
                }
                p.veld_als(1, "Toelichting", a.toelichting.as_str());
                p.veld(1, "Gegeven", &self.geleden(a.op.utc));
                p.veld(1, "Door", &a.door);
            }
        }
        p.regel(0, "Is er nu gevaar, bel dan 112.");
    }

    /// That the answer below it does not count any more stands before it.
    fn opnieuw_open(&self, p: &mut Papier) {
        if self.opnieuw_open.is_empty() {
            return;
        }
        p.regel(0, "Let op: de acute vraag is opnieuw open. Vraag het na.");
        for o in &self.opnieuw_open {
            let wat = if o.wat.is_empty() { String::new() } else { format!(": {}", o.wat) };
            p.regel(1, &format!("Waarom: {}{}{wat}", mark(o.afgeschermd), o.aanzet));
            p.veld(2, "Sinds", &self.geleden(o.op.utc));
        }
    }

    pub(super) fn melding(&self, p: &mut Papier) {
        let Some(m) = &self.melding_112 else { return };
        p.wit();
        p.veld(0, "112 laatst gebeld", &tijd::kort(m.op.utc, self.nu.utc));
        p.veld_als(1, "Toelichting", m.toelichting.as_str());
        p.veld(1, "Uitkomst", m.uitkomst.as_ref().map_or("nog niet genoteerd", |u| u.as_str()));
        p.veld(1, "Gemeld door", &m.door);
    }

    pub(super) fn conclusie(&self, p: &mut Papier) {
        p.wit();
        if let Some(nr) = self.zonder_conclusie {
            p.regel(0, &format!("Overleg {nr} heeft nog geen conclusie."));
        }
        let Some(c) = &self.conclusie else {
            if self.zonder_conclusie.is_none() {
                p.regel(0, "Conclusie: er is nog geen overleg geweest.");
            }
            return;
        };
        let op = tijd::kort(c.op.utc, self.nu.utc);
        p.regel(0, &format!("Conclusie van overleg {}, {op}", c.overleg));
        p.veld(1, "Acuut", naam::antwoord(c.acuut));
        p.veld(1, "Niveau", &c.niveau);
        p.veld(1, "Reden", c.reden.as_str());
        if let Some(veilig) = c.veilig {
            p.veld(1, "Iedereen veilig bij sluiting", naam::antwoord(veilig));
            p.veld_als(1, "Toelichting", c.veilig_toelichting.as_str());
        }
        p.veld(1, "Verslag", if c.verslag_vastgesteld { "vastgesteld" } else { "concept, nog niet vastgesteld" });
    }

    pub(super) fn contact(&self, p: &mut Papier) {
        p.wit();
        match &self.contactpersoon {
            None => p.regel(0, "Vaste contactpersoon: nog niemand."),
            Some(c) => {
                p.veld(0, "Vaste contactpersoon", &format!("{} ({})", c.naam, c.organisatie));
                let of_niet = |t: &str| if t.is_empty() { "niet vastgelegd".to_owned() } else { t.to_owned() };
                p.veld(1, "Telefoon", &of_niet(c.telefoon.as_str()));
                p.veld(1, "Bereikbaar", &of_niet(c.bereikbaar.as_str()));
            }
        }
        p.aantal("Anderen met een nummer", self.telefoons.len());
        for b in &self.telefoons {
            p.veld(1, &b.wie(), b.telefoon.as_str());
            p.veld_als(2, "Bereikbaar", b.bereikbaar.as_str());
        }
    }

    pub(super) fn niet_weten(&self, p: &mut Papier) {
        p.wit();
        match self.niet_weten.as_slice() {
            [] => p.regel(0, "Mogen dit niet weten: niemand vastgelegd."),
            all => {
                p.veld(0, "Mogen dit niet weten", &all.len().to_string());
                for n in all {
                    p.veld(1, "Wie", n.wie.as_str());
                    p.veld_als(2, "Reden", n.reden.as_str());
                }
            }
        }
    }

    pub(super) fn te_laat(&self, p: &mut Papier) {
        p.wit();
        let laat = self.laat();
        p.aantal("Te laat", laat.len());
        for (_, wat) in laat {
            p.regel(1, &wat);
        }
    }

    pub(super) fn maatregelen(&self, p: &mut Papier) {
        p.wit();
        let (verlopen, geldig): (Vec<_>, Vec<_>) = self.maatregelen.iter().partition(|m| m.verlopen);
        p.aantal("Maatregelen die gelden", geldig.len());
        for m in geldig {
            self.maatregel(p, m);
        }
        for (kop, all) in [
            ("Maatregelen waarvan de eindtijd voorbij is", verlopen),
            ("Maatregelen die nog niet gelden", self.maatregelen_in_wacht.iter().collect()),
        ] {
            if !all.is_empty() {
                p.wit();
                p.aantal(kop, all.len());
                for m in all {
                    self.maatregel(p, m);
                }
            }
        }
    }

    fn maatregel(&self, p: &mut Papier, m: &Maatregel) {
        p.regel(1, &format!("{}. {}{}", m.inzet, mark(m.afgeschermd), m.maatregel));
        let tot = m.tot.as_ref().map_or_else(|| "eindtijd niet vastgelegd".to_owned(), |t| self.geleden(t.utc));
        p.veld(2, if m.verlopen { "Gold tot" } else { "Tot" }, &tot);
        if let Some(t) = &m.geschonden {
            let label = if m.status == InzetStatus::Geschonden { "Geschonden" } else { "Laatste schending" };
            p.veld(2, label, &self.geleden(t.utc));
        }
        let meldpunt = if m.meldpunt.is_empty() { "niet vastgelegd" } else { m.meldpunt.as_str() };
        p.veld(2, "Schending melden bij", meldpunt);
        p.veld_als(2, "Dan volgt", m.gevolg.as_str());
        p.veld(2, "Soort", naam::inzetsoort(m.soort));
        if !m.status.geldt() {
            p.veld(2, "Status", &m.status.to_string());
        }
        p.veld_als(2, "Wie", m.wie.as_deref().unwrap_or_default());
        p.veld_als(2, "Toezicht", m.toezicht.as_str());
    }

    pub(super) fn klokken(&self, p: &mut Papier) {
        p.wit();
        p.aantal("Klokken die lopen", self.klokken.len());
        for k in &self.klokken {
            let wanneer = tijd::met_afstand(k.einde.utc, self.nu.utc);
            p.regel(1, &format!("{}. {}{}", k.klok, mark(k.afgeschermd), k.naam));
            p.veld(2, if k.afgelopen { "Liep af" } else { "Loopt af" }, &wanneer);
            p.veld_als(2, "Gegeven door", k.gegeven_door.as_str());
        }
    }

    pub(super) fn besluiten(&self, p: &mut Papier) {
        p.wit();
        p.aantal("Besluiten die gelden", self.besluiten.len());
        for b in &self.besluiten {
            self.besluit(p, b);
        }
        p.wit();
        p.aantal("Besluiten die nog niet gelden", self.besluiten_in_wacht.len());
        for b in &self.besluiten_in_wacht {
            self.besluit(p, b);
        }
        if !self.besluiten_geeindigd.is_empty() {
            p.wit();
            p.aantal("Besluiten die niet meer gelden", self.besluiten_geeindigd.len());
            for b in &self.besluiten_geeindigd {
                self.besluit(p, b);
            }
        }
    }

    fn besluit(&self, p: &mut Papier, b: &Besluit) {
        p.regel(1, &format!("{}. {}{}", b.besluit, mark(b.afgeschermd), b.tekst));
        p.veld_als(2, "Soort", &b.soort.map(|s| s.to_string()).unwrap_or_default());
        let op = b.op.as_ref().map(|t| format!(", {}", tijd::kort(t.utc, self.nu.utc))).unwrap_or_default();
        match &b.geeindigd {
            Some(t) => {
                p.veld(2, "Status", &format!("{}, {}", b.status, tijd::kort(t.utc, self.nu.utc)));
                p.veld_als(2, "Beëindigd door", &b.geeindigd_door);
            }
            None => p.veld(2, "Status", &format!("{}{op}", b.status)),
        }
        if let Some(t) = &b.voor {
            p.veld(2, "Vóór", &tijd::kort(t.utc, self.nu.utc));
        }
        let genomen = b.status == BesluitStatus::Genomen || b.geeindigd.is_some();
        p.veld_als(2, if genomen { "Genomen door" } else { "Wie beslist" }, &b.door);
        for a in &b.anders {
            p.veld(2, "Ziet dit anders", &format!("{}: {}", a.wie, a.tekst));
        }
    }

    pub(super) fn voorleggers(&self, p: &mut Papier) {
        p.wit();
        p.aantal("Voorgelegd aan de burgemeester", self.voorleggers.len());
        for v in &self.voorleggers {
            p.regel(1, &format!("{}. {}", v.voorlegger, v.gevraagd));
            p.veld(2, "Antwoord vóór", &self.termijn(v.uiterlijk.as_ref().map(|t| t.utc)));
            match (&v.uitslag, &v.op) {
                (Some(uitslag), Some(op)) => {
                    p.veld(2, "Antwoord", &format!("{uitslag}, {}, {}", v.door, tijd::kort(op.utc, self.nu.utc)));
                    p.veld_als(2, "In eigen woorden", v.antwoord.as_str());
                }
                _ => p.regel(2, "Antwoord: nog niet."),
            }
        }
    }

    pub(super) fn opschaling(&self, p: &mut Papier) {
        p.wit();
        let Some(o) = &self.opschaling else {
            p.regel(0, "Opschaling: daarover is niets vastgelegd.");
            return;
        };
        let wat = if o.opschalen { "ja" } else { "nee" };
        p.veld(0, "Opschaling", &format!("{wat}, {} (overleg {})", tijd::kort(o.op.utc, self.nu.utc), o.overleg));
        p.veld_als(1, "Aan", o.aan.as_str());
        p.veld_als(1, "Om", &o.om.as_ref().map(|t| tijd::kort(t.utc, self.nu.utc)).unwrap_or_default());
        p.veld(1, "Reden", o.reden.as_str());
    }

    pub(super) fn overleggen(&self, p: &mut Papier) {
        p.wit();
        p.aantal("Overleggen tot nu toe", self.overleggen.len());
        for o in &self.overleggen {
            let begin = o.begonnen.as_ref().map(|t| tijd::kort(t.utc, self.nu.utc));
            p.regel(1, &format!("Overleg {}, {}", o.overleg, begin.unwrap_or_else(|| "nog niet begonnen".to_owned())));
            p.veld(2, "Reden", o.reden.as_str());
            if let Some(acuut) = o.acuut {
                p.veld(2, "Conclusie", &format!("acuut {acuut}, niveau {}", o.niveau));
            }
            if let Some(t) = &o.gesloten {
                p.veld(2, "Gesloten", &tijd::kort(t.utc, self.nu.utc));
                p.veld(2, "Verslag", if o.verslag_vastgesteld { "vastgesteld" } else { "concept, nog niet vastgesteld" });
            }
        }
    }

    pub(super) fn alle_acties(&self, p: &mut Papier) {
        let (laat, later): (Vec<_>, Vec<_>) = self.acties.iter().partition(|a| a.te_laat);
        for (kop, all) in [("Acties te laat", laat), ("Andere open acties", later)] {
            p.wit();
            p.aantal(kop, all.len());
            for a in all {
                self.actie(p, a);
            }
        }
    }

    fn actie(&self, p: &mut Papier, a: &Actie) {
        p.regel(1, &format!("{}. {}{}", a.actie, mark(a.afgeschermd), a.wat));
        p.veld(2, "Wie", a.wie.as_deref().unwrap_or("nog niemand"));
        p.veld(2, "Klaar vóór", &self.termijn(a.termijn.as_ref().map(|t| t.utc)));
        p.veld_als(2, "Terugmelden", a.terugmelding.as_str());
    }

    pub(super) fn vragen(&self, p: &mut Papier) {
        p.wit();
        p.aantal("Wat wij niet weten", self.vragen.len());
        for v in &self.vragen {
            self.vraag(p, v);
        }
    }

    fn vraag(&self, p: &mut Papier, v: &Vraag) {
        p.regel(1, &format!("{}. {}{}", v.vraag, mark(v.afgeschermd), v.tekst));
        p.veld(2, "Wie zoekt het uit", v.wie.as_deref().unwrap_or("nog niemand"));
        p.veld(2, "Antwoord vóór", &self.termijn(v.terug.as_ref().map(|t| t.utc)));
    }

    fn termijn(&self, t: Option<Tijdstip>) -> String {
        t.map_or_else(|| "geen tijd afgesproken".to_owned(), |t| tijd::termijn(t, self.nu.utc))
    }

    pub(super) fn momenten(&self, p: &mut Papier) {
        p.wit();
        if self.momenten.is_empty() {
            p.regel(0, "Wat er aankomt: niets met een tijd.");
            return;
        }
        p.regel(0, "Wat er aankomt:");
        for m in &self.momenten {
            p.veld(1, &self.geleden(m.op.utc), &m.wat);
        }
    }

    pub(super) fn volgend(&self, p: &mut Papier) {
        p.wit();
        let v = &self.volgend_overleg;
        match (v.toestand, v.overleg) {
            (Toestand::Loopt, Some(nr)) => self.loopt(p, nr, v),
            (Toestand::Bijeengeroepen, Some(nr)) => {
                let begin = v.begin.as_ref().map_or_else(|| "begin nog niet bekend".to_owned(), |t| self.geleden(t.utc));
                p.regel(0, &format!("Volgend overleg: overleg {nr}, {begin}"));
                p.veld_als(1, "Vorm", &v.vorm);
            }
            (Toestand::Afgesproken, _) => {
                let begin = v.begin.as_ref().map(|t| self.geleden(t.utc)).unwrap_or_default();
                p.veld(0, "Volgende ronde", &begin);
                p.regel(1, "Dit overleg is nog niet bijeengeroepen.");
            }
            _ => p.regel(0, "Volgend overleg: geen."),
        }
        p.veld_als(1, "Bijeengeroepen door", &v.door);
        p.veld_als(1, "Reden", v.reden.as_str());
        p.veld_als(0, "Eerder bijeen bij", v.eerder_bij.as_str());
    }

    fn loopt(&self, p: &mut Papier, nr: OverlegNr, v: &VolgendOverleg) {
        let fase = v.fase.map(|f| f.to_string()).unwrap_or_default();
        p.regel(0, &format!("Overleg {nr} loopt nu. Onderdeel: {fase}"));
        p.veld_als(1, "Begonnen", &v.begin.as_ref().map(|t| self.geleden(t.utc)).unwrap_or_default());
        p.veld_als(1, "Eindtijd", &v.einde.as_ref().map(|t| self.geleden(t.utc)).unwrap_or_default());
    }

    pub(super) fn verteller(&self, p: &mut Papier) {
        p.wit();
        let Some(v) = &self.verteller else {
            p.regel(0, "Wie vertelt het haar: niet afgesproken.");
            return;
        };
        p.veld(0, "Wie vertelt het haar", &v.wie);
        p.veld_als(1, "Hoe", v.hoe.as_str());
        p.veld_als(1, "Taal of tolk", v.taal.as_str());
        p.veld_als(1, "Waar zij een schending meldt", v.meldpunt.as_str());
        if let Some(voor) = &v.voor {
            p.veld(1, "Vóór", &self.geleden(voor.utc));
        }
        match &v.verteld {
            None => p.regel(1, "Of dat is gebeurd, is niet vastgelegd."),
            Some(t) => self.verteld(p, t),
        }
    }

    fn verteld(&self, p: &mut Papier, t: &Verteld) {
        p.veld(1, "Verteld", &self.geleden(t.op.utc));
        let uitgelegd = if t.meldpunt_uitgelegd { "ja" } else { "nee" };
        p.veld(1, "Uitgelegd waar zij een schending meldt", uitgelegd);
        p.veld_als(1, "Toelichting", t.toelichting.as_str());
    }
}

/// Stands before the text of what is shielded, so that it is heard before the text is.
pub(super) fn mark(afgeschermd: bool) -> &'static str {
    if afgeschermd { "Afgeschermd. " } else { "" }
}
