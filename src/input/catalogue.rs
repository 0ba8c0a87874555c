//! Every action there is. This one table feeds the keymap, the menu, the footer, the help and the key table of the
//! README; what an action does is `app`'s, and whether it can be done now is `app::available`'s.

/// A place in the program where keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere but on the shared screen.
    Overal,
    /// The list of dossiers.
    Overzicht,
    /// What waits, in all dossiers; what counts in the list of dossiers counts there too.
    Vandaag,
    /// A meeting, with the line that is being typed.
    Overleg,
    /// The dossier between its meetings; what counts in a meeting counts there too.
    Dossier,
    /// A list of decisions, actions, questions or lines.
    Register,
    /// The lists of oordeelsvorming, in which one key answers: the board of factors, the criteria.
    Weging,
    /// What partners were asked: one key notes what they answer.
    Informatiebeeld,
    /// The shared screen.
    Deelscherm,
    /// The menu.
    Menu,
    /// A form.
    Formulier,
    /// A choice, or something to read.
    Keuze,
    /// The palette of measures.
    Palet,
}

impl Scope {
    /// Every scope with its name in a keymap file, in the order of the help.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Overleg, "overleg"),
        (Self::Dossier, "dossier"),
        (Self::Register, "register"),
        (Self::Weging, "weging"),
        (Self::Informatiebeeld, "informatiebeeld"),
        (Self::Overzicht, "overzicht"),
        (Self::Vandaag, "vandaag"),
        (Self::Deelscherm, "deelscherm"),
        (Self::Menu, "menu"),
        (Self::Formulier, "formulier"),
        (Self::Keuze, "keuze"),
        (Self::Overal, "overal"),
        (Self::Palet, "palet"),
    ];

    /// The scope with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(scope, _)| *scope)
    }

    /// The name in a keymap file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(scope, _)| *scope == self).map_or("", |(_, n)| n)
    }
}

/// What somebody can want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the catalogue's row says what each does, in Dutch")]
pub enum Action {
    Menu,
    Help,
    Bel112,
    Zoek,
    Terug,
    Stop,
    Thema,
    Ververs,
    Open,
    NieuwDossier,
    Bewaar,
    AnderSoort,
    VorigSoort,
    Afschermen,
    VorigeRegel,
    Ongedaan,
    WisRegel,
    Inbreng,
    BladerOp,
    BladerNeer,
    NaarBegin,
    NaarEinde,
    PuntKlaar,
    LeesVerder,
    VolgendPunt,
    VorigPunt,
    NaarDossier,
    NaarOverleg,
    Vandaag,
    AllesWatWacht,
    Punten,
    Beurt,
    VolgendeBeurt,
    BeurtKlaar,
    Start,
    Verder,
    TerugFase,
    RedenGeven,
    NietVerder,
    Schors,
    Hervat,
    Sluiten,
    Vaststellen,
    Overnemen,
    Eindtijd,
    Hybride,
    Bijeenroepen,
    Aanwezig,
    Afspraken,
    Acuut,
    Contact,
    NietWeten,
    Oordeel,
    Conclusie,
    Optie,
    Vertelt,
    Werktitel,
    Status,
    Besluiten,
    Acties,
    Vragen,
    Regels,
    Overzicht,
    Op,
    Neer,
    Kies,
    Bevestig,
    Vul,
    Wissel,
    Dissent,
    Soort,
    ZetAfscherming,
    /// Says for which organisations the line of a row is.
    ZetKring,
    TrekIn,
    Leeg,
    VolgendVeld,
    VorigVeld,
    KeuzeLinks,
    KeuzeRechts,
    Bord,
    Uitkomsten,
    Scenarios,
    Criteria,
    Reeksen,
    Moment,
    Opschalen,
    Herbeoordelen,
    GeslotenRonde,
    Onthul,
    AntwoordJa,
    AntwoordNee,
    AntwoordOnbekend,
    AntwoordGeen,
    Filter,
    NeemOver,
    Palet,
    Maatregelen,
    Klokken,
    Voorlegger,
    Onderwerpen,
    Verteld,
    SchendingVullen,
    Schending,
    NieuweRij,
    Huisverbodgrond,
    Toets,
    Lees,
    Terzijde,
    NogOpen,
    Blad,
    Opties,
    Voorgelezen,
    Partners,
    Informatiebeeld,
    InformatieOntvangen,
    InformatieNiets,
    InformatieDat,
    InformatieHoofdlijnen,
    InformatieGeweigerd,
    Toegang,
    Meldingen,
    Betrokkenen,
    Uitkomst112,
    Noodtoegang,
    Pin,
    PinWeg,
    Vergrendel,
}

