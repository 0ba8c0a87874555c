//! From the parts of a moment to the moment: on which side of now it lies, and what has to be asked.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use super::dag::{self, Dag};
use super::getal::Lengte;
use super::uur::{Dagdeel, Kloktijd, Seizoen};
use super::zinsdeel::Zinsdeel;
use super::{Eigen, Gelezen, GelezenMoment, Kant, Onduidelijkheid, Tijdvraag};
use crate::domain::dossier::Precisie;
use crate::domain::tijd::{Tijdstip, Wandklok};

/// The hour of a deadline that names only a day (our own choice: the end of an office day), and the same once that has
/// passed today.
const EINDE_WERKDAG: (u32, u32) = (17, 0);
const EINDE_DAG: (u32, u32) = (23, 59);
/// A date without a year that lies so few days on the wrong side of today is asked: who means the year before or after?
const NABIJ_DAGEN: i64 = 60;

type Gevonden = (Gelezen, Option<Eigen>);

/// The moment that these parts say; none where they contradict each other.
pub(super) fn plaats(z: &Zinsdeel, kant: Kant, nu: Tijdstip) -> Option<Gevonden> {
    let p = Plaatser { z, kant, nu, vandaag: nu.lokaal().date_naive() };
    if let Some(lengte) = z.lengte {
        return Some((Gelezen::Een(p.lengte(lengte)?), None));
    }
    if let Some(op) = z.exact {
        let moment = GelezenMoment { op, precisie: Precisie::Minuut };
        return Some((p.aan_de_goede_kant(moment, &[]), None));
    }
    if let Some((dag, klok)) = z.dubbel {
        let as_day = Zinsdeel { dag: Some(dag), dubbel: None, ..z.clone() };
        let as_hour = Zinsdeel { klok: Some(klok), dubbel: None, ..z.clone() };
        let choices = [as_day, as_hour].into_iter().filter_map(|z| plaats(&z, kant, nu)).flat_map(|(g, _)| momenten(g));
        return Some((vraag(Onduidelijkheid::DatumOfUur, choices.collect()), None));
    }
    if let (Some(klok), None) = (z.klok, z.dagdeel)
        && let Some(later) = klok.in_de_middag()
    {
        let with = |klok| Zinsdeel { klok: Some(klok), ..z.clone() };
        let choices = [with(later), with(Kloktijd { gezegd: false, ..klok })];
        let choices = choices.into_iter().filter_map(|z| plaats(&z, kant, nu)).flat_map(|(g, _)| momenten(g));
        return Some((vraag(Onduidelijkheid::NachtOfMiddag, choices.collect()), None));
    }
    p.dag_en_uur()
}

fn momenten(gelezen: Gelezen) -> Vec<GelezenMoment> {
    match gelezen {
        Gelezen::Een(m) => vec![m],
        Gelezen::Vraag(v) => v.keuzes,
    }
}

fn vraag(waarom: Onduidelijkheid, keuzes: Vec<GelezenMoment>) -> Gelezen {
    Gelezen::Vraag(Tijdvraag { waarom, keuzes })
}

/// A day with the hour on it, before it is put on the clock.
#[derive(Clone, Copy)]
struct Uur {
    /// Hour and minute; hour 24 is the day after.
    hm: (u32, u32),
    seizoen: Option<Seizoen>,
    precisie: Precisie,
    eigen: bool,
}

struct Plaatser<'a> {
    z: &'a Zinsdeel,
    kant: Kant,
    nu: Tijdstip,
    vandaag: NaiveDate,
}

