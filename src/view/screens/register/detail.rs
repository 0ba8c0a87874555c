//! All that is known of one row: what is there, what is still missing, who sees it differently, what it was before.

use super::told::{head, history};
use crate::app::screens::register::Rij;
use crate::domain::dossier::{Actie, Besluit, Dossier, Optie, Regel, Vraag};
use crate::domain::leemte::{self, Leemte};
use crate::domain::tijd::Tijdstip;
use crate::theme::Meaning;
use crate::view::scene::Scene;
use crate::view::widgets::fields::{field, styled};
use crate::view::widgets::row::Row;
use crate::view::widgets::words;

/// The most cells of a line: longer ones are hard to read.
const WIDTH_MAX: usize = 120;

/// The lines of it.
pub(crate) fn rows(s: Scene<'_>, rij: Rij, width: usize) -> Vec<Row<'_>> {
    let Some(d) = s.m.dossier() else { return Vec::new() };
    let width = width.min(WIDTH_MAX);
    let rows = match rij {
        Rij::Besluit(id) => d.besluiten.get(&id).map(|b| decision(s, d, b, width)),
        Rij::Actie(id) => d.acties.get(&id).map(|a| action(s, d, a, width)),
        Rij::Vraag(id) => d.vragen.get(&id).map(|v| question(s, d, v, width)),
        Rij::Regel(id) => d.regels.get(&id).map(|r| line(s, r, width)),
        Rij::Inzet(id) => d.inzetten.get(&id).map(|i| super::maatregel::detail(s, d, i, width)),
        Rij::Klok(nr) => d.klokken.get(&nr).map(|k| super::klok::detail(s, k, width)),
        Rij::Voorlegger(id) => d.voorleggers.get(&id).map(|v| super::voorlegger::detail(s, d, v, width)),
        Rij::Optie(id) => s.m.overleg().and_then(|o| o.opties.iter().find(|x| x.id == id)).map(|x| option(s, x, width)),
        Rij::Toegang(at) => d.toegang.get(at).map(|t| super::toegang::detail(s, t, width)),
        Rij::Informatie(id) => d.informatie.get(&id).map(|i| super::informatie::detail(s, i, width)),
        Rij::Beeldvraag(at, nr) => super::informatie::answers(s, (at, nr), width),
        Rij::Betrokkene(id) => d.betrokkenen.get(&id).map(|b| super::betrokkene::detail(s, b, width)),
        Rij::Melding(id) => d.meldingen.get(&id).map(|m| super::melding::detail(s, m, width)),
        Rij::Onderwerp(o) => Some(super::onderwerp::detail(s, o, width)),
        Rij::Factor(_)
        | Rij::Instrument(_)
        | Rij::Scenario(_)
        | Rij::Criterium(_)
        | Rij::Opschaling
        | Rij::Reeksvraag(..) => Some(super::weging::detail(s, rij, width)),
    };
    rows.unwrap_or_default()
}

fn option<'a>(s: Scene<'a>, x: &'a Optie, width: usize) -> Vec<Row<'a>> {
    let mut rows = vec![
        s.say(Meaning::Accent, x.id.to_string())
            .maybe(Meaning::Afgeschermd, x.scherm().map(|scherm| format!("  {scherm}"))),
    ];
    let mut part = |label: &'a str, text: &str, ask: &str| rows.extend(field(s, width, label, text, ask));
    part("optie", x.optie.as_str(), "");
    part("voor", x.voor.as_str(), "wat pleit ervoor?");
    part("tegen", x.tegen.as_str(), "wat pleit ertegen?");
    part("risico", x.risico.as_str(), "wat kan er misgaan?");
    let keuze = x.keuze.as_ref().map(|k| format!("{}: {}", if k.gekozen { "gekozen" } else { "niet gekozen" }, k.reden));
    part("keuze", &keuze.unwrap_or_default(), "gekozen of niet, en waarom?");
    if let Some((van, tot)) = x.getoond.filter(|_| x.afgeschermd) {
        part("getoond", &format!("op het gedeelde scherm van {} tot {}", van.kort(s.m.nu), tot.kort(s.m.nu)), "");
    }
    rows
}

fn decision<'a>(s: Scene<'a>, d: &Dossier, b: &Besluit, width: usize) -> Vec<Row<'a>> {
    let state = b.status.to_string();
    let mut rows = vec![head(s, d, &b.id.to_string(), (words::of_decision(b.status), &state), b.regel).fit(width)];
    let soort = b.soort.map(|x| x.to_string()).unwrap_or_default();
    let mist = leemte::van_besluit(b);
    let ask = |l: Leemte, ask: &'static str| if mist.contains(&l) { ask } else { "" };
    let mut part = |label: &'a str, text: &str, ask: &str| rows.extend(field(s, width, label, text, ask));
    part("besluit", b.besluit.as_str(), "");
    part("vraag", b.vraag.as_str(), "welke vraag beantwoordt dit?");
    part("soort", &soort, ask(Leemte::Soort, "afspraak van het overleg, verzoek aan of besluit van een bevoegd orgaan?"));
    part("motivering", b.motivering.as_str(), ask(Leemte::Motivering, Leemte::Motivering.vraag()));
    part("bevoegd", b.door.as_str(), ask(Leemte::Bevoegd, Leemte::Bevoegd.vraag()));
    part("grond", b.grond.as_str(), ask(Leemte::Grond, Leemte::Grond.vraag()));
    part("vertellen aan", b.vertellen_aan.as_str(), ask(Leemte::VertellenAan, Leemte::VertellenAan.vraag()));
    part("effectvraag", b.effectvraag.as_str(), ask(Leemte::Effectvraag, Leemte::Effectvraag.vraag()));
    if let Some(x) = &b.bevoegd {
        let by = format!("{}, {}, {}", x.naam, x.functie, x.op.datum_klok());
        part("genomen door", &by, "");
    }
    if let Some(op) = b.termijn {
        part("vóór", &op.datum_klok(), "");
    }
    if let (Some(einde), Some(door)) = (&b.einde, b.beeindigd_door()) {
        part("beëindigd", &format!("{}, {}, door {door}", b.status, einde.op.datum_klok()), "");
    }
    let (what, check) = b.toetsen.last().map_or((Meaning::Missing, "nodig? en wie doet die?".to_owned()), |(t, _)| {
        let (what, word) = words::check(t);
        (what, t.op.map_or(word.clone(), |op| format!("{word} ({})", op.kort(s.m.nu))))
    });
    rows.extend(styled(s, width, "toets", &[(what, &check)]));
    for x in &b.dissent {
        let who = format!("{}: ", x.wie);
        let pieces = [(Meaning::Warning, who.as_str()), (Meaning::Text, x.tekst.as_str())];
        rows.extend(styled(s, width, "ziet het anders", &pieces));
    }
    rows.extend(history(s, &b.wissels, width));
    rows
}

