//! What a terminal calls its requests.

use crate::domain::ids::RequestId;

/// The request with this number of a terminal, from 1. Later ones have higher ids: what waits comes back in that order.
pub fn verzoek(terminal: RequestId, nr: u64) -> RequestId {
    RequestId(terminal.0.wrapping_add(u128::from(nr)))
}
