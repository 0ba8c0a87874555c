//! Every rule of the record: what a command gives, or why it is refused. Pure: the same state, kader, stamp and command
//! give the same answer.

#![deny(clippy::wildcard_enum_match_arm)]

use std::borrow::Cow;

mod actie;
mod afweging;
mod agenda;
mod besluit;
mod betrokkene;
mod dossier;
mod einde;
mod fase;
mod informatie;
mod inzet;
mod klok;
mod melding;
mod oordeel;
mod overleg;
mod regel;
mod ronde;
mod stuk;
mod terug;
mod toegang;
mod voorlegger;
mod vraag;

use super::command::Command;
use super::dossier::{
    Betrokkenenotitie, Dossier, Meldingnotitie, Noodbeoordeling, Overleg, Stukintrekking, Stukvrijgave, Uitkomstnotitie,
    Voorzitterschap,
};
use super::event::Event;
use super::evolve::evolve;
use super::ids::OverlegNr;
use super::kader::{GeldendKader, Kader};
use super::kenmerk::kenmerk;
use super::momenten::eis_kant;
use super::rechten::{self, Staat};
use super::refusal::Refusal;
use super::rol::{Rol, Stamp};
use super::scherm::{Organisatie, Scherm};
use super::tekst::Tekst;
use super::zicht::voor_opdrachtgever;

pub use overleg::{scherm_aan, scherm_uit};

/// What a rule may look at.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The dossier as it stands.
    dossier: &'a Dossier,
    /// The kader in force for the meeting.
    kader: &'a GeldendKader,
    /// Who, when, which request.
    stamp: &'a Stamp,
}

type Decision = Result<Vec<Event>, Refusal>;

/// What `command` gives on `dossier`: at least one event, or a refusal.
pub fn decide(dossier: &Dossier, kader: &GeldendKader, stamp: &Stamp, command: &Command) -> Decision {
    rechten::rol_voor(command, &[stamp.wie.rol])?;
    // what they may know of the dossier decides whether it can be done, so that no refusal tells more than that; what comes
    // of it follows from all that is there
    match voor_opdrachtgever(dossier, &rechten::opdrachtgever(&stamp.wie)) {
        Cow::Borrowed(alles) => geeft(alles, kader, stamp, command),
        Cow::Owned(gezien) => {
            let events = geeft(&gezien, kader, stamp, command)?;
            // where what they may not see is in the way (a measure that hangs on a line of a circle, a thing that is so
            // already), the refusal would tell of it: then what follows from what they know is recorded
            Ok(geeft(dossier, kader, stamp, command).unwrap_or(events))
        }
    }
}

/// The same, for who may know all that is in `dossier`.
fn geeft(dossier: &Dossier, kader: &GeldendKader, stamp: &Stamp, command: &Command) -> Decision {
    let c = Context { dossier, kader, stamp };
    c.eis_open_dossier(command)?;
    eis_kant(dossier, stamp.op, rechten::recht(command).momenten)?;
    let events = dispatch(c, command)?;
    // what changes nothing is no record
    if events.iter().all(|e| kenmerk(e).is_al_zo(dossier)) {
        return Err(Refusal::NietsVeranderd { wat: "dat staat er al zo".into() });
    }
    Ok(events)
}

/// What all `commands` give together, each on the state after the one before it. Fails as a whole.
pub fn decide_all(dossier: &Dossier, kader: &GeldendKader, stamp: &Stamp, commands: &[Command]) -> Decision {
    if commands.is_empty() {
        return Err(Refusal::NietsVeranderd { wat: "er is niets gevraagd".into() });
    }
    if let [command] = commands {
        return decide(dossier, kader, stamp, command);
    }
    let mut state = dossier.clone();
    let mut all = Vec::new();
    for (nummer, command) in (1u32..).zip(commands) {
        let events = match decide(&state, kader, stamp, command) {
            Ok(events) => events,
            // beside others that do change something it is left out
            Err(Refusal::NietsVeranderd { .. }) => continue,
            Err(reden) => return Err(Refusal::Opdracht { nummer, reden: Box::new(reden) }),
        };
        for event in &events {
            evolve(&mut state, stamp, event);
        }
        all.extend(events);
    }
    if all.is_empty() {
        return Err(Refusal::NietsVeranderd { wat: "dat staat er al zo".into() });
    }
    Ok(all)
}

