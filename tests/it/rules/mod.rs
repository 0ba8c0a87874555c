//! The rules: given what happened, when somebody asks something, then this follows or that is refused.

mod besluiten;
mod dossier;
mod fasen;
mod herhaling;
mod regels;
mod ronde;
mod world;
