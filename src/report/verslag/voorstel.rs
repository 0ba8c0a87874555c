//! What the program suggested when the meeting concluded, and the floor under the level. People decided; this tells what
//! they had before them.

use super::Verslag;
use crate::domain::advies::{self, Aanwijzing, AcuutVoorstel, Ondergrens};
use crate::domain::dossier::{Antwoord, Dossier, Overleg};
use crate::domain::tijd::Tijdstip;
use crate::report::model::{Punt, gewoon, label, punt, veld};

/// Stands with every suggestion that is not acute: the absence of flags is not safety.
const GEEN_VEILIG: &str = "Dat zegt niet dat zij veilig is.";

impl Verslag<'_> {
    /// The suggestion and the floor as they were at `op`.
    pub(super) fn voorstel(&self, op: Tijdstip) -> Vec<Punt> {
        let (d, o) = (self.dossier_op(op), self.overleg_op(op));
        let kader = &self.a.kader.kader;
        let besproken = !o.afweging.wegingen.is_empty();
        let voorstel = match advies::acuut(&d, &o, kader) {
            AcuutVoorstel::Acuut { omdat } => self.acuut(&omdat),
            _ if !besproken => veld("Voorstel van het programma", "geen: er zijn geen factoren besproken"),
            AcuutVoorstel::NogNiet { .. } => {
                veld("Voorstel van het programma", "geen: niet elke vraag over acuut gevaar is besproken")
            }
            AcuutVoorstel::GeenAanwijzing { omdat } => {
                let waarom = omdat.map_or_else(
                    || "elke vraag over acuut gevaar is met nee beantwoord".to_owned(),
                    |f| format!("{}: {}", self.a.factor(&f), o.afweging.nu(&f).unwrap_or(Antwoord::Onbekend)),
                );
                let wat = format!("geen aanwijzing voor acuut gevaar. {GEEN_VEILIG}");
                veld("Voorstel van het programma", wat).met([veld("Omdat", waarom)])
            }
        };
        let bodem = advies::ondergrens(&d, kader).map(|g| self.ondergrens(&g));
        [voorstel].into_iter().chain(bodem).collect()
    }

    fn acuut(&self, omdat: &[Aanwijzing]) -> Punt {
        let redenen = omdat.iter().map(|a| match a {
            Aanwijzing::Ja(f) => format!("{}: ja", self.a.factor(f)),
            Aanwijzing::Onbekend(f) => format!("{}: onbekend, dat telt als onveilig", self.a.factor(f)),
            Aanwijzing::Schending => "een schending die nog niet was gewogen".to_owned(),
        });
        let redenen: Vec<Punt> = redenen.map(|r| punt([gewoon(r)])).collect();
        veld("Voorstel van het programma", "acuut").met([punt([label("Omdat:")]).met(redenen)])
    }

    fn ondergrens(&self, g: &Ondergrens<'_>) -> Punt {
        let vraag = g.instrument.velden.iter().find(|v| v.id == *g.veld);
        let waarom = vraag.and_then(|v| Some((v, v.bodem.as_ref()?)));
        let waarom = waarom.map(|(v, b)| veld("Omdat", format!("{}, {}: {}", g.instrument.naam, v.vraag, b.bij)));
        veld("Ondergrens van het niveau", self.a.niveau(g.niveau)).met(waarom)
    }

    /// The dossier as far as the suggestion looks at it: outcomes until `op`, and what had opened the acute question since it
    /// was answered. A conclusion answers that question itself, at the same moment: that answer came after the suggestion.
    fn dossier_op(&self, op: Tijdstip) -> Dossier {
        let mut d = self.a.dossier.clone();
        d.uitkomsten.retain(|u| u.gezet.op <= op);
        let gevraagd = d.acuut_antwoorden.iter().rev().map(|a| a.gezet.op).find(|t| *t < op);
        let open = |t: Tijdstip| t <= op && gevraagd.is_none_or(|g| g < t);
        let gevraagd = d.herbeoordeeld.iter().chain(&d.herbeoordelen).filter(|h| open(h.gezet.op)).cloned().collect();
        d.herbeoordelen = gevraagd;
        d
    }

    /// The meeting with the answers that it had at `op`.
    fn overleg_op(&self, op: Tijdstip) -> Overleg {
        let mut o = self.o.clone();
        for all in o.afweging.wegingen.values_mut() {
            all.retain(|g| g.gezet.op <= op);
        }
        o.afweging.wegingen.retain(|_, all| !all.is_empty());
        o
    }
}