#[expect(clippy::too_many_lines, reason = "a table in which every command is named")]
fn dispatch(c: Context<'_>, command: &Command) -> Decision {
    use Command as C;
    match command {
        C::OpenDossier { werktitel } => dossier::open(c, werktitel),
        C::WijzigWerktitel { werktitel } => dossier::wijzig_werktitel(werktitel),
        C::WijzigStatus { naar, reden } => dossier::wijzig_status(c, *naar, reden),
        C::BeantwoordAcuut { antwoord, toelichting } => Ok(dossier::beantwoord_acuut(*antwoord, toelichting)),
        C::Meld112 { toelichting } => Ok(dossier::meld_112(toelichting)),
        C::BenoemContactpersoon(p) => dossier::benoem_contactpersoon(p),
        C::NoteerNietWeten(n) => dossier::noteer_niet_weten(c, n),
        C::SchrapNietWeten { wie, reden } => dossier::schrap_niet_weten(c, wie, reden),
        C::RoepOverlegBijeen(b) => overleg::roep_bijeen(c, b),
        C::StartOverleg { overleg } => overleg::start(c, *overleg),
        C::MaakAfspraken { overleg, afspraken } => overleg::maak_afspraken(c, *overleg, afspraken),
        C::NoteerAanwezigheid { overleg, deelname } => overleg::noteer_aanwezigheid(c, *overleg, deelname),
        C::NeemVoorzitterOver { overleg, reden } => overleg::neem_voorzitter_over(c, *overleg, reden),
        C::WijzigEinde { overleg, einde, reden } => overleg::wijzig_einde(c, *overleg, *einde, reden),
        C::NoteerHybride { overleg, reden } => overleg::noteer_hybride(c, *overleg, reden),
        C::NaarFase { overleg, van, naar, reden } => fase::naar_fase(c, *overleg, (*van, *naar), reden),
        C::GeefRedenOvergang { overleg, reden } => fase::geef_reden(c, *overleg, reden),
        C::LaatOvergangVallen { overleg } => fase::laat_vallen(c, *overleg),
        C::Schors { overleg, reden } => fase::schors(c, *overleg, reden),
        C::Hervat { overleg } => fase::hervat(c, *overleg),
        C::SluitOverleg { overleg, sluiting, reden } => fase::sluit(c, *overleg, sluiting, reden),
        C::StelVerslagVast { overleg } => overleg::stel_verslag_vast(c, *overleg),
        C::KiesPunt { overleg, punt } => agenda::kies(c, *overleg, punt),
        C::VinkPuntAf { overleg, punt } => agenda::vink_af(c, *overleg, punt),
        C::HeropenPunt { overleg, punt } => agenda::heropen(c, *overleg, punt),
        C::GeefBeurt { overleg, organisatie } => agenda::geef_beurt(c, *overleg, organisatie),
        C::RondBeurtAf { overleg } => agenda::rond_beurt_af(c, *overleg),
        C::LegRegelVast { overleg, punt, regel } => regel::leg_vast(c, *overleg, punt, regel),
        C::CorrigeerRegel { regel, inhoud, reden } => regel::corrigeer(c, *regel, inhoud, reden),
        C::WijzigSoort { regel, naar } => regel::wijzig_soort(c, *regel, *naar),
        C::SchermRegelAf { regel, kring } => regel::scherm_af(c, *regel, kring),
        C::GeefRegelVrij { regel, reden, scherm } => regel::geef_vrij(c, *regel, reden, scherm.as_ref()),
        C::TrekRegelIn { regel } => regel::trek_in(c, *regel),
        C::WijsVraagToe { vraag, eigenaar, terug } => vraag::wijs_toe(c, *vraag, eigenaar, *terug),
        C::BeantwoordVraag { vraag, antwoord } => vraag::beantwoord(c, *vraag, antwoord),
        C::GeefOordeel { overleg, oordeel } => ronde::geef(c, *overleg, oordeel),
        C::StelOordeelBij(b) => ronde::stel_bij(c, b.overleg, &b.oordeel, &b.reden),
        C::TrekConclusie { overleg, conclusie } => oordeel::concludeer(c, *overleg, conclusie),
        C::WeegOptie { overleg, optie, velden } => oordeel::weeg(c, *overleg, *optie, velden),
        C::GeefOptieVrij { overleg, optie, reden, scherm } => {
            oordeel::geef_vrij(c, (*overleg, *optie), reden, scherm.as_ref())
        }
        C::MeldVoorgelezen { overleg } => oordeel::meld_voorgelezen(c, *overleg),
        C::VulBesluitAan { besluit, velden } => besluit::vul_aan(c, *besluit, velden),
        C::WijzigBesluitStatus(stap) => besluit::wijzig_status(c, stap),
        C::NoteerDissent { besluit, wie, tekst } => besluit::noteer_dissent(c, *besluit, wie, tekst),
        C::BenoemVerteller { overleg, verteller } => besluit::benoem_verteller(c, *overleg, verteller),
        C::VulActieAan { actie, velden } => actie::vul_aan(c, *actie, velden),
        C::MeldActie { actie, naar, reden } => actie::meld(c, *actie, *naar, reden),
        // what the team weighs and may decide, by the kader
        C::WeegFactor { overleg, factor, weging } => afweging::weeg_factor(c, *overleg, factor, weging),
        C::NoteerUitkomst { overleg, uitkomst } => afweging::noteer_uitkomst(c, *overleg, uitkomst),
        C::OpenGeslotenRonde { overleg } => ronde::open(c, *overleg),
        C::OnthulOordelen { overleg } => ronde::onthul(c, *overleg),
        C::SchetsScenario { overleg, scenario, velden } => afweging::schets(c, *overleg, *scenario, velden),
        C::BeantwoordCriterium { overleg, criterium, antwoord } => {
            afweging::beantwoord_criterium(c, *overleg, criterium, antwoord)
        }
        C::BeslisOpschaling { overleg, opschaling } => afweging::beslis_opschaling(c, *overleg, opschaling),
        C::BepaalMoment { overleg, moment } => afweging::bepaal_moment(c, *overleg, moment),
        C::StelVast { overleg, onderwerp, vaststelling } => afweging::stel_vast(c, *overleg, *onderwerp, vaststelling),
        C::BespreekVraag { overleg, reeks, nr, antwoord } => afweging::bespreek(c, *overleg, reeks, *nr, antwoord),
        C::VraagHerbeoordeling { aanzet, toelichting } => Ok(vec![afweging::herbeoordeling(*aanzet, toelichting, None)]),
        C::VulInzetAan { inzet, velden } => inzet::vul_aan(c, *inzet, velden),
        C::WijzigInzetStatus { inzet, naar, reden } => inzet::wijzig_status(c, *inzet, *naar, reden),
        C::MeldSchending { inzet, schending } => inzet::meld_schending(c, *inzet, schending),
        C::LegTerzijde { overleg, maatregel, reden } => afweging::leg_terzijde(c, *overleg, maatregel, reden),
        C::MerkHuisverbodgrond { regel, grond } => voorlegger::merk(c, *regel, *grond),
        C::LegVoor { overleg, voorlegger, velden } => voorlegger::leg_voor(c, *overleg, *voorlegger, velden),
        C::BeantwoordVoorlegger { voorlegger, antwoord } => voorlegger::beantwoord(c, *voorlegger, antwoord),
        C::NoteerToets { besluit, toets } => besluit::noteer_toets(c, *besluit, toets),
        C::MeldVerteld { overleg, vertelling } => besluit::meld_verteld(c, *overleg, vertelling),
        C::ZetKlok { klok, velden } => klok::zet(c, *klok, velden),
        C::StopKlok { klok, reden } => klok::stop(c, *klok, reden),
        C::VraagInformatie(v) => informatie::vraag(c, v),
        C::BeantwoordInformatie(m) => informatie::beantwoord(c, m),
        C::VerzetInformatie(v) => informatie::verzet(c, v),
        C::TrekInformatieIn { informatie, reden } => informatie::trek_in(c, *informatie, reden),
        C::BeantwoordBeeldvraag(m) => informatie::beeldvraag(c, m),
        C::GeefToegang(toegang) => toegang::geef(c, toegang),
        C::TrekToegangIn { gebruiker, reden } => toegang::trek_in(c, gebruiker, reden),
        C::NeemNoodtoegang { waar: _, reden } => toegang::neem_in_nood(c, reden),
        C::BeoordeelNoodtoegang(Noodbeoordeling { gebruiker, genomen, akkoord, toelichting }) => {
            toegang::beoordeel_nood(c, (gebruiker, *genomen), *akkoord, toelichting)
        }
        C::Bevries { reden } => einde::bevries(c, reden),
        C::Ontdooi { reden } => einde::ontdooi(c, reden),
        C::StelVernietigingVoor { wat, grond } => einde::stel_voor(c, *wat, grond),
        C::KeurVernietigingGoed { wat } => einde::keur_goed(c, *wat),
        // what stands in a dossier by itself
        C::NoteerUitkomst112(Uitkomstnotitie { nr, uitkomst }) => melding::noteer_uitkomst_112(c, *nr, uitkomst),
        C::NoteerMelding(Meldingnotitie { melding, velden }) => melding::noteer(c, *melding, velden),
        C::NoteerBetrokkene(Betrokkenenotitie { betrokkene, velden, geheim }) => {
            betrokkene::noteer(c, *betrokkene, velden, geheim)
        }
        C::GeefStukVrij(Stukvrijgave { stuk, reden, scherm }) => stuk::geef_vrij(c, *stuk, reden, scherm.as_ref()),
        C::TrekStukIn(Stukintrekking { stuk, reden }) => stuk::trek_in(c, *stuk, reden),
        C::NeemTerug { verzoek, reden } => terug::neem_terug(c, *verzoek, reden),
    }
}

