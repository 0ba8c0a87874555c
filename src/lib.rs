//! Crisistafel runs the crisis meetings of a Dutch municipality in the terminal. Data flows one way; a store has one
//! writer; every terminal is a replica.
//!
//! ```text
//! key ─terminal→ KeyPress ─input→ Action ─app::update→ Model' + Effect::Send(Doe{commands})
//!   ─client→ [unix socket] ─server→ clerk: decide(&Dossier, &Kader, stamp, command) ─→ Refusal ─→ back to the line
//!                              └→ events → journal, durable → evolve → per terminal: what it may see,
//!                                                                       the shared screen: Wand
//!   [unix socket] ─client→ evolve(&mut Dossier, &event) → projections → view(&Model, &Theme) → frame
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | [`domain`] | the record's rules: commands, events, refusals, state, `decide`, `evolve`, the notulist's line |
//! | [`kader`] | loads and checks the method's content |
//! | [`projection`] | what is read off a dossier: rows, the wall's view, clocks, the round, search terms |
//! | [`journal`] | the append-only truth, a file per dossier |
//! | [`store`] | the read model in sled; can be rebuilt at any time |
//! | [`crypto`] | the one place for the seal |
//! | [`protocol`] | messages, framing, version |
//! | [`server`] | the clerk, connections, access, the claim on a store |
//! | [`client`] | the link, the replica |
//! | [`input`] | keys, the catalogue of actions, the keymap |
//! | [`app`] | model, update, effects; screens, overlays, forms |
//! | [`settings`] | what is wrong in a file of settings, with line and remedy |
//! | [`theme`] | meanings, themes, colour depth |
//! | [`view`] | draws the model |
//! | [`report`] | minutes and lookup texts |
//! | [`terminal`] | enters and leaves the terminal; the run loop |
//! | [`cli`] | the verbs |

pub mod app;
pub mod cli;
pub mod client;
pub mod crypto;
pub mod domain;
pub mod input;
pub mod journal;
pub mod kader;
pub mod projection;
pub mod protocol;
pub mod report;
pub mod server;
pub mod settings;
pub mod store;
pub mod terminal;
pub mod theme;
pub mod view;
