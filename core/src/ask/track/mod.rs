//! Where is it, and what may happen next?
//!
//! Events come late, twice, out of order and corrected. [`track()`] takes them as a set, in whatever order they arrived:
//!
//! 1. Equal events of one id count once, at whatever offsets their times are. Of different contents the one written down
//!    last counts, the others are anomalies.
//! 2. What an event of the kind `void` voids does not count.
//! 3. The rest are sorted by instant, rank ([`EventKind`]) and id, and applied by one table ([`State::after`],
//!    [`diagram`] draws it). What the table does not allow changes nothing and is an anomaly. But a first scan is
//!    often missing: what comes after an acceptance that was never told counts, and is an anomaly too.
//!
//! [`Tracking::advance`] is the strict form for whoever writes events: one event, or the refusal with what could happen
//! instead. [`Fold`] is where all that was told leads, without the way: what a store keeps, to go on from.
//!
//! Sources: the grounds of a failed delivery are those of the Postal Law (49/2010/QH12, article 17); who pays a repeated
//! carriage is Decision 45/2016/QĐ-TTg, article 12. Names of states and events follow the posts' own.
//!
//! ```
//! use hoso::{track, Event, State};
//! let events = Event::parse_list(
//!     r#"[
//!         {"id": "e2", "consignment": "RB123456785VN", "kind": "delivered", "at": "2014-10-03T09:00:00+07:00"},
//!         {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}
//!     ]"#,
//! )?;
//! let tracking = track(&events)?;
//! assert_eq!(tracking.state, State::Delivered);
//! assert!(tracking.anomalies.is_empty());
//! # Ok::<(), hoso::Issues>(())
//! ```

mod anomaly;
mod ask;
mod event;
mod explain;
mod failure;
mod fold;
mod ledger;
mod refused;
mod state;
mod tracking;
mod transition;

pub use anomaly::{Anomaly, AnomalyCode};
pub use ask::{track, track_json};
pub use event::{Event, EventKind, EventRecipient};
pub(crate) use explain::explain;
pub use failure::{Cause, FailureReason};
pub use fold::{Fold, LastEvent};
pub use refused::TransitionRefused;
pub use state::{ClaimState, State};
pub use tracking::{Applied, Tracking};
pub use transition::diagram;

#[cfg(test)]
mod tests;
