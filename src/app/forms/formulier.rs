//! A form as it opens, what it asks of the server, and what is said of it.

use super::{verschil, vorm};
use crate::app::draft::LineEdit;
use crate::app::state::effect::Effect;
use crate::app::state::formulier::{Doel, Formulier, Ingevuld, Voorstel};
use crate::app::state::laag::Laag;
use crate::app::state::model::Model;
use crate::app::state::veld::{Formulierveld, Invoer, Sleutel};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::tekst::Tekst;

impl Formulier {
    /// The form for this, with what is known filled in; with what was typed before, where it was left unfinished.
    pub fn van(doel: Doel, m: &Model) -> Self {
        let nu = Self::nieuw(doel, m);
        match m.bewaard.iter().find(|f| f.doel == nu.doel) {
            Some(f) => nu.met_wat_getypt_was(f),
            None => nu,
        }
    }

    /// The same, as if nothing had been typed before.
    pub(super) fn nieuw(doel: Doel, m: &Model) -> Self {
        let gesloten = in_gesloten_ronde(&doel, m);
        let (titel, uitleg, velden) = vorm::van(&doel).velden(m);
        let (begin, basis) = (velden.clone(), m.gezien.clone().unwrap_or_else(|| m.basis()));
        let letters = String::new();
        let nu =
            Self { doel, titel, uitleg, velden, begin, basis, actief: 0, fout: None, gesloten, geraakt: false, letters };
        nu.met_voorstel(m)
    }

    /// What this form asks of the server, or the first field that cannot be read. Of something that is there only what
    /// somebody changed; nothing where that is nothing.
    pub fn opdrachten(&self, m: &Model) -> Ingevuld<Vec<Command>> {
        let nu = self.gelezen(m)?;
        let was = Self { velden: self.begin.clone(), ..self.clone() }.gelezen(m).unwrap_or_default();
        Ok(verschil::alleen_wat_anders_is(nu, &was))
    }

    /// What all its fields say together.
    fn gelezen(&self, m: &Model) -> Ingevuld<Vec<Command>> {
        vorm::van(&self.doel).opdrachten(self, m)
    }

    /// Puts what is still open above the fields.
    pub fn open_punten(&mut self, open: &[Tekst]) {
        let dingen = if open.len() == 1 { "Nog open:".to_owned() } else { format!("Nog open, {} dingen:", open.len()) };
        self.uitleg = vec![dingen];
        self.uitleg.extend(open.iter().map(|t| format!("· {t}")));
        self.uitleg.push("U kunt verder met een reden; die komt in het verslag.".to_owned());
    }

    /// Whether something was typed or chosen that would be missed. What only stood there already is not: it may be old by
    /// the next time.
    pub fn is_begonnen(&self) -> bool {
        self.geraakt && self.velden.iter().any(|v| !self.ongemoeid(v.sleutel))
    }

    /// Whether nobody may read along: a judgement while a closed round is open, also where the form was begun before.
    pub fn is_gemaskeerd(&self, m: &Model) -> bool {
        self.gesloten || in_gesloten_ronde(&self.doel, m)
    }

    /// What the other fields propose for one field.
    pub fn voorstel(&self, m: &Model) -> Option<Voorstel> {
        vorm::van(&self.doel).voorstel(self, m).filter(|(sleutel, _)| self.heeft(*sleutel))
    }

    /// Puts what is proposed in its field, where that is empty.
    fn met_voorstel(mut self, m: &Model) -> Self {
        let voorstel = self.voorstel(m);
        self.volg(None, voorstel.as_ref());
        self
    }

    /// What was proposed became something else: the field goes along, unless somebody wrote something of their own.
    pub fn volg(&mut self, was: Option<&Voorstel>, wordt: Option<&Voorstel>) {
        let Some((sleutel, _)) = wordt.or(was) else { return };
        let (was, wordt) = (was.map_or("", |(_, t)| t), wordt.map_or("", |(_, t)| t));
        let veld = self.velden.iter_mut().find(|v| v.sleutel == *sleutel);
        if let Some(Formulierveld { invoer: Invoer::Tekst(draft), .. }) = veld
            && was != wordt
            && draft.text() == was
        {
            **draft = LineEdit::new(wordt);
        }
    }

    /// The field that a refusal is about, where that is one of them.
    pub fn veld_bij(&self, weigering: &Refusal) -> Option<Sleutel> {
        let sleutel = match weigering {
            Refusal::OnderBodem { .. } => Sleutel::Niveau,
            Refusal::NietAanTafel { .. } | Refusal::AlleenEigenOordeel { .. } => Sleutel::Organisatie,
            Refusal::OrgaanNietBevoegd { .. } => Sleutel::RedenOrgaan,
            Refusal::EindeVoorBegin => Sleutel::Einde,
            Refusal::KlokTeLang { .. } | Refusal::NietGetoetst => Sleutel::Reden,
            Refusal::BevoegdOntbreekt | Refusal::EindeDoorWie { .. } => Sleutel::Naam,
            Refusal::WaaromNietAcuut { .. } | Refusal::OordeelBijstellen { .. } | Refusal::NogGeenOordeel { .. } => {
                Sleutel::Ander
            }
            Refusal::EindeVoorBesluit { .. } => Sleutel::Wanneer,
            Refusal::AlleenVanOrgaan { .. } => Sleutel::Wordt,
            // said of the whole form
            _ => return None,
        };
        self.heeft(sleutel).then_some(sleutel)
    }
}

/// Whether this is a judgement while a closed round is open.
fn in_gesloten_ronde(doel: &Doel, m: &Model) -> bool {
    matches!(doel, Doel::Oordeel { .. }) && m.overleg().is_some_and(|o| o.afweging.open_ronde().is_some())
}

/// Opens the form for this.
pub(in crate::app) fn open(m: &mut Model, doel: Doel) -> Vec<Effect> {
    let f = Formulier::van(doel, m);
    m.lagen.push(Laag::Formulier(Box::new(f)));
    Vec::new()
}
