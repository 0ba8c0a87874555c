//! Small rows for the overview and the lookup. Each can be rebuilt from the dossier; a row says whether it is shielded.

#![deny(clippy::wildcard_enum_match_arm)]

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::termijn::{Termijn, Wat, termijnen};
use crate::domain::advies::te_herbeoordelen;
use crate::domain::dossier::{ActieStatus, Antwoord, Ding, Dossier, DossierStatus, Fase, RegelSoort, Toegang, Wie};
use crate::domain::event::Event;
use crate::domain::ids::{ActieId, DossierNummer, InzetId, OverlegNr, RegelId};
use crate::domain::kenmerk::kenmerk;
use crate::domain::rol::Stamp;
use crate::domain::scherm::{Kijker, Kring};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::zicht::{aanzet_kring, ding_kring, kring, kringen, regel_kring, regel_van};

/// A dossier in the overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierRij {
    /// Its number.
    pub nummer: DossierNummer,
    /// What the team calls it.
    pub werktitel: Tekst,
    /// Where it is in its life.
    pub status: DossierStatus,
    /// The latest answer to 'is someone in immediate danger now?', and when it was given.
    pub acuut: Option<(Antwoord, Tijdstip)>,
    /// From when that question is open again, which can be to come: the end of a measure.
    pub opnieuw: Vec<Opnieuw>,
    /// When 112 was called last, while nobody said what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gebeld: Option<Tijdstip>,
    /// For whom each melding is that stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meldingen: Vec<Kring>,
    /// The meeting that matters now, and where it is.
    pub overleg: Option<(OverlegNr, Fase)>,
    /// The fixed contact person, in one line.
    pub contactpersoon: Tekst,
    /// Clocks that run, the earliest first.
    pub klokken: Vec<TermijnRij>,
    /// When it last changed.
    pub gewijzigd: Tijdstip,
    /// When it last changed in what is known to who sees what is shielded per role, and in no circle.
    pub vol_gewijzigd: Tijdstip,
    /// When it last changed in what everybody may know.
    pub openbaar_gewijzigd: Tijdstip,
    /// Who may know all that is for organisations in it: for the server, never for who asks.
    #[serde(default, skip_serializing_if = "Kring::is_iedereen")]
    pub kringen: Kring,
}

/// When a dossier last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaatsteWijziging {
    /// Its last record.
    pub op: Tijdstip,
    /// The last record of which something is known to who sees what is shielded per role, and in no circle.
    pub vol: Tijdstip,
    /// The last record of which everybody may know something.
    pub openbaar: Tijdstip,
}

impl From<Tijdstip> for LaatsteWijziging {
    /// Of a record that everybody may know.
    fn from(op: Tijdstip) -> Self {
        Self { op, vol: op, openbaar: op }
    }
}

impl LaatsteWijziging {
    /// Of these records, in order, that made the dossier what it is; none where there are none.
    pub fn van<'a>(d: &Dossier, records: impl DoubleEndedIterator<Item = (&'a Stamp, &'a [Event])>) -> Option<Self> {
        let mut later = records.rev().peekable();
        let op = later.peek()?.0.op;
        let (mut vol, mut eerste) = (None, op);
        for (stamp, events) in later {
            eerste = stamp.op;
            let weet = |wie: &Kijker| events.iter().any(|e| kring(d, stamp, e).hoort(wie));
            if vol.is_none() && weet(&Kijker::VOL) {
                vol = Some(eerste);
            }
            if weet(&Kijker::IEDEREEN) {
                return Some(Self { op, vol: vol.unwrap_or(eerste), openbaar: eerste });
            }
        }
        // that it was opened everybody may know; of a record that does not begin so, when it began
        Some(Self { op, vol: vol.unwrap_or(eerste), openbaar: eerste })
    }
}

/// That the acute question is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opnieuw {
    /// From when.
    pub op: Tijdstip,
    /// For whom it is.
    pub kring: Kring,
}

/// Something that happens or is due at a moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TermijnRij {
    /// When.
    pub op: Tijdstip,
    /// What, in a few words.
    pub wat: Tekst,
    /// What it is of.
    pub ding: Wat,
    /// Whose it is; empty where nobody was named.
    #[serde(default, skip_serializing_if = "Tekst::is_empty")]
    pub wie: Tekst,
    /// For whom it is.
    pub kring: Kring,
}

