//! What solves a point that is open before a step: the actions that lead to it, in the words of the menu.

use crate::domain::kader::Controle;
use crate::input::catalogue::Action;

/// The actions with which what this check found is settled, the one that is needed most first.
pub fn oplossing(controle: Controle) -> &'static [Action] {
    use Controle as C;
    match controle {
        C::PartnerNietGehoord => &[Action::VolgendeBeurt],
        C::VraagZonderEigenaarOfTijd => &[Action::Vragen],
        C::OrganisatieZonderOordeel => &[Action::Oordeel, Action::Onthul],
        C::NietsDoenNietGewogen => &[Action::Optie],
        C::BesluitZonderOrgaanOfGrond | C::BesluitZonderEffectvraag | C::JuridischeToetsOpen => &[Action::Besluiten],
        C::ActieZonderEigenaarOfTermijn | C::GeenActie => &[Action::Acties],
        C::NiemandVerteltHaar | C::VertellenOnvolledig | C::MeldpuntNietUitgelegd => &[Action::Vertelt],
        C::GeenVolgendeRonde | C::GeenEerderBij | C::NietIedereenVeilig => &[Action::Sluiten],
        C::KernpartnerZonderReden | C::PartnerZonderContactpersoon => &[Action::Aanwezig],
        C::BelangNietVastgelegd => &[Action::Afspraken],
        C::EerdereMeldingenNietGevraagd
        | C::VtMeldingOntbreekt
        | C::KindcheckOpen
        | C::VergissingNietGewogen
        | C::GesprekNietAfgestemd
        | C::GroepZonderPlan
        | C::GeenRegie => &[Action::Onderwerpen],
        C::FeitZonderBron | C::HuisverbodZonderGrondfeit => &[Action::Regels],
        C::FactorNietBesproken => &[Action::Bord],
        C::ConclusieOntbreekt | C::ConclusieWijktAfVanVoorstel | C::ConclusieOnderBodem | C::IntiemeTerreurNietAcuut => {
            &[Action::Conclusie]
        }
        C::NietHerbeoordeeld | C::SchendingNietGewogen | C::StructureelVoorAcuut => &[Action::Acuut],
        C::InstrumentOntbreekt => &[Action::Uitkomsten],
        C::CriteriumZonderAntwoord => &[Action::Criteria],
        C::GeenVasteContactpersoon => &[Action::Contact],
        C::MomentNietGewogen => &[Action::Moment],
        C::AcuutZonderOpheffing | C::HoogZonderMaatregel | C::OverwegingOntbreekt | C::GeenVeiligheidsafspraken => {
            &[Action::Palet]
        }
        C::MaatregelVraagtNog
        | C::MaatregelBotst
        | C::OrgaanNietBevoegd
        | C::MaatregelZonderEinde
        | C::NadelenNietGewogen
        | C::MaatregelNietBekendBijPolitie
        | C::VoorwaardeZonderToezicht
        | C::MaatregelZonderHerziening => &[Action::Maatregelen],
        C::AfgeschermdNietVoorgelezen => &[Action::Voorgelezen],
        C::InformatieNietBeantwoord => &[Action::Informatiebeeld],
    }
}