fn action<'a>(s: Scene<'a>, d: &Dossier, a: &Actie, width: usize) -> Vec<Row<'a>> {
    let late = a.termijn.filter(|_| a.is_te_laat(s.m.nu)).map(|t| words::due(t, true, s.m.nu));
    let (what, state) = late.unwrap_or((Meaning::Text, a.status.to_string()));
    let mut rows = vec![head(s, d, &a.id.to_string(), (what, &state), a.regel).fit(width)];
    let wie = a.eigenaar.as_ref().map(ToString::to_string).unwrap_or_default();
    let when = a.termijn.map(Tijdstip::datum_klok).unwrap_or_default();
    let mist = leemte::van_actie(a);
    let ask = |l: Leemte| if mist.contains(&l) { l.vraag() } else { "" };
    rows.extend(field(s, width, "wat", a.wat.as_str(), ""));
    rows.extend(field(s, width, "wie", &wie, ask(Leemte::Eigenaar)));
    rows.extend(field(s, width, "vóór", &when, ask(Leemte::Termijn)));
    rows.extend(field(
        s,
        width,
        "terugmelden",
        a.terugmelding.as_str(),
        "hoe horen we dat het klaar is, en wie hoort het?",
    ));
    rows.extend(history(s, &a.wissels, width));
    rows
}

