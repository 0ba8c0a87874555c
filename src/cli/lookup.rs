//! Lookups: ask, and print what `report` makes of the answer.

use super::args::Args;
use super::{Context, Outcome};

/// stub
pub(super) fn show(_c: &Context, _args: &Args) -> Outcome {
    Ok(())
}
/// stub
pub(super) fn actions(_c: &Context, _args: &Args) -> Outcome {
    Ok(())
}
/// stub
pub(super) fn dossiers(_c: &Context, _args: &Args) -> Outcome {
    Ok(())
}
/// stub
pub(super) fn search(_c: &Context, _args: &Args) -> Outcome {
    Ok(())
}
/// stub
pub(super) fn minutes(_c: &Context, _args: &Args) -> Outcome {
    Ok(())
}
