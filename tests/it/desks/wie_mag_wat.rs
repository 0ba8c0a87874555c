//! Role x command x access: whoever has a role in a dossier may give exactly the commands of that role there, however they
//! came by it; and for whoever has none any more, or never had, there is no dossier.

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Noodzoek;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::refusal::Refusal;
use crisistafel::domain::rol::Rol;
use crisistafel::protocol::{Afhandeling, Soort};

use super::meeting::{bijeen, feit, open, start, t};
use super::people::{People, geef, trek_in};
use super::roles::{command, table};

/// How somebody came by a role, or lost it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weg {
    /// The role table gives it, in all dossiers.
    Tabel,
    /// It gives it, in another dossier.
    TabelElders,
    /// It gives it, in no dossier.
    TabelNergens,
    /// It was given in this dossier.
    Gegeven,
    /// So it was, until a moment that is over.
    Afgelopen,
    /// So it was, and it was withdrawn.
    Ingetrokken,
    /// They took it in need.
    Nood,
}

const WEGEN: [Weg; 7] =
    [Weg::Tabel, Weg::TabelElders, Weg::TabelNergens, Weg::Gegeven, Weg::Afgelopen, Weg::Ingetrokken, Weg::Nood];
/// Every role that a person can have in a dossier.
const ROLLEN: [Rol; 7] = [
    Rol::Voorzitter,
    Rol::Procesregisseur,
    Rol::Notulist,
    Rol::Deelnemer,
    Rol::Tegendenker,
    Rol::Waarnemer,
    Rol::Raadpleger,
];

impl Weg {
    /// What stands in the role table of the one who came this way.
    fn rij(self, rol: Rol) -> String {
        let rol = match self {
            Self::Tabel | Self::TabelElders | Self::TabelNergens => rol,
            Self::Gegeven | Self::Afgelopen | Self::Ingetrokken | Self::Nood => Rol::Raadpleger,
        };
        let verder = match self {
            Self::Tabel => "",
            Self::TabelElders => "dossiers = ['26-2222']",
            Self::TabelNergens | Self::Gegeven | Self::Afgelopen | Self::Ingetrokken => "dossiers = []",
            Self::Nood => "dossiers = []\nnoodtoegang = true",
        };
        format!("[[toegang]]\ngebruiker = 'gast'\norganisatie = 'politie'\nrollen = ['{rol}']\n{verder}\n")
    }

    /// What they have in the dossier.
    fn rol(self, rol: Rol) -> Option<Rol> {
        match self {
            Self::Tabel | Self::Gegeven => Some(rol),
            Self::TabelElders | Self::TabelNergens | Self::Afgelopen | Self::Ingetrokken => None,
            Self::Nood => Some(Rol::Raadpleger),
        }
    }
}

/// A meeting that goes on, and somebody who came by a role in this way.
fn tafel(weg: Weg, rol: Rol) -> (People, crisistafel::server::clerk::PeerId, DossierNummer) {
    let mut p = People::new(&format!("[[toegang]]\ngebruiker = 'duin'\nrollen = ['voorzitter']\n{}", weg.rij(rol)));
    let chair = p.comes("duin", Soort::Terminal, None);
    let nummer = p.must(chair, None, open("Wie mag wat"));
    for command in [bijeen(), start(), feit("een")] {
        p.must(chair, Some(nummer), command);
    }
    match weg {
        Weg::Tabel | Weg::TabelElders | Weg::TabelNergens | Weg::Nood => {}
        Weg::Gegeven => drop(p.must(chair, Some(nummer), geef("gast", rol, Some(24 * 60)))),
        Weg::Afgelopen => {
            p.must(chair, Some(nummer), geef("gast", rol, Some(60)));
            p.wait(60);
        }
        Weg::Ingetrokken => {
            p.must(chair, Some(nummer), geef("gast", rol, None));
            p.must(chair, Some(nummer), trek_in("gast"));
        }
    }
    let gast = p.comes("gast", Soort::Terminal, None);
    if weg == Weg::Nood {
        p.must(gast, None, Command::NeemNoodtoegang { waar: Noodzoek::Nummer(nummer), reden: t("nacht") });
    }
    (p, gast, nummer)
}

#[test]
fn role_by_command_by_access() {
    for (weg, rol) in WEGEN.into_iter().flat_map(|weg| ROLLEN.map(|rol| (weg, rol))) {
        let (mut p, gast, nummer) = tafel(weg, rol);
        // opening one is about no dossier that is there, and need is asked for no dossier that one has
        let about = |name: &&str| !matches!(*name, "open_dossier" | "neem_noodtoegang");
        for (name, may) in table().into_iter().filter(|(name, _)| about(name)) {
            let ended = p.asks(gast, Some(nummer), vec![command(name)]);
            let who = format!("{weg:?} {rol}: {name}: {ended:?}");
            let refused = if let Afhandeling::Geweigerd { weigering } = ended { Some(weigering) } else { None };
            match weg.rol(rol) {
                None => assert!(matches!(refused, Some(Refusal::GeenDossier { .. })), "{who}"),
                Some(has) if may.contains(&has) => {
                    assert!(!matches!(refused, Some(Refusal::RolMagNiet { .. } | Refusal::GeenDossier { .. })), "{who}");
                }
                Some(has) => {
                    assert!(matches!(refused, Some(Refusal::RolMagNiet { rollen, .. }) if rollen == [has]), "{who}");
                }
            }
        }
    }
}
