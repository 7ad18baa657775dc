//! How often a key may ask: a bucket of tokens that fills steadily.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::clock;

/// The allowance of every key.
#[derive(Debug)]
pub(crate) struct Rate {
    /// How long it takes until a key may ask once more.
    token: Duration,
    /// A bucket holds what fills it in this time.
    burst: Duration,
    /// When the bucket of a key will be full again.
    full_at: Mutex<BTreeMap<String, Instant>>,
}

impl Rate {
    /// So often in a time, and twice as often at once.
    pub(crate) fn new(often: u32, time: Duration) -> Self {
        Self { token: time / often.max(1), burst: time * 2, full_at: Mutex::new(BTreeMap::new()) }
    }

    /// Takes a token of a key, or says how long to wait for one.
    pub(crate) fn take(&self, key: &str) -> Result<(), Duration> {
        let now = clock::instant();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        // Who is full again need not be remembered.
        if full_at.len() > 10_000 {
            full_at.retain(|_, at| *at > now);
        }
        let full = full_at.get(key).copied().unwrap_or(now).max(now) + self.token;
        match (full - now).checked_sub(self.burst) {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                full_at.insert(key.to_owned(), full);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_does_not_take_from_another() {
        let rate = Rate::new(5, Duration::from_secs(1));
        let taken = (0..100).filter(|_| rate.take("a").is_ok()).count();
        assert!((10..=11).contains(&taken), "two seconds' worth: {taken}");
        assert!(rate.take("a").is_err() && rate.take("b").is_ok());
    }
}
