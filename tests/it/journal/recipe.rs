//! What stands in the first golden journals: a fictitious dossier in which every kind of event of that time occurs, and the
//! organisation that knows it. Nobody in it exists.

use crisistafel::domain::event::Event;
use crisistafel::domain::rol::Stamp;
use crisistafel::journal::{Envelope, Head, Journal, JournalId, OrganisatieEvent, Recordable, record};
use serde_json::{Value, json};

use super::stores::Store;
use super::{at, dossier};
use crate::schijf::MemoryDisk;

pub(super) const KADER: &str = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

/// The golden store, made by the code of today.
pub(crate) fn golden_store() -> MemoryDisk {
    store_of(&[called(), opened(), told(), judged(), decided(), closed()].concat())
}

/// A store with one dossier of these frames.
pub(super) fn store_of(frames: &[Value]) -> MemoryDisk {
    let (store, id) = (MemoryDisk::default(), dossier("26-K7M4"));
    let mut journal = store.journal();
    let (mut seconds, mut heads) = (0, Vec::new());
    for frame in frames {
        seconds += 47;
        heads.push(append::<Event>(&mut *journal, id, seconds, frame));
    }
    let made = json!([{"feit": "dossier_aangemaakt", "nummer": id}]);
    append::<OrganisatieEvent>(&mut *journal, JournalId::Organisatie, 48, &made);
    for head in [heads[heads.len() / 2], heads[heads.len() - 1]] {
        let recorded = json!([{"feit": "head_vastgelegd", "nummer": id, "head": head}]);
        append::<OrganisatieEvent>(&mut *journal, JournalId::Organisatie, seconds + 1, &recorded);
    }
    store
}

pub(super) fn append<E: Recordable>(journal: &mut dyn Journal, id: JournalId, seconds: i64, events: &Value) -> Head {
    let after = journal.open(id, at(0)).unwrap().reading.head();
    let wie = match after.seq % 3 {
        0 => json!({"gebruiker": "dewit", "naam": "De Wit", "rol": "notulist", "organisatie": "gemeente"}),
        1 => json!({"gebruiker": "maas", "naam": "Maas", "rol": "voorzitter"}),
        _ => json!({"gebruiker": "zaal", "naam": "Zaal", "rol": "scherm"}),
    };
    let verzoek = format!("{:032x}", u128::MAX / u128::from(after.seq + 2));
    let stamp: Stamp = serde_json::from_value(json!({"op": at(seconds), "wie": wie, "verzoek": verzoek})).unwrap();
    let events: Vec<E> = serde_json::from_value(events.clone()).unwrap_or_else(|e| panic!("{e}: {events}"));
    record::append(journal, &Envelope::next(id, after, stamp, events)).unwrap()
}

fn called() -> Vec<Value> {
    vec![
        json!([{"feit": "dossier_geopend", "nummer": "26-K7M4", "werktitel": "Oefening Zomerdijk"}]),
        json!([{"feit": "werktitel_gewijzigd", "werktitel": "Oefening Zomerdijk \u{2013} ex\u{2011}partner"}]),
        json!([{"feit": "status_gewijzigd", "naar": "informatiebeeld", "reden": "melding valt binnen de aanpak"}]),
        json!([{"feit": "acuut_beantwoord", "antwoord": "onbekend", "toelichting": "niemand heeft haar vandaag gesproken"}]),
        json!([{"feit": "gemeld_112", "toelichting": "man voor de deur; eenheid onderweg"},
               {"feit": "acuut_beantwoord", "antwoord": "ja", "toelichting": "hij staat voor de deur"}]),
        json!([{"feit": "contactpersoon_benoemd", "contactpersoon":
                {"naam": "Van Es", "organisatie": "gemeente", "bereikbaar": "06-00000000, dag en nacht"}}]),
        json!([{"feit": "niet_weten_genoteerd", "niet_weten": {"wie": "zijn zus", "reden": "geeft alles door"}},
               {"feit": "niet_weten_genoteerd", "niet_weten": {"wie": "haar werkgever", "reden": ""}}]),
        json!([{"feit": "niet_weten_geschrapt", "wie": "haar werkgever", "reden": "zij heeft het zelf verteld"}]),
        json!([{"feit": "overleg_bijeengeroepen", "overleg": 1, "bijeenroeping":
                {"door": {"organisatie": "politie"}, "reden": "bedreiging bij de woning", "vorm": "digitaal",
                 "begin": "2026-11-22T14:00:00.000Z", "einde": "2026-11-22T15:00:00.000Z"}}]),
    ]
}

