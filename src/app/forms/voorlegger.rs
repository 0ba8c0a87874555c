//! Forms of the page for the burgemeester, and of what has to be settled around a decision: the legal check, that
//! she was told, the subjects.

use super::keuzes::antwoord_of;
use super::lezen::overleg;
use crate::app::state::formulier::{Formulier, Ingevuld, Misvuld, Opzet};
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Sleutel as S};
use crate::domain::command::Command;
use crate::domain::dossier::{
    Antwoord, Onderwerp, RegelSoort, Toets, Vaststelling, Vertelling, Voorlegger, VoorleggerAntwoord, VoorleggerUitslag,
    VoorleggerVelden,
};
use crate::domain::ids::{BesluitId, RegelId, VoorleggerId};
use crate::domain::tekst::Tekst;

/// What the burgemeester can say.
const UITSLAGEN: [(&str, VoorleggerUitslag); 3] = [
    ("toegezegd", VoorleggerUitslag::Toegezegd),
    ("afgewezen", VoorleggerUitslag::Afgewezen),
    ("anders besloten", VoorleggerUitslag::Anders),
];
/// How many facts are named to choose from.
const FEITEN_MAX: usize = 8;

fn van(id: Option<VoorleggerId>, m: &Model) -> Option<&Voorlegger> {
    m.dossier()?.voorleggers.get(&id?)
}

/// Whether a huisverbod is asked decides which facts stand on the page: of a new page somebody has to say it.
pub(super) fn voorlegger(id: Option<VoorleggerId>, m: &Model) -> Opzet {
    let v = van(id, m);
    let van = |f: fn(&Voorlegger) -> &Tekst| v.map(|v| f(v).as_str()).unwrap_or_default();
    let feiten: Vec<String> = v.iter().flat_map(|v| &v.feiten).map(ToString::to_string).collect();
    let besluit = v.and_then(|v| v.besluit).map(|b| b.to_string()).unwrap_or_default();
    let huisverbod = v.map(|v| v.huisverbod);
    let velden = vec![
        Formulierveld::tekst(S::Gevraagd, "gevraagd", "wat u de burgemeester vraagt", van(|v| &v.gevraagd)),
        Formulierveld::keuze(
            S::Huisverbod,
            "huisverbod",
            [("niet gevraagd", false), ("gevraagd", true)],
            huisverbod.as_ref(),
        )
        .met_uitleg(vec!["Bij een huisverbod staan alleen feiten op de pagina die als grond zijn gemerkt.".to_owned()]),
        Formulierveld::termijn(S::Termijn, "uiterlijk", "bijvoorbeeld vandaag 17:00", v.and_then(|v| v.uiterlijk)),
        Formulierveld::tekst(S::Grond, "grond", "op welke grond", van(|v| &v.grond)),
        Formulierveld::tekst(S::Alternatieven, "alternatieven", "wat er anders kan", van(|v| &v.alternatieven)),
        Formulierveld::tekst(S::Nadelen, "nadelen", "wat het kan aanrichten", van(|v| &v.nadelen)),
        Formulierveld::tekst(S::Feiten, "feiten", "bijvoorbeeld R3 R7; bij een huisverbod niet nodig", &feiten.join(" "))
            .met_uitleg(te_kiezen(m)),
        Formulierveld::tekst(S::Besluit, "besluit", "het besluit dat wacht, bijvoorbeeld B2", &besluit),
    ];
    let titel = id.map_or("Aan de burgemeester".to_owned(), |id| format!("Voorlegger {id}"));
    (titel, Vec::new(), velden)
}

/// The last facts that could stand on the page, and how many more there are.
fn te_kiezen(m: &Model) -> Vec<String> {
    let lines = m.dossier().into_iter().flat_map(|d| d.regels.values().rev());
    let facts = lines.filter(|r| r.inhoud.soort == RegelSoort::Feit && r.ingetrokken.is_none() && !r.inhoud.afgeschermd);
    let mut all: Vec<String> = facts.map(|r| format!("{} {}", r.id, r.inhoud.tekst)).collect();
    if all.len() > FEITEN_MAX {
        let meer = all.len() - FEITEN_MAX;
        all.truncate(FEITEN_MAX);
        all.push(format!("en nog {meer} eerdere feiten: /regels toont ze"));
    }
    all
}

pub(super) fn leg_voor(f: &Formulier, id: Option<VoorleggerId>, m: &Model) -> Ingevuld<Command> {
    let feiten: Vec<RegelId> = f.nummers(S::Feiten, 'R')?;
    let shielded = |r: &&RegelId| m.dossier().is_some_and(|d| d.is_afgeschermd(Some(**r)));
    if let Some(r) = feiten.iter().find(shielded) {
        return Err(Misvuld::bij(S::Feiten, format!("{r} is afgeschermd en komt niet op de pagina; laat die weg")));
    }
    let velden = VoorleggerVelden {
        gevraagd: Some(f.eis(S::Gevraagd)?),
        huisverbod: Some(f.keus(S::Huisverbod)?),
        uiterlijk: f.ongewist(S::Termijn, f.moment(S::Termijn, m)?)?,
        grond: Some(f.tekst(S::Grond)?),
        alternatieven: Some(f.tekst(S::Alternatieven)?),
        nadelen: Some(f.tekst(S::Nadelen)?),
        feiten: Some(feiten),
        besluit: f.nummer(S::Besluit, 'B')?,
    };
    Ok(Command::LegVoor { overleg: overleg(m), voorlegger: id, velden })
}

