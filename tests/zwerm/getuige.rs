//! Who watches the service: every record that becomes durable, every byte that is sent, every draft that is written, at the
//! very moment. What it finds wrong it says in numbers and keys, never in words of the meeting.

use std::collections::{BTreeMap, BTreeSet};

use crisistafel::domain::command::Command;
use crisistafel::domain::dossier::{Dossier, RegelSoort};
use crisistafel::domain::event::Event;
use crisistafel::domain::evolve::evolve;
use crisistafel::domain::ids::{DossierNummer, RequestId};
use crisistafel::domain::tekst::Tekst;
use crisistafel::domain::tijd::Tijdstip;
use crisistafel::protocol::frame::{self, TO_CLIENT_BYTES_MAX};
use crisistafel::protocol::{Afhandeling, ToClient};
use crisistafel::server::Draft;
use crisistafel::server::clerk::PeerId;

use super::concepten::{self, Concepten};
use super::geplant::{Geplant, Verzoek, json};
use super::mag::{Gegeven, Kijker, Zit};
use super::spiegel::{Feit, Spiegel};
use super::terminal::is_kader;
use super::toeval::{MERK, WOORD_NA_MERK};

/// How an answer to a request begins on the wire, behind its length.
const ANTWOORD: &[u8] = b"{\"antwoord\":";
/// And how frames do, up to the number of the dossier.
const FRAMES: &[u8] = b"{\"frames\":{\"dossier\":\"";
/// And how what the disk refuses does.
const NIET_OP_SCHIJF: &[u8] = b"{\"niet_op_schijf\":";

/// What is known from watching.
#[derive(Default)]
pub(crate) struct Getuige {
    pub(crate) geplant: Geplant,
    pub(crate) spiegels: BTreeMap<DossierNummer, Spiegel>,
    /// Every dossier as it is.
    pub(crate) waarheid: BTreeMap<DossierNummer, Dossier>,
    /// Every record that the service knows.
    pub(crate) feiten: BTreeMap<DossierNummer, Vec<Feit>>,
    /// The dossiers that the service has in memory.
    geladen: BTreeSet<DossierNummer>,
    /// Those that were read last on a disk that refused: what the service makes of them is looked at when it gives again.
    pub(crate) onzeker: BTreeSet<DossierNummer>,
    /// How many of those are durable.
    zeker: BTreeMap<DossierNummer, usize>,
    pub(crate) opdrachten: BTreeMap<Verzoek, Vec<Command>>,
    /// Who asked each request.
    vragers: BTreeMap<RequestId, Tekst>,
    pub(crate) kijkers: BTreeMap<PeerId, Kijker>,
    /// The connections that are locked, by what they were told.
    pub(crate) dicht: BTreeSet<PeerId>,
    /// Who was given a role in which dossier.
    toegang: BTreeMap<(DossierNummer, Tekst), Gegeven>,
    /// The time by which the service goes.
    pub(crate) nu: Option<Tijdstip>,
    /// Lines that were entered and kept: from then on they are recorded or a draft.
    pub(crate) bewaard: BTreeSet<Verzoek>,
    /// Those that were entered and that the disk refused.
    pub(crate) geweigerd: BTreeSet<Verzoek>,
    /// What each connection was told last of what is not on disk.
    pub(crate) gezegd: BTreeMap<PeerId, BTreeSet<RequestId>>,
    pub(crate) bytes: usize,
    pub(crate) uitkomsten: [usize; 3],
    /// The first thing that was wrong.
    pub(crate) mis: Option<String>,
}

impl Getuige {
    pub(crate) fn meld(&mut self, wat: String) {
        self.mis.get_or_insert(wat);
    }

    /// Somebody asks something.
    pub(crate) fn gevraagd(&mut self, dossier: Option<DossierNummer>, van: &Verzoek, commands: &[Command]) {
        if let Some(nummer) = dossier {
            self.geplant.getypt(nummer, van, commands);
            self.spiegel(nummer).gevraagd(van.clone());
        }
        self.vragers.insert(van.1, van.0.clone());
        self.opdrachten.entry(van.clone()).or_insert_with(|| commands.to_vec());
    }

    fn spiegel(&mut self, nummer: DossierNummer) -> &mut Spiegel {
        self.spiegels.entry(nummer).or_insert_with(|| Spiegel::new(nummer))
    }

