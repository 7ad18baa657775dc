//! The audit log: which key read which consignment, when.
//!
//! It is written a moment after the answer, many lines in one transaction: a read does not wait for the disk, and goes on when the
//! disk is full. What cannot be written waits; when too much waits, the rest is counted as lost.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use serde_json::{Value, json};
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::app::App;
use crate::asked::Ours;
use crate::auth::Caller;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::store::readings::Reading;
use crate::store::{Key, Store};

/// Lines that may wait.
const WAITING: usize = 100_000;
/// Lines of one transaction.
const GROUP: usize = 1_000;
/// How long lines gather.
const PAUSE: Duration = Duration::from_millis(200);
/// How often old lines are looked for, in milliseconds.
const SWEEP: i64 = 3_600_000;
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// Lines that are shown at once.
const MOST: i64 = 1_000;

/// Takes down who reads what.
#[derive(Clone, Debug)]
pub(crate) struct Audit {
    lines: Sender<Reading>,
    metrics: Arc<Metrics>,
}

impl Audit {
    /// An audit log that keeps lines for so many days, and the work that must be run for it.
    pub(crate) fn new(store: Store, metrics: Arc<Metrics>, days: u32) -> (Self, impl Future<Output = ()> + Send) {
        let (lines, waiting) = mpsc::channel(WAITING);
        (Self { lines, metrics }, run(store, waiting, days))
    }

    pub(crate) fn read(&self, caller: &Caller, key: &Key, what: &str) {
        if self.lines.try_send(Reading::new(caller, key, what, clock::now())).is_err() {
            self.metrics.reading_lost();
        }
    }
}

/// Ends when nobody can read any more and all is written.
async fn run(store: Store, mut waiting: Receiver<Reading>, days: u32) {
    let (mut group, mut swept) = (Vec::with_capacity(GROUP), 0);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        // A service that ends does not wait for a disk that is full.
        while let Err(error) = store.add_readings(&group).await {
            tracing::error!(code = crate::store::code_of(&error), "audit");
            if waiting.is_closed() {
                return;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        group.clear();
        if (clock::now() - swept).abs() > SWEEP {
            swept = clock::now();
            if let Err(error) = store.forget_readings(swept.saturating_sub(i64::from(days) * DAY)).await {
                tracing::error!(code = crate::store::code_of(&error), "audit");
            }
        }
        if !waiting.is_closed() {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Who read a consignment: its operator's to see.
pub(crate) async fn readings(State(app): State<App>, caller: Caller, Ours(key): Ours) -> Result<Answer, Refusal> {
    if caller.party.is_agency() {
        return Err(Code::NotYours.into());
    }
    let offset = app.offset();
    let said = |it: Reading| {
        let read_at = clock::said(it.read_at, offset);
        json!({ "key": it.read_by, "party": it.by.to_json(), "what": it.what, "read_at": read_at })
    };
    let readings: Vec<Value> = app.store.readings(&key, MOST).await?.into_iter().map(said).collect();
    Ok(Answer(json!(readings).to_string()))
}
