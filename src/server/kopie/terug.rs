//! Putting a copy back: in a folder beside its place, whole and read back, and then there by one rename.

use std::fs;
use std::path::Path;

use super::{KopieFault, Kopielijst, lees, map, nieuwe_map, schrijf, sync};
use crate::crypto::bos::{NAAM, OEFENSLEUTEL};

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teruggezet {
    /// The list of the copy.
    pub lijst: Kopielijst,
    /// What the list has and the copy has not, or otherwise: that was left out.
    pub ontbreekt: Vec<String>,
    /// Whether the keyring was there.
    pub sleutelbos: bool,
}

/// Puts the copy in `van` back as the store in `dir`, which may not be there, with the keyring from the folder `bos`. What the
/// copy lacks is named; where `toch` is not said nothing is put back then.
pub fn zet_terug(
    van: &Path,
    bos: Option<&Path>,
    dir: &Path,
    toch: bool,
    vordering: &mut dyn FnMut(usize, usize),
) -> Result<Teruggezet, KopieFault> {
    let lijst = Kopielijst::van(van)?;
    if dir.exists() {
        return Err(KopieFault::IsEr(dir.to_owned()));
    }
    let ontbreekt = lijst.anders_in(van)?;
    if !ontbreekt.is_empty() && !toch {
        return Ok(Teruggezet { lijst, ontbreekt, sleutelbos: false });
    }
    let half = dir.with_extension("herstel");
    map(&half)?;
    if half.exists() {
        // what an earlier attempt left: nothing of it is anywhere else than in its copy
        let io = |source| KopieFault::Io { what: "opruimen van", path: half.clone(), source };
        fs::remove_dir_all(&half).map_err(io)?;
    }
    nieuwe_map(&half)?;
    for (nr, pad) in (1..).zip(lijst.bestanden.keys()) {
        if !ontbreekt.contains(pad) {
            map(&half.join(pad))?;
            schrijf(&half.join(pad), &lees(&van.join(pad))?)?;
        }
        vordering(nr, lijst.bestanden.len());
    }
    let mut sleutelbos = false;
    for naam in [NAAM, OEFENSLEUTEL] {
        if let Some(from) = bos.map(|bos| bos.join(naam)).filter(|from| from.exists()) {
            schrijf(&half.join(naam), &lees(&from)?)?;
            sleutelbos |= naam == NAAM;
        }
    }
    sync(&half)?;
    let anders: Vec<String> = lijst.anders_in(&half)?.into_iter().filter(|pad| !ontbreekt.contains(pad)).collect();
    if let Some(pad) = anders.first() {
        return Err(KopieFault::Teruglezen(half.join(pad)));
    }
    let io = |source| KopieFault::Io { what: "neerzetten van", path: dir.to_owned(), source };
    fs::rename(&half, dir).map_err(io)?;
    sync(dir)?;
    Ok(Teruggezet { lijst, ontbreekt, sleutelbos })
}
