//! A name for what stands on the meeting's screen.

use std::sync::Arc;

/// Names what stands on the screen besides the line in which is typed: another as soon as something of that may look
/// different. What was drawn of it is good for as long as it is the same.
#[derive(Clone, Debug, Default)]
pub struct Aanzicht(Arc<()>);

impl PartialEq for Aanzicht {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
