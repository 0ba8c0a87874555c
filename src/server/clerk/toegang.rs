//! Who may see which dossier beside those to whom the role table gives it. It stands in the dossiers themselves; here it is
//! known before one is loaded: from the read model at the start, or from a journal as that is read. Of a dossier of which it
//! is not known yet, or cannot be (records of it are lost: a withdrawal may be among them), nobody has it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::loaded::Loaded;
use super::{Clerk, Peer, PeerId};
use crate::domain::dossier::Toegang;
use crate::domain::event::Event;
use crate::domain::ids::DossierNummer;
use crate::domain::rechten;
use crate::domain::rol::Rol;
use crate::domain::tijd::Tijdstip;
use crate::projection::rij;
use crate::protocol::{Hier, Soort, ToClient};
use crate::server::access::{Account, Asked, Denied, Identity, Ziet};

/// What somebody was given, by dossier.
pub(super) type Given = BTreeMap<DossierNummer, Toegang>;

/// Who has more in a dossier than before, or something else.
pub(super) type Changed = Vec<(PeerId, DossierNummer)>;

impl Peer {
    /// The roles of this terminal in a dossier: those of the table that count there, and what was given there.
    pub(super) fn rollen_in(&self, nummer: DossierNummer) -> Vec<Rol> {
        let mut rollen = if self.who.may_see(nummer) { self.who.rollen.clone() } else { Vec::new() };
        let given = self.toegang.get(&nummer).map(|t| t.rol).filter(|rol| !rollen.contains(rol));
        rollen.extend(given);
        rollen
    }

    /// Who this is in a dossier. The table's name and organisation come first, where it gives any.
    pub(super) fn who_in(&self, nummer: DossierNummer) -> Identity {
        let mut who = Identity { rollen: self.rollen_in(nummer), ..self.who.clone() };
        if let Some(given) = self.toegang.get(&nummer) {
            if self.who.rollen.is_empty() {
                who.naam = given.naam.clone();
            }
            who.organisatie = who.organisatie.or_else(|| Some(given.organisatie.clone()).filter(|o| !o.is_empty()));
        }
        who
    }

    /// Who this is in a dossier, where something was given there: the terminal cannot know that from its welcome.
    pub(super) fn hier(&self, nummer: DossierNummer) -> Option<Hier> {
        let given = self.toegang.contains_key(&nummer).then(|| self.who_in(nummer));
        given.map(|Identity { naam, rollen, organisatie, .. }| Hier { naam, rollen, organisatie })
    }

    /// Whether this dossier exists for this terminal.
    pub(super) fn may_see(&self, nummer: DossierNummer) -> bool {
        rechten::ziet_dossiers(&self.rollen_in(nummer))
    }

    /// Whether it sees what is shielded in this dossier.
    pub(super) fn sees_shielded(&self, nummer: DossierNummer) -> bool {
        rechten::ziet_afgeschermd(&self.rollen_in(nummer))
    }

    /// Whether it may know that a dossier was destroyed, and by whom: who carries it, or keeps the store. Access that was
    /// given in the dossier went with it.
    pub(super) fn ziet_bewijs(&self, nummer: DossierNummer) -> bool {
        let rol = |rol: &Rol| rechten::REGIE.contains(rol) || rechten::TOEZICHT.contains(rol);
        self.who.may_see(nummer) && self.who.rollen.iter().any(rol)
    }

    /// What there is for it in all dossiers.
    pub(super) fn ziet(&self) -> Ziet {
        let tafel = if rechten::ziet_dossiers(&self.who.rollen) { self.who.dossiers.clone() } else { Some(Vec::new()) };
        let gegeven = self.toegang.keys().filter(|n| self.may_see(**n)).map(|n| (*n, self.sees_shielded(*n))).collect();
        Ziet { tafel, afgeschermd: rechten::ziet_afgeschermd(&self.who.rollen), gegeven }
    }
}

