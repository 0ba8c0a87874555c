//! What the judgement rests on: the factors one by one, outcomes of instruments, scenarios. Absent on purpose: any sum.

use super::{Verslag, deel};
use crate::domain::advies::op_het_bord;
use crate::domain::dossier::{Gewogen, Scenario, UitkomstGenoteerd, Weging};
use crate::domain::kader::Factor;
use crate::domain::tekst::Tekst;
use crate::report::model::{Lijstpunt, Tekstblok, Tekststuk, bijzaak, gewoon, label, punt, veld, veld_als};
use crate::report::tijd;

impl Verslag<'_> {
    /// The board per group: first what was answered, then what was not discussed.
    pub(super) fn factoren(&self) -> Vec<Tekstblok> {
        let a = &self.o.afweging;
        if a.wegingen.is_empty() {
            return deel("Risicofactoren", Vec::new(), "Er zijn geen factoren besproken.");
        }
        let mut groepen: Vec<(&Tekst, Vec<Lijstpunt>, Vec<String>)> = Vec::new();
        for f in op_het_bord(a, &self.a.kader.kader) {
            let at = groepen.iter().position(|(g, ..)| **g == f.groep).unwrap_or(groepen.len());
            if at == groepen.len() {
                groepen.push((&f.groep, Vec::new(), Vec::new()));
            }
            let Some((_, gewogen, niet)) = groepen.get_mut(at) else { continue };
            match a.wegingen.get(&f.id).and_then(|all| all.split_last()) {
                Some((laatste, eerder)) => gewogen.push(self.factor(f, laatste, eerder)),
                None => niet.push(f.naam.to_string()),
            }
        }
        let mut blokken = vec![Tekstblok::Kop(1, "Risicofactoren".to_owned())];
        for (groep, mut punten, niet) in groepen {
            punten.extend(veld_als("Niet besproken", niet.join("; ")));
            blokken.extend([Tekstblok::Kop(2, groep.to_string()), Tekstblok::Lijst(punten)]);
        }
        blokken
    }

    fn factor(&self, f: &Factor, laatste: &Gewogen, eerder: &[Gewogen]) -> Lijstpunt {
        let w = &laatste.weging;
        let regels: Vec<_> = w.regels.iter().filter_map(|r| self.a.dossier.regels.get(r)).collect();
        let merk = regels.iter().find_map(|r| self.merk(r.id));
        let rust_op = regels.iter().map(|r| veld("Rust op", &r.inhoud.tekst));
        let was = eerder.iter().map(|g| veld("Was", format!("{}, {}", antwoord(f, &g.weging), self.gezet(&g.gezet))));
        let kop = [gewoon(&f.naam), label(antwoord(f, w)), self.bron(laatste)];
        punt(merk.into_iter().chain(kop).collect::<Vec<_>>()).met(veld_als("Letterlijk", &w.woorden)).met(rust_op).met(was)
    }

    /// Who says so, and when it was recorded.
    fn bron(&self, g: &Gewogen) -> Tekststuk {
        let bron =
            if g.weging.bron.is_empty() { "bron niet vastgelegd".to_owned() } else { format!("bron {}", g.weging.bron) };
        bijzaak(format!("{bron}; vastgelegd {}", self.gezet(&g.gezet)))
    }

    /// Instruments as others gave their outcome.
    pub(super) fn uitkomsten(&self) -> Vec<Tekstblok> {
        let hier = self.a.dossier.uitkomsten.iter().filter(|u| u.overleg == self.o.nr);
        let punten = hier.map(|u| self.uitkomst(u)).collect();
        deel("Uitkomsten van instrumenten", punten, "Er zijn geen uitkomsten vastgelegd.")
    }

    fn uitkomst(&self, u: &UitkomstGenoteerd) -> Lijstpunt {
        let x = &u.uitkomst;
        let instrument = self.a.kader.kader.instrument(&x.instrument);
        let naam = instrument.map_or_else(|| x.instrument.to_string(), |i| i.naam.to_string());
        let uitkomst = if x.uitkomst.is_empty() { naam } else { format!("{naam}: {}", x.uitkomst) };
        let antwoorden = x.antwoorden.iter().map(|(id, antwoord)| {
            let veld = instrument.and_then(|i| i.velden.iter().find(|v| v.id == *id));
            let vraag = veld.map_or_else(|| id.to_string(), |v| v.vraag.to_string());
            punt([gewoon(vraag), label(antwoord)])
        });
        punt([gewoon(uitkomst), bijzaak(format!("vastgelegd {}", self.gezet(&u.gezet)))])
            .met([veld("Afgenomen door", &x.afnemer)])
            .met(x.op.map(|t| veld("Afgenomen op", tijd::voluit(t))))
            .met(antwoorden)
            .met(veld_als("Toelichting", &x.toelichting))
    }

    pub(super) fn scenarios(&self) -> Vec<Tekstblok> {
        let punten = self.o.afweging.scenarios.iter().map(scenario).collect();
        deel("Scenario's", punten, "Er zijn geen scenario's vastgelegd.")
    }
}

/// The answer as words; now and earlier where the factor asks for both.
fn antwoord(f: &Factor, w: &Weging) -> String {
    let nu = w.nu.map_or_else(|| "niet besproken".to_owned(), |a| a.to_string());
    match (f.nu_eerder, w.eerder) {
        (true, Some(eerder)) => format!("nu {nu}, eerder {eerder}"),
        _ => nu,
    }
}

fn scenario(s: &Scenario) -> Lijstpunt {
    let aanleidingen = s.aanleidingen.iter().map(|a| {
        let wanneer = a.wanneer.map(|t| bijzaak(tijd::voluit(t)));
        punt([label("Aanleiding:"), gewoon(&a.wat)].into_iter().chain(wanneer).collect::<Vec<_>>())
    });
    let kop = s.soort.to_string();
    punt([label(format!("{}:", hoofdletter(&kop))), gewoon(&s.wat)]).met(aanleidingen)
}

/// The same with a capital.
fn hoofdletter(woord: &str) -> String {
    let mut letters = woord.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
