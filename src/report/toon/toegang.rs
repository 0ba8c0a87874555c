//! Who may see the dossier beside the role table: only for who leads, carries or records, as everybody else's dossier
//! holds none of it.

use serde::Serialize;

use super::Toon;
use crate::domain::dossier::Dossier;
use crate::domain::rol::Rol;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::report::papier::Papier;
use crate::report::tijd::JsonMoment;

/// Somebody to whom access was given, that holds now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Toegelaten {
    /// The account.
    pub gebruiker: Tekst,
    /// The name.
    pub naam: Tekst,
    /// The organisation; empty where none was named.
    pub organisatie: Tekst,
    /// As what.
    pub rol: Rol,
    /// Since when.
    pub sinds: JsonMoment,
    /// By whom it was given.
    pub door: Tekst,
    /// Until when; null until it is withdrawn.
    pub tot: Option<JsonMoment>,
    /// Why.
    pub reden: Tekst,
    /// Whether it was taken in need, by themselves.
    pub nood: bool,
    /// Where it was: what a second person said of it; null while nobody did.
    pub akkoord: Option<bool>,
}

/// What holds now, the first to end first; and what was taken in need and nobody looked at yet.
pub(super) fn toegelaten(d: &Dossier, nu: Tijdstip) -> Vec<Toegelaten> {
    let mut all: Vec<_> = d.toegang.iter().filter(|t| t.geldt(nu) || t.wacht_op_oordeel()).collect();
    all.sort_by_key(|t| t.toegang.tot.map_or(i64::MAX, Tijdstip::millis));
    let een = |t: &crate::domain::dossier::GegevenToegang| Toegelaten {
        gebruiker: t.toegang.gebruiker.clone(),
        naam: t.toegang.naam.clone(),
        organisatie: t.toegang.organisatie.clone(),
        rol: t.toegang.rol,
        sinds: t.gezet.op.into(),
        door: t.gezet.door.naam.clone(),
        tot: t.toegang.tot.map(Into::into),
        reden: t.toegang.reden.clone(),
        nood: t.toegang.nood,
        akkoord: t.beoordeeld.as_ref().map(|b| b.akkoord),
    };
    all.into_iter().map(een).collect()
}

impl Toon {
    /// Nothing where nobody was let in, or where who reads may not know.
    pub(super) fn toegang(&self, p: &mut Papier) {
        if self.toegang.is_empty() {
            return;
        }
        p.wit();
        p.aantal("Mogen er ook bij", self.toegang.len());
        for t in &self.toegang {
            let tot = t.tot.as_ref().map_or_else(|| "tot intrekken".to_owned(), |tot| format!("tot {}", tot.lokaal));
            p.veld(1, t.naam.as_str(), &format!("{}, {tot}", t.rol));
            p.veld_als(2, "Organisatie", t.organisatie.as_str());
            p.veld_als(2, "Waarom", t.reden.as_str());
            if t.nood {
                let oordeel = match t.akkoord {
                    None => "zelf genomen; nog te beoordelen door een ander",
                    Some(true) => "zelf genomen; akkoord",
                    Some(false) => "zelf genomen; niet akkoord",
                };
                p.veld(2, "In nood", oordeel);
            }
        }
    }
}
