//! The clocks that ran while the meeting went on or that it set.

use super::{Verslag, deel_als};
use crate::domain::dossier::LopendeKlok;
use crate::report::model::{Lijstpunt, Tekstblok, gewoon, punt, veld, veld_als};
use crate::report::tijd;

impl Verslag<'_> {
    pub(super) fn klokken(&self) -> Vec<Tekstblok> {
        let punten = self.a.dossier.klokken.values().filter(|k| self.liep(k)).map(|k| self.klok(k));
        deel_als("Klokken", punten.collect())
    }

    /// Whether a clock was set before the meeting closed, and not stopped before it began.
    fn liep(&self, k: &LopendeKlok) -> bool {
        let gesloten = self.o.sluiting.as_ref().map(|(.., g)| g.op);
        let op_tijd = k.gezet.first().is_some_and(|(.., g)| gesloten.is_none_or(|t| g.op <= t));
        op_tijd && k.gestopt.as_ref().is_none_or(|(_, g)| g.op >= self.dag())
    }

    fn klok(&self, k: &LopendeKlok) -> Lijstpunt {
        let maatregel = k.inzet.and_then(|i| self.a.dossier.inzetten.get(&i));
        let gezet = k.gezet.iter().enumerate().map(|(i, (einde, reden, g))| {
            let wat = format!("op {}, {}", tijd::voluit(*einde), self.gezet(g));
            veld(if i == 0 { "Gezet" } else { "Veranderd" }, wat).met(veld_als("Reden", reden))
        });
        let gestopt = k.gestopt.as_ref().map(|(reden, g)| veld("Gestopt", self.gezet(g)).met([veld("Reden", reden)]));
        punt([gewoon(&k.naam)])
            .met([veld("Loopt af", tijd::voluit(k.einde))])
            .met(k.begin.map(|t| veld("Telt vanaf", tijd::voluit(t))))
            .met(veld_als("Gegeven door", &k.gegeven_door))
            .met(maatregel.map(|i| veld("Hoort bij", &i.wat)))
            .met(gezet)
            .met(gestopt)
    }
}
