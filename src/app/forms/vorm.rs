//! The one table of all forms: from what a form is for to what it asks and what it makes of the answers.

use super::{
    besluit, betrokkene, dossier, informatie, inzet, klok, kring, melding, overleg, stap, toegang, voorlegger, weging,
};
use crate::app::state::formulier::{Doel, Formulier, Ingevuld, Opzet, Voorstel};
use crate::app::state::model::Model;
use crate::domain::command::Command;

type Vraagt<'d> = Box<dyn Fn(&Model) -> Opzet + 'd>;
type Maakt<'d> = Box<dyn Fn(&Formulier, &Model) -> Ingevuld<Vec<Command>> + 'd>;

/// The two halves of a form, and what some of its fields propose for another.
pub(super) struct Vorm<'d> {
    vraagt: Vraagt<'d>,
    maakt: Maakt<'d>,
    stelt_voor: fn(&Formulier, &Model) -> Option<Voorstel>,
}

impl Vorm<'_> {
    fn met_voorstel(self, stelt_voor: fn(&Formulier, &Model) -> Option<Voorstel>) -> Self {
        Self { stelt_voor, ..self }
    }

    /// What it asks.
    pub(super) fn velden(&self, m: &Model) -> Opzet {
        (self.vraagt)(m)
    }

    /// What the answers ask of the server.
    pub(super) fn opdrachten(&self, f: &Formulier, m: &Model) -> Ingevuld<Vec<Command>> {
        (self.maakt)(f, m)
    }

    /// What its fields propose for one of them.
    pub(super) fn voorstel(&self, f: &Formulier, m: &Model) -> Option<Voorstel> {
        (self.stelt_voor)(f, m)
    }
}

/// A form that makes one command.
fn een<'d>(
    vraagt: impl Fn(&Model) -> Opzet + 'd,
    maakt: impl Fn(&Formulier, &Model) -> Ingevuld<Command> + 'd,
) -> Vorm<'d> {
    meer(vraagt, move |f, m| maakt(f, m).map(|c| vec![c]))
}

/// A form that makes several, recorded all or none.
fn meer<'d>(
    vraagt: impl Fn(&Model) -> Opzet + 'd,
    maakt: impl Fn(&Formulier, &Model) -> Ingevuld<Vec<Command>> + 'd,
) -> Vorm<'d> {
    Vorm { vraagt: Box::new(vraagt), maakt: Box::new(maakt), stelt_voor: |_, _| None }
}

