//! The rules: given what happened, when somebody asks something, then this follows or that is refused.

mod acuut;
mod advies;
mod afweging;
mod besluiten;
mod dossier;
mod fasen;
mod grenzen;
mod herhaling;
mod inzet;
mod klok;
mod leemte;
mod looptijd;
mod momenten;
mod oordelen;
mod opties;
mod poorten;
mod regels;
mod review;
mod ronde;
mod schending;
mod terug;
mod toegang;
mod verborgen;
mod versies;
mod voorlegger;
mod world;
