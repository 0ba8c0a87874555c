//! Per check: what makes it find something, and what makes it find nothing.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{
    Antwoord, BesluitVelden, Contactpersoon, CriteriumAntwoord, Informatievraag, InzetSoort, InzetVelden, Moment,
    Onderwerp, OptieVelden, RegelInhoud, RegelSoort, Schending, Vervolg, VoorleggerVelden, Wie,
};
use crisistafel::domain::ids::{InformatieId, RegelId, VraagId};
use crisistafel::domain::kader::Controle as P;

use super::super::world::{NR, absent, id, present, t};
use super::{Case, Story, WORD};

/// What the picture and the closing lack.
const BEELD: &[Case] = &[
    (
        P::KernpartnerZonderReden,
        |_| {},
        |s| {
            for (org, naam) in [("gemeente", "Terpstra"), ("CIT", "Bakhuis")] {
                s.asks(C::NoteerAanwezigheid { overleg: NR, deelname: present(org, naam) });
            }
            s.asks(C::NoteerAanwezigheid { overleg: NR, deelname: absent("OM", "zitting") });
        },
    ),
    (
        P::BelangNietVastgelegd,
        |_| {},
        |s| {
            let afspraken = crisistafel::domain::dossier::Afspraken {
                vastleggen: t("feiten"),
                delen: t("wie hier zit"),
                grond: t("vitaal belang"),
            };
            s.asks(C::MaakAfspraken { overleg: NR, afspraken });
        },
    ),
    (
        P::PartnerNietGehoord,
        |_| {},
        |s| ["politie", "Veilig Thuis"].into_iter().for_each(|o| s.asks(C::GeefBeurt { overleg: NR, organisatie: t(o) })),
    ),
    (
        P::VraagZonderEigenaarOfTijd,
        |s| s.line(RegelSoort::Onbekend),
        |s| {
            let (vraag, terug) = (VraagId(1), s.w.nu);
            s.asks(C::WijsVraagToe { vraag, eigenaar: Wie::organisatie(t("politie")), terug });
        },
    ),
    (P::EerdereMeldingenNietGevraagd, |_| {}, |s| s.settle(Onderwerp::EerdereMeldingen, None, "")),
    (
        P::FeitZonderBron,
        |s| s.line(RegelSoort::Feit),
        |s| {
            let inhoud = RegelInhoud { inbreng: Some(t("politie")), ..RegelInhoud::new(RegelSoort::Feit, t(WORD)) };
            s.asks(C::CorrigeerRegel { regel: RegelId::open(1), inhoud, reden: t("") });
        },
    ),
    (
        P::VtMeldingOntbreekt,
        |s| {
            let weg = crisistafel::domain::dossier::Deelname { naam: t("Bos"), ..absent("Veilig Thuis", "ziek") };
            s.asks(C::NoteerAanwezigheid { overleg: NR, deelname: weg });
        },
        |s| s.settle(Onderwerp::VeiligThuisIngelicht, Some(Antwoord::Ja), ""),
    ),
    (
        P::KindcheckOpen,
        |s| s.settle(Onderwerp::Kindcheck, Some(Antwoord::Ja), ""),
        |s| s.settle(Onderwerp::Kindcheck, Some(Antwoord::Ja), "Veilig Thuis"),
    ),
    (P::NietIedereenVeilig, |_| {}, |s| s.sluiting.veilig = Antwoord::Ja),
    (P::GeenVolgendeRonde, |_| {}, |s| s.sluiting.geen_volgende = t("overgedragen")),
    (
        P::GeenEerderBij,
        |s| s.sluiting.volgende = Some(s.w.nu.plus(chrono::TimeDelta::days(1))),
        |s| s.sluiting.eerder_bij = t("hij zoekt contact"),
    ),
    (P::GeenActie, |_| {}, |s| s.line(RegelSoort::Actie)),
];