fn opened() -> Vec<Value> {
    vec![
        json!([{"feit": "overleg_gestart", "overleg": 1, "kader": KADER, "punt": "aanwezigen"}]),
        json!([{"feit": "scherm_aan", "overleg": 1}]),
        json!([{"feit": "afspraken_gemaakt", "overleg": 1, "afspraken":
                {"vastleggen": "feiten, vermoedens, besluiten", "delen": "alleen aan deze tafel", "grond": "samenwerking"}}]),
        json!([{"feit": "aanwezigheid_genoteerd", "overleg": 1, "deelname":
                {"organisatie": "politie", "naam": "Bakker", "functie": "wijkagent", "mandaat": "mag toezeggen",
                 "aanwezig": "aanwezig", "gekomen": "2026-11-22T14:05:00.000Z"}},
               {"feit": "aanwezigheid_genoteerd", "overleg": 1, "deelname":
                {"organisatie": "woningcorporatie", "aanwezig": "schriftelijk", "reden": "ziekte"}}]),
        json!([{"feit": "hybride_genoteerd", "overleg": 1, "reden": "reclassering belt in vanaf het spoor"}]),
        json!([{"feit": "punt_gekozen", "overleg": 1, "punt": "open_acties"}]),
        json!([{"feit": "punt_afgevinkt", "overleg": 1, "punt": "open_acties"}]),
        json!([{"feit": "punt_heropend", "overleg": 1, "punt": "open_acties"}]),
        json!([{"feit": "overgang_gevraagd", "overleg": 1, "van": "opening", "naar": "beeldvorming", "open": ["open acties"]}]),
        json!([{"feit": "overgang_vervallen", "overleg": 1}]),
        json!([{"feit": "fase_gewisseld", "overleg": 1, "van": "opening", "naar": "beeldvorming",
                "reden": "tijd", "open": ["open acties"], "punt": "inbrengronde"}]),
    ]
}

fn told() -> Vec<Value> {
    let regel = |regel: u32, inhoud: Value| json!({"feit": "regel_vastgelegd", "overleg": 1, "regel": regel, "punt": "inbrengronde", "inhoud": inhoud});
    vec![
        json!([{"feit": "beurt_gegeven", "overleg": 1, "organisatie": "politie"}]),
        json!([regel(
            1,
            json!({"soort": "feit", "tekst": "Twee aangiften in drie maanden, café \u{201e}De Kade\u{201d}",
                "inbreng": "politie", "bron": {"naam": "Bakker", "organisatie": "politie"}, "factoren": ["bedreiging"],
                "gebeurd": {"op": "2026-09-01T00:00:00.000Z", "precisie": "ongeveer"}})
        )]),
        json!([regel(
            2,
            json!({"soort": "notitie", "tekst": "Hij slaapt bij zijn broer", "getypt": "Hij slaapt bij zijn broer @politie"})
        )]),
        json!([{"feit": "soort_gewijzigd", "regel": 2, "naar": "vermoeden"}]),
        json!([{"feit": "regel_gecorrigeerd", "regel": 2, "reden": "verkeerd verstaan",
                "inhoud": {"soort": "vermoeden", "tekst": "Hij slaapt bij een vriend"}}]),
        json!([regel(3, json!({"soort": "letterlijk", "tekst": "\"Ik weet dat hij terugkomt.\"", "afgeschermd": true}))]),
        json!([{"feit": "regel_afgeschermd", "regel": 1, "getoond": "2026-11-22T14:20:00.000Z"},
               {"feit": "regel_afgeschermd", "regel": 2, "getoond": null}]),
        json!([{"feit": "regel_vrijgegeven", "regel": 2, "reden": "zij vindt het goed"}]),
        json!([regel(4, json!({"soort": "onbekend", "tekst": "Heeft hij een wapen?", "factoren": ["wapen"]})),
               {"feit": "vraag_gesteld", "vraag": 1, "regel": 4, "tekst": "Heeft hij een wapen?", "eigenaar": null, "terug": null}]),
        json!([{"feit": "vraag_toegewezen", "vraag": 1, "eigenaar": {"organisatie": "politie"}, "terug": "2026-11-22T16:00:00.000Z"}]),
        json!([{"feit": "vraag_beantwoord", "vraag": 1, "antwoord": "geen vergunning bekend"}]),
        json!([regel(5, json!({"soort": "onbekend", "tekst": "Andere telefoon?"})),
               {"feit": "vraag_gesteld", "vraag": 2, "regel": 5, "tekst": "Andere telefoon?", "eigenaar": null, "terug": null}]),
        json!([{"feit": "vraag_vervallen", "vraag": 2}, {"feit": "regel_ingetrokken", "regel": 5}]),
        json!([{"feit": "beurt_afgerond", "overleg": 1}]),
    ]
}

