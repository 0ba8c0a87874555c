//! A dossier in memory: replayed from its journal when somebody first asks for it, or when the disk refused something.

use std::collections::BTreeMap;

use crate::domain::controlepunt::{Controlepunt, Controlepunten};
use crate::domain::dossier::Dossier;
use crate::domain::event::Event;
use crate::domain::evolve::evolve;
use crate::domain::ids::{DossierNummer, RequestId};
use crate::domain::rol::Stamp;
use crate::domain::scherm::Kijker;
use crate::domain::tekst::Tekst;
use crate::domain::tijd::Tijdstip;
use crate::domain::versie::Versies;
use crate::domain::vouw::vouw;
use crate::domain::zicht::{kring, kringen, onthult, verandert_zicht};
use crate::journal::record::all_envelopes;
use crate::journal::{Head, JournalId, Reading};
use crate::projection::rij::{DossierRij, LaatsteWijziging};
use crate::protocol::Stand;

/// One frame as it was replayed or committed.
pub(crate) struct Frame {
    /// Its sequence number.
    pub seq: u64,
    /// Who, when, which request.
    pub stamp: Stamp,
    /// What happened.
    pub events: Vec<Event>,
}

/// Names a request for good. The account is part of it: ids can be seen by others, who must not be able to use them up.
type RequestKey = (Tekst, RequestId);

/// A dossier in memory.
pub(crate) struct Loaded {
    /// The state after the last frame.
    pub dossier: Dossier,
    /// The last change of what was replaced in it.
    pub versies: Versies,
    /// Every frame, in order.
    pub frames: Vec<Frame>,
    /// The end of the journal.
    pub head: Head,
    /// The record with which a meeting was closed last.
    gesloten: Option<Head>,
    /// The frame of each request, so that a resend is never applied twice.
    requests: BTreeMap<RequestKey, u64>,
    /// The row of it as it was told last, to each as they may see it.
    pub verteld: Option<DossierRij>,
    /// Whether something in it was ever for organisations only.
    besloten: bool,
    /// From what follows what terminals call a record.
    secret: [u8; 32],
    /// Why nothing can be recorded; what there is can still be read.
    pub broken: Option<Broken>,
    /// Since when nobody follows it, or when it was used last since.
    pub idle: Option<Tijdstip>,
}

/// Why nothing can be recorded in a dossier.
pub(crate) struct Broken {
    /// In words, for the user.
    pub why: String,
    /// Whether reading the journal again can help: the disk refused, the record itself is whole.
    pub try_again: bool,
}

impl Broken {
    pub(super) fn damaged(why: impl std::fmt::Display) -> Self {
        Self { why: why.to_string(), try_again: false }
    }

    /// The same, where what is in memory is more than what can be read: it helps to put the file back.
    pub(super) fn still_known(self) -> Self {
        let why = if self.try_again { self.why } else { format!("{}; {}", self.why, super::hand::KEEP) };
        Self { why, try_again: true }
    }

    /// The disk refused.
    pub(crate) fn refused(why: impl std::fmt::Display) -> Self {
        Self { why: why.to_string(), try_again: true }
    }
}

impl Loaded {
    /// A dossier without a frame, whose journal begins at `head`.
    pub(crate) fn new(nummer: DossierNummer, head: Head, secret: [u8; 32]) -> Self {
        let (dossier, versies) = (Dossier::new(nummer), Versies::default());
        let (frames, requests) = (Vec::new(), BTreeMap::new());
        Self {
            dossier,
            versies,
            frames,
            head,
            gesloten: None,
            requests,
            verteld: None,
            besloten: false,
            secret,
            broken: None,
            idle: None,
        }
    }

    /// What terminals call a record that see this much: another one in its place has another name, and who comes back to see
    /// more or less than before cannot go on from there.
    pub(crate) fn stand(&self, frame: &Frame, kijker: &Kijker) -> Stand {
        self.standen(kijker)(frame)
    }

