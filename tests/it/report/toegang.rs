//! Who was let in stands in the lookup and in the minutes of who may know that, and nowhere else.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Noodbeoordeling, Noodzoek, Toegang};
use crisistafel::domain::rol::Rol;
use crisistafel::domain::zicht::openbaar;
use crisistafel::report::{self, Aanvraag};

use super::tafel::{EEN, Tafel, na, t};

fn tafel() -> Tafel {
    let mut tafel = Tafel::in_overleg();
    let geef = |gebruiker: &str, naam: &str, rol, tot| {
        let (gebruiker, naam, organisatie, reden) = (t(gebruiker), t(naam), t("politie"), t("zit vandaag aan tafel"));
        Command::GeefToegang(Toegang { gebruiker, naam, organisatie, rol, tot, reden, nood: false })
    };
    tafel.doe(Rol::Voorzitter, &geef("bkuiper", "B. Kuiper", Rol::Deelnemer, Some(na(45))));
    tafel.doe(Rol::Voorzitter, &geef("jmaas", "J. Maas", Rol::Raadpleger, None));
    let reden = t("piket is geruild");
    tafel.doe(Rol::Voorzitter, &Command::TrekToegangIn { gebruiker: t("jmaas"), reden });
    tafel
}

#[test]
fn the_lookup_says_who_may_see_the_dossier_now_and_until_when() {
    let tafel = tafel();
    let asked = |minuten| Aanvraag { nu: na(minuten), ..super::aanvraag(&tafel.dossier, &tafel.kader, true) };
    let people = report::toon(&asked(30), None).deel(report::toon::Deel::Mensen);
    assert!(people.contains("Mogen er ook bij: 1") && people.contains("B. Kuiper: deelnemer, tot"), "{people}");
    assert!(!people.contains("Maas"), "withdrawn\n{people}");
    let over = report::toon(&asked(45), None);
    assert!(over.toegang.is_empty() && !over.alles().contains("Kuiper"), "ended by itself");
    // who may not see what is shielded holds none of it
    let open = openbaar(&tafel.dossier);
    let reads = report::toon(&super::aanvraag(&open, &tafel.kader, true), None);
    assert!(reads.toegang.is_empty() && !reads.alles().contains("Kuiper"));
}

#[test]
fn the_minutes_tell_it_only_where_shielded_lines_are_in_them() {
    let tafel = tafel();
    let minutes = |met| {
        let asked = super::aanvraag(&tafel.dossier, &tafel.kader, met);
        report::markdown(&report::verslag(&asked, EEN).unwrap())
    };
    let all = minutes(true);
    for told in [
        "Toegang gegeven aan B. Kuiper (bkuiper), als deelnemer",
        "zit vandaag aan tafel",
        "Toegang ingetrokken van J. Maas (jmaas)",
        "piket is geruild",
    ] {
        assert!(all.contains(told), "{told}\n{all}");
    }
    let open = minutes(false);
    for word in ["Toegang", "uiper", "Maas", "geruild"] {
        assert!(!open.contains(word), "{word}\n{open}");
    }
}

/// What was taken in need says so, and is in the lookup until a second person looked at it, also when it is over.
#[test]
fn what_was_taken_in_need_is_told_as_that_until_somebody_looked_at_it() {
    let mut tafel = Tafel::in_overleg();
    let waar = Noodzoek::Nummer(tafel.dossier.nummer);
    tafel.doe(Rol::Raadpleger, &Command::NeemNoodtoegang { waar, reden: t("zij belt vannacht") });
    let people = |tafel: &Tafel, minuten| {
        let asked = Aanvraag { nu: na(minuten), ..super::aanvraag(&tafel.dossier, &tafel.kader, true) };
        report::toon(&asked, None).deel(report::toon::Deel::Mensen)
    };
    for minuten in [30, 25 * 60] {
        let said = people(&tafel, minuten);
        assert!(said.contains("In nood: zelf genomen; nog te beoordelen"), "{minuten} {said}");
    }
    let taken = &tafel.dossier.toegang[0];
    let (gebruiker, genomen) = (taken.toegang.gebruiker.clone(), taken.gezet.op);
    let oordeel = Command::BeoordeelNoodtoegang(Noodbeoordeling {
        gebruiker,
        genomen,
        akkoord: true,
        toelichting: t("terecht gebeld"),
    });
    tafel.doe(Rol::Voorzitter, &oordeel);
    assert!(people(&tafel, 30).contains("In nood: zelf genomen; akkoord"), "{}", people(&tafel, 30));
    assert!(!people(&tafel, 25 * 60).contains("In nood"), "over and looked at");
    let minutes = |met| {
        let asked = super::aanvraag(&tafel.dossier, &tafel.kader, met);
        report::markdown(&report::verslag(&asked, EEN).unwrap())
    };
    for told in ["Noodtoegang genomen door", "zij belt vannacht", "beoordeeld: akkoord", "terecht gebeld"] {
        assert!(minutes(true).contains(told), "{told}\n{}", minutes(true));
        assert!(!minutes(false).contains(told), "{told}");
    }
}
