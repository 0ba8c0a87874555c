//! Reads one TOML file key by key. What is missing, unknown or of the wrong kind becomes a problem with its line, and
//! reading goes on, so that one run names everything. Absent: what a kader contains.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keuze::GeenKeuze;
use super::probleem::{Probleem, kort};
use super::syntax;
use super::verwijzing::{Naar, Verwijzing};
use crate::domain::dossier::Fase;
use crate::domain::kader::Herkomst;
use crate::domain::tekst::Tekst;

/// One file that is being read.
pub(super) struct Lezer<'a> {
    /// What messages call it.
    pub(super) bestand: &'a str,
    tekst: &'a str,
    /// The byte of each line end, but for those at the very end.
    regeleinden: Vec<usize>,
    /// What was found wrong so far.
    pub(super) problemen: Vec<Probleem>,
    /// What the file refers to. Whether it exists is checked when all files have been read.
    pub(super) verwijzingen: Vec<Verwijzing>,
}

/// A kind of table: what messages call it, how it begins in a file, and the keys that it knows.
pub(super) struct Vorm {
    /// With its article: 'een blok'.
    pub(super) naam: &'static str,
    /// The header that opens one, or how it is written within a line.
    pub(super) kop: &'static str,
    /// The keys that it knows.
    pub(super) sleutels: &'static [&'static str],
}

/// One table of the file: its content, the byte at which it begins, and its kind.
#[derive(Clone, Copy)]
pub(super) struct Tabel<'t> {
    inhoud: &'t DeTable<'t>,
    /// The byte at which it begins.
    pub(super) plek: usize,
    vorm: &'static Vorm,
}

impl<'t> Tabel<'t> {
    /// Whether it has this key.
    pub(super) fn heeft(self, sleutel: &str) -> bool {
        self.inhoud.contains_key(sleutel)
    }

    /// What stands at a key.
    pub(super) fn waarde(self, sleutel: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.inhoud.get(sleutel)
    }
}

const BRON: Vorm =
    Vorm { naam: "een bron", kop: "bron = { document = \"...\" }", sleutels: &["document", "paragraaf", "regels"] };

