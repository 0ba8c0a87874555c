//! What is still open before the next step, counted in one way for every screen: what everybody may know, and beside it
//! what follows from something shielded.

use crate::domain::dossier::Dossier;
use crate::domain::poort::{OpenPunt, Peiling, open_voor_volgende};

/// What is open, told apart by who may know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// What stands on every screen, the wall too.
    pub zichtbaar: Vec<OpenPunt>,
    /// What follows from something shielded. Empty where nothing is, and on a replica that was not given it.
    pub afgeschermd: Vec<OpenPunt>,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// For every screen.
    pub zichtbaar: usize,
    /// For a full screen of who may see what is shielded.
    pub afgeschermd: usize,
}

impl Open {
    /// How many of each.
    pub fn telling(&self) -> Telling {
        Telling { zichtbaar: self.zichtbaar.len(), afgeschermd: self.afgeschermd.len() }
    }
}

impl Telling {
    /// Whether nothing is open.
    pub fn is_leeg(self) -> bool {
        self.zichtbaar + self.afgeschermd == 0
    }
}

/// What is open before the next step; `gezien` is the dossier without what is shielded, none where nothing is. What the wall is told of a meeting is this of its dossier without what is shielded:
/// so the first number is the same on every screen. (Where something shielded solves what the wall still asks for, the wall
/// goes on asking: it does not know better.)
pub fn open(stand: Peiling<'_>, gezien: Option<&Dossier>) -> Open {
    let alles = open_voor_volgende(stand);
    let Some(gezien) = gezien.filter(|_| !alles.is_empty()) else {
        return Open { zichtbaar: alles, afgeschermd: Vec::new() };
    };
    let mut op_muur = gezien
        .overleg(stand.o.nr)
        .map(|o| open_voor_volgende(Peiling { d: gezien, o, kader: stand.kader, nu: stand.nu }))
        .unwrap_or_default();
    let mut neem = |zelfde: &dyn Fn(&OpenPunt) -> bool| {
        let at = op_muur.iter().position(zelfde);
        at.map(|at| op_muur.swap_remove(at)).is_some()
    };
    // the same words first; then the same check, whose words can be others without what is shielded
    let (mut zeker, mut rest) = (Vec::new(), Vec::new());
    for (nr, punt) in alles.into_iter().enumerate() {
        let gelijk = neem(&|q| q.controle == punt.controle && q.tekst == punt.tekst);
        if gelijk { zeker.push((nr, punt)) } else { rest.push((nr, punt)) }
    }
    let mut afgeschermd = Vec::new();
    for (nr, punt) in rest {
        let hangt = stand.d.is_afgeschermd(punt.regel);
        let gelijk = !hangt && neem(&|q| q.controle == punt.controle);
        if gelijk { zeker.push((nr, punt)) } else { afgeschermd.push(punt) }
    }
    zeker.sort_by_key(|(nr, _)| *nr);
    Open { zichtbaar: zeker.into_iter().map(|(_, punt)| punt).collect(), afgeschermd }
}
