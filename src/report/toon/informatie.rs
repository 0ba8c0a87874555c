//! The informatiebeeld: who was asked what until when, who answered what and when, and what the picture asks of itself.

use serde::Serialize;

use super::Toon;
use crate::domain::dossier::{self, Antwoord, Informatiesoort};
use crate::domain::ids::{GrondId, InformatieId};
use crate::domain::kader::ReeksSoort;
use crate::domain::tekst::Tekst;
use crate::report::papier::Papier;
use crate::report::tijd::{self, JsonMoment};
use crate::report::{Aanvraag, naam};

/// A request to a partner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gevraagd {
    /// Its number.
    pub informatie: InformatieId,
    /// Who is asked.
    pub partner: Tekst,
    /// What for, and what is asked.
    pub doel: Tekst,
    /// On which ground, as a key of the kader.
    pub grond: GrondId,
    /// When it was asked first.
    pub gevraagd: JsonMoment,
    /// Until when.
    pub uiterlijk: JsonMoment,
    /// Whether an answer is awaited.
    pub wacht: bool,
    /// Whether one is awaited that should have been there.
    pub te_laat: bool,
    /// What was answered, the oldest first; the last counts, unless an answer is awaited.
    pub antwoorden: Vec<Geantwoord>,
    /// Why it was withdrawn; null where it was not.
    pub ingetrokken: Option<Tekst>,
}

/// What a partner answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Geantwoord {
    /// What kind it is.
    pub soort: Informatiesoort,
    /// Who gave it.
    pub door: String,
    /// When.
    pub op: JsonMoment,
    /// Whether that was after the moment until which it could be given.
    pub te_laat: bool,
    /// In words; null where there are none that may be told.
    pub woorden: Option<Tekst>,
    /// Only for who may see what is shielded.
    pub afgeschermd: bool,
}

/// What the picture asks of itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Beeldvraag {
    /// The question.
    pub vraag: Tekst,
    /// Its last answer; null while nobody gave one.
    pub antwoord: Option<Antwoord>,
    /// In a few words; may be empty.
    pub toelichting: Tekst,
    /// Who says so; may be empty.
    pub bron: String,
    /// When that was recorded; null while it was not.
    pub op: Option<JsonMoment>,
}

pub(super) fn gevraagd(a: &Aanvraag<'_>) -> Vec<Gevraagd> {
    let een = |i: &dossier::Informatieverzoek| {
        let (eerst, uiterlijk) = (i.gevraagd.first()?.gezet.op, i.uiterlijk()?);
        Some(Gevraagd {
            informatie: i.id,
            partner: i.partner.clone(),
            doel: i.doel.clone(),
            grond: i.grond.clone(),
            gevraagd: eerst.into(),
            uiterlijk: uiterlijk.into(),
            wacht: i.is_open(),
            te_laat: i.is_te_laat(a.nu),
            antwoorden: i.antwoorden.iter().map(geantwoord).collect(),
            ingetrokken: i.ingetrokken.as_ref().map(|(reden, _)| reden.clone()),
        })
    };
    a.dossier.informatie.values().filter_map(een).collect()
}

fn geantwoord(x: &dossier::Informatieantwoord) -> Geantwoord {
    Geantwoord {
        soort: x.soort,
        door: x.door.to_string(),
        op: x.op.into(),
        te_laat: x.was_te_laat(),
        woorden: x.inhoud.as_ref().map(|i| i.woorden.clone()),
        afgeschermd: x.inhoud.as_ref().is_some_and(|i| i.scherm.is_some()),
    }
}

/// Where nobody was asked anything and nothing was answered, that there are questions says nothing.
pub(super) fn beeldvragen(a: &Aanvraag<'_>) -> Vec<Beeldvraag> {
    let d = a.dossier;
    if d.informatie.is_empty() && d.beeldvragen.is_empty() {
        return Vec::new();
    }
    let series = a.kader.kader.reeksen.iter().filter(|r| r.soort == ReeksSoort::Informatiebeeld);
    let vragen = series.flat_map(|r| (1u32..).zip(&r.vragen).map(move |(nr, v)| (&r.id, nr, v)));
    let een = |(reeks, nr, v): (_, u32, &crate::domain::kader::Vraagregel)| {
        let x = d.beeldvragen.get(reeks).and_then(|all| all.get(&nr)?.last());
        Beeldvraag {
            vraag: v.tekst.clone(),
            antwoord: x.map(|x| x.antwoord),
            toelichting: x.map(|x| x.toelichting.clone()).unwrap_or_default(),
            bron: x.map(|x| x.bron.to_string()).unwrap_or_default(),
            op: x.map(|x| x.gezet.op.into()),
        }
    };
    vragen.map(een).collect()
}

impl Toon {
    /// Nothing where nobody was asked anything.
    pub(super) fn informatie(&self, p: &mut Papier) {
        if self.informatiebeeld.is_empty() && self.beeldvragen.is_empty() {
            return;
        }
        p.wit();
        p.aantal("Aan partners gevraagd wat zij weten", self.informatiebeeld.len());
        for i in &self.informatiebeeld {
            self.een_partner(p, i);
        }
        for v in &self.beeldvragen {
            let antwoord = v.antwoord.map_or("nog niet beantwoord", naam::antwoord);
            p.regel(1, &format!("{} {antwoord}", v.vraag));
            p.veld_als(2, "Toelichting", v.toelichting.as_str());
            p.veld_als(2, "Wie zegt dat", &v.bron);
        }
    }

    fn een_partner(&self, p: &mut Papier, i: &Gevraagd) {
        p.regel(1, &format!("{}. {}", i.informatie, i.partner));
        p.veld(2, "Gevraagd", &format!("{}: {}", tijd::kort(i.gevraagd.utc, self.nu.utc), i.doel));
        match (&i.ingetrokken, i.wacht) {
            (Some(reden), _) => p.veld(2, "Ingetrokken", reden.as_str()),
            (None, true) => p.veld(2, "Nog geen antwoord, uiterlijk", &tijd::termijn(i.uiterlijk.utc, self.nu.utc)),
            (None, false) => {}
        }
        for a in &i.antwoorden {
            let laat = if a.te_laat { ", te laat" } else { "" };
            p.veld(2, "Antwoord", &format!("{}, {}{laat}, {}", a.soort, tijd::kort(a.op.utc, self.nu.utc), a.door));
            let merk = super::tekst::mark(a.afgeschermd);
            p.veld_als(2, "In woorden", &a.woorden.as_ref().map(|w| format!("{merk}{w}")).unwrap_or_default());
        }
    }
}
