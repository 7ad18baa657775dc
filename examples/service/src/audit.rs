//! The audit log: which key read which consignment, when.
//!
//! A line is written to a file before the answer is given ([`Journal`]), so that no process that is killed loses one, and a moment
//! later to the database, many in one transaction: a read does not wait for the disk, and goes on when the disk is full. What
//! cannot be written waits; when too much waits, the rest is counted as lost.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::app::App;
use crate::asked::Ours;
use crate::auth::Caller;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::journal::Journal;
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::secret;
use crate::store::readings::Reading;
use crate::store::{Key, Store};

/// Lines that may wait.
const WAITING: usize = 100_000;
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
    lines: Arc<Mutex<Lines>>,
    metrics: Arc<Metrics>,
    /// While there is one, something may still be read.
    _alive: mpsc::Sender<Infallible>,
}

/// What is not in the database yet: in memory, and in the file in which it outlives the process.
#[derive(Debug)]
struct Lines {
    waiting: Vec<Reading>,
    journal: Journal,
}

impl Audit {
    /// An audit log that keeps lines for so many days, and the work that must be run for it.
    pub(crate) fn new(
        store: Store,
        metrics: Arc<Metrics>,
        journal: Journal,
        days: u32,
    ) -> (Self, impl Future<Output = ()> + Send) {
        let (alive, ends) = mpsc::channel(1);
        let lines = Arc::new(Mutex::new(Lines { waiting: Vec::new(), journal }));
        (Self { lines: Arc::clone(&lines), metrics, _alive: alive }, run(store, lines, ends, days))
    }

    /// Before what was read is told.
    pub(crate) fn read(&self, caller: &Caller, key: &Key, what: &str) {
        let line = Reading::new(caller, key, what, clock::now());
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.waiting.len() >= WAITING {
            return self.metrics.reading_lost();
        }
        // What the file has no room for is still in memory.
        if let Err(error) = lines.journal.write(&line) {
            tracing::error!(cause = %error.kind(), "audit");
        }
        lines.waiting.push(line);
    }
}

/// Ends when nobody can read any more and all is written.
async fn run(store: Store, lines: Arc<Mutex<Lines>>, mut ends: mpsc::Receiver<Infallible>, days: u32) {
    let (mut swept, mut before) = (0, String::new());
    loop {
        // None: every sender is gone.
        let is_last = timeout(PAUSE, ends.recv()).await.is_ok();
        if let Some((gathered, batch)) = turn(&lines)
            && keep(&store, &gathered, (&batch, &before), is_last).await
        {
            before = batch;
            if let Err(error) = lines.lock().unwrap_or_else(PoisonError::into_inner).journal.forget() {
                tracing::error!(cause = %error.kind(), "audit");
            }
            if (clock::now() - swept).abs() > SWEEP {
                swept = clock::now();
                if let Err(error) = store.forget_readings(swept.saturating_sub(i64::from(days) * DAY)).await {
                    tracing::error!(code = crate::store::code_of(&error), "audit");
                }
            }
        }
        if is_last {
            return;
        }
    }
}

/// What was gathered since the last turn, with the name of its batch.
fn turn(lines: &Mutex<Lines>) -> Option<(Vec<Reading>, String)> {
    let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
    // Without randomness lines go on gathering.
    let next = secret::random::<8>().ok().filter(|_| !lines.waiting.is_empty())?;
    let batch = lines.journal.turn(next);
    Some((std::mem::take(&mut lines.waiting), batch))
}

/// Writes a batch to the database, again and again until it is taken; says whether it was. A service that ends does not wait for a
/// disk that is full: the next start finds the lines in the file.
async fn keep(store: &Store, gathered: &[Reading], (batch, before): (&str, &str), is_last: bool) -> bool {
    while let Err(error) = store.add_readings(gathered, batch, before).await {
        tracing::error!(code = crate::store::code_of(&error), "audit");
        if is_last {
            return false;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    true
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
