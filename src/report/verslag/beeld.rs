//! The picture: what is known, suspected, feared and felt, what she said, what is not known. A fact and a suspicion never
//! stand in one list.

use super::{NIET_VASTGELEGD, Verslag};
use crate::domain::dossier::{Regel, RegelSoort, Vraag};
use crate::report::model::{Lijstpunt, Tekstblok, bijzaak, gewoon, punt, veld};
use crate::report::tijd;

/// Where a line that names no organisation stands.
const GEEN_ORGANISATIE: &str = "Geen organisatie genoemd";

impl Verslag<'_> {
    pub(super) fn beeld(&self) -> Vec<Tekstblok> {
        let mut blokken = vec![Tekstblok::Kop(1, "Beeld".to_owned())];
        // her own words and what we do not know stand below in their own way, a plain note only in the log
        let apart = [RegelSoort::Letterlijk, RegelSoort::Onbekend, RegelSoort::Notitie];
        let soorten = RegelSoort::ALL.into_iter().filter(|s| !apart.contains(s));
        for (soort, kop) in soorten.filter_map(|s| Some((s, s.kop()?))) {
            blokken.push(Tekstblok::Kop(2, kop.to_owned()));
            blokken.extend(self.per_organisatie(soort));
        }
        blokken.push(Tekstblok::Kop(2, "Haar eigen woorden".to_owned()));
        blokken.push(lijst(self.staande(RegelSoort::Letterlijk).map(|r| self.beeldregel(r, true)).collect()));
        blokken.push(Tekstblok::Kop(2, "Wat wij niet weten".to_owned()));
        blokken.push(lijst(self.vragen().map(|v| self.open_vraag(v)).collect()));
        blokken
    }

    /// The lines of one kind under the organisation whose turn it was, else under that of the source.
    fn per_organisatie(&self, soort: RegelSoort) -> Vec<Tekstblok> {
        let mut groepen: Vec<(String, Vec<Lijstpunt>)> = Vec::new();
        for r in self.staande(soort) {
            let org = organisatie(r).unwrap_or_else(|| GEEN_ORGANISATIE.to_owned());
            let regel = self.beeldregel(r, false);
            match groepen.iter_mut().find(|(naam, _)| *naam == org) {
                Some((_, punten)) => punten.push(regel),
                None => groepen.push((org, vec![regel])),
            }
        }
        if groepen.is_empty() {
            return vec![lijst(Vec::new())];
        }
        groepen.into_iter().flat_map(|(org, punten)| [Tekstblok::Kop(3, org), lijst(punten)]).collect()
    }

    /// A line, with what belongs to it; the organisation only where it does not stand above.
    fn beeldregel(&self, r: &Regel, met_inbreng: bool) -> Lijstpunt {
        let bijzaken = self.bijzaken(r, met_inbreng).join("; ");
        punt(self.merk(r.id).into_iter().chain([gewoon(&r.inhoud.tekst), bijzaak(bijzaken)]).collect::<Vec<_>>())
    }

    fn vragen(&self) -> impl Iterator<Item = &Vraag> {
        self.a.dossier.vragen.values().filter(|v| v.overleg == self.o.nr && !v.vervallen)
    }

    fn open_vraag(&self, v: &Vraag) -> Lijstpunt {
        let wie = v.eigenaar.as_ref().map_or_else(|| NIET_VASTGELEGD.to_owned(), ToString::to_string);
        let terug = v.terug.map_or_else(|| NIET_VASTGELEGD.to_owned(), tijd::voluit);
        let antwoord = v.antwoord.as_ref().map_or_else(
            || veld("Antwoord", "nog niet"),
            |(tekst, gezet)| veld("Antwoord", tekst).met([punt([gewoon(self.gezet(gezet))])]),
        );
        punt(self.genummerd(v.id, v.regel, &v.vraag)).met([veld("Wie zoekt het uit", wie), veld("Terug", terug), antwoord])
    }
}

fn organisatie(r: &Regel) -> Option<String> {
    let van_bron = || r.inhoud.bron.as_ref().map(|b| &b.organisatie).filter(|o| !o.is_empty());
    r.inhoud.inbreng.as_ref().or_else(van_bron).map(ToString::to_string)
}

fn lijst(punten: Vec<Lijstpunt>) -> Tekstblok {
    if punten.is_empty() { Tekstblok::Alinea(vec![gewoon("Niet vastgelegd.")]) } else { Tekstblok::Lijst(punten) }
}