    fn vastgelegd(&mut self, nummer: DossierNummer, feit: Feit) {
        let d = self.waarheid.entry(nummer).or_insert_with(|| Dossier::new(nummer));
        let van = feit.van();
        let commands = self.opdrachten.get(&van).map(Vec::as_slice).unwrap_or_default();
        self.geplant.vastgelegd(d, &feit.stamp, (commands, &feit.events));
        feit.events.iter().for_each(|e| evolve(d, &feit.stamp, e));
        feit.events.iter().for_each(|e| toegelaten(&mut self.toegang, nummer, e));
        self.bewaard.remove(&van);
        self.geweigerd.remove(&van);
        self.feiten.entry(nummer).or_default().push(feit);
    }

    /// A record was appended, durably.
    pub(crate) fn toegevoegd(&mut self, nummer: DossierNummer, feit: Feit) {
        self.geladen.insert(nummer);
        self.onzeker.remove(&nummer);
        self.vastgelegd(nummer, feit);
        self.zeker.insert(nummer, self.feiten.get(&nummer).map_or(0, Vec::len));
    }

    /// The service read a journal: what nobody knew of it is known now; durable, where the disk let it be made so.
    pub(crate) fn gelezen(&mut self, nummer: DossierNummer, all: &[Feit], duurzaam: bool) {
        let known = self.feiten.get(&nummer).map_or(0, Vec::len);
        if all.len() < known {
            return self.meld(format!("{nummer}: {} records were read, {known} were there", all.len()));
        }
        let al_geladen = !self.geladen.insert(nummer);
        self.klopt(nummer, all);
        if duurzaam {
            self.onzeker.remove(&nummer);
        } else {
            self.onzeker.insert(nummer);
        }
        if !duurzaam && al_geladen {
            // what it reads on a disk that refuses it does not take over
            return;
        }
        for feit in all.iter().skip(known) {
            self.vastgelegd(nummer, feit.clone());
        }
        if duurzaam {
            self.zeker.insert(nummer, all.len());
            self.spiegel(nummer).neem_over(all);
        }
    }

    /// The machine stopped, and this is what is left of a journal.
    pub(crate) fn over(&mut self, nummer: DossierNummer, all: &[Feit]) {
        self.geladen.remove(&nummer);
        self.onzeker.remove(&nummer);
        let zeker = self.zeker.get(&nummer).copied().unwrap_or(0);
        if all.len() < zeker {
            return self.meld(format!("{nummer}: {} records are left, {zeker} were durable", all.len()));
        }
        self.klopt(nummer, all);
        let feiten = self.feiten.entry(nummer).or_default();
        if all.len() < feiten.len() {
            // what was read and never made durable may be gone; nobody was told that it was recorded
            feiten.truncate(all.len());
            self.toegang.retain(|(n, _), _| *n != nummer);
            for event in feiten.iter().flat_map(|f| &f.events) {
                toegelaten(&mut self.toegang, nummer, event);
            }
            let waarheid = super::spiegel::speel_alles(nummer, feiten);
            self.waarheid.insert(nummer, waarheid);
            self.spiegel(nummer).neem_over(all);
        }
    }

    /// A journal is what was acknowledged, and else what somebody asked.
    fn klopt(&mut self, nummer: DossierNummer, all: &[Feit]) {
        for van in all.iter().map(Feit::van).filter(|van| self.opdrachten.contains_key(van)).collect::<Vec<_>>() {
            self.spiegel(nummer).gevraagd(van);
        }
        if let Err(wat) = self.spiegel(nummer).klopt(all) {
            self.meld(format!("{nummer}: {wat}"));
        }
    }

    /// A draft has to be on disk before what follows: a line that was entered, or refused.
    pub(crate) fn ingevoerd(&mut self, draft: &Draft) {
        let Some(verzoek) = draft.regel.verzoek else { return };
        let van = (draft.gebruiker.clone(), verzoek);
        let oordeel = |c: &Command| matches!(c, Command::LegRegelVast { regel, .. } if regel.soort == RegelSoort::Oordeel);
        // what is recorded already, and sent once more while the disk does not let that be seen, needs none
        if self.feiten.get(&draft.dossier).is_some_and(|all| all.iter().any(|f| f.van() == van)) {
            return;
        }
        // a judgement has no draft while a round is closed
        if !self.bewaard.contains(&van) && !self.opdrachten.get(&van).is_some_and(|all| all.iter().any(oordeel)) {
            self.geweigerd.insert(van);
        }
    }

