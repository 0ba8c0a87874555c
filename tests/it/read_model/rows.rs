//! Rows to test with. Every word of them is made up.

use crisistafel::domain::dossier::{ActieStatus, Antwoord, DossierStatus, Fase, RegelSoort};
use crisistafel::domain::ids::{ActieId, DossierNummer, OverlegNr, RegelId};
use crisistafel::domain::scherm::Kring;
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::projection::rij::{ActieRij, DossierRij, Hoofd, Opnieuw, RegelRij, Rijen, TermijnRij};
use crisistafel::projection::termijn::Wat;

/// Words of which lines are made.
const WOORDEN: [&str; 32] = [
    "melding",
    "buurvrouw",
    "politie",
    "telefoon",
    "afspraak",
    "werkrooster",
    "kinderen",
    "school",
    "broer",
    "gezien",
    "gebeld",
    "wachten",
    "woning",
    "sleutel",
    "avond",
    "ochtend",
    "hij",
    "zij",
    "de",
    "het",
    "bij",
    "niet",
    "wel",
    "naar",
    "besluiten",
    "maatregel",
    "gevaar",
    "rustig",
    "bericht",
    "verhuizen",
    "café",
    "contact",
];

/// Every line has this word, so that a question can find them all.
pub(crate) const OVERAL: &str = "verslagregel";

/// The moment `n` minutes after a fixed one.
pub(crate) fn minuut(n: u32) -> Tijdstip {
    Tijdstip::from_millis(1_795_000_000_000 + i64::from(n) * 60_000)
}

/// The `n`th dossier.
pub(crate) fn nummer(n: u32) -> DossierNummer {
    DossierNummer::pick(2026, n * 7919)
}

/// A line that says `tekst`, recorded at minute `op`.
pub(crate) fn regel(dossier: DossierNummer, id: u32, tekst: &str, op: u32) -> RegelRij {
    RegelRij {
        dossier,
        overleg: OverlegNr(1),
        regel: RegelId::open(id),
        soort: RegelSoort::Feit,
        tekst: Tekst::new(tekst).unwrap(),
        bron: Tekst::default(),
        op: minuut(op),
        kring: Kring::IEDEREEN,
    }
}

/// An open action with a deadline at minute `termijn`.
pub(crate) fn actie(dossier: DossierNummer, id: u32, termijn: u32) -> ActieRij {
    ActieRij {
        dossier,
        actie: ActieId(id),
        wat: Tekst::from("sloten laten vervangen"),
        wie: Tekst::from("woningcorporatie"),
        termijn: Some(minuut(termijn)),
        status: ActieStatus::Open,
        kring: Kring::IEDEREEN,
    }
}

/// What a commit touched in a dossier: these lines and nothing else but its own row.
pub(crate) fn rijen(dossier: DossierNummer, regels: Vec<RegelRij>) -> Rijen {
    let seq = regels.len() as u64;
    Rijen {
        alle: false,
        hoofd: Hoofd { seq, hash: format!("{seq:064x}") },
        dossier: dossier_rij(dossier),
        toegang: Vec::new(),
        acties: Vec::new(),
        acties_weg: Vec::new(),
        regels: regels.into_iter().map(|r| (r.regel, Some(r))).collect(),
    }
}

fn dossier_rij(nummer: DossierNummer) -> DossierRij {
    let klok = |n, kring| TermijnRij {
        op: minuut(n),
        wat: Tekst::from("terugbellen"),
        ding: Wat::Actie(ActieId(1)),
        wie: Tekst::default(),
        kring,
    };
    DossierRij {
        nummer,
        werktitel: Tekst::from("Een verzonnen dossier"),
        status: DossierStatus::Overleg,
        acuut: Some((Antwoord::Onbekend, minuut(3))),
        opnieuw: vec![Opnieuw { op: minuut(4), kring: Kring::vol() }],
        gebeld: None,
        meldingen: Vec::new(),
        overleg: Some((OverlegNr(1), Fase::Beeldvorming)),
        contactpersoon: Tekst::from("De Wit (gemeente) 06"),
        klokken: vec![klok(10, Kring::IEDEREEN), klok(20, Kring::vol())],
        gewijzigd: minuut(30),
        vol_gewijzigd: minuut(30),
        openbaar_gewijzigd: minuut(30),
        kringen: Kring::IEDEREEN,
    }
}

/// A dossier of so many lines, every tenth shielded, with an action for every hundred; the same for the same number.
pub(crate) fn dossier(n: u32, lines: u32) -> Rijen {
    let nr = nummer(n);
    let mut dice = u64::from(n) + 1;
    let mut all = rijen(nr, (1..=lines).map(|id| zin(nr, id, &mut dice)).collect());
    all.acties = (1..=lines.div_ceil(100)).map(|id| actie(nr, id, id)).collect();
    all
}

/// A line of some ten words.
fn zin(nr: DossierNummer, id: u32, dice: &mut u64) -> RegelRij {
    let mut words = vec![OVERAL.to_owned(), format!("nr{id}")];
    for _ in 0..roll(dice) % 8 + 6 {
        words.extend(WOORDEN.get(roll(dice) % WOORDEN.len()).map(ToString::to_string));
    }
    let kring = if id.is_multiple_of(10) { Kring::vol() } else { Kring::IEDEREEN };
    RegelRij { bron: Tekst::from("politie"), kring, ..regel(nr, id, &words.join(" "), id * 3) }
}

/// The next of a row of numbers that is always the same.
fn roll(dice: &mut u64) -> usize {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*dice >> 40).unwrap()
}