impl Plaatser<'_> {
    fn lengte(&self, lengte: Lengte) -> Option<GelezenMoment> {
        let back = self.kant == Kant::Toen;
        let wall = self.nu.lokaal().naive_local();
        let days = |n: i64| wall.checked_add_signed(TimeDelta::days(if back { -n } else { n }));
        let (op, fine) = match lengte {
            Lengte::Dagen(0) => (self.nu, true),
            Lengte::Verstreken(t) => (self.nu.plus(if back { -t } else { t }), true),
            Lengte::Dagen(n) => (eerste(days(i64::from(n))?), false),
            Lengte::Werkdagen(n) => {
                let mut day = wall;
                let mut left = n;
                while left > 0 {
                    day = day.checked_add_signed(TimeDelta::days(if back { -1 } else { 1 }))?;
                    left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                }
                (eerste(day), false)
            }
            Lengte::Maanden(n) => {
                let there =
                    if back { wall.checked_sub_months(Months::new(n)) } else { wall.checked_add_months(Months::new(n)) };
                (eerste(there?), false)
            }
        };
        // how long ago in days says the day, and no hour
        let op = if back && !fine { eerste(op.lokaal().date_naive().and_time(NaiveTime::MIN)) } else { op };
        let precisie = match (self.z.ongeveer, fine || !back) {
            (true, _) => Precisie::Ongeveer,
            (false, true) => Precisie::Minuut,
            (false, false) => Precisie::Dag,
        };
        Some(GelezenMoment { op, precisie })
    }

    fn dag_en_uur(&self) -> Option<Gevonden> {
        let hour = self.uur()?;
        let eigen = match (self.z.eigen_dag, hour.eigen) {
            (true, true) => Some(Eigen::DagEnUur),
            (_, true) => Some(Eigen::Uur),
            (_, false) => None,
        };
        Some((self.op_dag(hour)?, eigen))
    }

    /// The hour that was typed, or our own.
    fn uur(&self) -> Option<Uur> {
        let about = |precisie| if self.z.ongeveer { Precisie::Ongeveer } else { precisie };
        let typed = |k: Kloktijd| Uur {
            hm: (k.uur, k.minuut),
            seizoen: k.seizoen,
            precisie: about(Precisie::Minuut),
            eigen: false,
        };
        let own = |hm, precisie, eigen| Uur { hm, seizoen: None, precisie: about(precisie), eigen };
        Some(match (self.z.klok, self.z.dagdeel, self.kant) {
            (Some(k), Some(part), _) => typed(part.klok(k)?),
            (Some(k), None, _) => typed(k),
            (None, Some(part), Kant::Toen) => own(part.uren().0, Precisie::Ongeveer, true),
            (None, Some(part), Kant::Straks) => own(part.uren().0, Precisie::Minuut, true),
            (None, None, Kant::Toen) => own((0, 0), Precisie::Dag, false),
            (None, None, Kant::Straks) if self.z.voor => own((0, 0), Precisie::Minuut, false),
            (None, None, Kant::Straks) => own(EINDE_WERKDAG, Precisie::Minuut, true),
        })
    }

    /// The hour on the day that was typed.
    fn op_dag(&self, hour: Uur) -> Option<Gelezen> {
        let at = |day: NaiveDate| self.op(day, hour);
        match self.z.dag {
            None => {
                let near = at(self.vandaag)?;
                if self.klopt(&near) {
                    return Some(near);
                }
                // an hour without a day is the nearest one; a part of today that is past is asked
                if self.z.dagdeel.is_some() { self.vast(self.vandaag, hour) } else { at(self.naast(self.vandaag)?) }
            }
            Some(Dag::Vast(day)) => self.vast(day, hour),
            Some(Dag::Vannacht) => self.vast(self.avond_van_vannacht(hour)?, hour),
            Some(Dag::Weekdag(day)) => {
                let today = (dag::ahead(day, self.vandaag) == 0 && (self.z.klok.is_some() || self.z.dagdeel.is_some()))
                    .then(|| at(self.vandaag))
                    .flatten()
                    .filter(|g| self.klopt(g));
                match today {
                    Some(today) => Some(today),
                    None => at(dag::naast(day, self.vandaag, self.kant)?),
                }
            }
            Some(Dag::Jaarloos(d, m)) => self.jaarloos(d, m, hour),
            Some(Dag::Strijdig(day, weekday)) => {
                let other = dag::naast(weekday, self.vandaag, self.kant)?;
                let choices: Vec<GelezenMoment> =
                    [day, other].into_iter().filter_map(at).filter(|g| self.klopt(g)).flat_map(momenten).collect();
                Some(vraag(Onduidelijkheid::DagKloptNiet, choices))
            }
        }
    }

    /// A day that is certain: when it lies on the wrong side of now it is asked.
    fn vast(&self, day: NaiveDate, hour: Uur) -> Option<Gelezen> {
        let found = self.op(day, hour)?;
        if self.klopt(&found) {
            return Some(found);
        }
        // our own hour gives way before it is asked: the office day, or the part of the day, is not over yet
        if hour.eigen && self.kant == Kant::Straks {
            let end = self.z.dagdeel.map_or(EINDE_DAG, |part| part.uren().1);
            let late = self.op(day, Uur { hm: end, ..hour })?;
            if self.klopt(&late) {
                return Some(late);
            }
        }
        let near = day == self.vandaag && self.z.klok.is_some();
        let other =
            if near { self.op(self.naast(day)?, hour).into_iter().flat_map(momenten).collect() } else { Vec::new() };
        Some(match found {
            Gelezen::Een(moment) => self.aan_de_goede_kant(moment, &other),
            Gelezen::Vraag(_) => found,
        })
    }

    /// A date without a year: in the nearest year on its side. When it has just passed, or is nearly there, it is asked.
    fn jaarloos(&self, d: u32, m: u32, hour: Uur) -> Option<Gelezen> {
        let near = dag::jaar(d, m, self.vandaag, self.kant)?;
        let found = self.op(near, hour)?;
        let other = match self.kant {
            Kant::Straks => dag::jaar(d, m, self.vandaag, Kant::Toen),
            Kant::Toen => dag::jaar(d, m, self.vandaag, Kant::Straks),
        };
        let far = |day: NaiveDate| day.signed_duration_since(self.vandaag).num_days().abs();
        if near == self.vandaag && !self.klopt(&found) {
            return self.vast(near, hour);
        }
        match other.filter(|o| *o != near && far(*o) <= NABIJ_DAGEN) {
            Some(_) => Some(vraag(self.verkeerd(), momenten(found))),
            None => Some(found),
        }
    }

    /// The evening in which the night of now begins.
    fn avond_van_vannacht(&self, hour: Uur) -> Option<NaiveDate> {
        let local = self.nu.lokaal();
        let over = match self.kant {
            Kant::Straks => local.hour() < 6,
            Kant::Toen => local.hour() < 22,
        };
        let evening = if over { self.vandaag.pred_opt()? } else { self.vandaag };
        // an hour that is past this night, while it lasts, is the one of the night that comes
        let passed = self.op(evening, hour).is_some_and(|g| !self.klopt(&g));
        Some(if passed && over && self.kant == Kant::Straks { self.vandaag } else { evening })
    }

    /// Puts the hour of a day on the clock of Amsterdam. In a night the hours after midnight are of the day after it.
    fn op(&self, day: NaiveDate, hour: Uur) -> Option<Gelezen> {
        let (h, m) = hour.hm;
        let named =
            matches!(self.z.dag, Some(Dag::Vannacht)) || (self.z.dagdeel == Some(Dagdeel::Nacht) && self.z.dag.is_some());
        let after = u64::from(h == 24) + u64::from(named && h < 12);
        let day = day.checked_add_days(Days::new(after))?;
        let moment = |op| GelezenMoment { op, precisie: hour.precisie };
        let wall = day.and_time(NaiveTime::from_hms_opt(h % 24, m, 0)?);
        Some(match (Tijdstip::op_wandklok(wall), hour.seizoen) {
            (Wandklok::Een(t), _) => Gelezen::Een(moment(t)),
            (Wandklok::Twee { zomer, .. }, Some(Seizoen::Zomer)) => Gelezen::Een(moment(zomer)),
            (Wandklok::Twee { winter, .. }, Some(Seizoen::Winter)) => Gelezen::Een(moment(winter)),
            // who does not say the hour is not asked for it
            (Wandklok::Twee { zomer, .. }, None) if hour.eigen => Gelezen::Een(moment(zomer)),
            (Wandklok::Geen { erna, .. }, _) if hour.eigen => Gelezen::Een(moment(erna)),
            (Wandklok::Twee { zomer, winter }, None) => vraag(Onduidelijkheid::Twee, vec![moment(zomer), moment(winter)]),
            (Wandklok::Geen { ervoor, erna }, _) => vraag(Onduidelijkheid::Geen, vec![moment(ervoor), moment(erna)]),
        })
    }

    /// Whether it lies on the right side of now.
    fn klopt(&self, gelezen: &Gelezen) -> bool {
        let right = |m: &GelezenMoment| match self.kant {
            Kant::Straks => m.op > self.nu,
            Kant::Toen => m.op <= self.nu,
        };
        match gelezen {
            Gelezen::Een(m) => right(m),
            Gelezen::Vraag(v) => v.keuzes.iter().any(right),
        }
    }

    fn verkeerd(&self) -> Onduidelijkheid {
        match self.kant {
            Kant::Straks => Onduidelijkheid::Voorbij,
            Kant::Toen => Onduidelijkheid::NogKomen,
        }
    }

    fn aan_de_goede_kant(&self, moment: GelezenMoment, anders: &[GelezenMoment]) -> Gelezen {
        let read = Gelezen::Een(moment);
        if self.klopt(&read) { read } else { vraag(self.verkeerd(), anders.to_vec()) }
    }

    /// The day after or before, on this side.
    fn naast(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.kant {
            Kant::Straks => day.succ_opt(),
            Kant::Toen => day.pred_opt(),
        }
    }
}

/// The first moment at which the clock shows this; where it is skipped, the hour after it.
fn eerste(wall: chrono::NaiveDateTime) -> Tijdstip {
    match Tijdstip::op_wandklok(wall) {
        Wandklok::Een(t) | Wandklok::Twee { zomer: t, .. } | Wandklok::Geen { erna: t, .. } => t,
    }
}