    /// These drafts are on disk.
    pub(crate) fn bewaard(&mut self, drafts: &[Draft]) {
        for van in drafts.iter().flat_map(concepten::van) {
            if self.geweigerd.remove(&van) {
                self.bewaard.insert(van);
            }
        }
    }

    /// The program stops: what the disk refuses is gone with it, as who typed it was told.
    pub(crate) fn verloren(&mut self, c: &Concepten) {
        self.geweigerd.clear();
        for van in c.geweigerd().flat_map(concepten::van) {
            self.bewaard.remove(&van);
        }
        self.gezegd.clear();
    }

    /// This is sent to somebody.
    pub(crate) fn gezonden(&mut self, peer: PeerId, bytes: &[u8]) {
        self.bytes += bytes.len();
        self.op_slot(peer, bytes);
        if is_kader(bytes) {
            return;
        }
        let Some(kijker) = self.kijkers.get(&peer).cloned() else { return };
        // what stands before it is its length, which can look like anything
        for woord in woorden(bytes.get(4..).unwrap_or_default()) {
            if !self.mag(woord, &kijker) && !self.typte_zelf(woord, &kijker, bytes) {
                let soort: String = String::from_utf8_lossy(bytes).chars().skip(4).take(40).collect();
                let soort = soort.split('"').nth(1).unwrap_or_default().to_owned();
                let (veld, plaats) = self
                    .geplant
                    .woorden
                    .get(woord)
                    .map_or(("unknown", String::new()), |w| (w.veld.as_str(), format!("{:?}", w.plaats)));
                let wat =
                    format!("{:?} was sent a word of {veld} ({plaats}) in {soort}, which they may not read", kijker.zit);
                return self.meld(wat);
            }
        }
        if self.kent_verzoek_van_ander(&kijker, bytes) {
            return self.meld(format!("{:?} was sent the id of somebody else's request", kijker.zit));
        }
        if bytes.get(4..).is_some_and(|b| b.starts_with(ANTWOORD)) {
            self.beantwoord(&kijker, bytes);
        }
        if bytes.get(4..).is_some_and(|b| b.starts_with(NIET_OP_SCHIJF))
            && let Ok(ToClient::NietOpSchijf { regels }) = frame::read(&mut &*bytes, TO_CLIENT_BYTES_MAX)
        {
            self.gezegd.insert(peer, regels.into_iter().collect());
        }
    }

    /// A locked terminal is told that it is, that a PIN is wrong or right, or that it ends; nothing else.
    fn op_slot(&mut self, peer: PeerId, bytes: &[u8]) {
        let is = |wat: &[u8]| bytes.get(4..).is_some_and(|b| b.starts_with(wat));
        if is(b"\"vergrendeld\"") {
            self.dicht.insert(peer);
            self.gezegd.remove(&peer);
        } else if is(b"{\"ontgrendeld\"") {
            self.dicht.remove(&peer);
        } else if self.dicht.contains(&peer) && !is(b"\"niet_ontgrendeld\"") && !is(b"{\"weg\"") {
            self.meld("a locked terminal was sent something".to_owned());
        }
    }

    /// Whether somebody is sent the id of a request of another account: ids count up.
    fn kent_verzoek_van_ander(&self, kijker: &Kijker, bytes: &[u8]) -> bool {
        let Some(rest) = bytes.get(4..).and_then(|b| b.strip_prefix(FRAMES)) else { return false };
        let nummer = rest.get(..rest.iter().position(|b| *b == b'"').unwrap_or(0)).unwrap_or_default();
        if std::str::from_utf8(nummer).ok().and_then(|n| n.parse::<DossierNummer>().ok()).is_none() {
            return false;
        }
        let ids = rest.split(|b| *b == b'"').filter(|word| word.len() == 32);
        let ids = ids.filter_map(|word| u128::from_str_radix(std::str::from_utf8(word).ok()?, 16).ok());
        ids.into_iter().any(|id| self.vragers.get(&RequestId(id)).is_some_and(|wie| *wie != kijker.gebruiker))
    }

