//! Whom to call, the pages for the burgemeester, the escalation, and the meetings that there were.

use serde::Serialize;

use crate::domain::dossier::{self, Antwoord, VoorleggerUitslag};
use crate::domain::ids::{OverlegNr, VoorleggerId};
use crate::domain::tekst::Tekst;
use crate::report::tijd::JsonMoment;
use crate::report::{Aanvraag, naam};

/// Somebody, or an organisation, with a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bereikbaar {
    /// The person; empty for an organisation as a whole.
    pub naam: Tekst,
    /// The organisation.
    pub organisatie: Tekst,
    /// In what function; may be empty.
    pub functie: Tekst,
    /// At which number.
    pub telefoon: Tekst,
    /// When; may be empty.
    pub bereikbaar: Tekst,
    /// Where that was recorded.
    pub waarvan: Waarvan,
}

/// Where a number was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Waarvan {
    /// Of who takes part in the meeting that goes on or began last.
    Deelnemer,
    /// In the kader of the municipality.
    Kader,
}

/// A page for the burgemeester.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voorlegger {
    /// Its number.
    pub voorlegger: VoorleggerId,
    /// The meeting that asks.
    pub overleg: OverlegNr,
    /// What is asked.
    pub gevraagd: Tekst,
    /// By when; null when that was not said.
    pub uiterlijk: Option<JsonMoment>,
    /// Whether it is asked, not answered, and should have been.
    pub te_laat: bool,
    /// Whether a huisverbod is asked.
    pub huisverbod: bool,
    /// What the burgemeester said; null while that is awaited.
    pub uitslag: Option<VoorleggerUitslag>,
    /// In what words; may be empty.
    pub antwoord: Tekst,
    /// Who answered; empty while that is awaited.
    pub door: Tekst,
    /// When that was; null while it is awaited.
    pub op: Option<JsonMoment>,
}

/// Whether the matter goes up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opschaling {
    /// The meeting that settled it.
    pub overleg: OverlegNr,
    /// Up or not.
    pub opschalen: bool,
    /// To whom; may be empty.
    pub aan: Tekst,
    /// At what time; null when that was not said.
    pub om: Option<JsonMoment>,
    /// Why.
    pub reden: Tekst,
    /// When that was settled.
    pub op: JsonMoment,
}

/// Somebody who sees a decision differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Anders {
    /// Who.
    pub wie: String,
    /// What they say.
    pub tekst: Tekst,
    /// When that was recorded.
    pub op: JsonMoment,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overleg {
    /// Its number.
    pub overleg: OverlegNr,
    /// Why it was called.
    pub reden: Tekst,
    /// When it began; null while it did not.
    pub begonnen: Option<JsonMoment>,
    /// When it was closed; null while it was not.
    pub gesloten: Option<JsonMoment>,
    /// Acute or not, as it concluded; null while it did not.
    pub acuut: Option<Antwoord>,
    /// The name of the level that it concluded; empty while it did not.
    pub niveau: String,
    /// Whether its minutes are settled.
    pub verslag_vastgesteld: bool,
}

/// Who takes part in the last meeting and has a number, then the partners of the kader that have one.
pub(super) fn telefoons(a: &Aanvraag<'_>) -> Vec<Bereikbaar> {
    let last = a.dossier.overleggen.iter().rev().find(|o| !o.deelnemers.is_empty());
    let seats = last.into_iter().flat_map(|o| &o.deelnemers).filter(|d| !d.telefoon.is_empty());
    let seat = |d: &dossier::Deelname| Bereikbaar {
        naam: d.naam.clone(),
        organisatie: d.organisatie.clone(),
        functie: d.functie.clone(),
        telefoon: d.telefoon.clone(),
        bereikbaar: d.bereikbaar.clone(),
        waarvan: Waarvan::Deelnemer,
    };
    let partners = a.kader.kader.partners.iter().filter(|p| !p.telefoon.is_empty());
    let partner = |p: &crate::domain::kader::Partner| Bereikbaar {
        naam: Tekst::default(),
        organisatie: p.naam.clone(),
        functie: Tekst::default(),
        telefoon: p.telefoon.clone(),
        bereikbaar: p.bereikbaarheid.clone(),
        waarvan: Waarvan::Kader,
    };
    seats.map(seat).chain(partners.map(partner)).collect()
}

pub(super) fn voorleggers(a: &Aanvraag<'_>) -> Vec<Voorlegger> {
    let page = |v: &dossier::Voorlegger| {
        let antwoord = v.antwoord.as_ref().map(|(x, _)| x);
        Voorlegger {
            voorlegger: v.id,
            overleg: v.overleg,
            gevraagd: v.gevraagd.clone(),
            uiterlijk: v.uiterlijk.map(Into::into),
            te_laat: v.is_te_laat(a.nu),
            huisverbod: v.huisverbod,
            uitslag: antwoord.map(|x| x.uitslag),
            antwoord: antwoord.map(|x| x.tekst.clone()).unwrap_or_default(),
            door: antwoord.map(|x| x.naam.clone()).unwrap_or_default(),
            op: antwoord.map(|x| x.op.into()),
        }
    };
    a.dossier.voorleggers.values().rev().map(page).collect()
}

pub(super) fn opschaling(a: &Aanvraag<'_>) -> Option<Opschaling> {
    let (o, (x, gezet)) = a.dossier.overleggen.iter().rev().find_map(|o| Some((o, o.afweging.opschaling.last()?)))?;
    Some(Opschaling {
        overleg: o.nr,
        opschalen: x.opschalen,
        aan: x.aan.clone(),
        om: x.om.map(Into::into),
        reden: x.reden.clone(),
        op: gezet.op.into(),
    })
}

pub(super) fn anders(b: &dossier::Besluit) -> Vec<Anders> {
    let one = |d: &dossier::Dissent| Anders { wie: d.wie.to_string(), tekst: d.tekst.clone(), op: d.gezet.op.into() };
    b.dissent.iter().map(one).collect()
}

pub(super) fn overleggen(a: &Aanvraag<'_>) -> Vec<Overleg> {
    let one = |o: &dossier::Overleg| {
        let conclusie = o.conclusies.last().map(|(c, _)| c);
        Overleg {
            overleg: o.nr,
            reden: o.bijeenroeping.reden.clone(),
            begonnen: o.begonnen.map(Into::into),
            gesloten: o.sluiting.as_ref().map(|(.., gezet)| gezet.op.into()),
            acuut: conclusie.map(|c| c.acuut),
            niveau: conclusie.map(|c| a.niveau(&c.niveau)).unwrap_or_default(),
            verslag_vastgesteld: o.vastgesteld.is_some(),
        }
    };
    a.dossier.overleggen.iter().rev().map(one).collect()
}

impl Bereikbaar {
    /// `Ooms (politie), piket`
    pub(super) fn wie(&self) -> String {
        naam::met_functie(&self.naam, &self.organisatie, &self.functie)
    }
}
