//! Going to a dossier.

use super::overlays;
use super::state::blik::Blik;
use super::state::effect::Effect;
use super::state::model::Model;
use crate::client::Replica;
use crate::domain::ids::DossierNummer;
use crate::protocol::ToServer;

/// Opens a dossier in the place of what was followed.
pub(super) fn open_dossier(m: &mut Model, nummer: DossierNummer) -> Vec<Effect> {
    m.blik = Blik::Overleg;
    if m.replica.as_ref().is_some_and(|r| r.dossier.nummer == nummer) {
        return overlays::sluit(m);
    }
    m.verlaat_regel();
    (m.replica, m.hier) = (Some(Replica::new(nummer)), None);
    m.concepten.clear();
    // what was being typed in the dossier that is left is kept by the server, as a draft of that dossier
    vec![Effect::Send(ToServer::Volg { dossier: Some(nummer), sinds: None })]
}
