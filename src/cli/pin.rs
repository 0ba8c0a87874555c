//! `crisistafel pin wis`: a beheerder takes away the PIN of somebody who forgot it. Choosing one is done in the program, where
//! nobody reads along.

use std::io::{self, Write};

use super::args::Args;
use super::{Context, Exit, Failed, Outcome};
use crate::client::Session;
use crate::protocol::Soort;

pub(super) fn wis(c: &Context, args: &Args) -> Outcome {
    let Some(gebruiker) = args.naam.clone() else {
        return Err(Failed::new(Exit::Usage, "geef de naam van een account"));
    };
    let mut session = Session::open(&c.link(args, Soort::Vraag, args.has("oefening"))?)?;
    if let Some(fout) = session.wis_pin(gebruiker.clone())? {
        return Err(Failed::new(Exit::Refused, fout));
    }
    let said = "heeft geen PIN meer; wat met die PIN vergrendeld was, is gesloten, en wat er getypt was bewaard";
    Ok(writeln!(io::stdout(), "{gebruiker} {said}.")?)
}
