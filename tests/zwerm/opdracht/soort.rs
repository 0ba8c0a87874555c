//! Every kind of command: how often it is drawn, when it can be given, and who makes one. A new variant of
//! [`Command`] does not compile until it stands here with a maker.

use std::sync::OnceLock;

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::ids::DossierNummer;
use crisistafel::domain::rechten::recht;
use crisistafel::domain::rol::{Actor, Rol};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;

use super::super::toeval::Toeval;
use super::als::Als;
use super::greep::Greep;
use super::{Blik, afweging, besluit, dossier, informatie, inzet, oordeel, overleg, regel, stuk, verder};

macro_rules! soorten {
    ($($naam:ident: $gewicht:literal $als:ident $maak:path;)*) => {
        /// A kind of command.
        #[expect(clippy::enum_variant_names, reason = "named as the commands are")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Soort { $($naam),* }

        impl Soort {
            /// Every kind.
            pub(crate) const ALLE: &[Self] = &[$(Self::$naam),*];

            /// The kind of a command.
            pub(crate) fn van(command: &Command) -> Self {
                match command { $(Command::$naam { .. } => Self::$naam),* }
            }

            /// How often it is drawn, where it can be given.
            pub(super) fn gewicht(self) -> u32 {
                match self { $(Self::$naam => $gewicht),* }
            }

            fn als(self) -> Als {
                match self { $(Self::$naam => Als::$als),* }
            }

            pub(super) fn maak(self, g: &mut Greep<'_, '_>) -> Command {
                match self { $(Self::$naam => $maak(g)),* }
            }
        }
    };
}

