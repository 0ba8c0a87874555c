//! Reads `maatregelen.toml`: the palette, and the bodies that can be competent.

use toml::Spanned;

use super::lezer::{Lezer, Tabel, Vorm, zonder_plek};
use super::probleem::kort;
use super::uniek::Uniek;
use super::verwijzing::Naar;
use crate::domain::ids::MaatregelId;
use crate::domain::kader::{Doelgroep, Maatregel, MaatregelKader, Maatregeldoel};
use crate::domain::tekst::Tekst;

const PALET: Vorm = Vorm { naam: "het bestand met maatregelen", kop: "", sleutels: &["organen", "maatregelen"] };
const MAATREGEL: Vorm = Vorm {
    naam: "een maatregel",
    kop: "[[maatregelen]]",
    sleutels: &[
        "id",
        "naam",
        "ook",
        "kader",
        "doel",
        "voor",
        "bevoegd",
        "grond",
        "duur",
        "hoogstens",
        "verlenging",
        "klok",
        "grenzen",
        "let_op",
        "nadelen",
        "vraagt",
        "botst_met",
        "past_bij",
        "altijd_overwegen",
        "heft_acuut_op",
        "plan",
        "te_toetsen",
        "bron",
    ],
};

/// What `maatregelen.toml` says.
pub(super) struct Palet {
    /// The bodies.
    pub(super) organen: Vec<Tekst>,
    /// The measures.
    pub(super) maatregelen: Vec<Maatregel>,
}

/// The palette of `maatregelen.toml`.
pub(super) fn lees(l: &mut Lezer<'_>) -> Option<Palet> {
    let wortel = l.wortel()?;
    let t = l.tabel(wortel.get_ref(), 0, &PALET);
    let organen = l.minstens_een(t, "organen").map(zonder_plek);
    let (mut ids, mut namen) = (Uniek::default(), Uniek::default());
    let maatregelen = l.tabellen(t, "maatregelen", &MAATREGEL)?;
    let mut gelezen = Vec::new();
    for t in maatregelen {
        let id = l.eigen_id::<MaatregelId>(t, &mut ids);
        let naam = l.naam(t);
        if let Some(naam) = &naam {
            namen.neem(l, naam.get_ref().as_str(), naam.span().start, t.plek);
        }
        let bevoegd = bevoegd(l, t, organen.as_deref());
        gelezen.push(maatregel(l, t, id, naam, bevoegd));
    }
    Some(Palet { organen: organen?, maatregelen: gelezen.into_iter().collect::<Option<_>>()? })
}

/// The bodies that may take a measure: at least one, each of them known, so that a typing error is no new body.
fn bevoegd(l: &mut Lezer<'_>, t: Tabel<'_>, organen: Option<&[Tekst]>) -> Option<Vec<Tekst>> {
    let bevoegd = l.minstens_een(t, "bevoegd")?;
    for orgaan in bevoegd.iter().filter(|b| organen.is_some_and(|o| !o.contains(b.get_ref()))) {
        let wat = format!("orgaan '{}' staat niet bij 'organen'", kort(orgaan.get_ref().as_str()));
        l.meld(orgaan.span().start, &wat, "zet het daar, boven in dit bestand, of gebruik een orgaan dat er staat");
    }
    Some(zonder_plek(bevoegd))
}

fn maatregel(
    l: &mut Lezer<'_>,
    t: Tabel<'_>,
    id: Option<MaatregelId>,
    naam: Option<Spanned<Tekst>>,
    bevoegd: Option<Vec<Tekst>>,
) -> Option<Maatregel> {
    let (ook, kader, doel) =
        (l.regels(t, "ook"), l.keuze::<MaatregelKader>(t, "kader"), l.keuze::<Maatregeldoel>(t, "doel"));
    let (voor, grond) = (l.keuzes::<Doelgroep>(t, "voor"), l.tekst(t, "grond"));
    let (duur, hoogstens, verlenging) = (l.duur(t, "duur"), l.duur(t, "hoogstens"), l.tekst_of_leeg(t, "verlenging"));
    let klok = l.verwijst_of_niet(t, "klok", Naar::Klok);
    let (grenzen, let_op) = (l.regels(t, "grenzen"), l.regels(t, "let_op"));
    let (nadelen, vraagt) = (l.regels(t, "nadelen"), l.regels(t, "vraagt"));
    let botst_met = l.verwijst_alle(t, "botst_met", Naar::Factor);
    let (past_bij, altijd_overwegen) = (l.verwijst_alle(t, "past_bij", Naar::Factor), l.vlag(t, "altijd_overwegen"));
    let (heft_acuut_op, te_toetsen) = (l.vlag(t, "heft_acuut_op"), l.tekst_of_leeg(t, "te_toetsen"));
    let (plan, bron) = (l.vlag(t, "plan"), l.herkomst(t));
    if altijd_overwegen == Some(true) && past_bij.as_ref().is_some_and(Vec::is_empty) {
        let doe = "noem de factoren: past_bij = [\"...\"]";
        l.meld(t.plek, "deze maatregel is altijd te overwegen, en zegt niet waarbij", doe);
    }
    let (kader, te_toetsen) = (kader?.into_inner(), te_toetsen?);
    if kader.rust_op_recht() && te_toetsen.is_empty() {
        let doe = "schrijf van wanneer de bron is: te_toetsen = \"...\"";
        l.meld(t.plek, "deze maatregel rust op recht en zegt niet van wanneer", doe);
    }
    Some(Maatregel {
        id: id?,
        naam: naam?.into_inner(),
        ook: ook?,
        kader,
        doel: doel?.into_inner(),
        voor: voor?,
        bevoegd: bevoegd?,
        grond: grond?.into_inner(),
        duur,
        hoogstens,
        verlenging: verlenging?,
        klok,
        grenzen: grenzen?,
        let_op: let_op?,
        nadelen: nadelen?,
        vraagt: vraagt?,
        botst_met: botst_met?,
        past_bij: past_bij?,
        altijd_overwegen: altijd_overwegen?,
        heft_acuut_op: heft_acuut_op?,
        plan: plan?,
        te_toetsen,
        bron: bron?,
    })
}
