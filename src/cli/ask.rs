//! What is asked at the terminal, or comes from standard input: never from the command line, where others can see it.

use std::io::{self, IsTerminal, Write};

use super::Failed;
use super::records::Records;

/// One line: typed after `question`, or the first that comes; nothing where nothing comes.
pub(super) fn ask(question: &str) -> Result<String, Failed> {
    if !io::stdin().is_terminal() {
        return Ok(Records::new(io::stdin().lock()).next().transpose()?.map_or_else(String::new, |(_, line)| line));
    }
    let mut typed = String::new();
    write!(io::stderr(), "{question}")?;
    io::stdin().read_line(&mut typed)?;
    Ok(typed)
}