impl<'a> Lezer<'a> {
    /// A reader of `tekst`, which messages call `bestand`.
    pub(super) fn new(bestand: &'a str, tekst: &'a str) -> Self {
        let regeleinden = tekst.trim_end().bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(plek, _)| plek).collect();
        Self { bestand, tekst, regeleinden, problemen: Vec::new(), verwijzingen: Vec::new() }
    }

    /// The file as TOML; none when it cannot be read as such.
    pub(super) fn wortel(&mut self) -> Option<Spanned<DeTable<'a>>> {
        let (wortel, fouten) = DeTable::parse_recoverable(self.tekst);
        for fout in &fouten {
            let plek = fout.span().map_or(0, |s| s.start);
            let (wat, doe) = syntax::geen_toml(fout.message());
            self.meld(plek, wat, doe);
        }
        fouten.is_empty().then_some(wortel)
    }

    /// Records a problem at byte `plek`.
    pub(super) fn meld(&mut self, plek: usize, wat: &str, doe: &str) {
        let regel = self.regel(plek);
        self.problemen.push(Probleem::new(self.bestand, Some(regel), wat, doe));
    }

    /// The line of byte `plek`, the first is 1.
    pub(super) fn regel(&self, plek: usize) -> u32 {
        let voor = self.regeleinden.partition_point(|einde| *einde < plek);
        1 + u32::try_from(voor).unwrap_or(u32::MAX - 1)
    }

    /// A table of this kind; keys that it does not know are problems.
    pub(super) fn tabel<'t>(&mut self, inhoud: &'t DeTable<'t>, plek: usize, vorm: &'static Vorm) -> Tabel<'t> {
        for sleutel in inhoud.keys().filter(|s| !vorm.sleutels.contains(&s.get_ref().as_ref())) {
            let wat = format!("{} heeft geen sleutel '{}'", vorm.naam, kort(sleutel.get_ref()));
            let doe = format!("haal hem weg of kies uit: {}", vorm.sleutels.join(", "));
            self.meld(sleutel.span().start, &wat, &doe);
        }
        Tabel { inhoud, plek, vorm }
    }

    /// What stands at a key that has to be there; `voorbeeld` is how to write it.
    pub(super) fn eis<'t>(&mut self, t: Tabel<'t>, sleutel: &str, voorbeeld: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        let waarde = t.inhoud.get(sleutel);
        if waarde.is_none() {
            self.meld(t.plek, &format!("{} mist '{sleutel}'", t.vorm.naam), &format!("voeg toe: {voorbeeld}"));
        }
        waarde
    }

    /// A text that has to be there.
    pub(super) fn tekst(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Spanned<Tekst>> {
        let waarde = self.eis(t, sleutel, &format!("{sleutel} = \"...\""))?;
        self.als_tekst(waarde, sleutel)
    }

    /// A text that may be absent; then it is empty.
    pub(super) fn tekst_of_leeg(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Tekst> {
        match t.inhoud.get(sleutel) {
            Some(waarde) => self.als_tekst(waarde, sleutel).map(Spanned::into_inner),
            None => Some(Tekst::default()),
        }
    }

    /// A list of texts that has to be there. A text that is wrong is a problem and left out.
    pub(super) fn teksten(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<Spanned<Tekst>>> {
        let waarde = self.eis(t, sleutel, &format!("{sleutel} = [\"...\"]"))?;
        let lijst = self.als_lijst(waarde, sleutel, &format!("{sleutel} = [\"...\"]"))?;
        let gelezen: Vec<_> = lijst.iter().filter_map(|w| self.als_tekst(w, sleutel)).collect();
        (lijst.is_empty() || !gelezen.is_empty()).then_some(gelezen)
    }

    /// A list of texts that may be absent; then it is empty.
    pub(super) fn teksten_of_geen(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Vec<Spanned<Tekst>>> {
        if t.inhoud.contains_key(sleutel) { self.teksten(t, sleutel) } else { Some(Vec::new()) }
    }

    /// A whole number within `grenzen`.
    pub(super) fn getal(&mut self, t: Tabel<'_>, sleutel: &str, grenzen: RangeInclusive<u32>) -> Option<u32> {
        let heel = format!("een heel getal van {} tot en met {}", grenzen.start(), grenzen.end());
        let waarde = self.eis(t, sleutel, &format!("{sleutel} = ... ({heel})"))?;
        let Some(getal) = waarde.get_ref().as_integer() else {
            self.andere_soort(waarde, sleutel, &heel);
            return None;
        };
        let gelezen = u32::from_str_radix(getal.as_str(), getal.radix()).ok().filter(|n| grenzen.contains(n));
        if gelezen.is_none() {
            self.meld(waarde.span().start, &format!("'{sleutel}' is te klein of te groot"), &format!("schrijf {heel}"));
        }
        gelezen
    }

    /// A yes or no that may be absent; then it is no.
    pub(super) fn vlag(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<bool> {
        let Some(waarde) = t.inhoud.get(sleutel) else { return Some(false) };
        let vlag = waarde.get_ref().as_bool();
        if vlag.is_none() {
            self.andere_soort(waarde, sleutel, "true of false, zonder aanhalingstekens");
        }
        vlag
    }

    /// A key of the kader: small letters, digits and `_`.
    pub(super) fn id<T: TryFrom<String>>(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Spanned<T>> {
        let tekst = self.tekst(t, sleutel)?;
        self.als_id(&tekst)
    }

    /// A text as a key of the kader.
    pub(super) fn als_id<T: TryFrom<String>>(&mut self, tekst: &Spanned<Tekst>) -> Option<Spanned<T>> {
        let id = T::try_from(tekst.get_ref().to_string()).ok();
        if id.is_none() {
            self.geen_sleutel(tekst.span().start, tekst.get_ref().as_str());
        }
        id.map(|id| Spanned::new(tekst.span(), id))
    }

    /// Records that `naam` cannot be a key.
    pub(super) fn geen_sleutel(&mut self, plek: usize, naam: &str) {
        let wat = format!("'{}' kan geen sleutel zijn", kort(naam));
        self.meld(plek, &wat, "gebruik kleine letters, cijfers en _ (hoogstens 60 tekens)");
    }

    /// One of the names that a type knows.
    pub(super) fn keuze<T: for<'de> Deserialize<'de>>(&mut self, t: Tabel<'_>, sleutel: &str) -> Option<Spanned<T>> {
        let tekst = self.tekst(t, sleutel)?;
        self.als_keuze(&tekst, sleutel)
    }

    /// A text as one of the names that a type knows.
    pub(super) fn als_keuze<T: for<'de> Deserialize<'de>>(
        &mut self,
        tekst: &Spanned<Tekst>,
        sleutel: &str,
    ) -> Option<Spanned<T>> {
        match T::deserialize(StrDeserializer::<GeenKeuze>::new(tekst.get_ref().as_str())) {
            Ok(keuze) => Some(Spanned::new(tekst.span(), keuze)),
            Err(GeenKeuze(namen)) => {
                self.geen_keuze(sleutel, tekst, &namen.join(", "));
                None
            }
        }
    }

    /// One of the phases `fasen`.
    pub(super) fn fase(&mut self, t: Tabel<'_>, sleutel: &str, fasen: &[Fase]) -> Option<Spanned<Fase>> {
        let tekst = self.tekst(t, sleutel)?;
        let naam = |f: &Fase| f.naam().to_lowercase();
        let gekozen = fasen.iter().find(|f| naam(f) == tekst.get_ref().as_str());
        if gekozen.is_none() {
            let namen: Vec<_> = fasen.iter().map(naam).collect();
            self.geen_keuze(sleutel, &tekst, &namen.join(", "));
        }
        gekozen.map(|f| Spanned::new(tekst.span(), *f))
    }

    /// The tables of a list that has to be there. What is no such table is a problem and left out.
    pub(super) fn tabellen<'t>(&mut self, t: Tabel<'t>, sleutel: &str, vorm: &'static Vorm) -> Option<Vec<Tabel<'t>>> {
        let waarde = self.eis(t, sleutel, vorm.kop)?;
        let lijst = self.als_lijst(waarde, sleutel, vorm.kop)?;
        Some(lijst.iter().filter_map(|w| self.als_tabel(w, sleutel, vorm)).collect())
    }

    /// Where an item comes from. That its document exists is checked when all files have been read.
    pub(super) fn herkomst(&mut self, t: Tabel<'_>) -> Option<Herkomst> {
        let waarde = self.eis(t, "bron", BRON.kop)?;
        let t = self.als_tabel(waarde, "bron", &BRON)?;
        let document = self.tekst(t, "document");
        let (paragraaf, regels) = (self.tekst_of_leeg(t, "paragraaf"), self.tekst_of_leeg(t, "regels"));
        let document = document?;
        self.verwijs(Naar::Document, document.get_ref().as_str(), document.span().start);
        Some(Herkomst { document: document.get_ref().to_string(), paragraaf: paragraaf?, regels: regels?.to_string() })
    }

    /// A value as a table of this kind; another kind of value is a problem.
    pub(super) fn als_tabel<'t>(
        &mut self,
        waarde: &'t Spanned<DeValue<'t>>,
        sleutel: &str,
        vorm: &'static Vorm,
    ) -> Option<Tabel<'t>> {
        if let DeValue::Table(inhoud) = waarde.get_ref() {
            return Some(self.tabel(inhoud, waarde.span().start, vorm));
        }
        self.andere_soort(waarde, sleutel, vorm.kop);
        None
    }

    /// A value as a list; another kind of value is a problem.
    pub(super) fn als_lijst<'t>(
        &mut self,
        waarde: &'t Spanned<DeValue<'t>>,
        sleutel: &str,
        voorbeeld: &str,
    ) -> Option<&'t [Spanned<DeValue<'t>>]> {
        if let DeValue::Array(lijst) = waarde.get_ref() {
            return Some(lijst);
        }
        self.andere_soort(waarde, sleutel, voorbeeld);
        None
    }

    /// A text that is not empty and of which nothing falls away when it is cleaned.
    pub(super) fn als_tekst(&mut self, waarde: &Spanned<DeValue<'_>>, sleutel: &str) -> Option<Spanned<Tekst>> {
        let DeValue::String(rauw) = waarde.get_ref() else {
            self.andere_soort(waarde, sleutel, "tekst tussen aanhalingstekens");
            return None;
        };
        match zuiver(rauw) {
            Ok(tekst) => Some(Spanned::new(waarde.span(), tekst)),
            Err((wat, doe)) => {
                self.meld(waarde.span().start, &format!("'{sleutel}' {wat}"), doe);
                None
            }
        }
    }

    /// Records that a value is of another kind.
    pub(super) fn andere_soort(&mut self, waarde: &Spanned<DeValue<'_>>, sleutel: &str, verwacht: &str) {
        let staat = match waarde.get_ref() {
            DeValue::String(_) => "tekst",
            DeValue::Integer(_) => "een getal",
            DeValue::Float(_) => "een getal met een punt",
            DeValue::Boolean(_) => "true of false",
            DeValue::Datetime(_) => "een datum",
            DeValue::Array(_) => "een lijst",
            DeValue::Table(_) => "een tabel",
        };
        self.meld(waarde.span().start, &format!("bij '{sleutel}' staat {staat}"), &format!("schrijf {verwacht}"));
    }

    fn geen_keuze(&mut self, sleutel: &str, staat: &Spanned<Tekst>, namen: &str) {
        let wat = format!("bij '{sleutel}' kan '{}' niet", kort(staat.get_ref().as_str()));
        self.meld(staat.span().start, &wat, &format!("kies uit: {namen}"));
    }
}

/// The text, or what is wrong with it and what to do.
fn zuiver(rauw: &str) -> Result<Tekst, (&'static str, &'static str)> {
    let tekst = Tekst::new(rauw).map_err(|_| ("is te lang", "deel de tekst op of kort hem in"))?;
    match rauw {
        _ if tekst.is_empty() => Err(("is leeg", "vul de tekst in of haal hem weg")),
        _ if tekst.as_str() == rauw => Ok(tekst),
        _ if rauw.contains(['\n', '\r', '\t']) => {
            Err(("loopt over meer regels of bevat een tab", "schrijf de tekst op een regel, met spaties"))
        }
        _ if rauw.trim() != rauw => Err(("begint of eindigt met een spatie", "haal die spatie weg")),
        _ => Err(("bevat een onzichtbaar teken of een los accent", "typ de tekst opnieuw, zonder te plakken")),
    }
}

/// Texts without their places.
pub(super) fn zonder_plek(teksten: Vec<Spanned<Tekst>>) -> Vec<Tekst> {
    teksten.into_iter().map(Spanned::into_inner).collect()
}
