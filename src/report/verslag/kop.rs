//! The head of the minutes: what meeting this was, who was there, what was agreed about the record.

use super::{NIET_VASTGELEGD, Verslag, deel};
use crate::domain::dossier::{Aanwezig, Betrokkene, Contactpersoon, Deelname, Melding112, Voorzitterschap};
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

/// How many digits of the kader's hash stand in the minutes: enough to tell two apart.
const HASH_CIJFERS: usize = 12;

impl Verslag<'_> {
    pub(super) fn kop(&self) -> Vec<Tekstblok> {
        let o = self.o;
        let vertrouwelijk = [label("Vertrouwelijk."), gewoon("Deel dit verslag alleen volgens de afspraken hieronder.")];
        let mut punten = vec![veld("Verslag", self.stand()), veld("Werktitel", &self.a.dossier.werktitel)];
        punten.extend(self.tijden());
        punten.push(self.vorm());
        let geroepen = format!("{}, {}", o.bijeenroeping.door, tijd::voluit(o.geroepen.op));
        punten.push(veld("Bijeengeroepen door", geroepen).met([veld("Reden", &o.bijeenroeping.reden)]));
        punten.extend(o.voorzitters.iter().map(|v| self.voorzitter(v)));
        punten.extend(veld_als("Notulist", self.notulisten().join(", ")));
        punten.extend(self.gevaar());
        let contact = self.a.dossier.contactpersoon.as_ref().map(contact);
        punten.push(veld("Vaste contactpersoon", contact.unwrap_or_else(|| NIET_VASTGELEGD.to_owned())));
        punten.extend(self.betrokkenen());
        punten.push(self.kader());
        let stand =
            "De contactpersoon en de status van besluiten, maatregelen, klokken, acties en vragen zijn die van dat moment.";
        punten.push(veld("Gemaakt", format!("{}. {stand}", tijd::voluit(self.a.nu))));
        vec![Tekstblok::Alinea(vertrouwelijk.into()), Tekstblok::Lijst(punten)]
    }

    /// Who a line means by role and number; a hidden name stands in no minutes.
    fn betrokkenen(&self) -> Option<Lijstpunt> {
        let kader = Some(&self.a.kader.kader);
        let staan = self.a.dossier.betrokkenen.values().filter(|b| b.stand.staat() && self.toen(&b.stand.gezet));
        let een = |b: &Betrokkene| {
            let naam = b.open_naam().map_or("naam niet hier", Tekst::as_str);
            let merk = b.stand.scherm().map(|scherm| format!("{}: ", scherm.to_string().to_uppercase()));
            veld(&b.aanduiding(kader), format!("{}{naam}", merk.unwrap_or_default()))
        };
        let all: Vec<Lijstpunt> = staan.map(een).collect();
        (!all.is_empty()).then(|| veld("Betrokkenen", all.len()).met(all))
    }

    fn stand(&self) -> String {
        match &self.o.vastgesteld {
            Some(g) => format!("vastgesteld op {} door {}", tijd::voluit(g.op), naam::wie_en_rol(&g.door)),
            None => "concept, niet vastgesteld".to_owned(),
        }
    }

    fn tijden(&self) -> Vec<Lijstpunt> {
        let o = self.o;
        let gepland = |t: Option<_>| t.map(|t| format!(" (gepland {})", self.tijd(t))).unwrap_or_default();
        let begin = o.begonnen.map_or_else(|| "nog niet begonnen".to_owned(), |t| self.tijd(t));
        let einde = o.sluiting.as_ref().map_or_else(|| "nog niet gesloten".to_owned(), |(.., g)| self.tijd(g.op));
        let verzet = o.eindes.iter().map(|e| {
            let wat = format!("was {}, {}", self.tijd(e.was), self.gezet(&e.gezet));
            veld("Eindtijd verzet", wat).met([veld("Reden", &e.reden)])
        });
        vec![
            veld("Datum", tijd::dag(self.dag())),
            veld("Begin", format!("{begin}{}", gepland(o.bijeenroeping.begin))),
            veld("Einde", format!("{einde}{}", gepland(Some(o.einde)))).met(verzet),
        ]
    }

    /// That somebody phoned in is an exception, with its reason.
    fn vorm(&self) -> Lijstpunt {
        let waarom = self
            .o
            .hybride
            .iter()
            .map(|(reden, g)| punt([label("Reden:"), gewoon(reden), bijzaak(format!("vastgelegd {}", self.gezet(g)))]));
        veld("Vorm", self.o.bijeenroeping.vorm).met(waarom)
    }

    fn voorzitter(&self, v: &Voorzitterschap) -> Lijstpunt {
        let hoe = if v.reden.is_empty() { "vanaf" } else { "overgenomen om" };
        let wie = format!("{}, {hoe} {}", naam::wie(&v.wie), self.tijd(v.sinds));
        veld("Voorzitter", wie).met(veld_als("Reden", &v.reden))
    }

    /// Who typed lines of these minutes as notulist, each once.
    fn notulisten(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for r in self.regels().filter(|r| r.auteur.rol == Rol::Notulist) {
            let wie = naam::wie(&r.auteur);
            if !found.contains(&wie) {
                found.push(wie);
            }
        }
        found
    }

    /// What was answered during the meeting to 'is someone in immediate danger now?', and calls to 112.
    fn gevaar(&self) -> Vec<Lijstpunt> {
        let d = self.a.dossier;
        let antwoorden = d.acuut_antwoorden.iter().filter(|x| self.tijdens(x.gezet.op)).map(|x| {
            let wat = format!("{} {}", naam::antwoord(x.antwoord), self.gezet(&x.gezet));
            veld("Iemand nu in gevaar", wat).met(veld_als("Toelichting", &x.toelichting))
        });
        let meldingen = d.meldingen_112.iter().filter(|m| self.tijdens(m.gezet.op)).map(|m| {
            veld("112 gebeld", self.gezet(&m.gezet)).met(veld_als("Toelichting", &m.toelichting)).met([uitkomst_112(m)])
        });
        antwoorden.chain(meldingen).collect()
    }

    /// The kader by name where the one that was given is the one with which the meeting opened.
    fn kader(&self) -> Lijstpunt {
        let kader = &self.a.kader.kader;
        let kort = |hash: String| hash.chars().take(HASH_CIJFERS).collect::<String>();
        match &self.o.kader {
            None => veld("Kader", "nog niet gekozen: het overleg is niet begonnen"),
            Some(hash) if *hash == self.a.kader.hash => {
                let naam = format!("{}, versie {}, kenmerk {}", kader.naam, kader.versie, kort(hash.to_string()));
                veld("Kader", naam).met(veld_als("Toelichting", &kader.toelichting))
            }
            Some(hash) => veld("Kader", format!("kenmerk {}", kort(hash.to_string()))),
        }
    }

    pub(super) fn aanwezigen(&self) -> Vec<Tekstblok> {
        let mut blokken = vec![Tekstblok::Kop(1, "Aanwezig".to_owned())];
        for (hoe, kop) in [
            (Aanwezig::Aanwezig, "Aan tafel"),
            (Aanwezig::Schriftelijk, "Schriftelijke inbreng"),
            (Aanwezig::Afwezig, "Afwezig"),
            (Aanwezig::Uitgenodigd, "Uitgenodigd, geen bericht"),
        ] {
            let zo = self.o.deelnemers.iter().filter(|p| p.aanwezig == hoe);
            let punten: Vec<Lijstpunt> = zo.map(|p| self.deelnemer(p)).collect();
            if !punten.is_empty() {
                blokken.extend([Tekstblok::Kop(2, kop.to_owned()), Tekstblok::Lijst(punten)]);
            }
        }
        if blokken.len() == 1 {
            blokken.push(Tekstblok::Alinea(vec![gewoon("Er is niemand genoteerd.")]));
        }
        blokken
    }

    fn deelnemer(&self, p: &Deelname) -> Lijstpunt {
        let wie = [&p.naam, &p.organisatie, &p.functie].map(ToString::to_string);
        let wie = wie.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
        let kop = if p.naam.is_empty() { format!("{wie} (geen naam genoteerd)") } else { wie };
        let reden = if p.aanwezig == Aanwezig::Aanwezig { "Opmerking" } else { "Reden" };
        punt([gewoon(kop)])
            .met(veld_als("Mandaat", &p.mandaat))
            .met(veld_als(reden, &p.reden))
            .met(p.gekomen.map(|t| veld("Gekomen", self.tijd(t))))
            .met(p.gegaan.map(|t| veld("Gegaan", self.tijd(t))))
    }

    pub(super) fn afspraken(&self) -> Vec<Tekstblok> {
        let mut punten: Vec<Lijstpunt> = Vec::new();
        if let Some(f) = &self.o.afspraken {
            let grond = if f.grond.is_empty() { NIET_VASTGELEGD } else { f.grond.as_str() };
            punten.extend([veld("Vastgelegd wordt", &f.vastleggen), veld("Gedeeld wordt", &f.delen), veld("Grond", grond)]);
        }
        let niet_weten = self.a.dossier.niet_weten.iter().map(|n| punt([gewoon(&n.wie)]).met(veld_als("Reden", &n.reden)));
        let niet_weten: Vec<Lijstpunt> = niet_weten.collect();
        if !niet_weten.is_empty() {
            punten.push(punt([label("Mogen niet weten van dit dossier:")]).met(niet_weten));
        }
        deel("Afspraken over vastleggen en delen", punten, "Er zijn geen afspraken vastgelegd.")
    }
}

/// `Terpstra (gemeente), op werkdagen`
fn contact(c: &Contactpersoon) -> String {
    let hoe = if c.bereikbaar.is_empty() { String::new() } else { format!(", {}", c.bereikbaar) };
    format!("{} ({}){hoe}", c.naam, c.organisatie)
}

/// What came of a call to 112, also where that was said after the meeting.
fn uitkomst_112(m: &Melding112) -> Lijstpunt {
    let Some((u, _)) = m.uitkomsten.last() else { return veld("Uitkomst", NIET_VASTGELEGD) };
    veld("Uitkomst", &u.wat).met(veld_als("Volgens", &u.door))
}
