//! How the program behaves as a guest in somebody's terminal.
