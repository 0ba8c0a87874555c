//! Keys in, screen out: every screen as text at the sizes that it is made for, and what has to hold on all of them.

mod afgeleid;
mod afsluiten;
mod besluit;
mod bladen;
mod desk;
mod formulieren;
mod klokken;
mod meeting;
mod overlays;
mod partner;
mod proef;
mod regel;
mod registers;
mod ronde;
mod sizes;
mod stil;
mod styles;
mod terug;
mod teruggekomen;
mod toegang;
mod typing;
mod vooraf;
mod wall;
mod weegtafel;
mod weg;
mod weging;
