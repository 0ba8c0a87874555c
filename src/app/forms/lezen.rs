//! Reading a form's fields, each by its key.

use std::str::FromStr;

use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld};
use crate::app::state::model::Model;
use crate::app::state::veld::{Aard, Formulierveld, Invoer, Kies, Sleutel};
use crate::domain::dossier::Wie;
use crate::domain::ids::OverlegNr;
use crate::domain::invoer::termijn::{self, Kant};
use crate::domain::tekst::{Tekst, TooLong};
use crate::domain::tijd::Tijdstip;

impl Formulier {
    /// The field with this key.
    pub(super) fn veld(&self, sleutel: Sleutel) -> Option<&Formulierveld> {
        self.velden.iter().find(|v| v.sleutel == sleutel)
    }

    /// Whether this form asks for this.
    pub(super) fn heeft(&self, sleutel: Sleutel) -> bool {
        self.veld(sleutel).is_some()
    }

    /// The field with this key; a form that reads what it does not ask is refused, never read as empty.
    fn gevraagd(&self, sleutel: Sleutel) -> Ingevuld<&Formulierveld> {
        self.veld(sleutel)
            .ok_or_else(|| Misvuld::geheel("dit formulier is veranderd; sluit het met Esc en open het opnieuw"))
    }

    /// The text of a field as it stands.
    pub(super) fn getypt(&self, sleutel: Sleutel) -> Ingevuld<&str> {
        match &self.gevraagd(sleutel)?.invoer {
            Invoer::Tekst(draft) => Ok(draft.text()),
            Invoer::Keuze { .. } | Invoer::Vinkjes { .. } => Err(Misvuld::bij(sleutel, "hier hoort een keuze")),
        }
    }

    /// Whether a field is as it was when the form was opened.
    pub(super) fn ongemoeid(&self, sleutel: Sleutel) -> bool {
        let was = self.begin.iter().find(|v| v.sleutel == sleutel);
        self.veld(sleutel).zip(was).is_none_or(|(nu, was)| nu.zegt_hetzelfde(was))
    }

    /// The text of a field. One that begins as a command does is refused: who types `/verder` in a reason wants to go on,
    /// and does not mean it as the reason.
    pub(super) fn tekst(&self, sleutel: Sleutel) -> Ingevuld<Tekst> {
        let tekst = Tekst::new(self.getypt(sleutel)?).map_err(|e| Misvuld::bij(sleutel, e.to_string()))?;
        if tekst.as_str().starts_with('/') && !self.ongemoeid(sleutel) {
            let doe = "dit begint als een opdracht, met /; Esc sluit het formulier, of schrijf het anders";
            return Err(Misvuld::bij(sleutel, doe));
        }
        Ok(tekst)
    }

    /// The text of a field in which something has to stand.
    pub(super) fn eis(&self, sleutel: Sleutel) -> Ingevuld<Tekst> {
        let tekst = self.tekst(sleutel)?;
        if tekst.is_empty() { Err(self.ontbreekt(sleutel)) } else { Ok(tekst) }
    }

    /// That something has to stand in a field.
    pub(super) fn ontbreekt(&self, sleutel: Sleutel) -> Misvuld {
        let label = self.veld(sleutel).map_or("", |v| v.label.as_ref());
        Misvuld::bij(sleutel, format!("vul nog in: {label}"))
    }

    /// What was chosen; refused while nothing was.
    pub(super) fn keus<T: Kies>(&self, sleutel: Sleutel) -> Ingevuld<T> {
        let veld = self.gevraagd(sleutel)?;
        let geen = || Misvuld::bij(sleutel, format!("kies nog: {}", veld.label));
        veld.waarde().and_then(T::uit).ok_or_else(geen)
    }

    /// What was ticked; refused while nothing was.
    pub(super) fn vinkjes<T: Kies>(&self, sleutel: Sleutel) -> Ingevuld<Vec<T>> {
        let veld = self.gevraagd(sleutel)?;
        let all: Vec<T> = match &veld.invoer {
            Invoer::Vinkjes { opties, .. } => {
                opties.iter().filter(|(_, aan)| *aan).filter_map(|(o, _)| T::uit(&o.waarde)).collect()
            }
            Invoer::Tekst(_) | Invoer::Keuze { .. } => Vec::new(),
        };
        if all.is_empty() { Err(Misvuld::bij(sleutel, format!("vink nog aan: {}", veld.label))) } else { Ok(all) }
    }

