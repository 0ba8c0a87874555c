//! Named points in the server's work, at which a test can stop it for good.

/// Is told when the server passes a named point.
pub trait Hook: Send + Sync {
    /// The server is at `point`.
    fn at(&self, point: &'static str);
}

/// Nothing happens anywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHook;

impl Hook for NoHook {
    fn at(&self, _point: &'static str) {}
}
