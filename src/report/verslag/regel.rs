//! A line of the minutes, with all that it was.

use super::Verslag;
use crate::domain::dossier::{Gebeurd, Gezet, Regel, RegelInhoud, RegelSoort};
use crate::domain::rol::Actor;
use crate::domain::tijd::Tijdstip;
use crate::report::model::{Lijstpunt, bijzaak, doorgehaald, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

impl Verslag<'_> {
    /// The lines of these minutes in the order in which they were recorded, also those that were taken back.
    pub(super) fn regels(&self) -> impl Iterator<Item = &Regel> {
        self.a.dossier.regels.values().filter(|r| r.overleg == self.o.nr)
    }

    /// The lines of one kind that stand.
    pub(super) fn staande(&self, soort: RegelSoort) -> impl Iterator<Item = &Regel> {
        self.regels().filter(move |r| r.inhoud.soort == soort && r.ingetrokken.is_none())
    }

    /// The line in the log; `schrijver` is who typed most lines, and is not named at each.
    pub(super) fn logregel(&self, r: &Regel, schrijver: Option<&Actor>) -> Lijstpunt {
        let tekst = if r.ingetrokken.is_some() { doorgehaald(&r.inhoud.tekst) } else { gewoon(&r.inhoud.tekst) };
        let mut bijzaken = self.bijzaken(r, true);
        if schrijver != Some(&r.auteur) {
            bijzaken.push(format!("getypt door {}", naam::wie_en_rol(&r.auteur)));
        }
        let kop = label(format!("{} {}", self.tijd(r.op), naam::soort(r.inhoud.soort)));
        let regel = [kop].into_iter().chain(self.merk(r.id)).chain([tekst, bijzaak(bijzaken.join("; "))]);
        punt(regel.collect::<Vec<_>>()).met(self.geschiedenis(r))
    }

    /// What the line was before, that it was taken back, that it stood on a shared screen before it was shielded.
    fn geschiedenis(&self, r: &Regel) -> Vec<Lijstpunt> {
        let mut was: Vec<(Tijdstip, Lijstpunt)> = Vec::new();
        for c in &r.correcties {
            let kop =
                [label("Stond er eerst:"), doorgehaald(&c.was), bijzaak(format!("gecorrigeerd {}", self.na(&c.gezet)))];
            was.push((c.gezet.op, punt(kop).met(veld_als("Reden", &c.reden))));
        }
        for s in &r.soorten {
            was.push((s.gezet.op, veld("Was eerst", format!("{}, tot {}", naam::soort(s.was), self.na(&s.gezet)))));
        }
        was.extend(r.ingetrokken.as_ref().map(|g| (g.op, veld("Ingetrokken", self.na(g)))));
        let getoond = r.getoond.filter(|_| r.inhoud.afgeschermd);
        was.extend(getoond.map(|(van, tot)| {
            let wanneer = format!("van {} tot {}", self.tijd(van), self.tijd(tot));
            (tot, veld("Stond vóór de afscherming op het gedeelde scherm", wanneer))
        }));
        was.sort_by_key(|(op, _)| *op);
        was.into_iter().map(|(_, p)| p).collect()
    }

    /// What belongs to a line and is not said in it.
    pub(super) fn bijzaken(&self, r: &Regel, met_inbreng: bool) -> Vec<String> {
        let i = &r.inhoud;
        let mut all: Vec<String> = Vec::new();
        all.extend(i.inbreng.as_ref().filter(|_| met_inbreng).map(|o| format!("inbreng {o}")));
        all.extend(i.bron.as_ref().filter(|b| !b.is_empty()).map(|b| format!("bron {b}")));
        all.extend(i.gebeurd.map(|g| format!("gebeurd {}", gebeurd(g))));
        all.extend(i.eigenaar.as_ref().filter(|w| !w.is_empty()).map(|w| format!("wie {w}")));
        all.extend(i.termijn.map(|t| format!("{} {}", termijnwoord(i), tijd::voluit(t))));
        all.extend(i.acuut.map(|a| format!("acuut {a}")));
        all.extend(i.niveau.as_ref().map(|n| format!("niveau {}", self.a.niveau(n))));
        all.extend(i.factoren.iter().map(|f| format!("factor {}", self.a.factor(f))));
        all
    }

    /// `10:41 door De Wit (gemeente)`
    pub(super) fn gezet(&self, g: &Gezet) -> String {
        format!("{} door {}", self.tijd(g.op), naam::wie(&g.door))
    }

    /// The same, and whether the minutes were settled by then.
    fn na(&self, g: &Gezet) -> String {
        let na = self.o.vastgesteld.as_ref().is_some_and(|v| v.op < g.op);
        format!("{}{}", self.gezet(g), if na { ", na de vaststelling" } else { "" })
    }
}

/// What a line's moment means.
fn termijnwoord(i: &RegelInhoud) -> &'static str {
    match i.soort {
        RegelSoort::Onbekend => "terug",
        RegelSoort::Maatregel => "tot",
        RegelSoort::Notitie
        | RegelSoort::Feit
        | RegelSoort::Vermoeden
        | RegelSoort::Bezorgdheid
        | RegelSoort::Gevoel
        | RegelSoort::Besluit
        | RegelSoort::Actie
        | RegelSoort::Oordeel
        | RegelSoort::Letterlijk => "vóór",
    }
}

pub(super) fn gebeurd(g: Gebeurd) -> String {
    g.woorden(tijd::datum, |op| format!("{} {}", tijd::datum(op), op.klok()))
}