/// What the judgement lacks.
const OORDEEL: &[Case] = &[
    (P::OrganisatieZonderOordeel, |_| {}, |s| ["politie", "Veilig Thuis"].into_iter().for_each(|o| s.judges(o))),
    (
        P::NietsDoenNietGewogen,
        |_| {},
        |s| {
            let velden = OptieVelden { optie: Some(t("niets doen")), niets_doen: Some(true), ..OptieVelden::default() };
            s.asks(C::WeegOptie { overleg: NR, optie: None, velden });
        },
    ),
    (
        P::FactorNietBesproken,
        |_| {},
        |s| {
            let k = &s.w.kader.kader;
            let all: Vec<String> = k.lijsten.iter().flat_map(|l| &l.items).map(|i| i.factor.to_string()).collect();
            for factor in &all {
                s.w.weigh(factor, Some(Antwoord::Nee), &[]);
            }
        },
    ),
    (
        P::AfgeschermdNietVoorgelezen,
        |s| {
            let optie = Some(t("zilverreiger"));
            let velden = OptieVelden { optie, afgeschermd: Some(true), ..OptieVelden::default() };
            s.asks(C::WeegOptie { overleg: NR, optie: None, velden });
        },
        |s| s.asks(C::MeldVoorgelezen { overleg: NR }),
    ),
    (P::ConclusieOntbreekt, |_| {}, |s| s.w.conclude(Antwoord::Nee, "laag")),
    (
        P::ConclusieWijktAfVanVoorstel,
        |s| {
            s.w.conclude(Antwoord::Nee, "laag");
            s.w.wait(1);
            s.weigh("vuurwapen", Antwoord::Onbekend);
        },
        |s| s.w.conclude(Antwoord::Ja, "laag"),
    ),
    (
        P::ConclusieOnderBodem,
        |s| {
            s.w.conclude(Antwoord::Nee, "laag");
            s.w.sash("ja", "nee");
        },
        |s| s.w.conclude(Antwoord::Nee, "hoog"),
    ),
    (
        P::NietHerbeoordeeld,
        |s| {
            s.weigh("toegang", Antwoord::Nee);
            s.weigh("toegang", Antwoord::Ja);
        },
        |s| s.w.acute(Antwoord::Nee),
    ),
    (
        P::SchendingNietGewogen,
        |s| {
            let inzet = s.measure(None);
            s.asks(C::MeldSchending { inzet, schending: Schending { wat: t(WORD), ..Schending::default() } });
        },
        |s| s.w.acute(Antwoord::Onbekend),
    ),
    (
        P::InstrumentOntbreekt,
        // with this one only the SASH is expected, and not what Veilig Thuis makes
        |s| s.weigh("aanhoudend", Antwoord::Ja),
        |s| {
            s.w.sash("nee", "nee");
        },
    ),
    (
        P::IntiemeTerreurNietAcuut,
        |s| {
            s.w.conclude(Antwoord::Nee, "hoog");
            s.w.wait(1);
            s.weigh("isolatie", Antwoord::Ja);
        },
        |s| s.w.conclude(Antwoord::Onbekend, "hoog"),
    ),
    (
        P::CriteriumZonderAntwoord,
        |_| {},
        |s| {
            for criterium in s.w.kader.kader.criteria.iter().map(|c| c.id.clone()).collect::<Vec<_>>() {
                let antwoord = CriteriumAntwoord { antwoord: Antwoord::Nee, reden: t("") };
                s.asks(C::BeantwoordCriterium { overleg: NR, criterium, antwoord });
            }
        },
    ),
    (
        P::MomentNietGewogen,
        |_| {},
        |s| s.asks(C::BepaalMoment { overleg: NR, moment: Moment { vervolg: Vervolg::Acuut, reden: t("vannacht") } }),
    ),
    (P::VergissingNietGewogen, |_| {}, |s| s.settle(Onderwerp::Vergissing, None, "")),
];

/// What the decisions, actions and agreements lack.
const BESLUIT: &[Case] = &[
    (
        P::BesluitZonderOrgaanOfGrond,
        |s| s.line(RegelSoort::Besluit),
        |s| s.decision(BesluitVelden { door: Some(t("burgemeester")), grond: Some(t("Wth")), ..BesluitVelden::default() }),
    ),
    (
        P::BesluitZonderEffectvraag,
        |s| s.line(RegelSoort::Besluit),
        |s| s.decision(BesluitVelden { effectvraag: Some(t("blijft hij weg?")), ..BesluitVelden::default() }),
    ),
    (
        P::JuridischeToetsOpen,
        |s| {
            s.line(RegelSoort::Besluit);
            s.check("");
        },
        |s| s.check("akkoord"),
    ),
    (P::ActieZonderEigenaarOfTermijn, |s| s.line(RegelSoort::Actie), |s| s.action(Wie::organisatie(t("politie")))),
    (
        P::PartnerZonderContactpersoon,
        |s| {
            s.line(RegelSoort::Actie);
            s.action(Wie::organisatie(t("woningcorporatie")));
        },
        |s| s.action(Wie { naam: t("Stam"), organisatie: t("woningcorporatie") }),
    ),
    (P::NiemandVerteltHaar, |_| {}, |s| s.tells("", "")),
    (P::VertellenOnvolledig, |s| s.tells("112", ""), |s| s.tells("112", "Nederlands")),
    (P::MeldpuntNietUitgelegd, |s| s.tells("", "Nederlands"), |s| s.tells("112", "Nederlands")),
    (
        P::GeenVasteContactpersoon,
        |_| {},
        |s| {
            let p = Contactpersoon { naam: t("Terpstra"), organisatie: t("gemeente"), bereikbaar: t(""), telefoon: t("") };
            s.asks(C::BenoemContactpersoon(p));
        },
    ),
    (P::GeenRegie, |_| {}, |s| s.settle(Onderwerp::Casusregisseur, None, "gemeente")),
    (P::GesprekNietAfgestemd, |_| {}, |s| s.settle(Onderwerp::Gespreksvolgorde, None, "politie")),
    (
        P::GroepZonderPlan,
        |s| {
            s.measure(Some("aanhouding"));
        },
        |s| s.settle(Onderwerp::PlanBlijvers, None, "CIT"),
    ),
    (
        P::HuisverbodZonderGrondfeit,
        |s| {
            s.line(RegelSoort::Feit);
            let velden =
                VoorleggerVelden { gevraagd: Some(t("huisverbod")), huisverbod: Some(true), ..VoorleggerVelden::default() };
            s.asks(C::LegVoor { overleg: NR, voorlegger: None, velden });
        },
        |s| s.asks(C::MerkHuisverbodgrond { regel: RegelId::open(1), grond: true }),
    ),
];

