//! What hangs on a line follows when the line is corrected: the question, the decision, the action, the measure, the
//! judgement that it opened.

use crate::domain::dossier::{
    Actie, ActieStatus, Besluit, BesluitStatus, Dossier, Inzet, InzetStatus, Oordeel, RegelInhoud, Vraag, Wie,
};
use crate::domain::ids::RegelId;
use crate::domain::tekst::Tekst;

/// Where it still says what the line said, it says what the line says now; what was changed since stays as it is.
pub(super) fn precies(d: &mut Dossier, id: RegelId, was: &RegelInhoud, nu: &RegelInhoud) {
    for v in d.vragen.waar(|v| v.regel == id && v.is_open()) {
        let Vraag { vraag, eigenaar, terug, .. } = v;
        volg(vraag, &was.tekst, &nu.tekst);
        volg(eigenaar, &was.eigenaar, &nu.eigenaar);
        volg(terug, &was.termijn, &nu.termijn);
    }
    for o in oordelen_in(d, id) {
        volg(&mut o.inhoud.argument, &was.tekst, &nu.tekst);
        volg(&mut o.inhoud.acuut, &was.acuut, &nu.acuut);
        volg(&mut o.inhoud.niveau, &was.niveau, &nu.niveau);
    }
    for i in d.inzetten.values_mut().filter(|i| i.regel == id && is_los(i.status)) {
        let Inzet { wat, orgaan, einde, palet, .. } = i;
        volg(wat, &was.tekst, &nu.tekst);
        volg(orgaan, &orgaan_van(was), &orgaan_van(nu));
        volg(palet, &was.maatregel, &nu.maatregel);
        match (was.termijn, nu.termijn) {
            // the line said no end: what stands there is what the palette proposed
            (None, Some(genoemd)) => *einde = Some(genoemd),
            (was, nu) => volg(einde, &was, &nu),
        }
    }
    let los = |s: BesluitStatus| matches!(s, BesluitStatus::Voorgenomen | BesluitStatus::Getoetst);
    for b in d.besluiten.values_mut().filter(|b| b.regel == id && los(b.status)) {
        let Besluit { besluit, door, termijn, .. } = b;
        volg(besluit, &was.tekst, &nu.tekst);
        volg(termijn, &was.termijn, &nu.termijn);
        volg(door, &orgaan_van(was), &orgaan_van(nu));
    }
    for a in d.acties.waar(|a| a.regel == id && a.status == ActieStatus::Open) {
        let Actie { wat, eigenaar, termijn, .. } = a;
        volg(wat, &was.tekst, &nu.tekst);
        volg(eigenaar, &was.eigenaar, &nu.eigenaar);
        volg(termijn, &was.termijn, &nu.termijn);
    }
}

/// Whether an entry of the register is still the team's to word.
fn is_los(status: InzetStatus) -> bool {
    matches!(status, InzetStatus::Voorgesteld | InzetStatus::Gevraagd)
}

fn volg<T: PartialEq + Clone>(veld: &mut T, was: &T, nu: &T) {
    if veld == was {
        veld.clone_from(nu);
    }
}

fn orgaan_van(i: &RegelInhoud) -> Tekst {
    Tekst::cut(&i.eigenaar.as_ref().map(Wie::to_string).unwrap_or_default())
}

/// As records did it before: the text is taken over, and what the line leaves out stays.
pub(super) fn zoals_eerder(d: &mut Dossier, id: RegelId, inhoud: &RegelInhoud) {
    for v in d.vragen.waar(|v| v.regel == id && v.is_open()) {
        v.vraag.clone_from(&inhoud.tekst);
        v.eigenaar = inhoud.eigenaar.clone().or(v.eigenaar.take());
        v.terug = inhoud.termijn.or(v.terug);
    }
    for o in oordelen_in(d, id) {
        o.inhoud.argument.clone_from(&inhoud.tekst);
        o.inhoud.acuut = inhoud.acuut.or(o.inhoud.acuut);
        o.inhoud.niveau = inhoud.niveau.clone().or(o.inhoud.niveau.take());
    }
    for i in d.inzetten.values_mut().filter(|i| i.regel == id && i.status == InzetStatus::Voorgesteld) {
        i.wat.clone_from(&inhoud.tekst);
        i.einde = inhoud.termijn.or(i.einde);
    }
    let los = |s: BesluitStatus| matches!(s, BesluitStatus::Voorgenomen | BesluitStatus::Getoetst);
    for b in d.besluiten.values_mut().filter(|b| b.regel == id && los(b.status)) {
        b.besluit.clone_from(&inhoud.tekst);
    }
    for a in d.acties.waar(|a| a.regel == id && a.status == ActieStatus::Open) {
        a.wat.clone_from(&inhoud.tekst);
        a.eigenaar = inhoud.eigenaar.clone().or(a.eigenaar.take());
        a.termijn = inhoud.termijn.or(a.termijn);
    }
}

/// The judgements that stand in a line, while they still stand.
pub(super) fn oordelen_in(d: &mut Dossier, id: RegelId) -> impl Iterator<Item = &mut Oordeel> {
    d.overleggen.iter_mut().flat_map(|o| o.oordelen.iter_mut()).filter(move |o| o.staat_in(id) && !o.vervallen)
}
