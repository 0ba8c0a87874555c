//! Who is there: everybody at once, as last time, or one by one.

use crate::app::state::keuze::{Keuze, KeuzeDoel, Opkomst};
use crate::app::state::model::Model;
use crate::domain::dossier::{Aanwezig, Deelname, Dossier, Overleg};
use crate::domain::tekst::Tekst;

/// The choice: all who were asked, as last time, then each, then somebody else.
pub fn keuze(m: &Model) -> Keuze {
    let deelnemers = m.overleg().map(|o| o.deelnemers.as_slice()).unwrap_or_default();
    let mut rows: Vec<(String, Opkomst)> = Vec::new();
    let gevraagd = allen(deelnemers);
    if !gevraagd.is_empty() {
        let naamloos = deelnemers.iter().filter(|d| d.aanwezig == Aanwezig::Uitgenodigd && d.naam.is_empty()).count();
        let rest = if naamloos > 0 { format!("; {naamloos} nog zonder naam") } else { String::new() };
        let zin = format!("allen aanwezig die nog op uitgenodigd staan: {}{rest}", gevraagd.len());
        rows.push((zin.clone(), Opkomst::Samen(gevraagd, zin)));
    }
    let vorige = m.dossier().zip(m.overleg()).map(|(d, o)| als_vorige_keer(d, o)).unwrap_or_default();
    if !vorige.is_empty() {
        let er = vorige.iter().filter(|d| d.aanwezig == Aanwezig::Aanwezig).count();
        let zin = format!("als vorige keer: {er} aanwezig, {} uitgenodigd", vorige.len() - er);
        rows.push((zin.clone(), Opkomst::Samen(vorige, zin)));
    }
    for d in deelnemers {
        let mark = if d.aanwezig == Aanwezig::Uitgenodigd { "·" } else { "✓" };
        let zin = format!("{mark} {} {} · {}", d.organisatie, d.naam, d.aanwezig);
        rows.push((zin, Opkomst::Een(d.organisatie.clone(), d.naam.clone())));
    }
    rows.push(("iemand anders".to_owned(), Opkomst::Een(Tekst::default(), Tekst::default())));
    let (words, wie) = rows.into_iter().unzip();
    Keuze::new("Wie is er, en wie niet?", words, KeuzeDoel::Aanwezig(wie))
}

/// Everybody who was asked and of whom nothing else is known, as present.
fn allen(deelnemers: &[Deelname]) -> Vec<Deelname> {
    // who has no name yet is asked for one
    let asked = deelnemers.iter().filter(|d| d.aanwezig == Aanwezig::Uitgenodigd && !d.naam.is_empty());
    asked.map(|d| Deelname { aanwezig: Aanwezig::Aanwezig, ..d.clone() }).collect()
}

/// Who took part in the meeting before, where nothing is known of them yet: present who was present, asked who was not. Why
/// somebody was away, and when they came and went, was of that meeting.
fn als_vorige_keer(d: &Dossier, o: &Overleg) -> Vec<Deelname> {
    let Some(vorig) = d.overleggen.iter().filter(|x| x.nr < o.nr).max_by_key(|x| x.nr) else { return Vec::new() };
    let known = |x: &Deelname| {
        let same = |y: &Deelname| y.organisatie.same(x.organisatie.as_str()) && y.naam.same(x.naam.as_str());
        o.deelnemers.iter().any(|y| same(y) && y.aanwezig != Aanwezig::Uitgenodigd)
    };
    let again = |x: &Deelname| Deelname {
        aanwezig: if x.aanwezig == Aanwezig::Aanwezig { Aanwezig::Aanwezig } else { Aanwezig::Uitgenodigd },
        reden: Tekst::default(),
        gekomen: None,
        gegaan: None,
        ..x.clone()
    };
    vorig.deelnemers.iter().filter(|x| !known(x) && !x.naam.is_empty()).map(again).collect()
}
