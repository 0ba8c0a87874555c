//! A dossier for the screens of oordeelsvorming: a closed meeting, and one in which the factors are weighed. As fictitious as
//! the rest.

#![expect(clippy::needless_pass_by_value, reason = "commands are written where they are done")]

use crisistafel::domain::command::Command;
use crisistafel::domain::decide::decide_all;
use crisistafel::domain::dossier::Antwoord::{Nee, Onbekend};
use crisistafel::domain::dossier::{
    Aanwezig, Bijeenroeping, Deelname, Fase, RegelInhoud, RegelSoort, Sluiting, Vorm, Weging, Wie,
};
use crisistafel::domain::ids::{FactorId, OverlegNr, PuntId, RequestId};
use crisistafel::domain::rol::{Actor, Rol, Stamp};
use crisistafel::domain::tekst::Tekst;

use super::desk::{Desk, Tafel, minute};

/// The meeting in which the factors are weighed.
pub(super) const TWEE: OverlegNr = OverlegNr(2);

pub(super) fn t(text: &str) -> Tekst {
    Tekst::new(text).unwrap()
}

pub(super) fn factor(id: &str) -> FactorId {
    FactorId::try_from(id.to_owned()).unwrap()
}

/// Does this at the table, as the chair or the notulist.
pub(super) fn does(tafel: &mut Tafel, rol: Rol, at: i64, commands: Vec<Command>) {
    let (gebruiker, naam) = if rol == Rol::Voorzitter { ("duin", "Duin") } else { ("dewit", "De Wit") };
    let wie = Actor { gebruiker: t(gebruiker), naam: t(naam), rol, organisatie: Some(t("gemeente")) };
    let verzoek = RequestId(u128::from(tafel.dossier.regels.len() as u64 + 1));
    let stamp = Stamp { op: minute(at), wie, verzoek };
    let events = decide_all(&tafel.dossier, &tafel.kader, &stamp, &commands).unwrap_or_else(|why| panic!("{why}"));
    tafel.commit(&stamp, &events);
}

pub(super) fn bijeen(begin: i64) -> Command {
    Command::RoepOverlegBijeen(Bijeenroeping {
        door: Wie::organisatie(t("politie")),
        reden: t("hij stond weer voor de deur"),
        vorm: Vorm::Digitaal,
        begin: None,
        einde: minute(begin + 90),
    })
}

pub(super) fn aanwezig(overleg: OverlegNr, organisatie: &str, naam: &str) -> Command {
    let deelname = Deelname {
        organisatie: t(organisatie),
        naam: t(naam),
        functie: Tekst::default(),
        mandaat: Tekst::default(),
        aanwezig: Aanwezig::Aanwezig,
        reden: Tekst::default(),
        telefoon: Tekst::default(),
        bereikbaar: Tekst::default(),
        gekomen: None,
        gegaan: None,
    };
    Command::NoteerAanwezigheid { overleg, deelname }
}

/// A line that speaks of a factor.
pub(super) fn regel(overleg: OverlegNr, soort: RegelSoort, tekst: &str, over: &str, bron: &str) -> Command {
    let inhoud = RegelInhoud {
        factoren: vec![factor(over)],
        bron: Some(Wie::organisatie(t(bron))),
        ..RegelInhoud::new(soort, t(tekst))
    };
    Command::LegRegelVast { overleg, punt: PuntId::try_from("inbrengronde".to_owned()).unwrap(), regel: inhoud }
}

pub(super) fn naar(overleg: OverlegNr, van: Fase) -> Command {
    Command::NaarFase { overleg, van, naar: van.volgende().unwrap(), reden: t("de tijd dringt") }
}

/// A closed meeting, and a second one in the block of judgement, with lines that speak of factors.
pub(super) fn tafel() -> Tafel {
    let (een, twee) = (OverlegNr(1), TWEE);
    let mut tafel = Tafel::new("26-K7M4".parse().unwrap());
    let chair = |tafel: &mut Tafel, at, commands| does(tafel, Rol::Voorzitter, at, commands);
    does(&mut tafel, Rol::Notulist, -900, vec![Command::OpenDossier { werktitel: t("Waterkant") }, bijeen(-900)]);
    chair(&mut tafel, -890, vec![Command::StartOverleg { overleg: een }]);
    let weging = Weging { nu: Some(Nee), bron: Wie::organisatie(t("politie")), ..Weging::default() };
    does(
        &mut tafel,
        Rol::Notulist,
        -880,
        vec![
            Command::WeegFactor { overleg: een, factor: factor("wapen"), weging: weging.clone() },
            Command::WeegFactor { overleg: een, factor: factor("doodsbedreiging"), weging },
        ],
    );
    for van in [Fase::Opening, Fase::Beeldvorming, Fase::Oordeelsvorming, Fase::Besluitvorming] {
        chair(&mut tafel, -870, vec![naar(een, van)]);
    }
    let sluiting = Sluiting {
        volgende: None,
        eerder_bij: Tekst::default(),
        geen_volgende: t("de politie belt als er iets verandert"),
        veilig: Onbekend,
        veilig_toelichting: Tekst::default(),
    };
    chair(&mut tafel, -860, vec![Command::SluitOverleg { overleg: een, sluiting, reden: t("de tijd is om") }]);
    does(&mut tafel, Rol::Notulist, -5, vec![bijeen(0)]);
    chair(&mut tafel, 0, vec![Command::StartOverleg { overleg: twee }]);
    let people = [("gemeente", "Duin"), ("politie", "Kuiper"), ("Veilig Thuis", "Bos")];
    does(&mut tafel, Rol::Notulist, 1, people.map(|(org, naam)| aanwezig(twee, org, naam)).into());
    chair(&mut tafel, 3, vec![naar(twee, Fase::Opening)]);
    does(
        &mut tafel,
        Rol::Notulist,
        5,
        vec![
            regel(twee, RegelSoort::Feit, "Hij stond drie keer bij haar werk.", "stalking", "politie"),
            regel(twee, RegelSoort::Vermoeden, "Hij heeft een mes in de auto.", "wapen", "buurvrouw"),
            regel(
                twee,
                RegelSoort::Letterlijk,
                "Als ik jou niet heb, heeft niemand jou.",
                "doodsbedreiging",
                "Veilig Thuis",
            ),
            regel(twee, RegelSoort::Onbekend, "Heeft hij nog een sleutel?", "toegang", "politie"),
        ],
    );
    chair(&mut tafel, 20, vec![naar(twee, Fase::Beeldvorming)]);
    tafel
}

/// Somebody at the table, after these keys.
pub(super) fn desk(rollen: &[Rol], who: (&'static str, &'static str), keys: &str) -> Desk {
    let mut desk = Desk::open(tafel(), minute(21), who, rollen);
    desk.press(keys);
    desk
}

pub(super) fn notulist(keys: &str) -> Desk {
    desk(&[Rol::Notulist], ("dewit", "De Wit"), keys)
}

/// Somebody who leads and records at once.
pub(super) fn alone(keys: &str) -> Desk {
    desk(&[Rol::Voorzitter, Rol::Notulist], ("duin", "Duin"), keys)
}
