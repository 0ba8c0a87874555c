//! The integration tests, in one binary: one module per topic.

mod text;
