//! Decisions and actions of the meeting.

use super::{NIET_VASTGELEGD, Verslag, deel, deel_als};
use crate::domain::dossier::{Actie, Besluit, BesluitStatus, StatusWissel, Toets};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tekst::Tekst;
use crate::report::model::{Lijstpunt, Tekstblok, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

impl Verslag<'_> {
    pub(super) fn besluiten(&self) -> Vec<Tekstblok> {
        let besluiten = self.a.dossier.besluiten.values().filter(|b| b.overleg == self.o.nr);
        let mut blokken = vec![Tekstblok::Kop(1, "Besluiten".to_owned())];
        blokken.extend(besluiten.flat_map(|b| [Tekstblok::Kop(2, self.vraag(b)), Tekstblok::Lijst(self.besluit(b))]));
        if blokken.len() == 1 {
            blokken.push(Tekstblok::Alinea(vec![gewoon("Er zijn geen besluiten vastgelegd.")]));
        }
        blokken
    }

    /// The question that a decision answers; the decision itself where nobody put the question.
    fn vraag(&self, b: &Besluit) -> String {
        let vraag = if b.vraag.is_empty() { &b.besluit } else { &b.vraag };
        self.nummer(b.id).map_or_else(|| vraag.to_string(), |n| format!("{n}. {vraag}"))
    }

    fn besluit(&self, b: &Besluit) -> Vec<Lijstpunt> {
        let mist = leemte::van_besluit(b);
        let moet = |naam: &str, t: &Tekst, l: Leemte| {
            if mist.contains(&l) { Some(veld(naam, NIET_VASTGELEGD)) } else { veld_als(naam, t) }
        };
        let mut punten = vec![punt(
            [label("Besluit:")].into_iter().chain(self.merk(b.regel)).chain([gewoon(&b.besluit)]).collect::<Vec<_>>(),
        )];
        punten.push(veld("Status", b.status).met(self.verloop(b)));
        punten.extend(
            b.bevoegd.as_ref().map(|w| veld("Genomen door", format!("{}, {}", naam::bevoegd(w), tijd::voluit(w.op)))),
        );
        punten.extend(b.termijn.map(|op| veld("Vóór", tijd::voluit(op))));
        let einde = b.einde.as_ref().zip(b.beeindigd_door());
        punten.extend(einde.map(|(e, door)| {
            let wat = format!("{}, {}", b.status, tijd::voluit(e.op));
            veld("Beëindigd", wat).met([veld("Door", door), veld("Vastgelegd", self.gezet(&e.gezet))])
        }));
        let soort = mist.contains(&Leemte::Soort).then(|| veld("Soort", NIET_VASTGELEGD));
        punten.extend(b.soort.map(|s| veld("Soort", s)).or(soort));
        punten.extend(moet("Wie beslist", &b.door, Leemte::Bevoegd));
        punten.extend(moet("Grond", &b.grond, Leemte::Grond));
        punten.extend(moet("Waarom", &b.motivering, Leemte::Motivering));
        punten.extend(self.toets(b).or_else(|| (!b.status.is_eind()).then(|| veld("Juridische toets", NIET_VASTGELEGD))));
        punten.extend(
            b.dissent.iter().map(|x| punt([label("Ziet het anders:"), gewoon(&x.wie)]).met([veld("Argument", &x.tekst)])),
        );
        punten.extend(moet("Vertellen aan", &b.vertellen_aan, Leemte::VertellenAan));
        punten.extend(moet("Hoe zien we of het werkt", &b.effectvraag, Leemte::Effectvraag));
        punten
    }

    /// The legal check that counts, with those before it.
    fn toets(&self, b: &Besluit) -> Option<Lijstpunt> {
        let ((laatste, gezet), eerder) = b.toetsen.split_last()?;
        let eerder = eerder.iter().map(|(t, g)| veld("Eerder", format!("{}, {}", toetswoord(t), self.gezet(g))));
        let punt = veld("Juridische toets", toetswoord(laatste))
            .met(veld_als("Door", &laatste.door))
            .met(veld_als("Uitkomst", &laatste.uitkomst))
            .met(laatste.op.map(|t| veld("Gegeven", tijd::voluit(t))))
            .met([veld("Vastgelegd", self.gezet(gezet))]);
        Some(punt.met(eerder))
    }

    /// The steps of a decision, the first that it was intended.
    fn verloop(&self, b: &Besluit) -> Vec<Lijstpunt> {
        let eerst = punt([gewoon(format!("{}, {}", BesluitStatus::Voorgenomen, self.tijd(b.op)))]);
        std::iter::once(eerst).chain(b.wissels.iter().map(|w| self.wissel(w))).collect()
    }

    pub(super) fn wissel<S: ToString>(&self, w: &StatusWissel<S>) -> Lijstpunt {
        punt([gewoon(format!("{}, {}", w.naar.to_string(), self.gezet(&w.gezet)))]).met(veld_als("Reden", &w.reden))
    }

    pub(super) fn acties(&self) -> Vec<Tekstblok> {
        let punten: Vec<Lijstpunt> =
            self.a.dossier.acties.values().filter(|x| x.overleg == self.o.nr).map(|x| self.actie(x)).collect();
        let mut blokken = deel("Acties", punten, "Er zijn geen acties vastgelegd.");
        let eerder: Vec<Lijstpunt> = self.eerdere_acties().map(|x| self.actie(x)).collect();
        blokken.extend(deel_als("Acties van het vorige overleg", eerder));
        blokken
    }

    /// Actions of earlier meetings that were open when the one before this closed: what this one looks back on.
    fn eerdere_acties(&self) -> impl Iterator<Item = &Actie> {
        let vorige = self.a.dossier.overleggen.iter().rev().filter(|o| o.nr < self.o.nr);
        let sinds = vorige.filter_map(|o| o.sluiting.as_ref()).map(|(.., g)| g.op).next();
        let nog_open = move |x: &&Actie| sinds.is_some_and(|t| x.wissels.iter().all(|w| w.gezet.op > t));
        self.a.dossier.acties.values().filter(|x| x.overleg < self.o.nr).filter(nog_open)
    }

    fn actie(&self, x: &Actie) -> Lijstpunt {
        let wie = x.eigenaar.as_ref().map_or_else(|| NIET_VASTGELEGD.to_owned(), ToString::to_string);
        let voor = x.termijn.map_or_else(|| NIET_VASTGELEGD.to_owned(), tijd::voluit);
        punt(self.genummerd(x.id, x.regel, &x.wat))
            .met([veld("Wie", wie), veld("Klaar vóór", voor)])
            .met(veld_als("Terugmelden", &x.terugmelding))
            .met([self.afloop(x)])
    }

    /// How far an action is; what it was before where it changed more than once.
    fn afloop(&self, x: &Actie) -> Lijstpunt {
        match x.wissels.as_slice() {
            [] if x.is_te_laat(self.a.nu) => veld("Status", format!("{}, te laat", x.status)),
            [] => veld("Status", x.status),
            [w] => veld("Status", format!("{}, {}", w.naar, self.gezet(&w.gezet))).met(veld_als("Reden", &w.reden)),
            wissels => veld("Status", x.status).met(wissels.iter().map(|w| self.wissel(w))),
        }
    }
}

/// `nodig, uitkomst bekend`
fn toetswoord(t: &Toets) -> &'static str {
    match (t.nodig, t.is_open()) {
        (false, _) => "niet nodig",
        (true, true) => "nodig, nog geen uitkomst",
        (true, false) => "nodig, gedaan",
    }
}
