//! What happened in a meeting, counted.

/// What happened, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Telling {
    pub(crate) stappen: usize,
    pub(crate) gevraagd: usize,
    pub(crate) bevestigd: usize,
    pub(crate) geweigerd: usize,
    pub(crate) storingen: usize,
    pub(crate) herstarts: usize,
    pub(crate) stroom: usize,
    pub(crate) schijf: usize,
    pub(crate) herverbonden: usize,
    pub(crate) dubbel: usize,
    pub(crate) rollen: usize,
    pub(crate) rot: usize,
    pub(crate) bytes: usize,
    /// Steps at which somebody who is in no role table had a dossier before them.
    pub(crate) vreemd: usize,
    /// How often one was taken from them while they had it.
    pub(crate) ontzegd: usize,
    /// How often the disk with the drafts began to refuse.
    pub(crate) conceptschijf: usize,
    /// Steps at which a line waited that it had refused.
    pub(crate) onbewaard: usize,
    /// How often a terminal was locked, and brought back.
    pub(crate) sloten: usize,
    pub(crate) ontsloten: usize,
}

impl Telling {
    /// Adds that of another meeting.
    pub(crate) fn erbij(&mut self, t: &Self) {
        let Self {
            stappen,
            gevraagd,
            bevestigd,
            geweigerd,
            storingen,
            herstarts,
            stroom,
            schijf,
            herverbonden,
            dubbel,
            rollen,
            rot,
            bytes,
            vreemd,
            ontzegd,
            conceptschijf,
            onbewaard,
            sloten,
            ontsloten,
        } = t;
        self.stappen += stappen;
        self.gevraagd += gevraagd;
        self.bevestigd += bevestigd;
        self.geweigerd += geweigerd;
        self.storingen += storingen;
        self.herstarts += herstarts;
        self.stroom += stroom;
        self.schijf += schijf;
        self.herverbonden += herverbonden;
        self.dubbel += dubbel;
        self.rollen += rollen;
        self.rot += rot;
        self.bytes += bytes;
        self.vreemd += vreemd;
        self.ontzegd += ontzegd;
        self.conceptschijf += conceptschijf;
        self.onbewaard += onbewaard;
        self.sloten += sloten;
        self.ontsloten += ontsloten;
    }
}
