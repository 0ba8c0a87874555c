//! Commands about the maatregelenregister.

use crisistafel::domain::command::Command as C;
use crisistafel::domain::dossier::{InzetSoort, InzetStatus, InzetVelden, Schending};
use crisistafel::domain::ids::{BesluitId, InzetId};
use crisistafel::domain::kader::Doelgroep;
use crisistafel::domain::tekst::Tekst;

use super::greep::Greep;

/// Any of its parts. What it names is there, of the same meeting or an earlier one, shielded or not.
pub(super) fn vul_aan(g: &mut Greep<'_, '_>) -> C {
    let inzet = g.inzet(|i| i.status != InzetStatus::Vervallen);
    let i = g.b.d.inzetten.get(&inzet);
    let besluiten: Vec<BesluitId> = g.b.d.besluiten.keys().copied().collect();
    let andere: Vec<InzetId> = g.b.d.inzetten.keys().copied().filter(|m| *m != inzet).collect();
    let soorten = [InzetSoort::Voorwaarde, InzetSoort::Afspraak, InzetSoort::Maatregel];
    // an end after its beginning
    let begin = g.soms(20, Greep::geweest).filter(|b| i.and_then(|i| i.einde).is_none_or(|e| *b < e));
    let einde = g.soms(25, Greep::komt).filter(|e| begin.or(i.and_then(|i| i.begin)).is_none_or(|b| b < *e));
    let velden = InzetVelden {
        soort: g.soms(15, |g| g.t.een(&soorten).unwrap_or_default()),
        palet: g.soms(10, |g| g.sleutel(g.kader().maatregelen.iter().map(|m| m.id.clone()))),
        wat: g.soms(20, Greep::tekst),
        voor: g.soms(15, |g| vec![g.t.een(&Doelgroep::ALLE).unwrap_or(Doelgroep::Kinderen)]),
        orgaan: g.soms(15, |g| g.t.tekst()),
        orgaan_reden: Some(if g.t.kans(90) { g.t.tekst() } else { Tekst::default() }),
        grond: g.deel(),
        begin,
        einde,
        herziening: g.soms(20, Greep::komt),
        toezicht: g.deel(),
        meldpunt: g.deel(),
        gevolg: g.deel(),
        nadelen: g.deel(),
        kan: g.soms(20, Greep::antwoord),
        politie_weet: g.soms(20, |g| g.t.kans(50)),
        besluit: if besluiten.is_empty() { None } else { g.soms(25, |g| g.besluit(|_| true)) },
        hoort_bij: if andere.is_empty() { None } else { g.soms(20, |g| g.t.een(&andere).into_iter().collect()) },
    };
    C::VulInzetAan { inzet, velden: Box::new(velden) }
}

/// A step that there is; to what holds rather than to its end.
pub(super) fn status(g: &mut Greep<'_, '_>) -> C {
    let inzet = g.inzet(|i| i.status != InzetStatus::Vervallen);
    let stappen = g.b.d.inzetten.get(&inzet).map(|i| i.status.stappen()).unwrap_or_default();
    let alle = [InzetStatus::Voorgesteld, InzetStatus::Geschonden, InzetStatus::Vervallen];
    let naar = if g.t.kans(8) { g.t.een(&alle) } else { g.t.rand(&stappen) };
    C::WijzigInzetStatus { inzet, naar: naar.unwrap_or(InzetStatus::Vervallen), reden: g.tekst() }
}

/// The bare key, or all of it; a new one, or more about one that was reported.
pub(super) fn schending(g: &mut Greep<'_, '_>) -> C {
    let inzet = g.inzet(|i| i.status != InzetStatus::Vervallen || !i.schendingen.is_empty());
    let er = g.b.d.inzetten.get(&inzet).map_or(0, |i| i.schendingen.len());
    let bij = u32::try_from(er).ok().filter(|er| *er > 0 && g.t.kans(40));
    let bij = bij.map(|er| if g.t.kans(10) { er + 1 } else { er });
    let schending = if g.t.kans(30) {
        Schending { bij, ..Schending::default() }
    } else {
        Schending { bij, wat: g.ook_tekst(), gebeurd: g.soms(50, Greep::gebeurd), melder: g.ook_tekst() }
    };
    C::MeldSchending { inzet, schending }
}
