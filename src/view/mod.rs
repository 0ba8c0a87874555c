//! Drawing: what a model looks like, as a pure function of it. Nothing here changes a model, reads a key or a clock, or
//! knows a colour: a view asks the theme for what a style means.

pub mod text;
