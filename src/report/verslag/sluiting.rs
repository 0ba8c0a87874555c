//! How the meeting ended, and how it goes on.

use super::{NIET_VASTGELEGD, Verslag, deel};
use crate::domain::dossier::{Fase, Sluiting};
use crate::domain::voorlezen::na_het_teruglezen;
use crate::report::model::{Lijstpunt, Tekstblok, gewoon, label, punt, veld, veld_als};
use crate::report::{naam, tijd};

impl Verslag<'_> {
    pub(super) fn sluiting(&self) -> Vec<Tekstblok> {
        let Some((s, _, gezet)) = &self.o.sluiting else {
            return deel("Afsluiting", Vec::new(), "Het overleg is niet gesloten.");
        };
        let mut punten = vec![volgende(s)];
        punten
            .push(veld("Eerder bijeen bij", if s.eerder_bij.is_empty() { NIET_VASTGELEGD } else { s.eerder_bij.as_str() }));
        punten.push(
            veld("Iedereen veilig tot de volgende stap", naam::antwoord(s.veilig))
                .met(veld_als("Toelichting", &s.veilig_toelichting)),
        );
        punten.push(veld("Effect", "hoe wij zien of een besluit werkt, staat bij dat besluit"));
        let stap = self.o.wissels.iter().rev().find(|w| w.naar == Fase::Gesloten);
        let open = stap.map(|w| self.redenen(w)).unwrap_or_default();
        punten.push(veld("Gesloten", self.gezet(gezet)).met(open));
        punten.extend(self.niet_behandeld());
        punten.extend(self.na_het_teruglezen());
        deel("Afsluiting", punten, "")
    }

    /// What was decided or changed after everything had been read back, and was not read again.
    fn na_het_teruglezen(&self) -> Option<Lijstpunt> {
        let mut punten = self.a.kader.kader.blokken.iter().flat_map(|b| &b.punten);
        let (op, later) = punten.find_map(|p| na_het_teruglezen(self.a.dossier, self.o, p))?;
        Some(veld("Na het teruglezen nieuw of anders", format!("{} (gelezen {})", later.join(", "), op.klok())))
    }

    /// Items of the agenda that nobody ticked.
    fn niet_behandeld(&self) -> Option<Lijstpunt> {
        let punten = self.a.kader.kader.blokken.iter().flat_map(|b| &b.punten).filter(|p| !self.o.is_klaar(&p.id));
        let punten: Vec<Lijstpunt> = punten.map(|p| punt([gewoon(&p.titel)])).collect();
        (!punten.is_empty()).then(|| punt([label("Agendapunten die niet zijn afgevinkt:")]).met(punten))
    }
}

fn volgende(s: &Sluiting) -> Lijstpunt {
    match s.volgende {
        Some(t) => veld("Volgende ronde", tijd::voluit(t)),
        None => veld("Volgende ronde", "geen").met(veld_als("Reden", &s.geen_volgende)),
    }
}
