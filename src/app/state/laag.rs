//! What can lie over a screen: a stack of values, the topmost takes the keys.

use super::formulier::Formulier;
use super::keuze::Keuze;
use super::lezen::Lezen;
use super::menu::Menu;
use super::over::Over;
use super::palet::Palet;
use super::pin::Pinscherm;
use super::veld::Invoer;
use super::zoeken::Zoeken;
use crate::app::draft::LineEdit;
use crate::input::catalogue::Scope;

/// One overlay.
#[derive(Clone, Debug)]
pub enum Laag {
    /// What can be done here.
    Menu(Menu),
    /// A form.
    Formulier(Box<Formulier>),
    /// A choice.
    Keuze(Keuze),
    /// The search.
    Zoeken(Zoeken),
    /// Something to read.
    Lezen(Lezen),
    /// The palette of measures.
    Palet(Palet),
    /// About a partner or a role.
    Over(Over),
    /// A PIN.
    Pin(Box<Pinscherm>),
}

impl Laag {
    /// The scopes in which a key counts, the innermost first.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Menu(_) => &[Scope::Menu, Scope::Overal],
            Self::Formulier(_) | Self::Pin(_) => &[Scope::Formulier, Scope::Overal],
            Self::Keuze(_) | Self::Zoeken(_) | Self::Lezen(_) | Self::Over(_) => &[Scope::Keuze, Scope::Overal],
            Self::Palet(_) => &[Scope::Palet, Scope::Overal],
        }
    }

    /// Whether letters are typed in it.
    pub fn takes_text(&self) -> bool {
        match self {
            Self::Menu(_) | Self::Zoeken(_) | Self::Palet(_) | Self::Pin(_) => true,
            Self::Formulier(f) => matches!(f.velden.get(f.actief).map(|v| &v.invoer), Some(Invoer::Tekst(_))),
            Self::Keuze(_) | Self::Lezen(_) | Self::Over(_) => false,
        }
    }

    pub(in crate::app) fn draft(&mut self) -> Option<&mut LineEdit> {
        match self {
            Self::Menu(menu) => Some(&mut menu.filter),
            Self::Zoeken(zoeken) => Some(&mut zoeken.woorden),
            Self::Palet(palet) => Some(&mut palet.zoek),
            Self::Formulier(f) => match f.veld_mut().map(|v| &mut v.invoer) {
                Some(Invoer::Tekst(draft)) => Some(draft),
                _ => None,
            },
            // a PIN is no line of text: nothing of it may be undone, or stay behind
            Self::Keuze(_) | Self::Lezen(_) | Self::Over(_) | Self::Pin(_) => None,
        }
    }
}
