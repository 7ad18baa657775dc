//! How much is asked before the answer is told in part.

/// How many questions are put to both rulebooks: a few seconds.
const MAX_LOOKS: usize = 3_000_000;

/// How much more may be asked.
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_LOOKS)
    }
}

impl Budget {
    /// Takes so many questions; whether there are as many.
    pub(super) fn take(&mut self, looks: usize) -> bool {
        let left = self.0.checked_sub(looks);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}
