//! Verb dispatch and exit codes.
fn main() {}
