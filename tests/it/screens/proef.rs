//! A small fictitious meeting of its own, in besluitvorming: for screens that need no more, at any moment.

use chrono::TimeDelta;
use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide;
use crisistafel::domain::dossier::{Aanwezig, Bijeenroeping, Deelname, Fase, RegelInhoud, RegelSoort, Vorm, Wie};
use crisistafel::domain::ids::{OverlegNr, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::projection::rij;

use super::desk::{Desk, Tafel, minute};

/// Its number.
pub(crate) const NR: OverlegNr = OverlegNr(1);

/// Somebody in these roles in the meeting, 40 minutes after its start.
pub(crate) fn desk_at(nu: Tijdstip, wie: (&'static str, &'static str), rollen: &[Rol]) -> Desk {
    Desk::open(tafel(nu.plus(-TimeDelta::minutes(40))), nu, wie, rollen)
}

/// The notulist on a Sunday in November, at 14:44.
pub(crate) fn desk(keys: &str) -> Desk {
    let mut desk = desk_at(minute(44), ("dewit", "De Wit"), &[Rol::Notulist]);
    desk.press(keys);
    desk
}

/// The overview with this dossier only, without a server that answers.
pub(crate) fn overview(desk: &mut Desk) {
    desk.online = false;
    desk.press("/overzicht<enter>");
    let row = rij::dossier(&desk.tafel.dossier, desk.nu.into());
    desk.model.dossiers = [(row.nummer, row)].into();
}

fn tafel(begin: Tijdstip) -> Tafel {
    let mut t = Tafel::new("26-K7M4".parse().unwrap());
    let duin = |rol| Actor { gebruiker: "duin".into(), naam: "Duin".into(), rol, organisatie: Some("gemeente".into()) };
    let mut nr = 0;
    let mut must = |rol: Rol, command: Command| {
        nr += 1;
        let stamp = Stamp { op: begin, wie: duin(rol), verzoek: RequestId(nr) };
        let events = decide(&t.dossier, &t.kader, &stamp, &command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
        t.commit(&stamp, &events);
    };
    must(Rol::Procesregisseur, Command::OpenDossier { werktitel: "Proef".into() });
    let b = Bijeenroeping {
        door: Wie::organisatie("politie".into()),
        reden: "nieuwe dreiging".into(),
        vorm: Vorm::Digitaal,
        begin: None,
        einde: begin.plus(TimeDelta::hours(1)),
    };
    must(Rol::Procesregisseur, Command::RoepOverlegBijeen(b));
    must(Rol::Voorzitter, Command::StartOverleg { overleg: NR });
    for (organisatie, naam) in [("politie", "Kuiper"), ("Veilig Thuis", "Bos"), ("gemeente", "Duin")] {
        let deelname = Deelname {
            organisatie: organisatie.into(),
            naam: naam.into(),
            functie: "".into(),
            mandaat: "".into(),
            aanwezig: Aanwezig::Aanwezig,
            reden: "".into(),
            telefoon: "".into(),
            bereikbaar: "".into(),
            gekomen: None,
            gegaan: None,
        };
        must(Rol::Notulist, Command::NoteerAanwezigheid { overleg: NR, deelname });
    }
    for (van, naar) in [
        (Fase::Opening, Fase::Beeldvorming),
        (Fase::Beeldvorming, Fase::Oordeelsvorming),
        (Fase::Oordeelsvorming, Fase::Besluitvorming),
    ] {
        must(Rol::Voorzitter, Command::NaarFase { overleg: NR, van, naar, reden: "voor de proef".into() });
    }
    let punt = || "besluiten".to_owned().try_into().unwrap();
    must(Rol::Notulist, Command::KiesPunt { overleg: NR, punt: punt() });
    let regel = RegelInhoud::new(RegelSoort::Besluit, "De burgemeester vragen om een huisverbod".into());
    must(Rol::Notulist, Command::LegRegelVast { overleg: NR, punt: punt(), regel });
    t
}