impl TermijnRij {
    /// Whether it is an action's deadline, which can be overdue.
    pub fn is_actie(&self) -> bool {
        matches!(self.ding, Wat::Actie(_))
    }

    /// Whether it is past.
    pub fn is_voorbij(&self, nu: Tijdstip) -> bool {
        self.op.is_voorbij(nu)
    }
}

impl ActieRij {
    /// Whether it should have been done by now.
    pub fn is_te_laat(&self, nu: Tijdstip) -> bool {
        self.status == ActieStatus::Open && self.termijn.is_some_and(|t| t.is_voorbij(nu))
    }
}

impl DossierRij {
    /// How many actions are overdue.
    pub fn te_laat(&self, nu: Tijdstip) -> usize {
        self.klokken.iter().filter(|k| k.is_actie() && k.is_voorbij(nu)).count()
    }

    /// The clock that comes next.
    pub fn volgende(&self, nu: Tijdstip) -> Option<&TermijnRij> {
        self.klokken.iter().find(|k| !k.is_voorbij(nu))
    }

    /// Whether the acute question has to be asked again: an answer from before that does not count any more.
    pub fn moet_opnieuw(&self, nu: Tijdstip) -> bool {
        self.opnieuw.iter().any(|o| o.op <= nu)
    }

    /// How urgent it is, the most urgent first: 112 was called and nobody said what
    /// came of it, acute or to be asked again, a meeting going on, overdue actions, unknown, the rest, what is over.
    pub fn urgentie(&self, nu: Tijdstip) -> (u8, Option<Tijdstip>) {
        let rank = if self.gebeld.is_some() {
            0
        } else if self.status.is_afgesloten() {
            5
        } else if matches!(self.acuut, Some((Antwoord::Ja, _))) || self.moet_opnieuw(nu) {
            0
        } else if self.overleg.is_some_and(|(_, fase)| fase.loopt()) {
            1
        } else if self.te_laat(nu) > 0 {
            2
        } else if !matches!(self.acuut, Some((Antwoord::Nee, _))) {
            3
        } else {
            4
        };
        (rank, self.klokken.first().map(|k| k.op))
    }

    /// The row as somebody may know it.
    #[must_use]
    pub fn voor(mut self, wie: &Kijker) -> Self {
        self.klokken.retain(|k| k.kring.hoort(wie));
        self.opnieuw.retain(|o| o.kring.hoort(wie));
        self.meldingen.retain(|kring| kring.hoort(wie));
        let alles = std::mem::take(&mut self.kringen).hoort(wie);
        self.gewijzigd = match (wie.is_vol(), alles) {
            (true, true) => self.gewijzigd,
            (true, false) => self.vol_gewijzigd,
            (false, _) => self.openbaar_gewijzigd,
        };
        self.vol_gewijzigd = self.gewijzigd;
        self
    }
}

/// An action in the lookup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActieRij {
    /// The dossier.
    pub dossier: DossierNummer,
    /// The action.
    pub actie: ActieId,
    /// What is to be done.
    pub wat: Tekst,
    /// Who does it; empty when nobody was named.
    pub wie: Tekst,
    /// Before when.
    pub termijn: Option<Tijdstip>,
    /// How far it is.
    pub status: ActieStatus,
    /// For whom it is.
    pub kring: Kring,
}

/// A line in the lookup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegelRij {
    /// The dossier.
    pub dossier: DossierNummer,
    /// The meeting.
    pub overleg: OverlegNr,
    /// The line.
    pub regel: RegelId,
    /// What it is.
    pub soort: RegelSoort,
    /// What it says.
    pub tekst: Tekst,
    /// Who knows it.
    pub bron: Tekst,
    /// When it was recorded.
    pub op: Tijdstip,
    /// For whom it is.
    pub kring: Kring,
}

/// The end of a journal: how many frames, and the hash of the last, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hoofd {
    /// The last sequence number.
    pub seq: u64,
    /// The hash of that frame.
    pub hash: String,
}