impl Peer {
    /// Of which dossiers it may look into the trace, with all that is of no single one where that is all; none where it may not.
    pub(super) fn ziet_inzage(&self) -> Option<Ziet> {
        let van_tafel = self.who.inzage || rechten::ziet_inzage(&self.who.rollen);
        let tafel = if van_tafel { self.who.dossiers.clone() } else { Some(Vec::new()) };
        let own = self.toegang.iter().filter(|(_, t)| rechten::ziet_inzage(&[t.rol]));
        let gegeven: BTreeMap<DossierNummer, bool> = own.map(|(n, _)| (*n, false)).collect();
        (van_tafel || !gegeven.is_empty()).then_some(Ziet { tafel, afgeschermd: false, gegeven })
    }
}

impl Clerk {
    /// Whether there is a dossier for who sees this much.
    pub(super) fn is_iets_voor(&self, ziet: &Ziet) -> bool {
        let er = |own: &Vec<DossierNummer>| own.iter().any(|n| self.known.contains(n));
        ziet.tafel.as_ref().is_none_or(er) || !ziet.gegeven.is_empty()
    }

    /// Whether this is the terminal of a person for whom there is something to look up.
    pub(super) fn looks_up(&self, peer: &Peer) -> bool {
        peer.hears() && self.is_iets_voor(&peer.ziet())
    }

