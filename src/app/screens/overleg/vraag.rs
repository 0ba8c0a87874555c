//! What is asked before a line is recorded. Every question has an answer that takes nothing, and is asked once.

use crate::app::state::keuze::{Keuze, KeuzeDoel};
use crate::app::state::laag::Laag;
use crate::app::state::model::Model;
use crate::app::state::overleg::Navraagantwoord;
use crate::domain::invoer::splits::splits;
use crate::domain::invoer::termijn::{Onduidelijkheid, Tijdvraag};
use crate::domain::invoer::{Kringfout, Ontleed, als_woorden, merk, met_afscherming, met_moment};
use crate::domain::tekst::CHARS_MAX;

/// Asks what has to be asked of this line first. False when there is nothing.
pub(super) fn stel(m: &mut Model, o: &Ontleed) -> bool {
    let text = m.overleg.draft.text();
    let keuze = if let Some(n) = o.te_lang {
        te_lang(m, o, n)
    } else if o.merk.twijfel && !m.overleg.open {
        twijfel(text)
    } else if let Some(fout) = &o.kring {
        kring(text, fout)
    } else if let Some(vraag) = &o.vraag {
        tijd(text, &vraag.plek, &vraag.vraag)
    } else {
        return false;
    };
    m.lagen.push(Laag::Keuze(keuze));
    true
}

fn keuze(regel: &str, titel: String, opties: Vec<(String, Navraagantwoord)>) -> Keuze {
    let (opties, antwoorden) = opties.into_iter().unzip();
    Keuze::new(titel, opties, KeuzeDoel::Uur { regel: regel.to_owned(), antwoorden })
}

fn twijfel(text: &str) -> Keuze {
    let opties = vec![
        ("scherm hem af".to_owned(), Navraagantwoord::Regel(met_afscherming(text))),
        ("leg hem open vast, met het uitroepteken".to_owned(), Navraagantwoord::Open),
        ("ik pas hem aan".to_owned(), Navraagantwoord::Laat),
    ];
    keuze(text, "De regel heeft een ! en is niet afgeschermd.".to_owned(), opties)
}

/// For whom it is meant, where that cannot be so: no name is left out.
fn kring(text: &str, fout: &Kringfout) -> Keuze {
    let per_rol = ("scherm hem af zonder organisaties".to_owned(), Navraagantwoord::Regel(merk::zonder_kring(text)));
    let laat = ("ik pas hem aan".to_owned(), Navraagantwoord::Laat);
    match fout {
        Kringfout::Anders => keuze(text, fout.zin(), vec![laat]),
        Kringfout::Onbekend(_) | Kringfout::Zonder => keuze(text, fout.zin(), vec![per_rol, laat]),
    }
}

fn te_lang(m: &Model, o: &Ontleed, n: usize) -> Keuze {
    let text = m.overleg.draft.text();
    let parts = m.achtergrond().map_or(0, |a| splits(text, o, a).map_or(0, |parts| parts.len()));
    let split = m.overleg.bewerkt.is_none() && parts > 1;
    let option = split.then(|| (format!("splits hem in {parts} genummerde regels"), Navraagantwoord::Splits));
    let opties =
        option.into_iter().chain([("laat hem staan; ik maak hem korter".to_owned(), Navraagantwoord::Laat)]).collect();
    keuze(text, format!("Deze regel heeft {n} tekens; er passen er {CHARS_MAX} in een regel."), opties)
}

fn tijd(text: &str, plek: &std::ops::Range<usize>, v: &Tijdvraag) -> Keuze {
    let what = |nr: usize| match (v.waarom, nr) {
        (Onduidelijkheid::Twee, 0) => " zomertijd (de eerste keer)",
        (Onduidelijkheid::Twee, _) => " wintertijd (een uur later)",
        (Onduidelijkheid::Geen, 0) => " (een uur eerder)",
        (Onduidelijkheid::Geen, _) => " (een uur later)",
        _ => "",
    };
    let with = |(nr, m): (usize, &crate::domain::invoer::termijn::GelezenMoment)| {
        let label = match v.waarom {
            Onduidelijkheid::Twee | Onduidelijkheid::Geen => format!("{}{}", m.op.lokaal().format("%H:%M"), what(nr)),
            Onduidelijkheid::Voorbij
            | Onduidelijkheid::NogKomen
            | Onduidelijkheid::DatumOfUur
            | Onduidelijkheid::DagKloptNiet
            | Onduidelijkheid::NachtOfMiddag
            | Onduidelijkheid::BestaatNiet => m.op.datum_klok(),
        };
        (label, Navraagantwoord::Regel(met_moment(text, plek.clone(), (*m).into())))
    };
    let mut opties: Vec<(String, Navraagantwoord)> = v.keuzes.iter().enumerate().map(with).collect();
    opties.push((
        "het is geen tijd: laat het als woorden staan".to_owned(),
        Navraagantwoord::Regel(als_woorden(text, plek.clone())),
    ));
    opties.push(("ik pas de regel aan".to_owned(), Navraagantwoord::Laat));
    let titel = match v.waarom {
        Onduidelijkheid::BestaatNiet => {
            let said = text.get(plek.clone()).unwrap_or_default().trim_start_matches(['>', '<']);
            format!("'{said}' bestaat niet.")
        }
        _ => v.waarom.zin().to_owned(),
    };
    keuze(text, titel, opties)
}