    /// Whether this answers a request in which who asked said it: a refusal says what was asked.
    fn typte_zelf(&self, woord: &str, kijker: &Kijker, bytes: &[u8]) -> bool {
        if !bytes.get(4..).is_some_and(|b| b.starts_with(ANTWOORD)) {
            return false;
        }
        let Ok(ToClient::Antwoord { verzoek, .. }) = frame::read(&mut &*bytes, TO_CLIENT_BYTES_MAX) else { return false };
        let gevraagd = self.opdrachten.get(&(kijker.gebruiker.clone(), verzoek));
        gevraagd.is_some_and(|all| woorden(json(all).as_bytes()).any(|w| w == woord))
    }

    fn mag(&self, woord: &str, kijker: &Kijker) -> bool {
        let Some(w) = self.geplant.woorden.get(woord) else { return false };
        let leeg = Dossier::new(w.dossier);
        let d = self.waarheid.get(&w.dossier).unwrap_or(&leeg);
        let zit = match (kijker.zit, d.actueel()) {
            (Zit::Wand(_), Some(o)) => Zit::Wand(o.nr),
            (zit, _) => zit,
        };
        let hier = self.in_dossier(&Kijker { zit, ..kijker.clone() }, w.dossier);
        self.geplant.mag(woord, &hier, d)
    }

    /// Somebody as they see one dossier now.
    pub(super) fn in_dossier(&self, kijker: &Kijker, nummer: DossierNummer) -> Kijker {
        let gegeven = self.gegeven(nummer, &kijker.gebruiker);
        kijker.in_dossier(nummer, gegeven, self.nu.unwrap_or(Tijdstip::from_millis(0)))
    }

    /// For which organisation who sits there speaks in a dossier: that of the role table, else what was given with access.
    pub(crate) fn spreekt_voor(&self, peer: PeerId, nummer: DossierNummer) -> Option<Tekst> {
        self.in_dossier(self.kijkers.get(&peer)?, nummer).organisatie.map(|o| Tekst::cut(&o.to_string()))
    }

    /// What somebody was given in a dossier and nobody withdrew.
    pub(super) fn gegeven(&self, nummer: DossierNummer, gebruiker: &Tekst) -> Option<&Gegeven> {
        self.toegang.get(&(nummer, gebruiker.clone()))
    }

    fn beantwoord(&mut self, kijker: &Kijker, bytes: &[u8]) {
        let Ok(ToClient::Antwoord { verzoek, uitkomst }) = frame::read(&mut &*bytes, TO_CLIENT_BYTES_MAX) else {
            return self.meld("an answer that cannot be read".to_owned());
        };
        let van = (kijker.gebruiker.clone(), verzoek);
        match uitkomst {
            Afhandeling::Vastgelegd { dossier, .. } => {
                self.uitkomsten[0] += 1;
                let feit = self.feiten.get(&dossier).and_then(|all| all.iter().rev().find(|f| f.van() == van)).cloned();
                match feit {
                    Some(feit) => self.spiegel(dossier).bevestigd(feit),
                    None => self.meld(format!("{dossier}: a request was acknowledged and is in no record")),
                }
            }
            Afhandeling::Geweigerd { .. } => {
                self.uitkomsten[1] += 1;
                for s in self.spiegels.values_mut() {
                    s.geweigerd_als_gevraagd(&van);
                }
            }
            Afhandeling::Storing { .. } => self.uitkomsten[2] += 1,
        }
    }
}

/// Keeps who is let in, and who is not any more.
fn toegelaten(all: &mut BTreeMap<(DossierNummer, Tekst), Gegeven>, nummer: DossierNummer, event: &Event) {
    if let Event::ToegangGegeven { toegang: t } | Event::NoodtoegangGenomen { toegang: t } = event {
        let nood = matches!(event, Event::NoodtoegangGenomen { .. });
        all.insert((nummer, t.gebruiker.clone()), (t.rol, t.tot, nood, t.organisatie.clone()));
    }
    if let Event::ToegangIngetrokken { gebruiker, .. } = event {
        all.remove(&(nummer, gebruiker.clone()));
    }
}

/// The planted words in these bytes.
fn woorden(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let mark = MERK.as_bytes();
    let starts = bytes.windows(mark.len()).enumerate().filter(move |(_, w)| *w == mark).map(|(at, _)| at);
    starts.filter_map(move |at| std::str::from_utf8(bytes.get(at..at + mark.len() + WOORD_NA_MERK)?).ok())
}