/// The rows of one dossier that have to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rijen {
    /// Up to where they were read off.
    pub hoofd: Hoofd,
    /// Whether these are all rows of it: what is not among them is not there any more.
    pub alle: bool,
    /// The dossier's own row.
    pub dossier: DossierRij,
    /// Who may see it beside the role table: for the server, never for who asks.
    pub toegang: Vec<Toegang>,
    /// Actions.
    pub acties: Vec<ActieRij>,
    /// Actions that are there no more: what opened them was taken back.
    pub acties_weg: Vec<ActieId>,
    /// Lines; none for a line that was taken back and has to go.
    pub regels: Vec<(RegelId, Option<RegelRij>)>,
}

/// Every row of a dossier that last changed then.
pub fn alle(d: &Dossier, gewijzigd: LaatsteWijziging, hoofd: Hoofd) -> Rijen {
    Rijen {
        hoofd,
        alle: true,
        dossier: dossier(d, gewijzigd),
        toegang: toegang(d),
        acties: d.acties.keys().filter_map(|id| actie(d, *id)).collect(),
        acties_weg: Vec::new(),
        regels: d.regels.keys().map(|id| (*id, regel(d, *id))).collect(),
    }
}

/// The rows that these events, already applied to `d`, can have changed. Of what was taken back the events themselves are
/// among them: it is named by its request only.
pub fn geraakt<'e>(
    d: &Dossier,
    events: impl Iterator<Item = &'e Event>,
    gewijzigd: LaatsteWijziging,
    hoofd: Hoofd,
) -> Rijen {
    let (mut lines, mut weg) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        if let Ding::Actie(id) = kenmerk(event).ding
            && !d.acties.contains_key(&id)
        {
            weg.insert(id);
        }
        lines.extend(regel_van(d, event).regel());
    }
    let acties = lines.iter().flat_map(|regel| d.acties_van(*regel));
    Rijen {
        hoofd,
        alle: false,
        dossier: dossier(d, gewijzigd),
        toegang: toegang(d),
        acties: acties.filter_map(|a| actie(d, a.id)).collect(),
        acties_weg: weg.into_iter().collect(),
        regels: lines.iter().map(|id| (*id, regel(d, *id))).collect(),
    }
}

/// The row of a dossier that last changed then.
pub fn dossier(d: &Dossier, gewijzigd: LaatsteWijziging) -> DossierRij {
    let contact = d.contactpersoon.as_ref().map(|c| format!("{} ({}) {}", c.naam, c.organisatie, c.bereik()));
    // the row does not change with time, so the ends that are to come stand in it too
    let opnieuw = te_herbeoordelen(d, Tijdstip::from_millis(i64::MAX));
    DossierRij {
        nummer: d.nummer,
        werktitel: d.werktitel.clone(),
        status: d.status,
        acuut: d.acuut.as_ref().map(|a| (a.antwoord, a.gezet.op)),
        opnieuw: opnieuw.iter().map(|h| Opnieuw { op: h.gezet.op, kring: aanzet_kring(d, h) }).collect(),
        gebeld: d.open_112().map(|(_, m)| m.gezet.op),
        meldingen: d.meldingen.values().filter(|m| m.stand.staat()).map(|m| m.stand.scherm().into()).collect(),
        overleg: d.actueel().map(|o| (o.nr, o.fase)),
        contactpersoon: Tekst::cut(&contact.unwrap_or_default()),
        klokken: klokken(d),
        gewijzigd: gewijzigd.op,
        vol_gewijzigd: gewijzigd.vol,
        openbaar_gewijzigd: gewijzigd.openbaar,
        kringen: kringen(d),
    }
}

/// What was given and nobody withdrew; whether its moment is past is asked when it matters.
pub fn toegang(d: &Dossier) -> Vec<Toegang> {
    d.niet_ingetrokken().map(|t| t.toegang.clone()).collect()
}

/// What happens or is due in a dossier, the earliest first, each in a few words.
pub fn klokken(d: &Dossier) -> Vec<TermijnRij> {
    let klok = |t: Termijn| {
        // a page can hang on more than one line
        let kring = if let Wat::Voorlegger(id) = t.wat { ding_kring(d, &Ding::Voorlegger(id)) } else { t.lijn.kring(d) };
        let (wat, wie) = (Tekst::cut(&woorden(d, t.wat)), Tekst::cut(&van_wie(d, t.wat)));
        TermijnRij { op: t.op, wat, ding: t.wat, wie, kring }
    };
    let mut all: Vec<TermijnRij> = termijnen(d).into_iter().map(klok).collect();
    all.sort();
    all
}

