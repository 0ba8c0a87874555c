//! The real program in real pseudo-terminals.

mod kader;
mod manners;
mod meeting;
mod notulist;
mod room;
mod sleutel;
mod slot;
mod stops;
mod tafel;
mod terminal;
mod verhaal;
mod voorzitter;
mod wire;
