//! Reads the values that lists, measures and clocks are made of: keys of other things, choices, lengths of time, dates.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

use super::lezer::{Lezer, Tabel, Vorm, zonder_plek};
use super::probleem::kort;
use super::uniek::Uniek;
use super::verwijzing::{Naar, Verwijzing};
use crate::domain::kader::{Duur, Eenheid, Tot};
use crate::domain::tekst::Tekst;

/// The most characters of a name that stands in a list of the screen.
pub(super) const NAAM_TEKENS_MAX: usize = 64;

const DUUR: Vorm =
    Vorm { naam: "een duur", kop: "{ aantal = 10, eenheid = \"dagen\" }", sleutels: &["aantal", "eenheid", "tot"] };

impl Lezer<'_> {
    /// Records that the file refers to something, at byte `plek`.
    pub(super) fn verwijs(&mut self, naar: Naar, sleutel: &str, plek: usize) {
        let regel = self.regel(plek);
        self.verwijzingen.push(Verwijzing { naar, sleutel: sleutel.to_owned(), bestand: self.bestand.to_owned(), regel });
    }

    /// The key of this thing itself, under `id`: no other thing that `ids` knows has it.
    pub(super) fn eigen_id<T: TryFrom<String> + AsRef<str>>(&mut self, t: Tabel<'_>, ids: &mut Uniek) -> Option<T> {
        let id = self.id::<T>(t, "id")?;
        ids.neem(self, id.get_ref().as_ref(), id.span().start, t.plek);
        Some(id.into_inner())
    }

    /// The tables of a list that may be absent; then there are none.
    pub(super) fn tabellen_of_geen<'t>(
        &mut self,
        t: Tabel<'t>,
        sleutel: &str,
        vorm: &'static Vorm,
    ) -> Option<Vec<Tabel<'t>>> {
        if t.heeft(sleutel) { self.tabellen(t, sleutel, vorm) } else { Some(Vec::new()) }
    }

    /// The key of another thing, which has to be there.
    pub(super) fn verwijst<T: TryFrom<String>>(&mut self, t: Tabel<'_>, sleutel: &str, naar: Naar) -> Option<T> {
        let tekst = self.tekst(t, sleutel)?;
        self.als_verwijzing(&tekst, naar)
    }

    /// The key of another thing that may be absent; none also where it is wrong, which is a problem.
    pub(super) fn verwijst_of_niet<T: TryFrom<String>>(&mut self, t: Tabel<'_>, sleutel: &str, naar: Naar) -> Option<T> {
        if t.heeft(sleutel) { self.verwijst(t, sleutel, naar) } else { None }
    }

    /// Keys of other things; none where the key is absent.
    pub(super) fn verwijst_alle<T: TryFrom<String>>(&mut self, t: Tabel<'_>, sleutel: &str, naar: Naar) -> Option<Vec<T>> {
        let teksten = self.teksten_of_geen(t, sleutel)?;
        let gelezen: Vec<_> = teksten.iter().map(|tekst| self.als_verwijzing(tekst, naar)).collect();
        gelezen.into_iter().collect()
    }

    fn als_verwijzing<T: TryFrom<String>>(&mut self, tekst: &Spanned<Tekst>, naar: Naar) -> Option<T> {
        let id = self.als_id(tekst)?;
        self.verwijs(naar, tekst.get_ref().as_str(), tekst.span().start);
        Some(id.into_inner())
    }

    /// One of the names that a type knows; its default where the key is absent.
    pub(super) fn keuze_of<T: Default + for<'de> Deserialize<'de>>(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<T> {
        if t.heeft(sleutel) { self.keuze(t, sleutel).map(Spanned::into_inner) } else { Some(T::default()) }
    }

    /// Names that a type knows, at least one.
    pub(super) fn keuzes<T: for<'de> Deserialize<'de>>(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<T>> {
        let teksten = self.minstens_een(t, sleutel)?;
        let gelezen: Vec<_> = teksten.iter().map(|tekst| self.als_keuze(tekst, sleutel)).collect();
        gelezen.into_iter().map(|k| k.map(Spanned::into_inner)).collect()
    }

    /// A list of texts with at least one.
    pub(super) fn minstens_een(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<Spanned<Tekst>>> {
        let teksten = self.teksten(t, sleutel)?;
        if teksten.is_empty() {
            self.meld(t.plek, &format!("'{sleutel}' is leeg"), &format!("schrijf {sleutel} = [\"...\"]"));
            return None;
        }
        Some(teksten)
    }

    /// A list of texts that may be absent, without their places.
    pub(super) fn regels(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<Tekst>> {
        self.teksten_of_geen(t, sleutel).map(zonder_plek)
    }

    /// A name that fits in a list.
    pub(super) fn naam(&mut self, t: Tabel<'_>) -> Option<Spanned<Tekst>> {
        let naam = self.tekst(t, "naam")?;
        self.past("de naam", &naam, NAAM_TEKENS_MAX).then_some(naam)
    }

    /// Whether a text has at most `hoogstens` characters.
    pub(super) fn past(&mut self, wat: &str, tekst: &Spanned<Tekst>, hoogstens: usize) -> bool {
        let tekens = tekst.get_ref().as_str().chars().count();
        if tekens > hoogstens {
            let wat = format!("{wat} '{}' heeft {tekens} tekens", kort(tekst.get_ref().as_str()));
            self.meld(tekst.span().start, &wat, &format!("kort hem in tot hoogstens {hoogstens}"));
        }
        tekens <= hoogstens
    }

    /// A length of time that may be absent; none also where it is wrong, which is a problem.
    pub(super) fn duur(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Duur> {
        let t = self.als_tabel(t.waarde(sleutel)?, sleutel, &DUUR)?;
        self.als_duur(t)
    }

    /// Lengths of time; none where the key is absent.
    pub(super) fn duren(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<Duur>> {
        let Some(waarde) = t.waarde(sleutel) else { return Some(Vec::new()) };
        let lijst = self.als_lijst(waarde, sleutel, &format!("{sleutel} = [{}]", DUUR.kop))?;
        let gelezen: Vec<_> = lijst
            .iter()
            .map(|w| {
                let t = self.als_tabel(w, sleutel, &DUUR)?;
                self.als_duur(t)
            })
            .collect();
        gelezen.into_iter().collect()
    }

    fn als_duur(&mut self, t: Tabel<'_>) -> Option<Duur> {
        let aantal = self.getal(t, "aantal", 1..=999);
        let eenheid = self.keuze::<Eenheid>(t, "eenheid");
        let tot = self.keuze_of::<Tot>(t, "tot");
        Some(Duur { aantal: aantal?, eenheid: eenheid?.into_inner(), tot: tot? })
    }

    /// Dates, at least one, each once.
    pub(super) fn datums(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<NaiveDate>> {
        let voorbeeld = format!("{sleutel} = [2026-12-25]");
        let waarde = self.eis(t, sleutel, &voorbeeld)?;
        let lijst = self.als_lijst(waarde, sleutel, &voorbeeld)?;
        if lijst.is_empty() {
            self.meld(waarde.span().start, &format!("'{sleutel}' is leeg"), &format!("schrijf {voorbeeld}"));
        }
        let mut datums = Vec::new();
        for waarde in lijst {
            let datum = self.als_datum(waarde, sleutel)?;
            if datums.contains(&datum) {
                self.meld(waarde.span().start, &format!("{datum} staat hier al"), "haal een van de twee weg");
            }
            datums.push(datum);
        }
        (!datums.is_empty()).then_some(datums)
    }

    fn als_datum(&mut self, waarde: &Spanned<DeValue<'_>>, sleutel: &str) -> Option<NaiveDate> {
        let dag = match waarde.get_ref() {
            DeValue::Datetime(d) if d.time.is_none() => d.date,
            _ => None,
        };
        let datum = dag.and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
        if datum.is_none() {
            let doe = "schrijf jaar, maand en dag, zonder aanhalingstekens: 2026-12-25";
            self.meld(waarde.span().start, &format!("bij '{sleutel}' staat geen datum"), doe);
        }
        datum
    }
}
