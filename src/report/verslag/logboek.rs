//! The log: everything in the order of time, under the block and the item at which it was recorded.

use super::Verslag;
use crate::domain::dossier::{Fase, FaseWissel, Gezet, Regel, RegelSoort};
use crate::domain::ids::PuntId;
use crate::domain::rol::Actor;
use crate::domain::tijd::Tijdstip;
use crate::report::model::{Lijstpunt, Tekstblok, Tekststuk, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

/// One thing in the log.
struct Gebeurtenis<'a> {
    op: Tijdstip,
    /// Orders what has the same moment.
    rang: u8,
    /// The block that begins with it.
    begint: Option<Fase>,
    /// The item at which it was recorded.
    agendapunt: Option<&'a PuntId>,
    inhoud: Lijstpunt,
}

impl Verslag<'_> {
    pub(super) fn logboek(&self) -> Vec<Tekstblok> {
        let schrijver = self.schrijver();
        let mut all = self.gang();
        all.extend(self.wissels());
        all.extend(self.gezegd());
        all.extend(self.gemeld());
        all.extend(self.toegelaten());
        all.extend(self.regels().map(|r| self.regel(r, schrijver)));
        all.sort_by_key(|g| (g.op, g.rang));
        let mut blokken = vec![Tekstblok::Kop(1, "Logboek".to_owned())];
        blokken.extend(schrijver.map(|s| {
            let uitleg = format!("Regels zonder naam van een schrijver zijn getypt door {}.", naam::wie_en_rol(s));
            Tekstblok::Alinea(vec![gewoon(uitleg)])
        }));
        blokken.extend(self.onder_koppen(all));
        blokken
    }

    /// Puts a heading wherever the block or the item changes.
    fn onder_koppen(&self, all: Vec<Gebeurtenis<'_>>) -> Vec<Tekstblok> {
        let mut blokken = vec![Tekstblok::Kop(2, "Vooraf".to_owned())];
        let mut punten: Vec<Lijstpunt> = Vec::new();
        let mut bij: Option<&PuntId> = None;
        for g in all {
            let ander_punt = g.agendapunt.filter(|p| bij != Some(p));
            if g.begint.is_some() || ander_punt.is_some() {
                afgerond(&mut blokken, &mut punten);
            }
            if let Some(fase) = g.begint {
                bij = None;
                blokken.push(Tekstblok::Kop(2, kop(fase)));
            }
            if let Some(id) = ander_punt {
                bij = Some(id);
                let titel = self.a.kader.kader.punt(id).map_or_else(|| id.to_string(), |(_, p)| p.titel.to_string());
                blokken.push(Tekstblok::Kop(3, titel));
            }
            punten.push(g.inhoud);
        }
        afgerond(&mut blokken, &mut punten);
        blokken
    }

    /// Who typed most of the lines; the first of them where there are more.
    fn schrijver(&self) -> Option<&Actor> {
        let aantal = |a: &Actor| self.regels().filter(|r| r.auteur == *a).count();
        let mut meest: Option<(&Actor, usize)> = None;
        for r in self.regels() {
            if meest.is_none_or(|(a, _)| *a != r.auteur) {
                let n = aantal(&r.auteur);
                meest = meest.filter(|(_, m)| *m >= n).or(Some((&r.auteur, n)));
            }
        }
        meest.map(|(a, _)| a)
    }

    /// A line stands after the step into its block, also where both have the same moment.
    fn regel<'v>(&'v self, r: &'v Regel, schrijver: Option<&Actor>) -> Gebeurtenis<'v> {
        let fase = self.a.kader.kader.punt(&r.punt).map(|(fase, _)| fase);
        let net_begonnen = self.o.wissels.iter().any(|w| w.gezet.op == r.op && Some(w.naar) == fase);
        let rang = if net_begonnen { 5 } else { 2 };
        let inhoud = self.logregel(r, schrijver);
        Gebeurtenis { op: r.op, rang, begint: None, agendapunt: Some(&r.punt), inhoud }
    }

    /// The beginning, the steps between blocks, the end, the settling.
    fn wissels(&self) -> Vec<Gebeurtenis<'_>> {
        let o = self.o;
        let mut all = vec![self.los(o.geroepen.op, "Overleg bijeengeroepen", Some(&o.geroepen))];
        if let (Some(op), Some(v)) = (o.begonnen, o.voorzitters.first()) {
            let begin = self.los(op, &format!("Overleg begonnen door {}", naam::wie(&v.wie)), None);
            all.push(Gebeurtenis { rang: 0, begint: Some(Fase::Opening), ..begin });
        }
        all.extend(o.wissels.iter().map(|w| self.stap(w)));
        all.extend(o.vastgesteld.as_ref().map(|g| self.los(g.op, "Verslag vastgesteld", Some(g))));
        all
    }

    fn stap(&self, w: &FaseWissel) -> Gebeurtenis<'_> {
        let wat = match w.naar {
            Fase::Gesloten => "Overleg gesloten".to_owned(),
            naar if naar < w.van => format!("Terug van {} naar {naar}", w.van),
            naar => format!("Van {} naar {naar}", w.van),
        };
        let stap = self.los(w.gezet.op, &wat, Some(&w.gezet));
        Gebeurtenis { rang: 4, begint: Some(w.naar), inhoud: stap.inhoud.met(self.redenen(w)), ..stap }
    }

    /// What was still open at a step, and why it was made all the same.
    pub(super) fn redenen(&self, w: &FaseWissel) -> Vec<Lijstpunt> {
        let open = self.open(&w.open).into_iter().map(|t| veld("Nog open", t));
        let afgeschermd = self.open(&w.afgeschermd_open).into_iter().map(|t| veld("Nog open, afgeschermd", t));
        open.chain(afgeschermd).chain(veld_als("Reden", &w.reden)).collect()
    }

    /// How the meeting went: chairs, people, turns, pauses, screens.
    fn gang(&self) -> Vec<Gebeurtenis<'_>> {
        let o = self.o;
        let mut all = Vec::new();
        for v in o.voorzitters.iter().skip(1) {
            let wat = format!("Voorzitterschap overgenomen door {}", naam::wie(&v.wie));
            all.push(self.los(v.sinds, &wat, None).met(veld_als("Reden", &v.reden)));
        }
        for e in &o.eindes {
            all.push(self.los(e.gezet.op, "Eindtijd verzet", Some(&e.gezet)).met([veld("Reden", &e.reden)]));
        }
        for (reden, g) in &o.hybride {
            let wat = "Hybride overleg, een uitzondering";
            all.push(self.los(g.op, wat, Some(g)).met([veld("Reden", reden)]));
        }
        for p in &o.deelnemers {
            let wie = format!("{} ({})", p.naam, p.organisatie);
            all.extend(p.gekomen.map(|t| self.los(t, &format!("Gekomen: {wie}"), None)));
            all.extend(p.gegaan.map(|t| self.los(t, &format!("Gegaan: {wie}"), None)));
        }
        for b in &o.beurten {
            let beurt = self.los(b.van, &format!("Het woord aan {}", b.organisatie), None);
            all.push(Gebeurtenis { rang: 1, ..beurt });
        }
        for s in &o.schorsingen {
            all.push(self.los(s.van, "Geschorst", None).met([veld("Reden", &s.reden)]));
            all.extend(s.tot.map(|t| self.los(t, "Hervat", None)));
        }
        for s in &o.schermen {
            all.push(self.los(s.van, "Gedeeld scherm aan", None));
            all.extend(s.tot.map(|t| self.los(t, "Gedeeld scherm uit", None)));
        }
        all
    }

    /// What was said and stands in no line: danger, judgements, conclusions, dissent.
    fn gezegd(&self) -> Vec<Gebeurtenis<'_>> {
        let d = self.a.dossier;
        let mut all = Vec::new();
        for x in d.acuut_antwoorden.iter().filter(|x| self.tijdens(x.gezet.op)) {
            let wat = format!("Iemand nu in gevaar: {}", naam::antwoord(x.antwoord));
            all.push(self.los(x.gezet.op, &wat, Some(&x.gezet)).met(veld_als("Toelichting", &x.toelichting)));
        }
        for m in d.meldingen_112.iter().filter(|m| self.tijdens(m.gezet.op)) {
            all.push(self.los(m.gezet.op, "112 gebeld", Some(&m.gezet)).met(veld_als("Toelichting", &m.toelichting)));
        }
        let uitkomsten = d.meldingen_112.iter().flat_map(|m| &m.uitkomsten).filter(|(_, gezet)| self.tijdens(gezet.op));
        for (x, gezet) in uitkomsten {
            let regel = self.los(x.op.unwrap_or(gezet.op), "Uitkomst van 112", Some(gezet));
            all.push(regel.met([veld("Wat", &x.wat)].into_iter().chain(veld_als("Volgens", &x.door))));
        }
        for x in self.o.oordelen.iter().filter(|x| x.in_regel().is_none()) {
            let wat = format!("{} van {}", RegelSoort::Oordeel, x.inhoud.organisatie);
            let argument = [veld("Argument", &x.inhoud.argument)];
            all.push(self.los(x.gezet.op, &wat, Some(&x.gezet)).met(argument));
        }
        for (c, g) in &self.o.conclusies {
            let wat = format!("Conclusie: acuut {}, niveau {}", c.acuut, self.a.niveau(&c.niveau));
            all.push(self.los(g.op, &wat, Some(g)));
        }
        for b in d.besluiten.values().filter(|b| b.overleg == self.o.nr) {
            all.extend(b.dissent.iter().map(|x| {
                let wat = format!("{} ziet een besluit anders", x.wie);
                self.los(x.gezet.op, &wat, Some(&x.gezet)).met([veld("Besluit", &b.besluit), veld("Argument", &x.tekst)])
            }));
        }
        all
    }

    /// Closed rounds, breaches, what the burgemeester answered, that she was told.
    fn gemeld(&self) -> Vec<Gebeurtenis<'_>> {
        let d = self.a.dossier;
        let mut all = Vec::new();
        for r in &self.o.afweging.rondes {
            all.push(self.los(r.geopend.op, "Gesloten oordeelsronde geopend", Some(&r.geopend)));
            all.extend(r.onthuld.as_ref().map(|g| self.los(g.op, "Alle oordelen tegelijk onthuld", Some(g))));
        }
        for (i, (s, g)) in d.inzetten.values().flat_map(|i| i.schendingen.iter().map(move |s| (i, s))) {
            if self.tijdens(g.op) {
                let onder = [veld("Maatregel", &i.wat)].into_iter().chain(veld_als("Wat", &s.wat));
                all.push(self.los(g.op, "Schending gemeld", Some(g)).met(onder));
            }
        }
        for (a, g) in d.voorleggers.values().filter(|v| v.overleg == self.o.nr).filter_map(|v| v.antwoord.as_ref()) {
            all.push(self.los(g.op, &format!("Antwoord van de burgemeester: {}", a.uitslag), Some(g)));
        }
        for t in d.teruggenomen.iter().filter(|t| self.tijdens(t.gezet.op)) {
            // a slip that was set right at once: told as that, and nowhere as what was said
            let wat = format!("Vergissing hersteld, van {}: {}", self.tijd(t.toen), t.wat);
            all.push(self.los(t.gezet.op, &wat, Some(&t.gezet)));
        }
        all.extend(self.o.verteld.iter().map(|(_, g)| self.los(g.op, "Vastgelegd dat het haar is verteld", Some(g))));
        all
    }

    /// Who was let in while the meeting went on, and who was not any more: only where shielded lines are in the minutes.
    fn toegelaten(&self) -> Vec<Gebeurtenis<'_>> {
        let mut all = Vec::new();
        for t in &self.a.dossier.toegang {
            let (x, g) = (&t.toegang, &t.gezet);
            if self.tijdens(g.op) {
                let tot = x.tot.map(|tot| veld("Tot", tijd::voluit(tot)));
                let wat = if x.nood {
                    format!("Noodtoegang genomen door {} ({}), als {}", x.naam, x.gebruiker, x.rol)
                } else {
                    format!("Toegang gegeven aan {} ({}), als {}", x.naam, x.gebruiker, x.rol)
                };
                all.push(self.los(g.op, &wat, Some(g)).met(tot.into_iter().chain([veld("Reden", &x.reden)])));
            }
            if let Some(b) = t.beoordeeld.as_ref().filter(|b| self.tijdens(b.gezet.op)) {
                let niet = if b.akkoord { "" } else { "niet " };
                let wat = format!("Noodtoegang van {} ({}) beoordeeld: {niet}akkoord", x.naam, x.gebruiker);
                all.push(self.los(b.gezet.op, &wat, Some(&b.gezet)).met([veld("Toelichting", &b.toelichting)]));
            }
            if let Some((reden, g)) = t.ingetrokken.as_ref().filter(|(r, g)| !r.is_empty() && self.tijdens(g.op)) {
                let wat = format!("Toegang ingetrokken van {} ({})", x.naam, x.gebruiker);
                all.push(self.los(g.op, &wat, Some(g)).met([veld("Reden", reden)]));
            }
        }
        all
    }

    /// Something that is no line.
    fn los(&self, op: Tijdstip, wat: &str, gezet: Option<&Gezet>) -> Gebeurtenis<'_> {
        let door: Option<Tekststuk> = gezet.map(|g| bijzaak(format!("door {}", naam::wie(&g.door))));
        let stukken = [label(self.tijd(op)), gewoon(wat)].into_iter().chain(door).collect::<Vec<_>>();
        Gebeurtenis { op, rang: 3, begint: None, agendapunt: None, inhoud: punt(stukken) }
    }

    /// Whether this was while the meeting went on.
    pub(super) fn tijdens(&self, op: Tijdstip) -> bool {
        let einde = self.o.sluiting.as_ref().map(|(.., g)| g.op);
        self.o.begonnen.is_some_and(|begin| begin <= op) && einde.is_none_or(|einde| op <= einde)
    }
}

impl Gebeurtenis<'_> {
    fn met(mut self, onder: impl IntoIterator<Item = Lijstpunt>) -> Self {
        self.inhoud = self.inhoud.met(onder);
        self
    }
}

/// Ends a list, where there is one.
fn afgerond(blokken: &mut Vec<Tekstblok>, punten: &mut Vec<Lijstpunt>) {
    if !punten.is_empty() {
        blokken.push(Tekstblok::Lijst(std::mem::take(punten)));
    }
}

fn kop(fase: Fase) -> String {
    if fase == Fase::Gesloten { "Na afloop".to_owned() } else { fase.to_string() }
}
