//! Forms of what is put before the burgemeester, and of what has to be settled around a decision: the legal check, that
//! she was told, the subjects.

use super::{Doel, Formulier, Gelezen, Misvuld, Veld};
use crate::app::model::Model;
use crate::domain::command::Command;
use crate::domain::dossier::{
    Antwoord, Onderwerp, RegelSoort, Toets, Vaststelling, Vertelling, Voorlegger, VoorleggerAntwoord, VoorleggerUitslag,
    VoorleggerVelden,
};
use crate::domain::ids::{BesluitId, OverlegNr, RegelId, VoorleggerId};
use crate::domain::tekst::Tekst;

/// What the burgemeester can say, in the order of the choice.
const UITSLAGEN: [VoorleggerUitslag; 3] =
    [VoorleggerUitslag::Toegezegd, VoorleggerUitslag::Afgewezen, VoorleggerUitslag::Anders];
/// The answers to a subject, in the order of the choice.
const ANTWOORDEN: [Option<Antwoord>; 4] = [None, Some(Antwoord::Ja), Some(Antwoord::Nee), Some(Antwoord::Onbekend)];
/// How many facts are named to choose from.
const FEITEN_MAX: usize = 8;

type Opzet = (String, Vec<String>, Vec<Veld>);

pub(super) fn velden(doel: &Doel, m: &Model) -> Opzet {
    match doel {
        Doel::Voorlegger(id) => voorlegger(*id, m),
        Doel::Burgemeester(id) => burgemeester(*id, m),
        Doel::Toets(id) => toets(*id, m),
        Doel::Verteld => {
            let velden = vec![
                Veld::toen("wanneer", "leeg is nu", None),
                Veld::keuze("meldpunt", &["nog niet uitgelegd", "uitgelegd waar zij een schending meldt"], 0),
                Veld::tekst("toelichting", "wat zij zei, of waarom het anders ging", ""),
            ];
            let v = m.overleg().and_then(|o| o.verteller.as_ref());
            let uitleg = v.map(|v| format!("{} zou het haar vertellen.", v.wie)).into_iter().collect();
            ("Het is haar verteld".to_owned(), uitleg, velden)
        }
        Doel::Vaststelling(o) => vaststelling(*o, m),
        _ => (String::new(), Vec::new(), Vec::new()),
    }
}

fn van(id: Option<VoorleggerId>, m: &Model) -> Option<&Voorlegger> {
    m.dossier()?.voorleggers.get(&id?)
}

fn voorlegger(id: Option<VoorleggerId>, m: &Model) -> Opzet {
    let v = van(id, m);
    let van = |f: fn(&Voorlegger) -> &Tekst| v.map(|v| f(v).as_str()).unwrap_or_default();
    let feiten: Vec<String> = v.iter().flat_map(|v| &v.feiten).map(ToString::to_string).collect();
    let besluit = v.and_then(|v| v.besluit).map(|b| b.to_string()).unwrap_or_default();
    let velden = vec![
        Veld::tekst("gevraagd", "wat u de burgemeester vraagt", van(|v| &v.gevraagd)),
        Veld::keuze("huisverbod", &["niet gevraagd", "gevraagd"], usize::from(v.is_some_and(|v| v.huisverbod)))
            .met_uitleg(vec!["Bij een huisverbod staan alleen feiten op de pagina die als grond zijn gemerkt.".to_owned()]),
        Veld::termijn("uiterlijk", "bijvoorbeeld vandaag 17:00", v.and_then(|v| v.uiterlijk)),
        Veld::tekst("grond", "op welke grond", van(|v| &v.grond)),
        Veld::tekst("alternatieven", "wat er anders kan", van(|v| &v.alternatieven)),
        Veld::tekst("nadelen", "wat het kan aanrichten", van(|v| &v.nadelen)),
        Veld::tekst("feiten", "bijvoorbeeld R3 R7; bij een huisverbod niet nodig", &feiten.join(" "))
            .met_uitleg(te_kiezen(m)),
        Veld::tekst("besluit", "het besluit dat wacht, bijvoorbeeld B2", &besluit),
    ];
    let titel = id.map_or("Aan de burgemeester".to_owned(), |id| format!("Voorlegger {id}"));
    (titel, Vec::new(), velden)
}

/// The last facts that could stand on the page.
fn te_kiezen(m: &Model) -> Vec<String> {
    let lines = m.dossier().into_iter().flat_map(|d| d.regels.values().rev());
    let facts = lines
        .filter(|r| r.inhoud.soort == RegelSoort::Feit && r.ingetrokken.is_none() && !r.inhoud.afgeschermd)
        .map(|r| format!("{} {}", r.id, r.inhoud.tekst));
    facts.take(FEITEN_MAX).collect()
}

fn burgemeester(id: VoorleggerId, m: &Model) -> Opzet {
    let v = van(Some(id), m);
    let velden = vec![
        Veld::keuze("antwoord", &["toegezegd", "afgewezen", "anders besloten"], 0),
        Veld::tekst("eigen woorden", "zoals de burgemeester het zei", ""),
        Veld::tekst("naam", "wie antwoordde", ""),
        Veld::toen("wanneer", "leeg is nu", None),
    ];
    (format!("Antwoord op {id}"), v.map(|v| v.gevraagd.to_string()).into_iter().collect(), velden)
}

