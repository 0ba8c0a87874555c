//! The record's rules: ids, roles, commands, events, refusals, the state of a dossier, what a command gives and what an
//! event does. PURE: no io, no clock, no terminal, no store.

pub mod advies;
pub mod bewaren;
pub mod command;
pub mod controlepunt;
pub mod decide;
pub mod dossier;
pub mod event;
pub mod evolve;
pub mod gedeeld;
pub mod ids;
pub mod invoer;
pub mod inzage;
pub mod kader;
pub mod kenmerk;
pub mod leemte;
pub mod looptijd;
pub mod machine;
pub mod momenten;
pub mod pin;
pub mod poort;
pub mod rechten;
pub mod refusal;
pub mod rol;
pub mod rollentabel;
pub mod scherm;
pub mod script;
pub mod tekst;
pub mod tijd;
pub mod versie;
pub mod voorlezen;
pub mod vouw;
pub mod zicht;
