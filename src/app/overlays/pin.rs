//! Choosing a PIN, another one, or none.

use crate::app::state::effect::Effect;
use crate::app::state::laag::Laag;
use crate::app::state::model::{BerichtSoort, Model, Verbinding};
use crate::app::state::pin::{Pinscherm, Pinveld};
use crate::domain::tekst::Tekst;
use crate::input::key::{KeyCode, KeyPress};
use crate::protocol::ToServer;

/// Asks for a PIN: a new one, twice, or the one that is to go; first for the one that there is.
pub fn open(m: &mut Model, haal_weg: bool) -> Vec<Effect> {
    let nu = m.pin.then_some(Pinveld::Nu);
    let nieuw = [Pinveld::Nieuw, Pinveld::Nogmaals].into_iter().filter(|_| !haal_weg);
    let velden: Vec<Pinveld> = nu.into_iter().chain(nieuw).collect();
    m.lagen.push(Laag::Pin(Box::new(Pinscherm::van(&velden))));
    Vec::new()
}

/// A key: a digit, or taking one back.
pub(super) fn typ(p: &mut Pinscherm, key: KeyPress) {
    let Some((_, invoer)) = p.velden.get_mut(p.actief).filter(|_| !p.wacht) else { return };
    match (key.code(), key.ctrl()) {
        (KeyCode::Backspace, _) => invoer.terug(),
        (KeyCode::Char('u'), true) => invoer.leeg(),
        _ => match key.typed() {
            Some(c) if !invoer.typ(c) => return p.fout = Some("een PIN is 6 tot 32 cijfers".to_owned()),
            Some(_) => {}
            None => return,
        },
    }
    p.fout = None;
}

/// Enter: the next field that is still empty, else asks the service.
pub(super) fn bevestig(m: &mut Model) -> Vec<Effect> {
    let er = matches!(m.verbinding, Verbinding::Er);
    let Some(Laag::Pin(p)) = m.lagen.last_mut() else { return Vec::new() };
    if p.wacht {
        return Vec::new();
    }
    if !er {
        p.fout = Some("er is nu geen verbinding".to_owned());
        return Vec::new();
    }
    let actief_leeg = p.velden.get(p.actief).is_some_and(|(_, i)| i.aantal() == 0);
    if let Some(leeg) = p.velden.iter().position(|(_, i)| i.aantal() == 0).filter(|_| !actief_leeg) {
        p.actief = leeg;
        return Vec::new();
    }
    match gelezen(p) {
        Ok(message) => {
            (p.fout, p.wacht) = (None, true);
            vec![Effect::Send(message)]
        }
        Err((veld, fout)) => {
            p.wijs_aan(veld, fout);
            Vec::new()
        }
    }
}

/// What is asked of the service, or in which field something is wrong.
fn gelezen(p: &Pinscherm) -> Result<ToServer, (Pinveld, String)> {
    let lees = |veld| match p.in_veld(veld) {
        Some(invoer) => invoer.pin().map(Some).map_err(|fout| (veld, fout.to_string())),
        None => Ok(None),
    };
    let (oud, nieuw) = (lees(Pinveld::Nu)?, lees(Pinveld::Nieuw)?);
    if let Some(Err(fout)) = nieuw.as_ref().map(crate::domain::pin::Pin::mag) {
        return Err((Pinveld::Nieuw, fout.to_string()));
    }
    if p.in_veld(Pinveld::Nieuw) != p.in_veld(Pinveld::Nogmaals) {
        return Err((Pinveld::Nieuw, "de tweede keer stond er iets anders; typ hem twee keer hetzelfde".to_owned()));
    }
    Ok(ToServer::ZetPin { oud, nieuw })
}

impl Model {
    /// The service says how it is with the PIN of this account, and what it refused.
    pub(in crate::app) fn pin_is(&mut self, er: bool, fout: Option<&Tekst>) {
        let had = std::mem::replace(&mut self.pin, er);
        let gevraagd = self.lagen.iter_mut().find_map(|l| if let Laag::Pin(p) = l { Some(p) } else { None });
        match (gevraagd.filter(|p| p.wacht), fout) {
            (Some(p), Some(fout)) => {
                let veld = if p.in_veld(Pinveld::Nu).is_some() { Pinveld::Nu } else { Pinveld::Nieuw };
                p.wijs_aan(veld, fout.as_str());
            }
            (None, Some(fout)) => self.zeg(BerichtSoort::Weigering, fout.as_str()),
            (Some(_), None) => {
                self.lagen.retain(|l| !matches!(l, Laag::Pin(_)));
                let zegt = if er {
                    "uw PIN staat: hij opent dit scherm na stilte of /vergrendel"
                } else {
                    "uw PIN is weg: na stilte sluit een terminal voortaan"
                };
                self.zeg(BerichtSoort::Gelukt, zegt);
            }
            (None, None) if had && !er => self.meld("uw PIN is weggehaald, op een andere terminal of door een beheerder"),
            (None, None) => {}
        }
    }

    /// The connection is lost while a PIN was being set: whether it was is not known, and it is asked anew.
    pub(in crate::app) fn pin_kwijt(&mut self) {
        for laag in &mut self.lagen {
            if let Laag::Pin(p) = laag
                && p.wacht
            {
                p.wijs_aan(Pinveld::Nu, "de verbinding viel weg; of het gelukt is, blijkt als u het opnieuw probeert");
            }
        }
    }
}