    /// The same, of many.
    fn standen(&self, kijker: &Kijker) -> impl Fn(&Frame) -> Stand + use<> {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        hasher.update(self.dossier.nummer.to_string().as_bytes()).update(&[u8::from(kijker.is_vol())]);
        // as a shield names it: where that gives nothing it is no other sight
        hasher.update(vouw(kijker.kringlid().unwrap_or_default()).as_bytes());
        move |frame| {
            let mut hasher = hasher.clone();
            hasher.update(&frame.seq.to_le_bytes()).update(&frame.stamp.verzoek.0.to_le_bytes());
            Stand(hasher.finalize().as_bytes().first_chunk().map_or(0, |b| u64::from_le_bytes(*b)))
        }
    }

    /// What everybody else calls a request of an account: the ids of a terminal count up, so that
    /// they could tell what they are not given.
    pub(crate) fn vreemd(&self, gebruiker: &Tekst, verzoek: RequestId) -> RequestId {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        hasher.update(b"verzoek").update(self.dossier.nummer.to_string().as_bytes());
        hasher.update(&verzoek.0.to_le_bytes()).update(gebruiker.as_str().as_bytes());
        RequestId(hasher.finalize().as_bytes().first_chunk().map_or(0, |b| u128::from_le_bytes(*b)))
    }

    /// What the server calls the request of what it records by itself now.
    pub(crate) fn eigen_verzoek(&self) -> RequestId {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        hasher.update(b"dienst").update(self.dossier.nummer.to_string().as_bytes()).update(&self.head.seq.to_le_bytes());
        RequestId(hasher.finalize().as_bytes().first_chunk().map_or(u128::MAX, |b| u128::from_le_bytes(*b)))
    }

    /// Whether something of a frame is for who looks.
    fn is_te_zien(&self, frame: &Frame, kijker: &Kijker) -> bool {
        frame.events.iter().any(|e| kring(&self.dossier, &frame.stamp, e).hoort(kijker))
    }

    /// Whether something of this record is for who looks.
    pub(crate) fn ziet_record(&self, seq: u64, kijker: &Kijker) -> bool {
        self.frames.iter().rev().find(|f| f.seq == seq).is_none_or(|f| self.is_te_zien(f, kijker))
    }

    /// Whether an event changes what may be seen of those before it by who looks. While nothing was ever for organisations,
    /// who sees what is shielded per role sees all of it.
    pub(crate) fn anew(&self, frame: &Frame, event: &Event, kijker: &Kijker) -> bool {
        let alles = kijker.is_vol() && !self.besloten;
        onthult(event) || !alles && verandert_zicht(&self.dossier, &frame.stamp, event)
    }

    /// The last record of which they may know something.
    pub(crate) fn laatste(&self, kijker: &Kijker) -> Option<Stand> {
        self.frames.iter().rev().find(|f| self.is_te_zien(f, kijker)).map(|f| self.stand(f, kijker))
    }

    /// The frames that a terminal misses that has everything up to `sinds`; none where it cannot go on from there. Not one
    /// that has what is not here: it has seen what is lost. Nor one that saw more or less of it then, or missed that what it
    /// had, or was not given, is seen differently now.
    pub(crate) fn missed(&self, sinds: Stand, kijker: &Kijker) -> Option<&[Frame]> {
        let stand = self.standen(kijker);
        let at = self.frames.iter().rposition(|f| stand(f) == sinds)?;
        let missed = self.frames.get(at + 1..)?;
        (!missed.iter().any(|f| f.events.iter().any(|e| self.anew(f, e, kijker)))).then_some(missed)
    }

    /// The requests of this user after record `seq` of which they are sent nothing, as of a closed round: they know what they
    /// asked.
    pub(crate) fn ongezien(&self, gebruiker: &Tekst, seq: u64, kijker: &Kijker) -> impl Iterator<Item = RequestId> {
        let later = self.frames.iter().rev().take_while(move |f| f.seq > seq);
        let own = later.filter(move |f| f.stamp.wie.gebruiker == *gebruiker && !self.is_te_zien(f, kijker));
        own.map(|f| f.stamp.verzoek)
    }

