//! What the screens share: lines, running text, typed text, lists, boxes, keys, words.

pub(crate) mod fields;
pub(crate) mod flow;
pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod panel;
pub(crate) mod part;
pub(crate) mod row;
pub(crate) mod said;
pub(crate) mod typing;
pub(crate) mod words;
pub(crate) mod zaken;