impl<'a> Context<'a> {
    /// The dossier was opened and is not over.
    fn eis_open_dossier(self, command: &Command) -> Result<(), Refusal> {
        let staat = rechten::recht(command).staat;
        if self.dossier.geopend.is_none() && staat != Staat::Altijd {
            return Err(Refusal::GeenDossier { nummer: Tekst::cut(&self.dossier.nummer.to_string()) });
        }
        if self.dossier.status.is_afgesloten() && staat == Staat::Open {
            return Err(Refusal::DossierAfgesloten { status: self.dossier.status });
        }
        Ok(())
    }

    /// The meeting with this number; the dossier itself is none.
    fn overleg(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        if nr.is_dossier() { Err(Refusal::HoortInOverleg) } else { self.waar(nr) }
    }

    /// The same, or the dossier itself: where a line can stand.
    fn waar(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        self.dossier.overleg(nr).ok_or_else(|| Refusal::bestaat_niet(nr.waar()))
    }

    /// The same, and its lines can still be written.
    fn schrijfbaar(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        if nr.is_dossier() { self.waar(nr) } else { self.beschrijfbaar(nr) }
    }

    /// The same, and it is going on.
    fn lopend(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        let o = self.overleg(nr)?;
        if o.fase.loopt() { Ok(o) } else { Err(Refusal::OverlegLooptNiet { overleg: nr.0, fase: o.fase }) }
    }

