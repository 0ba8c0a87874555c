//! The first screen of `toon`: 60 columns, 24 lines, everything that somebody on duty needs, and nothing left out in
//! silence.

use crisistafel::domain::ids::{ActieId, InzetId, KlokNr, VraagId};
use crisistafel::domain::tekst::Tekst;
use crisistafel::report;
use crisistafel::report::toon::{Actie, Bereikbaar, Contact, Deel, Klok, Maatregel, NietWeten, Toon, Vraag, Waarvan};

use super::aanvraag;
use super::tafel::{na, t};
use super::vol::vol;

/// A dossier of which everything is known, with so many of each thing.
fn met(n: u32, lang: bool) -> Toon {
    let tafel = vol(&ToOwned::to_owned);
    let mut a = aanvraag(&tafel.dossier, &tafel.kader, false);
    (a.nu, a.oefening) = (na(50), true);
    let mut toon = report::toon(&a, Some(na(49)));
    let tekst = |wat: &str, i: u32| {
        let staart = if lang {
            " en nog heel veel woorden daarachter die niet op een regel passen".repeat(4)
        } else {
            String::new()
        };
        Tekst::cut(&format!("{wat}{i}{staart}"))
    };
    let moment = |minuten: u32| na(i64::from(minuten)).into();
    toon.contactpersoon = Some(Contact {
        naam: t("Terpstra"),
        organisatie: t("gemeente"),
        telefoon: t("06-12345678"),
        bereikbaar: tekst("dag en nacht", 0),
    });
    let telefoon = |i| Bereikbaar {
        naam: tekst("Persoon", i),
        organisatie: t("politie"),
        functie: t("piket"),
        telefoon: Tekst::cut(&format!("070-000000{i}")),
        bereikbaar: tekst("uren", i),
        waarvan: Waarvan::Deelnemer,
    };
    toon.telefoons = (0..n).map(telefoon).collect();
    toon.niet_weten = (0..n).map(|i| NietWeten { wie: tekst("geheim", i), reden: Tekst::default() }).collect();
    let inzet: Maatregel = toon.maatregelen[0].clone();
    let maatregel = |i| Maatregel { inzet: InzetId(i + 1), maatregel: tekst("verbod", i), ..inzet.clone() };
    toon.maatregelen = (0..n).map(maatregel).collect();
    let klok: Klok = toon.klokken[0].clone();
    toon.klokken = (0..n)
        .map(|i| Klok { klok: KlokNr(i + 1), naam: tekst("termijn", i), einde: moment(i + 60), ..klok.clone() })
        .collect();
    let actie: Actie = toon.acties[0].clone();
    toon.acties = (0..n).map(|i| Actie { actie: ActieId(i + 1), wat: tekst("laat", i), ..actie.clone() }).collect();
    let vraag = |i| Vraag {
        vraag: VraagId(i + 1),
        tekst: tekst("vraag", i),
        wie: None,
        terug: Some(moment(10)),
        te_laat: true,
        afgeschermd: false,
    };
    toon.vragen = (0..n).map(vraag).collect();
    toon
}

#[test]
fn the_first_screen_fits_whatever_there_is_and_says_what_it_leaves_out() {
    for lang in [false, true] {
        for n in [0, 1, 2, 3, 5, 12, 40] {
            let toon = met(n, lang);
            let text = toon.tekst();
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.len() <= 23, "{n} {lang}: {} lines\n{text}", lines.len());
            assert!(lines.iter().all(|l| l.chars().count() <= 60), "{text}");
            let must =
                ["OPNIEUW OPEN sinds", "Acuut gevaar:", "bel dan 112", "Terpstra (gemeente)", "06-12345678", "--alles"];
            for said in must {
                assert!(text.contains(said), "{n} {lang}: {said}\n{text}");
            }
            let some = ["NIET VERTELLEN AAN: geheim0", "Maatregelen die gelden: ", "Loopt het eerst af: ", "TE LAAT: "];
            let none =
                ["Niet vertellen aan: niemand", "Maatregelen die gelden: geen", "Er loopt niets af", "Te laat: niets"];
            for said in if n == 0 { none } else { some } {
                assert!(text.contains(said), "{n} {lang}: {said}\n{text}");
            }
            left_out_is_named(&toon, &text, n);
        }
    }
}

/// Of each thing: all of it is there whole, or the command that shows it is.
fn left_out_is_named(toon: &Toon, text: &str, n: u32) {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = |said: &[&Tekst]| said.iter().all(|t| flat.contains(t.as_str()));
    let all = |deel: Deel, said: Vec<&Tekst>| {
        let named = flat.contains(&format!("toon {} {}", toon.dossier, deel.naam()));
        assert!(whole(&said) || named, "{n} {deel:?}\n{text}");
    };
    all(Deel::Mensen, toon.niet_weten.iter().map(|x| &x.wie).collect());
    all(Deel::Mensen, toon.telefoons.iter().map(|x| &x.telefoon).collect());
    all(Deel::Maatregelen, toon.maatregelen.iter().map(|x| &x.maatregel).collect());
    all(Deel::Klokken, toon.klokken.iter().map(|x| &x.naam).collect());
    all(Deel::Laat, toon.acties.iter().map(|x| &x.wat).chain(toon.vragen.iter().map(|x| &x.tekst)).collect());
}

#[test]
fn the_first_screen_of_a_full_dossier() {
    insta::assert_snapshot!("scherm_vol", met(3, false).tekst());
    insta::assert_snapshot!("scherm_lang", met(12, true).tekst());
}

/// Each part says its own, and all parts together are the whole.
#[test]
fn every_part_is_told_alone_and_in_the_whole() {
    let toon = met(3, false);
    let whole = toon.alles();
    for deel in Deel::ALLE {
        let part = toon.deel(deel);
        let body: Vec<&str> = part.lines().filter(|l| !l.is_empty()).collect();
        assert!(body.len() > 6 && body.iter().all(|line| whole.contains(line)), "{deel:?}\n{part}");
        assert_eq!(Deel::lees(deel.naam()), Some(deel));
    }
    for said in ["Voorgelegd aan de burgemeester: 1", "Opschaling: ja", "06-12345678", "070-0000002"] {
        assert!(whole.contains(said), "{said}\n{whole}");
    }
    assert_eq!(Deel::lees("bestaatniet"), None);
}
