//! When a kind of command can be given at all: the course of a meeting follows from these.

use crisistafel::domain::dossier::{ActieStatus, Fase, GegevenToegang, InzetStatus, Overleg, Regel};
use crisistafel::domain::rol::Rol;

use super::Blik;

/// What has to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Als {
    /// There is no dossier yet.
    Nieuw,
    /// There is one, also when it is over.
    Er,
    /// It is open.
    Open,
    NietWeten,
    /// No meeting is called or going on.
    GeenOverleg,
    Gepland,
    /// A meeting goes on; it may pause.
    Loopt,
    /// It does not pause.
    Bezig,
    /// Who asks leads it, and it does not pause.
    IkLeid,
    /// Somebody else leads it.
    AnderLeidt,
    /// Who asks leads a meeting that is called or goes on.
    MijnEinde,
    IkLeidGeschorst,
    IkLeidAfsluiting,
    IkLeidOvergang,
    IkStelVast,
    Overgang,
    /// The minutes of some meeting can be written.
    Beschrijfbaar,
    Klaar,
    Beurt,
    Deelnemers,
    /// A line that stands, of minutes that can be written, on which nothing rests.
    LosseRegel,
    OpenRegel,
    Scherm,
    Feit,
    Vraag,
    Besluit,
    Inzet,
    StaandeInzet,
    Actie,
    OpenActie,
    AfgeschermdeOptie,
    VoorTeLezen,
    Oordeel,
    IkOpenRonde,
    Ronde,
    Voorlegger,
    Klok,
    /// A partner was asked, and that was not withdrawn.
    Informatie,
    Eigen,
    /// Somebody was given access, that holds.
    Toegang,
    /// Somebody took access in need, and nobody looked at it.
    Nood,
    Bevroren,
    /// It is over.
    Over,
    /// Somebody proposed to destroy it.
    Voorgesteld,
    /// 112 was called, and nobody said what came of it.
    Gebeld,
    /// There is a piece that stands by itself.
    Stuk,
    /// One that is shielded.
    DichtStuk,
}

/// Whether a line stands.
pub(super) fn staat(r: &Regel) -> bool {
    r.ingetrokken.is_none()
}

/// Whether a line can be changed: nothing that was taken or holds rests on it, and its minutes are not settled.
pub(super) fn is_los(b: Blik<'_>, r: &Regel) -> bool {
    let vast = b.d.overleg(r.overleg).is_none_or(|o| o.vastgesteld.is_some());
    let genomen = b.d.besluiten.values().any(|x| x.regel == r.id && !x.status.wacht() && !x.status.is_eind());
    let geldt = b.d.inzetten.values().any(|x| x.regel == r.id && x.status.geldt());
    staat(r) && !vast && !genomen && !geldt
}

/// Whether who asks leads this meeting, or acts for who does.
pub(super) fn leid(b: Blik<'_>, o: &Overleg) -> bool {
    b.rollen.contains(&Rol::Scherm) || o.voorzitter().is_none_or(|v| v.wie.same_person(b.wie))
}

impl Als {
    pub(super) fn geldt(self, b: Blik<'_>) -> bool {
        let er = b.d.geopend.is_some();
        let open = er && !b.d.status.is_afgesloten();
        match self {
            Self::Nieuw => !er,
            Self::Er => er,
            Self::Gebeld => er && b.d.open_112().is_some(),
            Self::Actie => er && !b.d.acties.is_empty(),
            Self::Nood => er && b.d.toegang.iter().any(GegevenToegang::wacht_op_oordeel),
            Self::Toegang => er && b.d.toegang.iter().any(|t| t.geldt(b.nu)),
            Self::Bevroren => b.d.bevroren.is_some(),
            Self::Over => er && b.d.status.is_afgesloten(),
            Self::Voorgesteld => b.d.vernietiging.is_some(),
            _ => open && self.in_overleg(b).or_else(|| self.van_overleg(b)).unwrap_or_else(|| self.ding(b)),
        }
    }