impl Action {
    /// Whether it does what cannot be taken back: it asks first, and the menu never offers it before a neighbour.
    pub fn is_voorgoed(self) -> bool {
        matches!(self, Self::Vaststellen | Self::Onthul | Self::Sluiten)
    }
}

/// A row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it is about.
    pub action: Action,
    /// Its name in a keymap file; with a `/` before it, its name in the menu.
    pub name: &'static str,
    /// What the footer says, at most 16 characters.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Where it can be reached, by key or by menu.
    pub scopes: &'static [Scope],
    /// Whether the menu offers it; the rest has a key that arrives everywhere.
    pub menu: bool,
}

const fn menu(
    action: Action,
    name: &'static str,
    label: &'static str,
    doc: &'static str,
    scopes: &'static [Scope],
) -> Entry {
    Entry { action, name, label, doc, scopes, menu: true }
}

const fn key(
    action: Action,
    name: &'static str,
    label: &'static str,
    doc: &'static str,
    scopes: &'static [Scope],
) -> Entry {
    Entry { action, name, label, doc, scopes, menu: false }
}

const OVERAL: &[Scope] = &[Scope::Overal];
const O: &[Scope] = &[Scope::Overleg];
const OR: &[Scope] = &[Scope::Overleg, Scope::Register];
const ORV: &[Scope] = &[Scope::Overleg, Scope::Register, Scope::Vandaag];
const R: &[Scope] = &[Scope::Register];
const OD: &[Scope] = &[Scope::Overleg, Scope::Register, Scope::Deelscherm];
const D: &[Scope] = &[Scope::Deelscherm];
const W: &[Scope] = &[Scope::Weging];
const I: &[Scope] = &[Scope::Informatiebeeld];
const RW: &[Scope] = &[Scope::Register, Scope::Weging];
const LEAF: &[Scope] =
    &[Scope::Overleg, Scope::Register, Scope::Overzicht, Scope::Deelscherm, Scope::Keuze, Scope::Formulier, Scope::Palet];
const ROWS: &[Scope] = &[Scope::Overzicht, Scope::Register];
const END: &[Scope] = &[Scope::Overleg, Scope::Overzicht, Scope::Register];
const LIST: &[Scope] = &[Scope::Overzicht, Scope::Register, Scope::Menu, Scope::Keuze, Scope::Palet];
const CHOOSE: &[Scope] = &[Scope::Menu, Scope::Keuze, Scope::Palet];

