//! What a key may have under way at once: one that asks much makes itself wait, and not others.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::code::Code;
use crate::refusal::Refusal;

/// What is under way of one key at once: so many small requests.
const SHARE: u32 = 64;
/// A request whose work grows with what is stored.
const HEAVY: u32 = SHARE / 2;
/// Bytes of a body that count as a small request.
const SMALL: u64 = 4 * 1024;
/// A page of a list with more rows is a heavy request.
const SMALL_PAGE: u32 = 100;
/// How long a request waits for others of its key.
const PATIENCE: Duration = Duration::from_secs(10);

/// The share of every key that asks now.
#[derive(Debug, Default)]
pub(crate) struct Shares(Mutex<BTreeMap<String, Arc<Semaphore>>>);

impl Shares {
    /// Waits until the key's own requests leave room for one that costs so much.
    ///
    /// # Errors
    /// They did not within ten seconds.
    pub(crate) async fn take(&self, key: &str, cost: u32) -> Result<OwnedSemaphorePermit, Refusal> {
        let taken = timeout(PATIENCE, self.of(key).acquire_many_owned(cost.clamp(1, SHARE))).await;
        taken.ok().and_then(Result::ok).ok_or(Refusal::TooOften(PATIENCE))
    }

    fn of(&self, key: &str) -> Arc<Semaphore> {
        let mut shares = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody has or waits for a share that only this map holds.
        if shares.len() > 1_000 {
            shares.retain(|_, share| Arc::strong_count(share) > 1);
        }
        let share = || Arc::new(Semaphore::new(share_of_one()));
        Arc::clone(shares.entry(key.to_owned()).or_insert_with(share))
    }
}

fn share_of_one() -> usize {
    usize::try_from(SHARE).unwrap_or(usize::MAX)
}

/// What a request costs: by the size of its body, or as one whose work grows with what is stored.
pub(crate) fn cost(request: &Request) -> u32 {
    let path = request.uri().path();
    let begins = ["/v1/statements/", "/v1/erasures", "/v1/rulebook/check", "/v1/registrations/asked"];
    let ends = ["/registrations", "/settlements"];
    let is_long = path == "/v1/consignments" && rows(request.uri().query()) > SMALL_PAGE;
    let is_heavy = begins.iter().any(|of| path.starts_with(of)) || ends.iter().any(|of| path.ends_with(of)) || is_long;
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let by_size = u32::try_from(length.unwrap_or(0) / SMALL + 1).unwrap_or(SHARE).min(SHARE);
    if is_heavy { by_size.max(HEAVY) } else { by_size }
}

/// How many rows a page is to have at most, as far as it is said.
fn rows(query: Option<&str>) -> u32 {
    let parts = query.into_iter().flat_map(|query| query.split('&'));
    parts.filter_map(|part| part.strip_prefix("most=")?.parse().ok()).max().unwrap_or(0)
}

/// Works where others' requests do not wait for it.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Code::StorageUnavailable.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_key_that_asks_much_waits_for_itself_and_no_other_for_it() {
        let shares = Shares::default();
        let soon = Duration::from_millis(20);
        let heavy = [shares.take("a", HEAVY).await.unwrap(), shares.take("a", HEAVY).await.unwrap()];
        assert!(timeout(soon, shares.take("a", 1)).await.is_err(), "its own share is taken");
        for _ in 0..100 {
            assert!(timeout(soon, shares.take("b", SHARE)).await.is_ok_and(|taken| taken.is_ok()));
        }
        drop(heavy);
        assert!(timeout(soon, shares.take("a", SHARE)).await.is_ok());
    }

    #[test]
    fn what_a_request_costs_grows_with_its_body_and_what_it_reads() {
        let cost = |path: &str, length: Option<u64>| {
            let request = axum::http::Request::builder().uri(path);
            let request = length.into_iter().fold(request, |request, length| request.header(CONTENT_LENGTH, length));
            cost(&request.body(axum::body::Body::empty()).unwrap())
        };
        assert_eq!((cost("/v1/events", Some(200)), cost("/v1/consignments/C/tracking", None)), (1, 1));
        assert_eq!((cost("/v1/events", Some(150_000)), cost("/v1/events", Some(1 << 40))), (37, SHARE));
        for (path, has_cost) in [
            ("/v1/statements/C/2018-10", HEAVY),
            ("/v1/registrations/asked", HEAVY),
            ("/v1/consignments/C/settlements", HEAVY),
            ("/v1/consignments?from=2018-10-01&most=1000", HEAVY),
            ("/v1/consignments?most=100", 1),
            ("/v1/consignments/C/tracking?most=1000", 1),
        ] {
            assert_eq!(cost(path, None), has_cost, "{path}");
        }
    }
}