    /// Where the meeting is.
    fn in_overleg(self, b: Blik<'_>) -> Option<bool> {
        let loopt = b.d.lopend();
        let bezig = loopt.filter(|o| !o.is_geschorst());
        let ik = |o: &&Overleg| leid(b, o);
        Some(match self {
            Self::Open => true,
            Self::GeenOverleg => b.d.overleggen.iter().all(|o| o.fase == Fase::Gesloten),
            Self::Gepland => b.d.overleggen.iter().any(|o| o.fase == Fase::Gepland),
            Self::Loopt => loopt.is_some(),
            Self::Bezig => bezig.is_some(),
            Self::IkLeid => bezig.is_some_and(|o| leid(b, o)),
            Self::AnderLeidt => loopt.is_some_and(|o| !ik(&o)),
            Self::MijnEinde => b.d.actueel().filter(ik).is_some_and(|o| o.fase != Fase::Gesloten),
            Self::IkLeidGeschorst => loopt.filter(ik).is_some_and(Overleg::is_geschorst),
            Self::IkLeidAfsluiting => bezig.filter(ik).is_some_and(|o| o.fase == Fase::Afsluiting),
            Self::IkLeidOvergang => loopt.filter(ik).is_some_and(|o| o.overgang.is_some()),
            Self::Overgang => bezig.is_some_and(|o| o.overgang.as_ref().is_some_and(|g| g.van == o.fase)),
            _ => return None,
        })
    }

    /// What a meeting holds.
    fn van_overleg(self, b: Blik<'_>) -> Option<bool> {
        let bezig = b.d.lopend().filter(|o| !o.is_geschorst());
        let ronde = |o: &Overleg| o.afweging.open_ronde().is_some();
        let wacht = |o: &Overleg| o.fase == Fase::Gesloten && o.vastgesteld.is_none();
        Some(match self {
            Self::IkStelVast => b.d.overleggen.iter().any(|o| wacht(o) && leid(b, o)),
            Self::Beschrijfbaar => b.d.overleggen.iter().any(|o| o.vastgesteld.is_none()),
            Self::Klaar => bezig.is_some_and(|o| o.punten.values().any(|p| p.klaar.is_some())),
            Self::Beurt => bezig.is_some_and(|o| o.aan_het_woord().is_some()),
            Self::Deelnemers => bezig.is_some_and(|o| !o.deelnemers.is_empty()),
            Self::AfgeschermdeOptie => b.d.overleggen.iter().flat_map(|o| &o.opties).any(|x| x.afgeschermd),
            Self::VoorTeLezen => bezig.is_some_and(|o| {
                let hier = |r: &Regel| r.overleg == o.nr && r.inhoud.afgeschermd;
                o.opties.iter().any(|x| x.afgeschermd) || b.d.regels.values().any(hier)
            }),
            Self::Oordeel => bezig.is_some_and(|o| o.oordelen.iter().any(|x| !x.vervallen) && !ronde(o)),
            Self::IkOpenRonde => bezig.is_some_and(|o| leid(b, o) && !o.deelnemers.is_empty() && !ronde(o)),
            Self::Ronde => b.d.overleggen.iter().any(|o| ronde(o) && leid(b, o)),
            _ => return None,
        })
    }

    /// What the dossier holds.
    fn ding(self, b: Blik<'_>) -> bool {
        let d = b.d;
        match self {
            Self::NietWeten => !d.niet_weten.is_empty(),
            Self::LosseRegel => d.regels.values().any(|r| is_los(b, r)),
            Self::OpenRegel => d.regels.values().any(|r| !r.inhoud.afgeschermd),
            Self::Scherm => d.regels.values().any(|r| r.inhoud.afgeschermd),
            Self::Feit => d.regels.values().any(|r| staat(r) && r.inhoud.soort.naam() == "feit"),
            Self::Vraag => d.vragen.values().any(crisistafel::domain::dossier::Vraag::is_open),
            Self::Besluit => d.besluiten.values().any(|x| !x.status.is_eind()),
            Self::Inzet => !d.inzetten.is_empty(),
            Self::StaandeInzet => d.inzetten.values().any(|i| i.status != InzetStatus::Vervallen),
            Self::OpenActie => d.acties.values().any(|a| a.status == ActieStatus::Open),
            Self::Voorlegger => d.voorleggers.values().any(|v| v.antwoord.is_none()),
            Self::Klok => d.klokken.values().any(crisistafel::domain::dossier::LopendeKlok::loopt),
            Self::Informatie => d.informatie.values().any(|i| i.ingetrokken.is_none()),
            Self::Stuk => d.stukken().next().is_some(),
            Self::DichtStuk => d.stukken().any(|s| s.scherm().is_some()),
            Self::Eigen => !b.eigen.is_empty(),
            _ => false,
        }
    }
}
