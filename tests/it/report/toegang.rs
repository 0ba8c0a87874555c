//! Who was let in stands in the lookup and in the minutes of who may know that, and nowhere else.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Toegang;
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