    /// What was chosen; none while nothing was, or where it is not asked.
    pub(super) fn keus_als_er<T: Kies>(&self, sleutel: Sleutel) -> Option<T> {
        self.veld(sleutel)?.waarde().and_then(T::uit)
    }

    /// The numbers in a field, each written with `letter` before it: `R3 R7`.
    pub(super) fn nummers<T: FromStr>(&self, sleutel: Sleutel, letter: char) -> Ingevuld<Vec<T>> {
        let tekst = self.tekst(sleutel)?;
        let words = tekst.as_str().split([' ', ',']).filter(|w| !w.is_empty());
        let doe = |_| Misvuld::bij(sleutel, format!("schrijf nummers als {letter}3, met een spatie ertussen"));
        words.map(|w| w.parse().map_err(doe)).collect()
    }

    /// The one number in a field; none when it is empty. What stood there cannot be taken away: see [`Self::ongewist`].
    pub(super) fn nummer<T: FromStr + Copy>(&self, sleutel: Sleutel, letter: char) -> Ingevuld<Option<T>> {
        match self.nummers(sleutel, letter)?.as_slice() {
            [] => self.ongewist(sleutel, None),
            [nr] => Ok(Some(*nr)),
            _ => Err(Misvuld::bij(sleutel, format!("hier past één nummer, bijvoorbeeld {letter}3"))),
        }
    }

    /// The record cannot forget some parts: an emptied field would seem to.
    pub(super) fn ongewist<T>(&self, sleutel: Sleutel, nu: Option<T>) -> Ingevuld<Option<T>> {
        if nu.is_none() && !self.ongemoeid(sleutel) {
            return Err(Misvuld::bij(sleutel, "leegmaken kan niet; schrijf iets anders, of laat staan wat er stond"));
        }
        Ok(nu)
    }

    /// The moment in a field, read as its kind says; none when it is empty.
    pub(super) fn moment(&self, sleutel: Sleutel, m: &Model) -> Ingevuld<Option<Tijdstip>> {
        let aard = self.gevraagd(sleutel)?.aard;
        lees(aard, self.tekst(sleutel)?.as_str(), m.nu).map_err(|doe| Misvuld::bij(sleutel, doe))
    }

    /// The moment in a field in which one has to stand.
    pub(super) fn eis_moment(&self, sleutel: Sleutel, m: &Model) -> Ingevuld<Tijdstip> {
        self.moment(sleutel, m)?.ok_or_else(|| self.ontbreekt(sleutel))
    }

    /// Who stands in a field.
    pub(super) fn wie(&self, sleutel: Sleutel, m: &Model) -> Ingevuld<Wie> {
        lees_wie(&self.tekst(sleutel)?, m).map_err(|e| Misvuld::bij(sleutel, e.to_string()))
    }

    /// The organisation in a field: that of a person, or what stands there as a name.
    pub(super) fn organisatie(&self, sleutel: Sleutel, m: &Model) -> Ingevuld<Tekst> {
        let wie = self.wie(sleutel, m)?;
        Ok(if wie.organisatie.is_empty() { wie.naam } else { wie.organisatie })
    }
}

pub(super) fn lees(aard: Aard, typed: &str, nu: Tijdstip) -> Result<Option<Tijdstip>, String> {
    match aard {
        Aard::Toen => lees_toen(typed, nu),
        Aard::Ooit => lees_ooit(typed, nu),
        Aard::Termijn | Aard::Tekst | Aard::Wie => lees_moment(typed, nu),
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
pub(super) fn lees_wie(typed: &Tekst, m: &Model) -> Result<Wie, TooLong> {
    let text = typed.as_str().trim_start_matches('@');
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = |words: &[&str]| m.achtergrond().and_then(|a| a.bekend.wie(words)).filter(|(_, n)| *n == words.len());
    if let Some((wie, _)) = known(&words) {
        return Ok(wie);
    }
    if let Some((naam, rest)) = text.split_once('(')
        && let Some(org) = rest.strip_suffix(')')
    {
        let org_words: Vec<&str> = org.split_whitespace().collect();
        let organisatie = known(&org_words).map_or_else(|| Tekst::new(org), |(w, _)| Ok(w.organisatie))?;
        return Ok(Wie { naam: Tekst::new(naam)?, organisatie });
    }
    Ok(Wie { naam: Tekst::new(text)?, organisatie: Tekst::default() })
}

/// The meeting that the commands are about.
pub(super) fn overleg(m: &Model) -> OverlegNr {
    m.overleg_nr().unwrap_or(OverlegNr(0))
}
