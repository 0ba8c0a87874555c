//! What happens or is due in a dossier, and when: collected once, for the overview, the lookup and whoever counts late.

use serde::{Deserialize, Serialize};

use crate::domain::dossier::{ActieStatus, Dossier, Fase, InzetStatus, LopendeKlok};
use crate::domain::ids::{ActieId, BesluitId, InzetId, KlokNr, OverlegNr, VoorleggerId, VraagId};
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::{Lijn, klok_lijn, voorlegger_lijn};

/// What it is that happens or is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wat {
    /// An action has to be done.
    Actie(ActieId),
    /// A decision has to be there.
    Besluit(BesluitId),
    /// An answer to a question is back.
    Vraag(VraagId),
    /// A measure that holds ends.
    EindeInzet(InzetId),
    /// A measure is looked at again.
    Herziening(InzetId),
    /// A clock ends.
    Klok(KlokNr),
    /// The burgemeester answers.
    Voorlegger(VoorleggerId),
    /// A meeting that was called begins.
    BeginOverleg(OverlegNr),
    /// A meeting that goes on ends.
    EindeOverleg(OverlegNr),
    /// The next round, as the last meeting agreed.
    VolgendeRonde,
    /// She is told.
    Verteld(OverlegNr),
    /// A second person looked at access that was taken in need: the place of that among what was given.
    Noodtoegang(usize),
}

/// Something that happens or is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Termijn {
    /// When.
    pub op: Tijdstip,
    /// What.
    pub wat: Wat,
    /// The line that it hangs on.
    pub lijn: Lijn,
}

/// The clocks that run, the first to end first; those that ran out and were not stopped are among them.
pub fn lopende_klokken(d: &Dossier) -> Vec<&LopendeKlok> {
    let mut all: Vec<&LopendeKlok> = d.klokken.values().filter(|k| k.loopt()).collect();
    all.sort_by_key(|k| (k.einde, k.nr));
    all
}

/// Everything in a dossier that happens or is due and did not happen yet, the earliest first; what is late stands in it too.
pub fn termijnen(d: &Dossier) -> Vec<Termijn> {
    let mut all: Vec<Termijn> = Vec::new();
    let mut add = |op: Option<Tijdstip>, wat: Wat, lijn: Lijn| {
        all.extend(op.map(|op| Termijn { op, wat, lijn }));
    };
    for a in d.acties.values().filter(|a| a.status == ActieStatus::Open) {
        add(a.termijn, Wat::Actie(a.id), Lijn::Deze(a.regel));
    }
    for b in d.besluiten.values().filter(|b| b.status.wacht()) {
        add(b.termijn, Wat::Besluit(b.id), Lijn::Deze(b.regel));
    }
    for v in d.vragen.values().filter(|v| v.is_open()) {
        add(v.terug, Wat::Vraag(v.id), Lijn::Deze(v.regel));
    }
    for i in d.inzetten.values().filter(|i| i.status != InzetStatus::Vervallen) {
        add(i.einde.filter(|_| i.status.geldt()), Wat::EindeInzet(i.id), Lijn::Deze(i.regel));
        add(i.herziening, Wat::Herziening(i.id), Lijn::Deze(i.regel));
    }
    for k in lopende_klokken(d) {
        add(Some(k.einde), Wat::Klok(k.nr), klok_lijn(d, k));
    }
    for v in d.voorleggers.values().filter(|v| v.antwoord.is_none()) {
        add(v.uiterlijk, Wat::Voorlegger(v.id), voorlegger_lijn(d, v));
    }
    for (at, t) in d.toegang.iter().enumerate().filter(|(_, t)| t.wacht_op_oordeel()) {
        // who was let in is for who sees what is shielded
        add(t.toegang.tot, Wat::Noodtoegang(at), Lijn::Onbekend);
    }
    overleggen(d, &mut add);
    all.sort();
    all
}

/// Of the meetings: the one that is called or goes on, and what the last one that closed agreed.
fn overleggen(d: &Dossier, add: &mut impl FnMut(Option<Tijdstip>, Wat, Lijn)) {
    for o in &d.overleggen {
        if o.fase == Fase::Gepland {
            add(o.bijeenroeping.begin, Wat::BeginOverleg(o.nr), Lijn::Geen);
        } else if o.fase.loopt() {
            add(Some(o.einde), Wat::EindeOverleg(o.nr), Lijn::Geen);
        }
    }
    let Some(o) = d.overleggen.last() else { return };
    let volgende = o.sluiting.as_ref().filter(|_| o.fase == Fase::Gesloten).and_then(|(s, ..)| s.volgende);
    add(volgende, Wat::VolgendeRonde, Lijn::Geen);
    let niet = o.verteller.as_ref().filter(|_| o.verteld.is_empty());
    add(niet.and_then(|v| v.wanneer), Wat::Verteld(o.nr), Lijn::Geen);
}