pub(super) fn burgemeester(id: VoorleggerId, m: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::keuze(S::Antwoord, "antwoord", UITSLAGEN, None),
        Formulierveld::tekst(S::Reden, "eigen woorden", "zoals de burgemeester het zei", ""),
        Formulierveld::tekst(S::Naam, "naam", "wie antwoordde", ""),
        Formulierveld::toen(S::Wanneer, "wanneer", "leeg is nu", None),
    ];
    (format!("Antwoord op {id}"), van(Some(id), m).map(|v| v.gevraagd.to_string()).into_iter().collect(), velden)
}

pub(super) fn beantwoord(f: &Formulier, voorlegger: VoorleggerId, m: &Model) -> Ingevuld<Command> {
    let uitslag = f.keus(S::Antwoord)?;
    let op = f.moment(S::Wanneer, m)?.unwrap_or(m.nu);
    let antwoord = VoorleggerAntwoord { uitslag, tekst: f.tekst(S::Reden)?, naam: f.eis(S::Naam)?, op };
    Ok(Command::BeantwoordVoorlegger { voorlegger, antwoord })
}

/// What the last check said of it stands there; of a first one somebody has to say whether it is needed.
pub(super) fn toets(id: BesluitId, m: &Model) -> Opzet {
    let b = m.dossier().and_then(|d| d.besluiten.get(&id));
    let t = b.and_then(|b| b.toetsen.last()).map(|(t, _)| t);
    let van = |f: fn(&Toets) -> &Tekst| t.map(|t| f(t).as_str()).unwrap_or_default();
    let velden = vec![
        Formulierveld::keuze(S::Nodig, "nodig", [("ja", true), ("nee", false)], t.map(|t| t.nodig).as_ref()),
        Formulierveld::tekst(S::Door, "door", "wie toetst, of wie zegt dat het niet hoeft", van(|t| &t.door)),
        Formulierveld::tekst(S::Uitkomst, "uitkomst", "leeg zolang die er niet is", van(|t| &t.uitkomst)),
        Formulierveld::toen(S::Wanneer, "wanneer", "leeg is nu", t.and_then(|t| t.op)),
    ];
    (format!("Juridische toets van {id}"), b.map(|b| b.besluit.to_string()).into_iter().collect(), velden)
}

pub(super) fn noteer_toets(f: &Formulier, besluit: BesluitId, m: &Model) -> Ingevuld<Command> {
    let uitkomst = f.tekst(S::Uitkomst)?;
    let op = f.moment(S::Wanneer, m)?.or((!uitkomst.is_empty()).then_some(m.nu));
    let toets = Toets { nodig: f.keus(S::Nodig)?, door: f.eis(S::Door)?, uitkomst, op };
    Ok(Command::NoteerToets { besluit, toets })
}

pub(super) fn verteld(m: &Model) -> Opzet {
    let velden = vec![
        Formulierveld::toen(S::Wanneer, "wanneer", "leeg is nu", None),
        Formulierveld::keuze(
            S::Meldpunt,
            "meldpunt",
            [("nog niet uitgelegd", false), ("uitgelegd waar zij een schending meldt", true)],
            None,
        ),
        Formulierveld::tekst(S::Toelichting, "toelichting", "wat zij zei, of waarom het anders ging", ""),
    ];
    let v = m.overleg().and_then(|o| o.verteller.as_ref());
    let uitleg = v.map(|v| format!("{} zou het haar vertellen.", v.wie)).into_iter().collect();
    ("Het is haar verteld".to_owned(), uitleg, velden)
}

pub(super) fn meld_verteld(f: &Formulier, m: &Model) -> Ingevuld<Command> {
    let vertelling = Vertelling {
        op: f.moment(S::Wanneer, m)?.unwrap_or(m.nu),
        meldpunt_uitgelegd: f.keus(S::Meldpunt)?,
        toelichting: f.tekst(S::Toelichting)?,
    };
    Ok(Command::MeldVerteld { overleg: overleg(m), vertelling })
}

/// The answer that was settled stands there.
pub(super) fn vaststelling(o: Onderwerp, m: &Model) -> Opzet {
    let v = m.overleg().and_then(|x| x.afweging.vaststelling(o));
    let mut velden = Vec::new();
    if o.vraagt_antwoord() {
        let nu = v.map(|v| v.antwoord);
        velden.push(Formulierveld::keuze(S::Antwoord, "antwoord", antwoord_of("niet gezegd"), nu.as_ref()));
    }
    velden.push(Formulierveld::tekst(S::Wat, "wat", "wat is vastgesteld", v.map(|v| v.tekst.as_str()).unwrap_or_default()));
    velden.push(Formulierveld::wie(S::Wie, "wie", "wie doet of weet dit", v.map(|v| &v.wie)));
    let naam = o.naam();
    let mut titel: String = naam.chars().take(1).flat_map(char::to_uppercase).collect();
    titel.extend(naam.chars().skip(1));
    (titel, vec![o.vraag().to_owned()], velden)
}

pub(super) fn stel_vast(f: &Formulier, onderwerp: Onderwerp, m: &Model) -> Ingevuld<Command> {
    let antwoord: Option<Antwoord> = if onderwerp.vraagt_antwoord() { f.keus(S::Antwoord)? } else { None };
    let vaststelling = Vaststelling { antwoord, tekst: f.eis(S::Wat)?, wie: f.wie(S::Wie, m)? };
    Ok(Command::StelVast { overleg: overleg(m), onderwerp, vaststelling })
}
