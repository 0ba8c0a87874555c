//! Reading a form's fields.

use super::{Aard, Formulier, Gelezen, Invoer, Misvuld, Veld};
use crate::app::model::Model;
use crate::domain::dossier::Wie;
use crate::domain::invoer::termijn::{self, Kant};
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;

impl Formulier {
    /// The text of a field; empty for a field that is not there.
    pub(super) fn tekst(&self, veld: usize) -> Gelezen<Tekst> {
        let Some(Veld { invoer: Invoer::Tekst(draft), .. }) = self.velden.get(veld) else { return Ok(Tekst::default()) };
        Tekst::new(draft.text()).map_err(|e| Misvuld { veld, doe: e.to_string() })
    }

    /// The text of a field in which something has to stand.
    pub(super) fn eis(&self, veld: usize) -> Gelezen<Tekst> {
        let tekst = self.tekst(veld)?;
        let label = self.velden.get(veld).map_or("", |v| v.label);
        if tekst.is_empty() { Err(Misvuld { veld, doe: format!("vul nog in: {label}") }) } else { Ok(tekst) }
    }

    /// The text of the field with this label; empty for one that is not there.
    pub(super) fn bij(&self, label: &str) -> Gelezen<Tekst> {
        self.tekst(self.nr(label))
    }

    /// The moment in the field with this label.
    pub(super) fn moment_bij(&self, label: &str, nu: Tijdstip) -> Gelezen<Option<Tijdstip>> {
        self.moment(self.nr(label), nu)
    }

    /// The numbers in the field with this label, each written with `letter` before it: `R3 R7`.
    pub(super) fn nummers(&self, label: &str, letter: char) -> Gelezen<Vec<u32>> {
        let veld = self.nr(label);
        let tekst = self.tekst(veld)?;
        let words = tekst.as_str().split([' ', ',']).filter(|w| !w.is_empty());
        let number = |w: &str| w.trim_start_matches([letter, letter.to_ascii_lowercase()]).parse().ok();
        let doe = || Misvuld { veld, doe: format!("schrijf nummers als {letter}3, met een spatie ertussen") };
        words.map(|w| number(w).ok_or_else(doe)).collect()
    }

    /// Which choice was taken.
    pub(super) fn keus(&self, veld: usize) -> usize {
        match self.velden.get(veld) {
            Some(Veld { invoer: Invoer::Keuze { gekozen, .. }, .. }) => *gekozen,
            _ => 0,
        }
    }

    /// The moment in a field; none when it is empty.
    pub(super) fn moment(&self, veld: usize, nu: Tijdstip) -> Gelezen<Option<Tijdstip>> {
        lees_moment(self.tekst(veld)?.as_str(), nu).map_err(|doe| Misvuld { veld, doe })
    }

    /// The moment in a field for something that has been; none when it is empty.
    pub(super) fn toen(&self, veld: usize, nu: Tijdstip) -> Gelezen<Option<Tijdstip>> {
        lees_toen(self.tekst(veld)?.as_str(), nu).map_err(|doe| Misvuld { veld, doe })
    }

    /// The moment in a field for something that began or will begin; none when it is empty.
    pub(super) fn ooit(&self, veld: usize, nu: Tijdstip) -> Gelezen<Option<Tijdstip>> {
        lees_ooit(self.tekst(veld)?.as_str(), nu).map_err(|doe| Misvuld { veld, doe })
    }

    /// Who stands in a field.
    pub(super) fn wie(&self, veld: usize, m: &Model) -> Gelezen<Wie> {
        Ok(lees_wie(&self.tekst(veld)?, m))
    }

    /// What a field is understood as, to show beside it; empty when there is nothing to add.
    pub fn begrepen(&self, veld: usize, m: &Model) -> String {
        let Some(Veld { invoer: Invoer::Tekst(draft), aard, .. }) = self.velden.get(veld) else { return String::new() };
        if draft.is_empty() && veld == self.nr(super::klok::EINDE) {
            return super::klok::waarom_leeg(self, m);
        }
        match aard {
            _ if draft.is_empty() => String::new(),
            Aard::Termijn => getoond(lees_moment(draft.text(), m.nu)),
            Aard::Toen => getoond(lees_toen(draft.text(), m.nu)),
            Aard::Ooit => getoond(lees_ooit(draft.text(), m.nu)),
            Aard::Wie => {
                let wie = lees_wie(&Tekst::cut(draft.text()), m).to_string();
                if wie == draft.text() { String::new() } else { wie }
            }
            Aard::Tekst => String::new(),
        }
    }
}

pub(super) use termijn::geschreven;

fn getoond(gelezen: Result<Option<Tijdstip>, String>) -> String {
    match gelezen {
        Ok(Some(t)) => t.datum_klok(),
        Ok(None) => String::new(),
        Err(doe) => doe,
    }
}

pub(super) fn lees_moment(typed: &str, nu: Tijdstip) -> Result<Option<Tijdstip>, String> {
    geheel(typed.trim_start_matches('>'), Kant::Straks, nu)
}

fn lees_toen(typed: &str, nu: Tijdstip) -> Result<Option<Tijdstip>, String> {
    geheel(typed.trim_start_matches('<'), Kant::Toen, nu)
}

/// The one moment that the whole text names, or what to do.
fn geheel(typed: &str, kant: Kant, nu: Tijdstip) -> Result<Option<Tijdstip>, String> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { termijn::geheel(typed, kant, nu).map(|m| Some(m.op)) }
}

/// The nearest of the two moments that it can mean.
fn lees_ooit(typed: &str, nu: Tijdstip) -> Result<Option<Tijdstip>, String> {
    match (lees_toen(typed, nu), lees_moment(typed, nu)) {
        (Ok(Some(toen)), Ok(Some(straks))) => {
            let far = |t: Tijdstip| t.since(nu).abs();
            Ok(Some(if far(toen) <= far(straks) { toen } else { straks }))
        }
        (Ok(toen), _) => Ok(toen),
        (Err(_), straks) => straks,
    }
}

/// A known name, or 'naam (organisatie)', or a name as it stands.
fn lees_wie(typed: &Tekst, m: &Model) -> Wie {
    let text = typed.as_str().trim_start_matches('@');
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = |words: &[&str]| m.achtergrond().and_then(|a| a.bekend.wie(words)).filter(|(_, n)| *n == words.len());
    if let Some((wie, _)) = known(&words) {
        return wie;
    }
    if let Some((naam, rest)) = text.split_once('(')
        && let Some(org) = rest.strip_suffix(')')
    {
        let org_words: Vec<&str> = org.split_whitespace().collect();
        let organisatie = known(&org_words).map_or_else(|| Tekst::cut(org), |(w, _)| w.organisatie);
        return Wie { naam: Tekst::cut(naam), organisatie };
    }
    Wie { naam: Tekst::cut(text), organisatie: Tekst::default() }
}
