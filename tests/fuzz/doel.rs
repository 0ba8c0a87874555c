//! One program for all targets, so that it is built once: the environment says which (`DOEL=line`).
#![no_main]

#[path = "doelen.rs"]
mod doelen;
#[allow(dead_code)]
#[path = "../schijf/mod.rs"]
mod schijf;

use std::sync::OnceLock;

static DOEL: OnceLock<doelen::Doel> = OnceLock::new();

fn gekozen() -> doelen::Doel {
    let naam = std::env::var("DOEL").unwrap_or_default();
    let namen: Vec<&str> = doelen::DOELEN.iter().map(|(naam, _)| *naam).collect();
    let doel = doelen::DOELEN.iter().find(|(known, _)| *known == naam);
    doel.unwrap_or_else(|| panic!("set DOEL to one of {namen:?}")).1
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| DOEL.get_or_init(gekozen)(data));
