//! What the program suggested when the meeting concluded, and the floor under the level. People decided; this tells what
//! they had before them.

use super::Verslag;
use crate::domain::advies::{self, Aanwijzing, AcuutVoorstel, Ondergrens, Opgeheven};
use crate::domain::dossier::{Dossier, Overleg};
use crate::domain::tijd::Tijdstip;
use crate::report::model::{Lijstpunt, gewoon, label, punt, veld};

/// Stands with every suggestion that is not acute: the absence of flags is not safety.
const GEEN_VEILIG: &str = "Dat zegt niet dat zij veilig is.";

impl Verslag<'_> {
    /// The suggestion and the floor as they were at `op`.
    pub(super) fn voorstel(&self, op: Tijdstip) -> Vec<Lijstpunt> {
        let (d, o) = (self.dossier_op(op), self.overleg_op(op));
        let kader = &self.a.kader.kader;
        let besproken = !o.afweging.wegingen.is_empty();
        let voorstel = match advies::acuut(&d, &o, kader, op) {
            AcuutVoorstel::Acuut { omdat, half } => self.acuut(&omdat, half),
            _ if !besproken => veld("Voorstel van het programma", "geen: er zijn geen factoren besproken"),
            AcuutVoorstel::NogNiet { .. } => {
                veld("Voorstel van het programma", "geen: niet elke vraag over acuut gevaar is besproken")
            }
            AcuutVoorstel::GeenAanwijzing { omdat } => {
                let waarom = match omdat {
                    Opgeheven::GeenAanleiding => "elke vraag over acuut gevaar is met nee beantwoord".to_owned(),
                    Opgeheven::GeenToegang(f) => format!("{}: nee", self.a.factor(&f)),
                    Opgeheven::Plan { plan, tot, zicht } => {
                        let tot = tot.map(|tot| format!(" (tot {})", tot.datum_klok())).unwrap_or_default();
                        format!("zolang het plan {plan} loopt{tot} en {}: ja", self.a.factor(&zicht))
                    }
                };
                let wat = format!("geen aanwijzing voor acuut gevaar. {GEEN_VEILIG}");
                veld("Voorstel van het programma", wat).met([veld("Omdat", waarom)])
            }
        };
        let bodem = advies::ondergrens(&d, kader).map(|g| self.ondergrens(&g));
        [voorstel].into_iter().chain(bodem).collect()
    }

    fn acuut(&self, omdat: &[Aanwijzing], half: bool) -> Lijstpunt {
        let redenen = omdat.iter().map(|a| match a {
            Aanwijzing::Ja(f) => format!("{}: ja", self.a.factor(f)),
            Aanwijzing::Onbekend(f) => format!("{}: onbekend, dat telt als onveilig", self.a.factor(f)),
            Aanwijzing::Schending => "een schending die nog niet was gewogen".to_owned(),
        });
        let redenen: Vec<Lijstpunt> = redenen.map(|r| punt([gewoon(r)])).collect();
        let wat = if half { "acuut, tenzij er een plan is én zicht door derden" } else { "acuut" };
        veld("Voorstel van het programma", wat).met([punt([label("Omdat:")]).met(redenen)])
    }

    fn ondergrens(&self, g: &Ondergrens<'_>) -> Lijstpunt {
        let vraag = g.instrument.velden.iter().find(|v| v.id == *g.veld);
        let waarom = vraag.and_then(|v| Some((v, v.bodem.as_ref()?)));
        let waarom = waarom.map(|(v, b)| veld("Omdat", format!("{}, {}: {}", g.instrument.naam, v.vraag, b.bij)));
        veld("Ondergrens van het niveau", self.a.niveau(g.niveau)).met(waarom)
    }

    /// The dossier as far as the suggestion looks at it: outcomes until `op`, what held then, and what had opened the acute
    /// question since it was answered. A conclusion answers that question itself, at the same moment: that answer came after the suggestion.
    fn dossier_op(&self, op: Tijdstip) -> Dossier {
        let mut d = self.a.dossier.clone();
        d.uitkomsten.retain(|u| u.gezet.op <= op);
        d.acuut = d.acuut_antwoorden.iter().rev().find(|a| a.gezet.op < op).cloned();
        let gevraagd = d.acuut.as_ref().map(|a| a.gezet.op);
        let open = |t: Tijdstip| t <= op && gevraagd.is_none_or(|g| g < t);
        let gevraagd = d.herbeoordeeld.iter().chain(&d.herbeoordelen).filter(|h| open(h.gezet.op)).cloned().collect();
        d.herbeoordelen = gevraagd;
        d.inzetten.retain(|_, i| i.op <= op);
        for i in d.inzetten.values_mut() {
            (i.status, i.einde) = (i.status_op(op), i.einde_op(op));
            i.wissels.retain(|w| w.gezet.op <= op);
            i.schendingen.retain(|(_, gezet)| gezet.op <= op);
        }
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