/// Every action, in the order in which the menu and the help show them.
pub const CATALOGUE: [Entry; 127] = [
    menu(Action::Bel112, "112", "112", "Belt iemand 112? Legt vast wie en hoe laat.", OVERAL),
    menu(Action::PuntKlaar, "klaar", "punt klaar", "Vinkt dit agendapunt af en gaat naar het volgende.", OD),
    key(Action::LeesVerder, "leesverder", "punt klaar", "Volgende bladzijde; op de laatste: vinkt dit agendapunt af.", D),
    menu(Action::VolgendPunt, "volgend", "volgend punt", "Gaat naar het volgende agendapunt, zonder af te vinken.", OD),
    menu(Action::VorigPunt, "vorig", "vorig punt", "Gaat naar het punt ervoor.", &[Scope::Dossier]),
    menu(Action::NaarDossier, "dossier", "dossier", "Gaat naar het dossier: melding, relaas, opvolging ...", OR),
    menu(Action::NaarOverleg, "overleg", "naar overleg", "Gaat naar het overleg dat nu telt.", OR),
    menu(Action::Vandaag, "vandaag", "vandaag", "Toont wat op u wacht, in alle dossiers.", OVERAL),
    key(Action::AllesWatWacht, "alles", "alles", "Toont ook wat later komt, en van anderen.", &[Scope::Vandaag]),
    menu(Action::Punten, "punten", "agendapunten", "Kiest een agendapunt, of opent een afgevinkt punt weer.", OR),
    menu(
        Action::VolgendeBeurt,
        "gehoord",
        "volgende beurt",
        "Rondt deze beurt af en geeft de volgende partner het woord.",
        OD,
    ),
    menu(Action::Beurt, "beurt", "geef beurt", "Geeft een partner het woord.", OR),
    menu(Action::BeurtKlaar, "beurtklaar", "beurt klaar", "Rondt de beurt af zonder een volgende te kiezen.", OR),
    menu(Action::Verder, "verder", "verder", "Gaat naar het volgende blok: oordeelsvorming, besluitvorming ...", OD),
    menu(Action::TerugFase, "terugblok", "blok terug", "Gaat terug naar een eerder blok, met een reden.", OR),
    menu(Action::RedenGeven, "reden", "reden geven", "Geeft de reden waarop het gedeelde scherm wacht.", OR),
    menu(Action::NietVerder, "nietverder", "niet verder", "Laat de stap vallen die op een reden wacht.", OD),
    menu(Action::Start, "start", "start overleg", "Start het overleg; u bent de voorzitter.", OR),
    menu(Action::Schors, "schors", "schorsen", "Schorst het overleg, met een reden.", OD),
    menu(Action::Hervat, "hervat", "hervatten", "Gaat verder na een schorsing.", OD),
    menu(Action::Sluiten, "sluiten", "overleg sluiten", "Sluit het overleg: volgende ronde, veilig tot dan.", OR),
    menu(Action::Vaststellen, "vaststellen", "vaststellen", "Stelt het verslag vast; daarna alleen nog correcties.", OR),
    menu(Action::Overnemen, "overnemen", "overnemen", "Neemt het voorzitterschap over, met een reden.", OR),
    menu(Action::Eindtijd, "eindtijd", "eindtijd", "Verzet de eindtijd, met een reden.", OR),
    menu(Action::Hybride, "hybride", "toch hybride", "Legt vast dat iemand er toch bij belt, met de reden.", OR),
    menu(Action::Bijeenroepen, "bijeenroepen", "bijeenroepen", "Roept een overleg bijeen.", OR),
    menu(Action::Aanwezig, "aanwezig", "aanwezigheid", "Noteert wie er is, wie niet en waarom, en wie schriftelijk.", OR),
    menu(Action::Afspraken, "afspraken", "afspraken", "Wat wordt vastgelegd, met wie gedeeld, op welke grond.", OR),
    menu(Action::Acuut, "acuut", "acuut gevaar?", "Beantwoordt of er nu direct gevaar is.", OR),
    menu(Action::Inbreng, "inbreng", "inbreng van", "Zet van wie de inbreng is van de regel die u typt.", O),
    menu(Action::Afschermen, "scherm", "afschermen", "Schermt de regel die u typt af, of juist niet.", O),
    menu(Action::Oordeel, "oordeel", "oordeel", "Legt het oordeel van een organisatie vast.", OR),
    menu(Action::Conclusie, "conclusie", "conclusie", "Legt de conclusie vast: acuut en niveau.", OR),
    menu(Action::Optie, "optie", "optie wegen", "Weegt een optie, ook die van niets doen.", OR),
    menu(Action::Vertelt, "vertelt", "wie vertelt", "Wie vertelt het haar, hoe en wanneer.", OR),
    menu(Action::Besluiten, "besluiten", "besluiten", "Opent de besluiten van dit dossier.", OR),
    menu(Action::Acties, "acties", "acties", "Opent de acties van dit dossier.", OR),
    menu(Action::Vragen, "vragen", "open vragen", "Opent wat we niet weten.", OR),
    menu(Action::Regels, "regels", "alle regels", "Opent de regels van dit overleg, om er een te wijzigen.", OR),
    menu(Action::Contact, "contact", "contactpersoon", "Benoemt de vaste contactpersoon.", OR),
    menu(Action::NietWeten, "nietweten", "mag niet weten", "Noteert wie hier niet van mag weten.", OR),
    menu(
        Action::Informatiebeeld,
        "informatiebeeld",
        "informatiebeeld",
        "Opent wie gevraagd is wat zij weten, en wie wat leverde.",
        OR,
    ),
    menu(Action::Toegang, "toegang", "wie mag erbij", "Toont wie bij dit dossier mag; geeft toegang of trekt die in.", OR),
    menu(
        Action::Meldingen,
        "meldingen",
        "meldingen",
        "Opent de meldingen: wie, hoe, wat, en of het binnen de aanpak valt.",
        OR,
    ),
    menu(
        Action::Betrokkenen,
        "betrokkenen",
        "betrokkenen",
        "Opent wie erbij betrokken zijn, en hoe contact veilig is.",
        OR,
    ),
    menu(Action::Uitkomst112, "na112", "na 112", "Noteert wat er van het bellen van 112 kwam.", OR),
    menu(Action::Werktitel, "werktitel", "werktitel", "Geeft het dossier een andere werktitel.", OR),
    menu(Action::Status, "status", "status dossier", "Zet het dossier op een andere status, met een reden.", OR),
    menu(Action::NieuwDossier, "nieuw", "nieuw dossier", "Opent een nieuw dossier.", &[Scope::Overzicht]),
    menu(
        Action::Noodtoegang,
        "noodtoegang",
        "noodtoegang",
        "Neemt meteen toegang tot een dossier; een ander beoordeelt het.",
        &[Scope::Overzicht],
    ),
    menu(Action::Zoek, "zoek", "zoeken", "Zoekt in alle dossiers waar u bij kunt.", OVERAL),
    menu(Action::Overzicht, "overzicht", "overzicht", "Gaat naar het overzicht van dossiers.", ORV),
    menu(Action::Leeg, "leeg", "scherm leeg", "Maakt het gedeelde scherm leeg, of toont het weer.", D),
    menu(
        Action::Partners,
        "partners",
        "over partner",
        "Toont kerntaak, wat men kan weten, gronden en bereik van wie hier is.",
        OVERAL,
    ),
    menu(Action::Help, "help", "hulp", "Toont de toetsen en de merken.", OVERAL),
    menu(Action::Thema, "thema", "ander thema", "Wisselt van kleuren: donker, licht, beamer, 16 kleuren, mono.", OVERAL),
    menu(Action::Ververs, "ververs", "ververs", "Tekent het scherm opnieuw.", OVERAL),
    menu(Action::Pin, "pin", "PIN kiezen", "Zet of wijzigt de PIN die een vergrendelde terminal weer opent.", OVERAL),
    menu(Action::PinWeg, "pinweg", "PIN weghalen", "Haalt uw PIN weg; een stille terminal sluit dan.", OVERAL),
    menu(Action::Vergrendel, "vergrendel", "vergrendelen", "Maakt dit scherm leeg tot u uw PIN geeft.", OVERAL),
    menu(Action::Stop, "stop", "afsluiten", "Sluit deze terminal; het overleg gaat door.", OVERAL),
    key(Action::Menu, "menu", "menu", "Opent het menu; op een lege regel doet / dat ook.", OVERAL),
    key(Action::Terug, "terug", "terug", "Sluit wat open staat; nooit de regel die u typt.", OVERAL),
    key(Action::Bewaar, "bewaar", "bewaar", "Legt de regel vast.", O),
    key(Action::AnderSoort, "ander-soort", "ander soort", "Vult een naam aan; anders: maakt de regel een ander soort.", O),
    key(Action::VorigSoort, "vorig-soort", "vorig soort", "Maakt de regel het soort ervoor.", O),
    key(Action::VorigeRegel, "vorige-regel", "vorige regel", "Haalt op een lege regel uw vorige regel terug.", O),
    key(Action::Ongedaan, "ongedaan", "ongedaan", "Zet typen terug; in een lijst: neemt terug wat een toets deed.", OR),
    key(Action::WisRegel, "wis-regel", "maak leeg", "Maakt de regel leeg; ongedaan zet hem terug.", O),
    key(Action::BladerOp, "blader-op", "eerder", "Bladert terug in wat is vastgelegd, of in wat er staat.", LEAF),
    key(
        Action::BladerNeer,
        "blader-neer",
        "later",
        "Bladert vooruit; in een formulier: leest alles wat erboven staat.",
        LEAF,
    ),
    key(Action::NaarBegin, "naar-begin", "eerste rij", "Gaat naar de eerste rij.", ROWS),
    key(Action::NaarEinde, "naar-einde", "naar het einde", "Toont de laatste regels, of gaat naar de laatste rij.", END),
    key(Action::Op, "op", "op", "Gaat een rij omhoog.", LIST),
    key(Action::Neer, "neer", "neer", "Gaat een rij omlaag.", LIST),
    key(Action::Kies, "kies", "kies", "Kiest deze rij.", CHOOSE),
    key(Action::Bevestig, "bevestig", "leg vast", "Legt vast wat in het formulier staat.", &[Scope::Formulier]),
    key(Action::Open, "open", "open", "Opent dit dossier.", &[Scope::Overzicht]),
    key(Action::Vul, "vul", "aanvullen", "Vult deze rij aan, of corrigeert de regel.", R),
    key(Action::Wissel, "wissel", "status", "Geeft deze rij een andere status, of een antwoord.", R),
    key(Action::Dissent, "dissent", "ziet het anders", "Noteert wie dit besluit anders ziet.", R),
    key(Action::Soort, "soort", "ander soort", "Maakt de regel van deze rij een ander soort.", R),
    key(Action::ZetAfscherming, "zet-scherm", "afschermen", "Schermt de regel van deze rij af, of geeft hem vrij.", R),
    key(Action::ZetKring, "zet-kring", "voor wie", "Zegt voor welke organisaties de regel van deze rij is.", R),
    key(Action::TrekIn, "trek-in", "intrekken", "Trekt deze rij in, of de regel ervan; die blijft bewaard.", R),
    key(Action::VolgendVeld, "volgend-veld", "volgend veld", "Gaat naar het volgende veld.", &[Scope::Formulier]),
    key(Action::VorigVeld, "vorig-veld", "vorig veld", "Gaat naar het vorige veld.", &[Scope::Formulier]),
    key(Action::KeuzeLinks, "keuze-links", "vorige keuze", "Neemt de vorige keuze.", &[Scope::Formulier]),
    key(Action::KeuzeRechts, "keuze-rechts", "volgende keuze", "Neemt de volgende keuze.", &[Scope::Formulier]),
    menu(Action::Bord, "bord", "afwegingskader", "Opent het afwegingskader: 1 ja, 2 nee, 3 onbekend.", OR),
    menu(Action::Uitkomsten, "uitkomsten", "uitkomsten", "Opent de uitkomsten van SASH, RiHG en andere instrumenten.", OR),
    menu(Action::Scenarios, "scenarios", "scenario's", "Opent wat er kan gebeuren, en wat het in gang zet.", OR),
    menu(Action::Criteria, "criteria", "criteria", "Opent de criteria om naar de burgemeester te gaan.", OR),
    menu(Action::Reeksen, "reeksen", "vragen nu", "Opent de vragen van dit moment: tegendenker, haar, delen ...", OR),
    menu(Action::Moment, "moment", "acuut of niet", "Legt vast of het overleg acuut verdergaat, en waarom.", OR),
    menu(Action::Opschalen, "opschalen", "opschalen", "Legt vast of u opschaalt, naar wie en hoe laat.", OR),
    menu(Action::Herbeoordelen, "herbeoordelen", "herbeoordelen", "Zet de vraag naar acuut gevaar weer open.", OR),
    menu(
        Action::GeslotenRonde,
        "geslotenronde",
        "gesloten ronde",
        "Opent een gesloten ronde: niemand leest elkaars oordeel.",
        OR,
    ),
    menu(Action::Onthul, "onthul", "onthul", "Toont alle oordelen van de gesloten ronde tegelijk.", OR),
    key(Action::AntwoordJa, "antwoord-ja", "ja", "Antwoordt ja; de regels van het voorstel gaan mee.", W),
    key(Action::AntwoordNee, "antwoord-nee", "nee", "Antwoordt nee.", W),
    key(Action::AntwoordOnbekend, "antwoord-onbekend", "onbekend", "Antwoordt onbekend: dat telt als onveilig.", W),
    key(Action::AntwoordGeen, "antwoord-geen", "niet besproken", "Zet de factor terug op niet besproken.", W),
    key(Action::NeemOver, "neem-over", "voorstel", "Neemt het voorstel over dat uit de regels volgt.", W),
    key(Action::Filter, "filter", "filter", "Toont alles, wat nog open is, wat ja is, of heel het kader.", W),
    key(Action::InformatieOntvangen, "ontvangen", "ontvangen", "Noteert dat de partner leverde; bij een vraag: ja.", I),
    key(
        Action::InformatieNiets,
        "niets-bekend",
        "niets bekend",
        "Noteert dat de partner niets weet; bij een vraag: nee.",
        I,
    ),
    key(
        Action::InformatieDat,
        "alleen-dat",
        "alleen dát",
        "Noteert: alleen dát er iets loopt; bij een vraag: onbekend.",
        I,
    ),
    key(
        Action::InformatieHoofdlijnen,
        "hoofdlijnen",
        "op hoofdlijnen",
        "Noteert dat de partner op hoofdlijnen antwoordt.",
        I,
    ),
    key(Action::InformatieGeweigerd, "geweigerd", "geweigerd", "Noteert dat de partner weigert, met de reden.", I),
    menu(Action::Palet, "palet", "palet", "Zoekt een maatregel: wie bevoegd is, hoe lang, wat de grenzen zijn.", OR),
    menu(Action::Maatregelen, "maatregelen", "maatregelen", "Opent de maatregelen, voorwaarden en afspraken.", OR),
    menu(Action::Klokken, "klokken", "klokken", "Opent de klokken: wat loopt af, en wanneer.", OR),
    menu(Action::Voorlegger, "voorlegger", "voorleggers", "Opent wat aan de burgemeester wordt voorgelegd.", OR),
    menu(
        Action::Onderwerpen,
        "vaststellingen",
        "vaststellingen",
        "Opent wat vastgesteld moet zijn: kindcheck, plannen ...",
        OR,
    ),
    menu(Action::Verteld, "verteld", "is verteld", "Legt vast dat het haar verteld is, en wanneer.", OR),
    menu(
        Action::SchendingVullen,
        "schending",
        "over schending",
        "Vult een schending aan: wat, wanneer, wie meldde het.",
        OR,
    ),
    key(Action::Schending, "meld-schending", "geschonden", "Legt na een vraag vast dat deze maatregel geschonden is.", R),
    key(Action::NieuweRij, "nieuwe-rij", "nieuw", "Maakt een nieuwe rij in deze lijst.", R),
    key(
        Action::Huisverbodgrond,
        "huisverbodgrond",
        "grond huisverbod",
        "Merkt dit feit als grond voor een huisverbod, of niet.",
        R,
    ),
    key(Action::Toets, "toets", "juridische toets", "Legt de juridische toets van dit besluit vast.", R),
    key(Action::Lees, "lees", "lees alles", "Toont alles wat bij deze rij hoort, in zijn geheel.", RW),
    menu(Action::Blad, "blad", "heel het punt", "Toont alles wat bij het agendapunt staat, in zijn geheel.", O),
    menu(Action::NogOpen, "nogopen", "wat is open", "Toont wat nog open is, en met welke opdracht het klaar is.", OD),
    menu(Action::Opties, "opties", "opties", "Opent de opties, met wat voor en tegen pleit.", OR),
    menu(Action::Voorgelezen, "voorgelezen", "voorgelezen", "Legt vast dat is voorgelezen wat afgeschermd is.", OR),
    key(Action::Terzijde, "terzijde", "niet gekozen", "Legt deze maatregel terzijde, met een reden.", &[Scope::Palet]),
];

/// The row of an action.
pub fn entry(action: Action) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|e| e.action == action)
}

/// The action with this name.
pub fn named(name: &str) -> Option<Action> {
    CATALOGUE.iter().find(|e| e.name == name).map(|e| e.action)
}