    /// The same, and it does not pause.
    fn bezig(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        let o = self.lopend(nr)?;
        if o.is_geschorst() { Err(Refusal::Geschorst) } else { Ok(o) }
    }

    /// The meeting whose minutes can still be written.
    fn beschrijfbaar(self, nr: OverlegNr) -> Result<&'a Overleg, Refusal> {
        let o = self.overleg(nr)?;
        if o.vastgesteld.is_some() { Err(Refusal::VerslagVastgesteld { overleg: nr.0 }) } else { Ok(o) }
    }

    /// Who acts leads this meeting, or acts for the chair at the shared screen.
    fn eis_voorzitter(self, o: &Overleg) -> Result<(), Refusal> {
        let ander = |v: &&Voorzitterschap| self.stamp.wie.rol != Rol::Scherm && !v.wie.same_person(&self.stamp.wie);
        match o.voorzitter().filter(ander) {
            Some(v) => Err(Refusal::NietDeVoorzitter { voorzitter: v.wie.naam.clone() }),
            None => Ok(()),
        }
    }

    /// The method's content.
    fn inhoud(self) -> &'a Kader {
        &self.kader.kader
    }

    /// The circle of a shield, with the own organisation of who puts it; nobody named is none. Who has no organisation would
    /// not see it themselves.
    fn kring(self, namen: &[Organisatie]) -> Result<Vec<Organisatie>, Refusal> {
        let eigen = self.stamp.wie.organisatie.as_ref();
        if !namen.is_empty() && eigen.is_none_or(|own| self.inhoud().partner(own.as_str()).is_none()) {
            return Err(Refusal::ZonderOrganisatie);
        }
        let onbekend = |naam: String| Refusal::OnbekendeOrganisatie { naam: Tekst::cut(&naam) };
        self.inhoud().kring(namen, eigen).map_err(onbekend)
    }

    /// The shield that comes in the place of another: for the same it is none, and for no organisation neither.
    fn ander_scherm(self, wat: Tekst, was: Option<&Scherm>, wordt: Option<&Scherm>) -> Result<Option<Scherm>, Refusal> {
        let wordt = match wordt {
            None => None,
            Some(Scherm::Rol) => Some(Scherm::Rol),
            Some(Scherm::Organisaties(all)) if !all.is_empty() => Some(Scherm::Organisaties(self.kring(all)?)),
            Some(Scherm::Organisaties(_) | Scherm::Niemand) => return Err(Refusal::ontbreekt("voor welke organisaties")),
        };
        if was.is_none() || wordt.as_ref() == was { Err(Refusal::AlZo { regel: wat }) } else { Ok(wordt) }
    }

    /// An organisation's name as the kader writes it; a name that the kader does not know stays as it is.
    fn naam(self, organisatie: &Tekst) -> Tekst {
        self.inhoud().partner(organisatie.as_str()).map_or_else(|| organisatie.clone(), |p| p.naam.clone())
    }
}