soorten! {
    OpenDossier: 100 Nieuw dossier::open;
    WijzigWerktitel: 1 Open dossier::werktitel;
    WijzigStatus: 2 Er dossier::status;
    BeantwoordAcuut: 5 Open dossier::acuut;
    Meld112: 1 Er dossier::meld_112;
    BenoemContactpersoon: 2 Open dossier::contactpersoon;
    NoteerNietWeten: 2 Open dossier::niet_weten;
    SchrapNietWeten: 2 NietWeten dossier::schrap;
    GeefToegang: 36 Er dossier::geef_toegang;
    TrekToegangIn: 36 Toegang dossier::trek_toegang_in;
    NeemNoodtoegang: 1 Er dossier::neem_noodtoegang;
    BeoordeelNoodtoegang: 20 Nood dossier::beoordeel_noodtoegang;
    Bevries: 2 Over dossier::bevries;
    Ontdooi: 8 Bevroren dossier::ontdooi;
    StelVernietigingVoor: 120 Over dossier::stel_vernietiging_voor;
    KeurVernietigingGoed: 300 Voorgesteld dossier::keur_vernietiging_goed;
    RoepOverlegBijeen: 60 GeenOverleg overleg::roep_bijeen;
    StartOverleg: 100 Gepland overleg::start;
    MaakAfspraken: 3 Beschrijfbaar overleg::afspraken;
    NoteerAanwezigheid: 12 Beschrijfbaar overleg::aanwezigheid;
    NeemVoorzitterOver: 3 AnderLeidt overleg::neem_over;
    WijzigEinde: 2 MijnEinde overleg::einde;
    NoteerHybride: 1 Loopt overleg::hybride;
    NaarFase: 45 IkLeid overleg::naar_fase;
    GeefRedenOvergang: 40 Overgang overleg::reden_overgang;
    LaatOvergangVallen: 6 IkLeidOvergang overleg::laat_vallen;
    Schors: 1 IkLeid overleg::schors;
    Hervat: 100 IkLeidGeschorst overleg::hervat;
    SluitOverleg: 60 IkLeidAfsluiting overleg::sluit;
    StelVerslagVast: 40 IkStelVast overleg::stel_vast;
    KiesPunt: 6 Bezig overleg::kies_punt;
    VinkPuntAf: 8 Bezig overleg::vink_af;
    HeropenPunt: 2 Klaar overleg::heropen;
    GeefBeurt: 6 Deelnemers overleg::geef_beurt;
    RondBeurtAf: 4 Beurt overleg::rond_af;
    LegRegelVast: 60 Beschrijfbaar regel::leg_vast;
    CorrigeerRegel: 14 LosseRegel regel::corrigeer;
    WijzigSoort: 6 LosseRegel regel::soort;
    SchermRegelAf: 9 OpenRegel regel::scherm_af;
    GeefRegelVrij: 5 Scherm regel::geef_vrij;
    TrekRegelIn: 3 LosseRegel regel::trek_in;
    WijsVraagToe: 4 Vraag verder::wijs_toe;
    BeantwoordVraag: 4 Vraag verder::beantwoord_vraag;
    GeefOordeel: 12 Deelnemers oordeel::geef;
    StelOordeelBij: 4 Oordeel oordeel::stel_bij;
    TrekConclusie: 3 Bezig oordeel::concludeer;
    WeegOptie: 9 Bezig oordeel::weeg_optie;
    GeefOptieVrij: 3 AfgeschermdeOptie oordeel::optie_vrij;
    MeldVoorgelezen: 3 VoorTeLezen oordeel::voorgelezen;
    WeegFactor: 16 Bezig afweging::factor;
    NoteerUitkomst: 4 Beschrijfbaar afweging::uitkomst;
    OpenGeslotenRonde: 6 IkOpenRonde oordeel::open_ronde;
    OnthulOordelen: 6 Ronde oordeel::onthul;
    SchetsScenario: 4 Bezig afweging::scenario;
    BeantwoordCriterium: 4 Bezig afweging::criterium;
    BeslisOpschaling: 2 Bezig afweging::opschaling;
    BepaalMoment: 2 Bezig afweging::moment;
    StelVast: 4 Beschrijfbaar afweging::stel_vast;
    BespreekVraag: 4 Beschrijfbaar afweging::bespreek;
    VraagHerbeoordeling: 2 Open afweging::herbeoordeling;
    VulInzetAan: 8 StaandeInzet inzet::vul_aan;
    WijzigInzetStatus: 7 StaandeInzet inzet::status;
    MeldSchending: 5 Inzet inzet::schending;
    LegTerzijde: 2 Beschrijfbaar afweging::terzijde;
    MerkHuisverbodgrond: 4 Feit regel::grond;
    LegVoor: 5 Beschrijfbaar verder::leg_voor;
    BeantwoordVoorlegger: 4 Voorlegger verder::beantwoord_voorlegger;
    NoteerToets: 4 Besluit besluit::toets;
    MeldVerteld: 1 Beschrijfbaar besluit::verteld;
    ZetKlok: 5 Open verder::zet_klok;
    StopKlok: 2 Klok verder::stop_klok;
    VulBesluitAan: 6 Besluit besluit::vul_aan;
    WijzigBesluitStatus: 8 Besluit besluit::status;
    NoteerDissent: 3 Besluit besluit::dissent;
    BenoemVerteller: 2 Beschrijfbaar besluit::verteller;
    VulActieAan: 5 OpenActie verder::vul_actie;
    MeldActie: 5 Actie verder::meld_actie;
    VraagInformatie: 5 Open informatie::vraag;
    BeantwoordInformatie: 9 Informatie informatie::beantwoord;
    VerzetInformatie: 3 Informatie informatie::verzet;
    TrekInformatieIn: 1 Informatie informatie::trek_in;
    BeantwoordBeeldvraag: 2 Open informatie::beeldvraag;
    NoteerUitkomst112: 10 Gebeld stuk::uitkomst_112;
    NoteerMelding: 5 Open stuk::melding;
    NoteerBetrokkene: 6 Open stuk::betrokkene;
    GeefStukVrij: 3 DichtStuk stuk::vrij;
    TrekStukIn: 1 Stuk stuk::trek_in;
    NeemTerug: 12 Eigen verder::neem_terug;
}

impl Soort {
    /// Whether one could be given in this state.
    pub(super) fn past(self, b: Blik<'_>) -> bool {
        self.als().geldt(b)
    }

    /// Whether one of these roles may give it: asked once of the program's own table, with a command of the kind.
    pub(super) fn mag(self, rollen: &[Rol]) -> bool {
        static RECHT: OnceLock<Vec<&'static [Rol]>> = OnceLock::new();
        let all = RECHT.get_or_init(|| Self::ALLE.iter().map(|s| s.rollen()).collect());
        let wel = Self::ALLE.iter().position(|s| *s == self).and_then(|at| all.get(at));
        wel.is_some_and(|wel| rollen.iter().any(|rol| wel.contains(rol)))
    }

    fn rollen(self) -> &'static [Rol] {
        let kader = super::super::droog::kader();
        let d = Dossier::new(DossierNummer::pick(2026, 0));
        let wie = Actor { gebruiker: Tekst::default(), naam: Tekst::default(), rol: Rol::Notulist, organisatie: None };
        let nu = Tijdstip::from_millis(0);
        let b = Blik { d: &d, kader, nu, wie: &wie, rollen: &[], eigen: &[] };
        recht(&self.maak(&mut Greep::new(&mut Toeval::new(0), b, None))).rollen
    }
}
