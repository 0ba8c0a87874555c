//! A meeting: the line that is being typed, and what Enter makes of it. What somebody else does never moves the cursor,
//! nor the item and the contribution with which a line was begun.

mod antwoord;
mod bewerk;
mod concept;
mod invoerregel;
mod plak;
mod terug;
mod typen;
mod vastleggen;
mod veranderd;
mod vooraf;
mod vraag;

pub use antwoord::{beantwoord, typ_verder};
pub use bewerk::{bewerk, ongedaan, terug, vorige, wis};
pub(in crate::app) use concept::{alleen_hier, meld_terzijde};
pub use concept::{niet_op_schijf, verzwijg};
pub use invoerregel::{WACHTEND_MAX, wacht};
pub use plak::{geplakt, paste, voorgesteld};
pub use terug::correctie_verlaten;
pub use typen::{aanvullingen, blader, scherm_af, tab, typed};
pub use vastleggen::{bewaar, is_leeg};
pub use vooraf::{bewaar_plak, bewaar_toets, wordt_geopend};
pub(in crate::app) use vooraf::{neem_over, niet_daar};

pub use crate::app::regel::{in_gesloten_ronde, mag_typen, voorbeeld};
pub use crate::app::state::overleg::Invoerregel;