/// The form of each purpose. Every one is named: a new one does not compile until it has its two halves.
#[expect(clippy::too_many_lines, reason = "a table in which every form is named")]
pub(super) fn van(doel: &Doel) -> Vorm<'_> {
    match doel {
        Doel::NieuwDossier => meer(melding::nieuw, melding::open),
        Doel::Werktitel => een(dossier::werktitel, dossier::wijzig_werktitel),
        Doel::Status => een(dossier::status, dossier::wijzig_status),
        Doel::Acuut => een(dossier::acuut, dossier::beantwoord_acuut),
        Doel::Bel112 => een(dossier::bel_112, dossier::meld_112),
        Doel::Contact => een(dossier::contact, dossier::benoem_contact),
        Doel::NietWeten => een(dossier::niet_weten, dossier::noteer_niet_weten),
        Doel::Toegang(gebruiker) => een(|m| toegang::toegang(gebruiker.as_ref(), m), toegang::geef),
        Doel::ToegangIntrekken(g) => een(|m| toegang::intrekken(g, m), |f, _| toegang::trek_in(f, g)),
        Doel::Noodtoegang => een(toegang::in_nood, toegang::neem_in_nood),
        Doel::NoodBeoordelen(g, op) => een(|m| toegang::beoordelen(g, *op, m), |f, _| toegang::beoordeel(f, g, *op)),
        Doel::Bijeenroepen => een(overleg::bijeenroepen, overleg::roep_bijeen),
        Doel::Afspraken => een(overleg::afspraken, overleg::maak_afspraken),
        Doel::Aanwezig { organisatie, naam } => een(|m| overleg::aanwezig(m, organisatie, naam), overleg::noteer_aanwezig),
        Doel::Overnemen => een(stap::overnemen, stap::neem_over),
        Doel::Eindtijd => een(stap::eindtijd, stap::verzet_einde),
        Doel::Hybride => een(stap::hybride, stap::noteer_hybride),
        Doel::Schors => een(stap::schorsen, stap::schors),
        Doel::NaarFase { van, naar } => een(|_| stap::naar_fase(*van, *naar), |f, m| stap::ga_naar_fase(f, *van, *naar, m)),
        Doel::RedenOvergang => een(stap::overgang, stap::geef_reden),
        Doel::Sluiten => een(stap::sluiten, stap::sluit),
        Doel::Oordeel { organisatie } => een(|m| overleg::oordeel(m, organisatie), overleg::geef_oordeel),
        Doel::Conclusie => een(overleg::conclusie, overleg::trek_conclusie),
        Doel::Optie(id) => een(|m| besluit::optie(*id, m), |f, m| besluit::weeg_optie(f, *id, m)),
        Doel::Vertelt => een(besluit::verteller, besluit::benoem_verteller),
        Doel::Besluit(id) => een(|m| besluit::besluit(*id, m), |f, m| besluit::vul_aan(f, *id, m)),
        Doel::BesluitStatus(id) => een(|m| besluit::status(*id, m), |f, m| besluit::wijzig_status(f, *id, m)),
        Doel::Dissent(id) => een(|_| besluit::dissent(*id), |f, m| besluit::noteer_dissent(f, *id, m)),
        Doel::Actie(id) => een(|m| besluit::actie(*id, m), |f, m| besluit::vul_actie_aan(f, *id, m)),
        Doel::ActieStatus(id) => een(|_| besluit::afloop(*id), |f, _| besluit::meld_actie(f, *id)),
        Doel::Vraag(id) => een(|m| besluit::vraag(*id, m), |f, m| besluit::wijs_vraag_toe(f, *id, m)),
        Doel::Antwoord(id) => een(|m| besluit::antwoord(*id, m), |f, _| besluit::beantwoord_vraag(f, *id)),
        Doel::OptieVrijgeven(id) => een(|_| stap::optie_vrijgeven(*id), |f, m| stap::geef_optie_vrij(f, *id, m)),
        Doel::Kring(id) => een(|m| kring::regel(*id, m), |f, m| kring::zet(f, *id, m)),
        Doel::OptieKring(id) => een(|m| kring::optie(*id, m), |f, m| kring::zet_optie(f, *id, m)),
        Doel::Vrijgeven(id) => een(|_| stap::vrijgeven(*id), |f, _| stap::geef_vrij(f, *id)),
        Doel::Correctie { regel, getypt } => {
            een(|_| besluit::correctie(*regel, getypt), |f, m| besluit::corrigeer(f, *regel, getypt, m))
        }
        Doel::Factor(id) => een(|m| weging::factor(id, m), |f, m| weging::weeg_factor(f, id, m)),
        Doel::Uitkomst(id) => een(|m| weging::uitkomst(id, m), |f, m| weging::noteer_uitkomst(f, id, m)),
        Doel::Scenario(id) => een(|m| weging::scenario(*id, m), |f, m| weging::schets_scenario(f, *id, m)),
        Doel::Criterium(id) => een(|m| weging::criterium(id, m), |f, m| weging::beantwoord_criterium(f, id, m)),
        Doel::Opschalen => een(weging::opschalen, weging::beslis_opschaling),
        Doel::Moment => een(weging::moment, weging::bepaal_moment),
        Doel::Reeksvraag { reeks, nr } => {
            een(|m| weging::reeksvraag(reeks, *nr, m), |f, m| weging::bespreek(f, reeks, *nr, m))
        }
        Doel::Herbeoordelen => een(weging::herbeoordelen, weging::vraag_herbeoordeling),
        Doel::Terzijde(id) => een(|m| inzet::terzijde(id, m), |f, m| inzet::leg_terzijde(f, id, m)),
        Doel::Inzet(id) => een(|m| inzet::inzet(*id, m), |f, m| inzet::vul_aan(f, *id, m)).met_voorstel(inzet::voorstel),
        Doel::InzetStatus(id) => {
            meer(|m| inzet::status(*id, m), |f, m| inzet::wijzig_status(f, *id, m)).met_voorstel(inzet::voorstel)
        }
        Doel::Schending(id) => een(|m| inzet::schending(*id, m), |f, m| inzet::meld_schending(f, *id, m)),
        Doel::Klok { nr, soort, inzet } => {
            een(|m| klok::klok(*nr, soort.as_ref(), *inzet, m), |f, m| klok::zet(f, *nr, soort.as_ref(), m))
                .met_voorstel(klok::voorstel)
        }
        Doel::KlokStop(nr) => een(|m| klok::stoppen(*nr, m), |f, _| klok::stop(f, *nr)),
        Doel::Melding(id) => een(|m| melding::melding(*id, m), |f, m| melding::noteer(f, *id, m)),
        Doel::Betrokkene(id) => een(|m| betrokkene::persoon(*id, m), |f, m| betrokkene::noteer(f, *id, m)),
        Doel::VeiligContact(id) => een(|m| betrokkene::contact(*id, m), |f, _| betrokkene::noteer_contact(f, *id)),
        Doel::Uitkomst112(nr) => een(|m| melding::na_112(*nr, m), |f, m| melding::noteer_na_112(f, *nr, m)),
        Doel::StukVrij(stuk) => een(|_| melding::vrij(*stuk), |f, _| melding::geef_vrij(f, *stuk)),
        Doel::StukKring(stuk) => een(|m| melding::voor_wie(*stuk, m), |f, m| melding::zet_voor_wie(f, *stuk, m)),
        Doel::StukIntrekken(stuk) => een(|_| melding::intrekken(*stuk), |f, _| melding::trek_in(f, *stuk)),
        Doel::Voorlegger(id) => een(|m| voorlegger::voorlegger(*id, m), |f, m| voorlegger::leg_voor(f, *id, m)),
        Doel::Burgemeester(id) => een(|m| voorlegger::burgemeester(*id, m), |f, m| voorlegger::beantwoord(f, *id, m)),
        Doel::Toets(id) => een(|m| voorlegger::toets(*id, m), |f, m| voorlegger::noteer_toets(f, *id, m)),
        Doel::Verteld => een(voorlegger::verteld, voorlegger::meld_verteld),
        Doel::Informatievraag => een(informatie::vragen, informatie::vraag),
        Doel::Informatieantwoord(id, soort) => {
            een(|m| informatie::antwoord(*id, *soort, m), |f, m| informatie::beantwoord(f, *id, m))
        }
        Doel::Informatieverzet { informatie: id, opnieuw } => {
            een(|m| informatie::termijn(*id, *opnieuw, m), |f, m| informatie::verzet(f, (*id, *opnieuw), m))
        }
        Doel::InformatieIntrekken(id) => een(|m| informatie::intrekken(*id, m), |f, _| informatie::trek_in(f, *id)),
        Doel::Beeldvraag(reeks, nr) => {
            een(|m| informatie::beeldvraag((reeks, *nr), m), |f, m| informatie::beantwoord_beeldvraag(f, (reeks, *nr), m))
        }
        Doel::Vaststelling(o) => een(|m| voorlegger::vaststelling(*o, m), |f, m| voorlegger::stel_vast(f, *o, m)),
    }
}