/// Each once, in the order in which they were given: a list that names things is never longer than there are things.
fn enkel<T: Ord + Clone>(namen: &[T]) -> Vec<T> {
    let mut seen = std::collections::BTreeSet::new();
    namen.iter().filter(|n| seen.insert(*n)).cloned().collect()
}

/// The shield of this circle shows what it is put on to nobody who does not see it now, and is another than it has.
fn eis_nauwer(wat: Tekst, was: Option<&Scherm>, kring: &[Organisatie]) -> Result<(), Refusal> {
    match Scherm::van(true, kring) {
        nieuw if nieuw.as_ref() == was => Err(Refusal::AlZo { regel: wat }),
        Some(nieuw) if !nieuw.is_binnen(was) => Err(Refusal::SchermRuimer { wat }),
        Some(_) | None => Ok(()),
    }
}

/// A telephone number has figures, or is not given.
fn eis_nummer(telefoon: &Tekst) -> Result<(), Refusal> {
    let figures = telefoon.as_str().chars().filter(char::is_ascii_digit).count();
    if telefoon.is_empty() || figures >= 3 { Ok(()) } else { Err(Refusal::ontbreekt("de cijfers van het telefoonnummer")) }
}

/// A text that has to be there.
fn eis(tekst: &Tekst, veld: &'static str) -> Result<(), Refusal> {
    if tekst.is_empty() { Err(Refusal::ontbreekt(veld)) } else { Ok(()) }
}
