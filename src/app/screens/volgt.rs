//! A corrected line and what hangs on it: what was changed since it was typed does not follow by itself, and is said.

use crate::app::state::model::{BerichtSoort, Model};
use crate::domain::dossier::Dossier;
use crate::domain::ids::RegelId;

impl Model {
    /// Says which entry says something else than its line does now.
    pub(in crate::app) fn zeg_wat_niet_volgde(&mut self, regel: RegelId) {
        let Some(anders) = self.dossier().and_then(|d| anders_dan_de_regel(d, regel)) else { return };
        let zin = format!(
            "{regel} is gecorrigeerd, maar {anders} was al gewijzigd en blijft zoals het is; vul dat aan in zijn lijst"
        );
        self.zeg(BerichtSoort::Let, zin);
    }
}

/// The entry that hangs on a line and says something else.
fn anders_dan_de_regel(d: &Dossier, regel: RegelId) -> Option<String> {
    let tekst = &d.regels.get(&regel)?.inhoud.tekst;
    let besluit = d.besluiten.values().find(|b| b.regel == regel && !b.status.is_eind() && b.besluit != *tekst);
    let actie = d.acties_van(regel).find(|a| a.wat != *tekst);
    let vraag = d.vragen_van(regel).find(|v| v.vraag != *tekst && !v.vervallen);
    let inzet = d.inzetten.values().find(|i| i.regel == regel && i.wat != *tekst);
    besluit
        .map(|b| b.id.to_string())
        .or_else(|| actie.map(|a| a.id.to_string()))
        .or_else(|| vraag.map(|v| v.id.to_string()))
        .or_else(|| inzet.map(|i| i.id.to_string()))
}
