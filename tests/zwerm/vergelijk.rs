//! All of it is compared: what each terminal has, the read model, and the lines that were entered.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::dossier::Dossier;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::zicht::{heeft_afgeschermd, openbaar};
use crisistafel::protocol::ToServer;
use crisistafel::server::clerk::{Input, PeerId};

use super::concepten::van;
use super::geplant::Verzoek;
use super::mag::Zit;
use super::spiegel::{kopie, verschil};
use super::terminal::Terminal;
use super::vergadering::Vergadering;

/// Who does not see everything knows the requests of others by other names; the witness looks at those.
fn zonder_verzoeken(d: &Dossier) -> Dossier {
    let mut d = d.clone();
    d.teruggenomen.iter_mut().for_each(|t| t.verzoek = RequestId(0));
    d
}

impl Vergadering {
    /// All of it: the journals, what each terminal has, the read model.
    pub(super) fn vergelijk(&mut self) -> Result<(), String> {
        self.dienst.speel(Input::Tick);
        self.lees_alles(true);
        // a dossier that the disk refused to give is read again when somebody looks again
        self.dienst.disk.heal();
        for at in 0..self.terminals.len() {
            let x = &self.terminals[at];
            let er = x.volgt.and_then(|n| self.dienst.getuige.feiten.get(&n)).is_some_and(|all| !all.is_empty());
            if !x.is_wand() && er && x.replica.as_ref().is_some_and(|r| r.stand.is_none()) {
                self.zend(at, ToServer::Volg { dossier: x.volgt, sinds: None });
            }
        }
        self.lees_alles(true);
        self.dienst.getuige.mis.take().map_or(Ok(()), Err)?;
        let mut kopieen = BTreeMap::new();
        for x in &self.terminals {
            self.vergelijk_een(x, &mut kopieen)?;
        }
        match self.dienst.model.verschil(&self.dienst.hoort(), &self.dienst.getuige.onzeker) {
            Some(plek) => Err(format!("the read model is not what follows from the record: {plek}")),
            None => Ok(()),
        }
    }

    /// What a terminal has is what it may have, all of it.
    fn vergelijk_een(&self, x: &Terminal, kopieen: &mut BTreeMap<(DossierNummer, bool), Dossier>) -> Result<(), String> {
        let (Some(_), Some(nummer), Some(r)) = (x.peer, x.volgt, x.replica.as_ref()) else { return Ok(()) };
        let Some(d) = self.dienst.getuige.waarheid.get(&nummer) else { return Ok(()) };
        // one that is locked is told nothing, and asks everything when it is brought back
        let op_slot = x.peer.is_some_and(|p| self.dienst.getuige.dicht.contains(&p));
        if op_slot || x.is_wand() || !r.bij || r.dossier.nummer != nummer {
            return Ok(());
        }
        let Some(kijker) = x.peer.and_then(|p| self.dienst.getuige.kijkers.get(&p)) else { return Ok(()) };
        let zit = self.dienst.getuige.in_dossier(kijker, nummer).zit;
        if zit == Zit::Buiten {
            return Err("a terminal has a dossier to which nobody gave it access".to_owned());
        }
        let kern = zit == Zit::Kern;
        let kopie = kopieen.entry((nummer, kern)).or_insert_with(|| {
            let feiten = self.dienst.getuige.feiten.get(&nummer).map(Vec::as_slice).unwrap_or_default();
            let kopie = kopie(d, feiten, kern);
            if kern { kopie } else { zonder_verzoeken(&kopie) }
        });
        let er = if kern { r.dossier.clone() } else { zonder_verzoeken(&r.dossier) };
        if let Some(plek) = verschil(kopie, &er) {
            let (gegeven, als) = (self.dienst.getuige.gegeven(nummer, &x.gebruiker), x.asked.als);
            let wie = format!("{:?} as {als:?}, given {gegeven:?}", x.rollen);
            return Err(format!("what a terminal has ({wie}: {zit:?}) differs in {plek}"));
        }
        match r.gezien().and_then(|gezien| verschil(&openbaar(&r.dossier), gezien)) {
            Some(plek) => Err(format!("what a terminal takes for what everybody may know differs in {plek}")),
            None if r.gezien().is_none() && heeft_afgeschermd(&r.dossier) => {
                Err("a terminal takes all for what everybody may know".to_owned())
            }
            None => Ok(()),
        }
    }

    /// Every line that was entered and kept is recorded or a draft.
    pub(super) fn regels_zijn_er(&self) -> Result<(), String> {
        let concepten: BTreeSet<Verzoek> = self.dienst.concepten.op_schijf().flat_map(van).collect();
        match self.dienst.getuige.bewaard.iter().find(|van| !concepten.contains(*van)) {
            Some((_, verzoek)) => Err(format!("an entered line is neither recorded nor a draft: {verzoek}")),
            None => Ok(()),
        }
    }

    /// Every terminal was told which of its lines the disk refuses, those and no others; and what was entered and refused
    /// is not given up.
    pub(super) fn is_gezegd(&self) -> Result<(), String> {
        let (concepten, getuige) = (&self.dienst.concepten, &self.dienst.getuige);
        for x in self.terminals.iter().filter(|x| !x.is_wand()) {
            let open = |p: &PeerId| !self.dienst.weg.contains(p) && !getuige.dicht.contains(p);
            let Some(peer) = x.peer.filter(open) else { continue };
            let (gezegd, is) =
                (getuige.gezegd.get(&peer).cloned().unwrap_or_default(), concepten.onbewaard(x.bij_de_dienst()));
            if gezegd != is {
                let (zegt, is) = (gezegd.len(), is.len());
                return Err(format!("a terminal was told that {zegt} of its lines are not on disk, and {is} are not"));
            }
        }
        let wachtend: BTreeSet<Verzoek> = concepten.wachtend().flat_map(van).collect();
        match getuige.geweigerd.iter().find(|van| !wachtend.contains(*van)) {
            Some((_, verzoek)) => Err(format!("an entered line that the disk refused was given up: {verzoek}")),
            None => Ok(()),
        }
    }
}