fn judged() -> Vec<Value> {
    vec![
        json!([{"feit": "geschorst", "overleg": 1, "reden": "politie haalt gegevens op"}]),
        json!([{"feit": "hervat", "overleg": 1}]),
        json!([{"feit": "voorzitter_overgenomen", "overleg": 1, "reden": "verbinding weg"}]),
        json!([{"feit": "einde_gewijzigd", "overleg": 1, "einde": "2026-11-22T15:30:00.000Z", "reden": "later begonnen"}]),
        json!([{"feit": "oordeel_gegeven", "overleg": 1, "regel": null, "oordeel":
                {"organisatie": "politie", "acuut": "ja", "niveau": "hoog", "argument": "bedreiging neemt toe"}}]),
        json!([{"feit": "conclusie_getrokken", "overleg": 1, "conclusie": {"acuut": "ja", "niveau": "hoog", "reden": "samen"}}]),
        json!([{"feit": "optie_gewogen", "overleg": 1, "optie": 1, "velden":
                {"optie": "niets doen", "voor": "", "tegen": "risico blijft", "risico": "hij komt terug", "niets_doen": true}}]),
    ]
}

fn decided() -> Vec<Value> {
    let regel = |regel: u32, soort: &str, tekst: &str| {
        json!({"feit": "regel_vastgelegd", "overleg": 1, "regel": regel, "punt": "besluiten",
               "inhoud": {"soort": soort, "tekst": tekst, "eigenaar": {"organisatie": "gemeente"}}})
    };
    vec![
        json!([regel(6, "besluit", "Huisverbod vragen"),
               {"feit": "besluit_voorgenomen", "besluit": 1, "regel": 6, "tekst": "Huisverbod vragen", "door": "gemeente"}]),
        json!([{"feit": "besluit_aangevuld", "besluit": 1, "velden":
                {"vraag": "Hoe blijft zij vannacht veilig?", "soort": "verzoek", "motivering": "hij heeft een sleutel",
                 "door": "burgemeester", "grond": "Wet tijdelijk huisverbod", "vertellen_aan": "Veilig Thuis",
                 "effectvraag": "Is hij weg om 20:00?"}}]),
        json!([{"feit": "dissent_genoteerd", "besluit": 1, "wie": {"naam": "Bakker", "organisatie": "politie"},
                "tekst": "te laat op de avond"}]),
        json!([{"feit": "besluit_status_gewijzigd", "besluit": 1, "naar": "genomen", "reden": "",
                "bevoegd": {"naam": "Van Dam", "functie": "burgemeester", "op": "2026-11-22T15:10:00.000Z"}}]),
        json!([{"feit": "verteller_benoemd", "overleg": 1, "verteller":
                {"wie": {"naam": "Van Es"}, "hoe": "bij haar thuis", "wanneer": "2026-11-22T17:00:00.000Z"}}]),
        json!([regel(7, "actie", "Slot vervangen"),
               {"feit": "actie_geopend", "actie": 1, "regel": 7, "wat": "Slot vervangen",
                "eigenaar": {"organisatie": "woningcorporatie"}, "termijn": null}]),
        json!([{"feit": "actie_aangevuld", "actie": 1, "velden":
                {"termijn": "2026-11-22T19:00:00.000Z", "terugmelding": "bellen met Van Es"}}]),
        json!([{"feit": "actie_gemeld", "actie": 1, "naar": "gedaan", "reden": "slot vervangen om 18:40"}]),
    ]
}

fn closed() -> Vec<Value> {
    vec![
        json!([{"feit": "overleg_gesloten", "overleg": 1, "reden": "eindtijd", "open": ["vraag V2"], "sluiting":
                {"volgende": "2026-11-24T09:00:00.000Z", "eerder_bij": "elk contact van hem", "geen_volgende": "",
                 "veilig": "onbekend", "veilig_toelichting": "tot het slot vervangen is"}}]),
        json!([{"feit": "scherm_uit", "overleg": 1}]),
        json!([{"feit": "verslag_vastgesteld", "overleg": 1}]),
    ]
}
