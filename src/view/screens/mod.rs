//! One file for each thing that can stand on the screen; the mirror of `app::screens`.

pub(crate) mod deelscherm;
pub(crate) mod header;
pub(crate) mod overleg;
pub(crate) mod overzicht;
pub(crate) mod register;
pub(crate) mod vandaag;
