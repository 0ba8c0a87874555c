//! The integration tests, in one binary: one module per topic.

#[cfg(test)]
mod journal;
