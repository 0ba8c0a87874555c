//! The sheet of an item. Every kind of sheet is a few parts with a heading, each part a few entries that stay together; what
//! does not fit goes on at a next page. What was made in this meeting stands first and bold.

mod beeld;
mod gevolg;
mod oordeel;
mod opening;
mod pagina;

use crate::projection::wand::Wand;
use crate::projection::wandblad::WandBlad;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::row::Row;

pub(crate) use beeld::{lines, question};
pub(crate) use pagina::{Bladdeel, paginas};

/// The parts of the sheet at this item, for lines of `width` cells.
pub(crate) fn delen<'a>(s: Scene<'a>, w: &Wand, width: usize) -> Vec<Bladdeel<'a>> {
    match &w.blad {
        None => Vec::new(),
        Some(WandBlad::Aanleiding(a)) => opening::aanleiding(s, w, a, width),
        Some(WandBlad::HaarWoorden { woorden, eerder, reeks }) => beeld::haar_woorden(s, (woorden, *eerder), reeks, width),
        Some(WandBlad::Regels) => beeld::regels(s, w, width),
        Some(WandBlad::Acuut { gebeld }) => opening::acuut(s, w, gebeld, width),
        Some(WandBlad::Aanwezigen(all)) => opening::aanwezigen(s, all, width),
        Some(WandBlad::Afspraken(a)) => opening::afspraken(s, a.as_ref(), width),
        Some(WandBlad::OpenActies(all)) => gevolg::vorige_keer(s, all, width),
        Some(WandBlad::Ronde(all)) => beeld::ronde(s, w, all, width),
        Some(WandBlad::Vragen(all)) => beeld::vragen(s, all, width),
        Some(WandBlad::Beeld) => beeld::beeld(s, w, width),
        Some(WandBlad::Bord(b)) => oordeel::bord(s, b, width),
        Some(WandBlad::Scenarios(all)) => oordeel::scenarios(s, all, width),
        Some(WandBlad::Reeks(r)) => oordeel::reeks(s, r, width).into_iter().collect(),
        Some(WandBlad::Moment(m)) => oordeel::moment(s, m, width),
        Some(WandBlad::Opschaling(o)) => oordeel::opschaling(s, o, width),
        Some(WandBlad::Oordelen(o)) => oordeel::oordelen(s, o, width),
        Some(WandBlad::Conclusie(c)) => oordeel::conclusie(s, c.as_ref(), width),
        Some(WandBlad::Opties(all)) => oordeel::opties(s, all, width),
        Some(WandBlad::Besluiten(all)) => vec![gevolg::besluiten(s, all, width)],
        Some(WandBlad::Inzet(i)) => gevolg::inzet(s, i, width),
        Some(WandBlad::Klokken(i)) => gevolg::klokken_eerst(s, i, width),
        Some(WandBlad::Vaststellingen(all)) => opening::vaststellingen(s, all, width),
        Some(WandBlad::Acties(a)) => gevolg::acties(s, a, width),
        Some(WandBlad::Verteller(v)) => vec![gevolg::verteller(s, v, width)],
        Some(WandBlad::Contactpersoon { benoemd }) => opening::contactpersoon(s, *benoemd, width),
        Some(WandBlad::Teruglezen(t)) => gevolg::teruglezen(s, t, width),
        Some(WandBlad::Sluiting(x)) => gevolg::sluiting(s, w, x, width),
    }
}

/// Whether the sheet says itself what nobody knows, or takes the whole width.
pub(crate) fn neemt_alles(w: &Wand) -> bool {
    matches!(w.blad, Some(WandBlad::Vragen(_) | WandBlad::Teruglezen(_) | WandBlad::Besluiten(_) | WandBlad::Opties(_)))
}

/// Whether the sheet shows the lines of the meeting itself.
pub(crate) fn toont_regels(w: &Wand) -> bool {
    matches!(w.blad, Some(WandBlad::Beeld | WandBlad::Teruglezen(_) | WandBlad::HaarWoorden { .. }))
}

/// An entry of one line that says what is not there yet.
fn leeg<'a>(s: Scene<'a>, text: &str, width: usize) -> Vec<Row<'a>> {
    s.flow().add(Meaning::Hint, text).rows(width)
}
