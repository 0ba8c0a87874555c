//! The swarm: whole meetings, made up from one seed. The same seed is the same meeting on every machine and in every
//! version of what we depend on. `toeval` is the dice, `opdracht` makes commands, `geplant` knows who may read which word,
//! `spiegel` is the plain model that the record is held against, `droog` plays a meeting on the bare rules.

pub(crate) mod concepten;
pub(crate) mod dienst;
pub(crate) mod droog;
pub(crate) mod geplant;
pub(crate) mod getuige;
pub(crate) mod mag;
pub(crate) mod opdracht;
mod rot;
mod slot;
pub(crate) mod spiegel;
mod tafel;
pub(crate) mod telling;
pub(crate) mod terminal;
pub(crate) mod toeval;
pub(crate) mod vergadering;
mod vergelijk;