/// What it is, with its number and what was typed of it.
fn woorden(d: &Dossier, wat: Wat) -> String {
    fn noem(id: impl std::fmt::Display, text: Option<&Tekst>) -> String {
        format!("{id} {}", text.map(Tekst::as_str).unwrap_or_default())
    }
    let inzet = |id: InzetId| noem(id, d.inzetten.get(&id).map(|i| &i.wat));
    match wat {
        Wat::Actie(id) => noem(id, d.acties.get(&id).map(|a| &a.wat)),
        Wat::Besluit(id) => format!("besluit {}", noem(id, d.besluiten.get(&id).map(|b| &b.besluit))),
        Wat::Vraag(id) => noem(id, d.vragen.get(&id).map(|v| &v.vraag)),
        Wat::EindeInzet(id) => format!("einde {}", inzet(id)),
        Wat::Herziening(id) => format!("herziening {}", inzet(id)),
        Wat::Klok(nr) => d.klokken.get(&nr).map(|k| k.naam.to_string()).unwrap_or_default(),
        Wat::Voorlegger(id) => format!("antwoord burgemeester {id}"),
        Wat::Informatie(id) => format!("antwoord op {}", noem(id, d.informatie.get(&id).map(|i| &i.partner))),
        Wat::BeginOverleg(nr) => format!("overleg {nr}"),
        Wat::EindeOverleg(nr) => format!("eindtijd overleg {nr}"),
        Wat::VolgendeRonde => "volgende ronde".to_owned(),
        Wat::Verteld(_) => "zij wordt ingelicht".to_owned(),
        Wat::Noodtoegang(at) => {
            let naam = d.toegang.get(at).map(|t| t.toegang.naam.as_str()).unwrap_or_default();
            format!("noodtoegang van {naam} beoordelen")
        }
    }
}

/// Whose it is to do; empty where nobody was named.
fn van_wie(d: &Dossier, wat: Wat) -> String {
    let wie = |wie: Option<&Wie>| wie.map(ToString::to_string).unwrap_or_default();
    match wat {
        Wat::Actie(id) => wie(d.acties.get(&id).and_then(|a| a.eigenaar.as_ref())),
        Wat::Vraag(id) => wie(d.vragen.get(&id).and_then(|v| v.eigenaar.as_ref())),
        Wat::Verteld(nr) => wie(d.overleg(nr).and_then(|o| o.verteller.as_ref()).map(|v| &v.wie)),
        Wat::Informatie(id) => d.informatie.get(&id).map(|i| i.partner.to_string()).unwrap_or_default(),
        Wat::Besluit(_)
        | Wat::EindeInzet(_)
        | Wat::Herziening(_)
        | Wat::Klok(_)
        | Wat::Voorlegger(_)
        | Wat::BeginOverleg(_)
        | Wat::EindeOverleg(_)
        | Wat::VolgendeRonde
        | Wat::Noodtoegang(_) => String::new(),
    }
}

/// The row of an action.
pub fn actie(d: &Dossier, id: ActieId) -> Option<ActieRij> {
    let a = d.acties.get(&id)?;
    Some(ActieRij {
        dossier: d.nummer,
        actie: id,
        wat: a.wat.clone(),
        wie: Tekst::cut(&a.eigenaar.as_ref().map(ToString::to_string).unwrap_or_default()),
        termijn: a.termijn,
        status: a.status,
        kring: regel_kring(d, a.regel),
    })
}

/// The row of a line; a line that was taken back has none.
pub fn regel(d: &Dossier, id: RegelId) -> Option<RegelRij> {
    let r = d.regels.get(&id).filter(|r| r.ingetrokken.is_none())?;
    let bron =
        r.inhoud.bron.as_ref().map(ToString::to_string).or_else(|| r.inhoud.inbreng.as_ref().map(ToString::to_string));
    Some(RegelRij {
        dossier: d.nummer,
        overleg: r.overleg,
        regel: id,
        soort: r.inhoud.soort,
        tekst: r.inhoud.tekst.clone(),
        bron: Tekst::cut(&bron.unwrap_or_default()),
        op: r.op,
        kring: r.inhoud.scherm().into(),
    })
}
