//! Things of several parts that are filled in as the meeting goes. What has to be known of a part (its name, whether it is
//! given, whether that is what stands there, on which side of now it has to lie, what stands there in words) is said once,
//! in the list beside the struct, which is taken apart whole: who adds a part names it there.

use std::fmt::Display;

use super::super::tijd::Tijdstip;
use super::ogenblik::{Ogenblik, geweest, komt};

/// One part of a thing, by the Dutch word for it: what two people can change beside each other.
pub type Veld = &'static str;

/// One part: what is given of it, beside what stands there.
pub(in crate::domain) struct Onderdeel<'a> {
    veld: Veld,
    gegeven: bool,
    al_zo: bool,
    ogenblik: Option<Ogenblik>,
    staat: Staat<'a>,
}

/// What stands there, where a few words can say it.
enum Staat<'a> {
    Zonder,
    Woorden(&'a dyn Display),
    Op(Tijdstip),
}

/// A part.
pub(super) fn deel<'a, T: PartialEq>(veld: Veld, nu: Option<&T>, was: Option<&T>) -> Onderdeel<'a> {
    let al_zo = nu.is_none() || nu == was;
    Onderdeel { veld, gegeven: nu.is_some(), al_zo, ogenblik: None, staat: Staat::Zonder }
}

/// A part that can be said in a few words.
pub(super) fn gezegd<'a, T: PartialEq + Display>(veld: Veld, nu: Option<&T>, was: Option<&'a T>) -> Onderdeel<'a> {
    let staat = was.map_or(Staat::Zonder, |was| Staat::Woorden(was));
    Onderdeel { staat, ..deel(veld, nu, was) }
}

/// A moment that can lie on both sides of now.
pub(super) fn ooit<'a>(veld: Veld, nu: Option<Tijdstip>, was: Option<Tijdstip>) -> Onderdeel<'a> {
    Onderdeel { staat: was.map_or(Staat::Zonder, Staat::Op), ..deel(veld, nu.as_ref(), was.as_ref()) }
}

/// A moment that is still to come, as a refusal calls it.
pub(super) fn straks<'a>(veld: Veld, wat: &'static str, nu: Option<Tijdstip>, was: Option<Tijdstip>) -> Onderdeel<'a> {
    Onderdeel { ogenblik: komt(wat, nu, was), ..ooit(veld, nu, was) }
}

/// A moment that has been, as a refusal calls it.
pub(super) fn toen<'a>(veld: Veld, wat: &'static str, nu: Option<Tijdstip>, was: Option<Tijdstip>) -> Onderdeel<'a> {
    Onderdeel { ogenblik: geweest(wat, nu, was), ..ooit(veld, nu, was) }
}

/// Fills in what is given and leaves the rest.
pub(in crate::domain) fn vul<T: Clone>(veld: &mut T, gegeven: Option<&T>) {
    if let Some(waarde) = gegeven {
        veld.clone_from(waarde);
    }
}

/// The parts of a thing, as a command or an event gives them. A part that is absent stays as it was.
pub(in crate::domain) trait Velden: Default {
    /// The thing.
    type Ding;

    /// Every part, beside what stands there; `was` is none for a thing that is not there yet.
    fn delen<'a>(&self, was: Option<&'a Self::Ding>) -> Vec<Onderdeel<'a>>;

    /// What is given, in words.
    fn gegeven(&self) -> Vec<Veld> {
        self.delen(None).into_iter().filter(|d| d.gegeven).map(|d| d.veld).collect()
    }

    /// Whether all that is given is what stands there.
    fn al_zo(&self, was: &Self::Ding) -> bool {
        self.delen(Some(was)).iter().all(|d| d.al_zo)
    }

    /// The moments that are given and did not stand there.
    fn ogenblikken(&self, was: Option<&Self::Ding>) -> Vec<Option<Ogenblik>> {
        self.delen(was).into_iter().map(|d| d.ogenblik).collect()
    }

    /// What stands in this part of a thing, in words.
    fn staat(was: &Self::Ding, veld: Veld) -> Option<String> {
        let deel = Self::default().delen(Some(was)).into_iter().find(|d| d.veld == veld)?;
        match deel.staat {
            Staat::Zonder => None,
            Staat::Woorden(t) => Some(t.to_string()),
            Staat::Op(t) => Some(t.datum_klok()),
        }
    }
}