fn toets(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let t = b.and_then(|b| b.toetsen.last()).map(|(t, _)| t);
    let van = |f: fn(&Toets) -> &Tekst| t.map(|t| f(t).as_str()).unwrap_or_default();
    let velden = vec![
        Veld::keuze("nodig", &["ja", "nee"], usize::from(t.is_some_and(|t| !t.nodig))),
        Veld::tekst("door", "wie toetst, of wie zegt dat het niet hoeft", van(|t| &t.door)),
        Veld::tekst("uitkomst", "leeg zolang die er niet is", van(|t| &t.uitkomst)),
        Veld::toen("wanneer", "leeg is nu", t.and_then(|t| t.op)),
    ];
    (format!("Juridische toets van {id}"), b.map(|b| b.besluit.to_string()).into_iter().collect(), velden)
}

fn vaststelling(o: Onderwerp, m: &Model) -> Opzet {
    let v = m.overleg().and_then(|x| x.afweging.vaststelling(o));
    let mut velden = Vec::new();
    if o.vraagt_antwoord() {
        let nu = v.map(|v| v.antwoord).and_then(|a| ANTWOORDEN.iter().position(|x| *x == a)).unwrap_or(0);
        velden.push(Veld::keuze("antwoord", &["niet gezegd", "ja", "nee", "onbekend"], nu));
    }
    velden.push(Veld::tekst("wat", "wat is vastgesteld", v.map(|v| v.tekst.as_str()).unwrap_or_default()));
    velden.push(Veld::wie("wie", "wie doet of weet dit", v.map(|v| &v.wie)));
    let naam = o.naam();
    let mut titel: String = naam.chars().take(1).flat_map(char::to_uppercase).collect();
    titel.extend(naam.chars().skip(1));
    (titel, vec![o.vraag().to_owned()], velden)
}

pub(super) fn opdracht(f: &Formulier, m: &Model) -> Gelezen<Command> {
    let overleg = m.overleg_nr().unwrap_or(OverlegNr(0));
    Ok(match &f.doel {
        Doel::Voorlegger(id) => Command::LegVoor { overleg, voorlegger: *id, velden: voorlegger_velden(f, m)? },
        Doel::Burgemeester(id) => {
            let uitslag = UITSLAGEN.get(f.keus(0)).copied().unwrap_or(VoorleggerUitslag::Anders);
            let op = f.toen(3, m.nu)?.unwrap_or(m.nu);
            let antwoord = VoorleggerAntwoord { uitslag, tekst: f.tekst(1)?, naam: f.eis(2)?, op };
            Command::BeantwoordVoorlegger { voorlegger: *id, antwoord }
        }
        Doel::Toets(id) => {
            let uitkomst = f.tekst(2)?;
            let op = f.toen(3, m.nu)?.or((!uitkomst.is_empty()).then_some(m.nu));
            let toets = Toets { nodig: f.keus(0) == 0, door: f.eis(1)?, uitkomst, op };
            Command::NoteerToets { besluit: *id, toets }
        }
        Doel::Vaststelling(o) => {
            let antwoord = ANTWOORDEN.get(f.keus(f.nr("antwoord"))).copied().flatten();
            let vaststelling = Vaststelling { antwoord, tekst: f.eis(f.nr("wat"))?, wie: f.wie(f.nr("wie"), m)? };
            Command::StelVast { overleg, onderwerp: *o, vaststelling }
        }
        _ => {
            let op = f.toen(0, m.nu)?.unwrap_or(m.nu);
            let vertelling = Vertelling { op, meldpunt_uitgelegd: f.keus(1) == 1, toelichting: f.tekst(2)? };
            Command::MeldVerteld { overleg, vertelling }
        }
    })
}

fn voorlegger_velden(f: &Formulier, m: &Model) -> Gelezen<VoorleggerVelden> {
    let veld = f.nr("feiten");
    let feiten: Vec<RegelId> = f.nummers("feiten", 'R')?.into_iter().map(RegelId).collect();
    let shielded = |r: &&RegelId| m.dossier().is_some_and(|d| d.is_afgeschermd(Some(**r)));
    if let Some(r) = feiten.iter().find(shielded) {
        return Err(Misvuld { veld, doe: format!("{r} is afgeschermd en komt niet op de pagina; laat die weg") });
    }
    Ok(VoorleggerVelden {
        gevraagd: Some(f.eis(0)?),
        huisverbod: Some(f.keus(1) == 1),
        uiterlijk: f.moment(2, m.nu)?,
        grond: Some(f.tekst(3)?),
        alternatieven: Some(f.tekst(4)?),
        nadelen: Some(f.tekst(5)?),
        feiten: Some(feiten),
        besluit: f.nummers("besluit", 'B')?.first().map(|nr| BesluitId(*nr)),
    })
}
