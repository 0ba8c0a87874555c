//! Tests of the program from outside, in one binary: one module per topic.

mod read_model;
