//! The real program in real pseudo-terminals.

mod manners;
mod meeting;
mod terminal;
mod wire;