    /// What this account was given that holds now.
    fn granted<'a>(&'a self, gebruiker: &'a str) -> impl Iterator<Item = (DossierNummer, &'a Toegang)> {
        let own = move |t: &&Toegang| t.gebruiker.as_str() == gebruiker && t.duurt_nog(self.nu);
        self.toegang.iter().filter_map(move |(n, all)| Some((*n, all.iter().find(own)?)))
    }

    /// The same, of what this terminal took: one that came as something has what was given as that.
    pub(super) fn given_to(&self, who: &Identity, asked: &Asked) -> Given {
        // what somebody took in need they have in whatever role they sit there
        let taken = |t: &Toegang| asked.soort != Soort::Scherm && (t.nood || asked.als.is_none_or(|als| als == t.rol));
        let all = self.granted(who.gebruiker.as_str()).filter(|(_, t)| taken(t));
        all.map(|(n, t)| (n, t.clone())).collect()
    }

    /// Who is at the other end, by the role table and by what was given in the dossiers.
    pub(super) fn identify(&self, account: &Account, asked: &Asked) -> Result<Identity, Denied> {
        self.access.identify_with(account, asked, &|name| self.granted(name).map(|(_, t)| t.rol).collect())
    }

    /// Why somebody is not let in; who may be on a list that was not read yet is told so.
    pub(super) fn not_let_in(&self, denied: &Denied) -> String {
        let unread = self.access.is_shared() && self.known.iter().any(|n| !self.toegang.contains_key(n));
        if unread && matches!(denied, Denied::Unknown(_) | Denied::NotGiven { .. }) {
            return format!(
                "{denied} (wie in een enkel dossier toegang kreeg, wordt nog nagelezen: probeer het zo nog eens)"
            );
        }
        denied.to_string()
    }

    /// What was read off a dossier up to its record `seq`, where nothing better is known; nobody, where there were more.
    pub(super) fn learn_access(&mut self, nummer: DossierNummer, seq: u64, all: Vec<Toegang>) {
        let beyond = self.remembered.get(&nummer).into_iter().flatten().any(|head| head.seq > seq);
        if let Entry::Vacant(unknown) = self.toegang.entry(nummer) {
            unknown.insert(if beyond { Vec::new() } else { all });
            self.reckon_all_access();
        }
    }

    /// Takes over who may see a dossier as it is in memory now. Who may no more has it no more, before anything else is said.
    pub(super) fn access_in(&mut self, nummer: DossierNummer) -> Changed {
        let all = match self.dossiers.get(&nummer) {
            // what is in memory may be less than there is: what was known before that stays
            Some(loaded) if loaded.may_heal() => return Changed::new(),
            Some(Loaded { broken: Some(_), .. }) | None => Vec::new(),
            Some(loaded) => rij::toegang(&loaded.dossier),
        };
        if self.toegang.get(&nummer) == Some(&all) {
            return Changed::new();
        }
        self.toegang.insert(nummer, all);
        self.reckon_access()
    }

    /// When access ends of somebody who is connected: then there has to be a step.
    pub fn wakes(&self) -> Option<Tijdstip> {
        self.access_ends
    }

    /// Access ended by itself.
    pub(super) fn lapse(&mut self) {
        if self.access_ends.is_some_and(|end| end <= self.nu) {
            self.reckon_all_access();
        }
    }

    /// What everybody who is connected has now, and what follows from that.
    pub(super) fn reckon_all_access(&mut self) {
        let changed = self.reckon_access();
        self.open_access(&changed);
    }

    /// What everybody who is connected has now. Who lost a dossier is sent away from it; gives who has something else in one.
    fn reckon_access(&mut self) -> Changed {
        let mut changed = Changed::new();
        for id in self.peers.keys().copied().collect::<Vec<_>>() {
            let Some(peer) = self.peers.get(&id) else { continue };
            let now = self.given_to(&peer.who, &peer.asked);
            let touched: BTreeSet<DossierNummer> = peer.toegang.keys().chain(now.keys()).copied().collect();
            let touched = touched.into_iter().filter(|n| peer.toegang.get(n) != now.get(n));
            let before: Vec<(DossierNummer, [bool; 2])> =
                touched.map(|n| (n, [peer.may_see(n), peer.sees_shielded(n)])).collect();
            let stays = self.identify(&peer.account, &peer.asked).as_ref() == Ok(&peer.who);
            if let Some(peer) = self.peers.get_mut(&id) {
                peer.toegang = now;
            }
            for (nummer, [saw, saw_shielded]) in before {
                let Some(peer) = self.peers.get(&id) else { continue };
                let (sees, shielded) = (peer.may_see(nummer), peer.sees_shielded(nummer));
                if saw_shielded && !shielded {
                    self.types_no_more(id, nummer);
                }
                if (saw, saw_shielded) > (sees, shielded) {
                    // what of it stands in an overview, or was found, is not for them any more
                    self.tell(id, &ToClient::RijWeg { nummer });
                }
                match (saw, sees) {
                    (true, false) => self.close(id, nummer),
                    (_, true) => changed.push((id, nummer)),
                    (false, false) => {}
                }
            }
            if !stays {
                self.roles_changed(id);
            }
        }
        self.reckon_ends();
        changed
    }

    /// When the next access ends of those who are connected.
    pub(super) fn reckon_ends(&mut self) {
        self.access_ends = self.peers.values().flat_map(|p| p.toegang.values()).filter_map(|t| t.tot).min();
    }

    /// A dossier that is not there any more for a terminal.
    fn close(&mut self, id: PeerId, nummer: DossierNummer) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        if peer.follows == Some(nummer) {
            (peer.follows, peer.given) = (None, None);
            self.not_there(id, Some(nummer));
            self.tell_presence(nummer);
        }
    }

    /// Gives those who have more in a dossier, or something else, what they may see now.
    pub(super) fn open_access(&mut self, changed: &Changed) {
        for &(id, nummer) in changed {
            let Some(peer) = self.peers.get(&id) else { continue };
            let row = self.dossiers.get(&nummer).and_then(|l| Some(rij::dossier(&l.dossier, l.gewijzigd()?)));
            let row = row.map(|row| if peer.sees_shielded(nummer) { row } else { row.openbaar() });
            let (follows, overview) = (peer.follows == Some(nummer), peer.overview);
            if let Some(rij) = row.filter(|_| overview).map(Box::new) {
                self.tell(id, &ToClient::Rij { rij });
            }
            if follows {
                self.give_from(id, nummer, None);
                self.give_back_typing(id, nummer, false);
                self.show_others_typing(id, nummer);
                self.tell_presence(nummer);
            }
        }
    }

    /// Says to who gave access where that opens nothing: nobody but the owner of a store without a role table comes in.
    pub(super) fn tell_unshared(&mut self, asker: Option<PeerId>, nummer: DossierNummer) {
        let last = self.dossiers.get(&nummer).and_then(|l| l.frames.last());
        let gives = last.is_some_and(|f| f.events.iter().any(|e| matches!(e, Event::ToegangGegeven { .. })));
        if let Some(id) = asker.filter(|_| gives && !self.access.is_shared()) {
            let tekst = "dat staat er, maar deze tafel heeft geen rollentabel: zo kan alleen de eigenaar erbij".into();
            self.tell(id, &ToClient::Melding { tekst });
        }
    }
}
