//! How often a key may ask: a bucket of tokens that fills steadily.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::clock;

/// The allowance of every key.
#[derive(Debug)]
pub(crate) struct Rate {
    per_second: u32,
    /// When the bucket of a key will be full again.
    full_at: Mutex<BTreeMap<String, Instant>>,
}

/// A bucket holds what fills it in this time.
const BURST: Duration = Duration::from_secs(2);

impl Rate {
    pub(crate) const fn new(per_second: u32) -> Self {
        Self { per_second, full_at: Mutex::new(BTreeMap::new()) }
    }

    /// Takes a token of a key, or says how long to wait for one.
    pub(crate) fn take(&self, key: &str) -> Result<(), Duration> {
        let (now, token) = (clock::instant(), Duration::from_secs(1) / self.per_second.max(1));
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        // Who is full again need not be remembered; there are only as many others as keys.
        if full_at.len() > 10_000 {
            full_at.retain(|_, at| *at > now);
        }
        let full = full_at.get(key).copied().unwrap_or(now).max(now) + token;
        match (full - now).checked_sub(BURST) {
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
        let rate = Rate::new(5);
        let taken = (0..100).filter(|_| rate.take("a").is_ok()).count();
        assert!((10..=11).contains(&taken), "two seconds' worth: {taken}");
        assert!(rate.take("a").is_err() && rate.take("b").is_ok());
    }
}