    /// The number of the record that somebody names who sees this much; none where it is not in this dossier.
    pub(crate) fn seq(&self, stand: Stand, kijker: &Kijker) -> Option<u64> {
        let naam = self.standen(kijker);
        self.frames.iter().rev().find(|f| naam(f) == stand).map(|f| f.seq)
    }

    /// When it last changed; none while there is nothing in it.
    pub(crate) fn gewijzigd(&self) -> Option<LaatsteWijziging> {
        LaatsteWijziging::van(&self.dossier, self.frames.iter().map(|f| (&f.stamp, f.events.as_slice())))
    }

    /// Whether the disk refused it, and reading it again can help.
    pub(crate) fn may_heal(&self) -> bool {
        self.broken.as_ref().is_some_and(|b| b.try_again)
    }

    /// The frame in which this user's request was carried out, if it was.
    pub(crate) fn done(&self, gebruiker: &Tekst, verzoek: RequestId) -> Option<u64> {
        self.requests.get(&(gebruiker.clone(), verzoek)).copied()
    }

    /// The events of a frame, and of those that it took back.
    pub(crate) fn touched<'a>(&'a self, frame: &'a Frame) -> Vec<&'a Event> {
        let mut all: Vec<&Event> = frame.events.iter().collect();
        let mut at = 0;
        while let Some(event) = all.get(at) {
            if let Event::Teruggenomen { verzoek, .. } = event {
                let seq = self.done(&frame.stamp.wie.gebruiker, *verzoek);
                let undone = seq.and_then(|seq| self.frames.iter().rev().find(|f| f.seq == seq));
                all.extend(undone.into_iter().flat_map(|f| &f.events));
            }
            at += 1;
        }
        all
    }

    /// Adds a frame that is durable.
    pub(crate) fn add(&mut self, stamp: Stamp, events: Vec<Event>, head: Head) {
        for event in &events {
            self.versies.neem_op(&self.dossier, head.seq, &stamp, event);
            evolve(&mut self.dossier, &stamp, event);
        }
        self.requests.insert((stamp.wie.gebruiker.clone(), stamp.verzoek), head.seq);
        self.besloten |= kringen(&self.dossier).is_dicht();
        if events.iter().any(|e| matches!(e, Event::OverlegGesloten { .. })) {
            self.gesloten = Some(head);
        }
        self.frames.push(Frame { seq: head.seq, stamp, events });
        self.head = head;
    }

    /// The checkpoints for who sees this much: who does not see everything, or did not, learns no number.
    pub(crate) fn punten(&self, kijker: &Kijker) -> Controlepunten {
        let journaal = self.dossier.nummer.to_string();
        let punt = |head: Head, nr| Controlepunt { journaal: journaal.clone(), nr, hash: *head.hash.as_bytes() };
        let alles = kijker.is_vol() && kringen(&self.dossier).hoort(kijker);
        let nu = Some(self.head).filter(|_| alles && self.broken.is_none());
        Controlepunten {
            nu: nu.map(|head| punt(head, Some(head.seq))),
            sluiting: self.gesloten.map(|head| punt(head, None)),
        }
    }
}

/// The dossier as far as its journal can be read.
pub(super) fn read_off(mut loaded: Loaded, reading: &Reading) -> Loaded {
    let id = JournalId::Dossier(loaded.dossier.nummer);
    for (envelope, frame) in all_envelopes::<Event>(id, reading).into_iter().zip(reading.frames()) {
        match envelope {
            Ok(e) => loaded.add(e.stamp, e.events, Head { seq: frame.seq, hash: frame.hash }),
            Err(damage) => {
                loaded.broken = Some(Broken::damaged(damage));
                break;
            }
        }
    }
    loaded
}