/// What the measures lack.
const MAATREGEL: &[Case] = &[
    (
        P::AcuutZonderOpheffing,
        |s| {
            s.w.conclude(Antwoord::Ja, "hoog");
            s.measure(None);
            s.fill(InzetVelden { soort: Some(InzetSoort::Afspraak), ..InzetVelden::default() });
        },
        // a plan, and others see what goes on
        |s| s.weigh("zicht_derden", Antwoord::Ja),
    ),
    (
        P::AcuutZonderOpheffing,
        |s| s.w.conclude(Antwoord::Ja, "hoog"),
        |s| {
            s.measure(Some("weghouden"));
        },
    ),
    (
        P::HoogZonderMaatregel,
        |s| s.w.conclude(Antwoord::Nee, "hoog"),
        |s| {
            s.measure(None);
        },
    ),
    (
        P::MaatregelVraagtNog,
        |s| {
            s.measure(Some("huisverbod"));
        },
        |s| s.fill(InzetVelden { kan: Some(Antwoord::Ja), ..InzetVelden::default() }),
    ),
    (
        P::MaatregelBotst,
        |s| {
            s.weigh("stalking", Antwoord::Ja);
            s.measure(Some("mediation"));
        },
        Story::lapses,
    ),
    (
        P::OverwegingOntbreekt,
        |s| s.weigh("stalking", Antwoord::Ja),
        |s| {
            s.measure(Some("zvh"));
            for maatregel in ["dut", "elektronische_monitoring"] {
                s.asks(C::LegTerzijde { overleg: NR, maatregel: id(maatregel), reden: t("er is geen vonnis") });
            }
        },
    ),
    (
        P::OrgaanNietBevoegd,
        |s| {
            let regel = RegelInhoud {
                maatregel: Some(id("huisverbod")),
                eigenaar: Some(Wie::organisatie(t("reclassering"))),
                ..RegelInhoud::new(RegelSoort::Maatregel, t(WORD))
            };
            s.asks(C::LegRegelVast { overleg: NR, punt: id("nadelen"), regel });
        },
        |s| s.fill(InzetVelden { orgaan_reden: Some(t("namens de burgemeester")), ..InzetVelden::default() }),
    ),
    (
        P::InformatieNietBeantwoord,
        |s| {
            s.asks(C::VraagInformatie(Informatievraag {
                partners: vec![t("politie")],
                uiterlijk: s.w.nu.plus(chrono::TimeDelta::hours(4)),
                grond: id("ernstig_gevaar"),
                doel: t(WORD),
                antwoord_aan: t(""),
            }));
        },
        |s| s.asks(C::TrekInformatieIn { informatie: InformatieId(1), reden: t("al bekend") }),
    ),
    (
        P::MaatregelZonderEinde,
        |s| {
            s.measure(None);
        },
        |s| s.fill(InzetVelden { einde: Some(s.w.nu.plus(chrono::TimeDelta::days(1))), ..InzetVelden::default() }),
    ),
    (
        P::MaatregelZonderHerziening,
        |s| {
            s.measure(None);
        },
        |s| s.fill(InzetVelden { herziening: Some(s.w.nu), ..InzetVelden::default() }),
    ),
    (
        P::NadelenNietGewogen,
        |s| {
            s.measure(None);
        },
        |s| s.fill(InzetVelden { nadelen: Some(t("zij moet verhuizen")), ..InzetVelden::default() }),
    ),
    (
        P::MaatregelNietBekendBijPolitie,
        |s| {
            s.measure(Some("gedragsaanwijzing"));
            s.holds();
        },
        |s| s.fill(InzetVelden { politie_weet: Some(true), ..InzetVelden::default() }),
    ),
    (
        P::VoorwaardeZonderToezicht,
        |s| {
            s.measure(None);
            let (soort, toezicht) = (Some(InzetSoort::Voorwaarde), Some(t("de school")));
            s.fill(InzetVelden { soort, toezicht, meldpunt: Some(t("112")), ..InzetVelden::default() });
        },
        |s| s.fill(InzetVelden { gevolg: Some(t("aanhouden")), ..InzetVelden::default() }),
    ),
    (
        P::StructureelVoorAcuut,
        |s| {
            s.measure(Some("traumahulp"));
        },
        |s| s.w.acute(Antwoord::Nee),
    ),
    (
        P::GeenVeiligheidsafspraken,
        |s| {
            s.measure(None);
        },
        |s| s.fill(InzetVelden { soort: Some(InzetSoort::Afspraak), ..InzetVelden::default() }),
    ),
];

/// Every case.
pub(super) fn cases() -> impl Iterator<Item = &'static Case> {
    [BEELD, OORDEEL, BESLUIT, MAATREGEL].into_iter().flatten()
}