fn question<'a>(s: Scene<'a>, d: &Dossier, v: &Vraag, width: usize) -> Vec<Row<'a>> {
    let (what, state) = if v.is_open() { (Meaning::Onbekend, "nog niet bekend") } else { (Meaning::Done, "beantwoord") };
    let mut rows = vec![head(s, d, &v.id.to_string(), (what, state), v.regel).fit(width)];
    let wie = v.eigenaar.as_ref().map(ToString::to_string).unwrap_or_default();
    let when = v.terug.map(Tijdstip::datum_klok).unwrap_or_default();
    let mist = leemte::van_vraag(v);
    let ask = |l: Leemte| if mist.contains(&l) { l.vraag() } else { "" };
    rows.extend(field(s, width, "vraag", v.vraag.as_str(), ""));
    rows.extend(field(s, width, "wie", &wie, ask(Leemte::Zoeker)));
    rows.extend(field(s, width, "terug", &when, ask(Leemte::Terug)));
    if let Some((antwoord, gezet)) = &v.antwoord {
        let by = format!("   {}, {}", gezet.op.kort(s.m.nu), gezet.door.naam);
        rows.extend(styled(s, width, "antwoord", &[(Meaning::Text, antwoord.as_str()), (Meaning::Muted, &by)]));
    }
    rows
}

fn line<'a>(s: Scene<'a>, r: &Regel, width: usize) -> Vec<Row<'a>> {
    let (i, nu) = (&r.inhoud, s.m.nu);
    let by = format!("vastgelegd {} door {} ({})", r.op.datum_klok(), r.auteur.naam, r.auteur.rol);
    let head = s.say(Meaning::Accent, r.id.to_string()).gap(2).add(words::of_kind(i.soort), i.soort.naam());
    let gone = r.ingetrokken.as_ref().map(|g| format!("  ingetrokken {}", g.op.kort(nu)));
    let shield = i.scherm().map(|scherm| format!("  {scherm}"));
    let mut rows = vec![
        head.gap(3).add(Meaning::Muted, by).maybe(Meaning::Warning, gone).maybe(Meaning::Afgeschermd, shield).fit(width),
    ];
    rows.extend(styled(s, width, "regel", &[(words::of_text(i.soort), i.tekst.as_str())]));
    let mut part = |label: &'a str, text: Option<String>| {
        rows.extend(text.into_iter().flat_map(|text| field(s, width, label, &text, "")));
    };
    part("inbreng", i.inbreng.as_ref().map(ToString::to_string));
    part("bron", i.bron.as_ref().map(ToString::to_string));
    part("eigenaar", i.eigenaar.as_ref().map(ToString::to_string));
    part("termijn", i.termijn.map(Tijdstip::datum_klok));
    part("gebeurd", i.gebeurd.map(|g| words::happened(g, nu)));
    let factors: Vec<&str> = i.factoren.iter().filter_map(|f| s.m.kader()?.factor(f)).map(|f| f.naam.as_str()).collect();
    part("factor", (!factors.is_empty()).then(|| factors.join(", ")));
    let ground = r.huisverbodgrond.as_ref().map(|g| format!("huisverbod, gemerkt {} door {}", g.op.kort(nu), g.door.naam));
    part("grond voor", ground);
    part("getypt als", i.getypt.as_ref().map(ToString::to_string));
    part(
        "was zichtbaar",
        r.getoond.map(|(van, tot)| format!("op een gedeeld scherm, van {} tot {}", van.kort(nu), tot.kort(nu))),
    );
    for c in &r.correcties {
        let why = format!("   {} door {} {}", c.gezet.op.kort(nu), c.gezet.door.naam, c.reden);
        rows.extend(styled(s, width, "was", &[(Meaning::Muted, c.was.as_str()), (Meaning::Muted, &why)]));
    }
    for (why, gezet) in &r.vrijgegeven {
        let text = format!("{} door {}: {why}", gezet.op.kort(nu), gezet.door.naam);
        rows.extend(styled(s, width, "vrijgegeven", &[(Meaning::Muted, &text)]));
    }
    for x in &r.soorten {
        let text = format!("{} tot {}, {}", x.was, x.gezet.op.kort(nu), x.gezet.door.naam);
        rows.extend(styled(s, width, "soort was", &[(Meaning::Muted, &text)]));
    }
    rows
}
