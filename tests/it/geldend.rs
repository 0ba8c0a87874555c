//! The kader that the program brings along, read once for all tests: reading it is most of what a small test would do.

use std::sync::OnceLock;

use crisistafel::domain::kader::GeldendKader;
use crisistafel::kader;

pub(crate) fn ingebouwd() -> &'static GeldendKader {
    static KADER: OnceLock<GeldendKader> = OnceLock::new();
    KADER.get_or_init(|| kader::ingebouwd().unwrap_or_else(|e| panic!("{e}")))
}
