//! The one place where events are stored.
//!
//! Requests that wait at the same time are stored in one transaction, because the disk is waited for once in each. A
//! request is answered after that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use sqlx::AnyConnection;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;
use tracing::Span;

use crate::auth::Caller;
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::metrics::Metrics;
use crate::refusal::{Refusal, Wrong};
use crate::store::events::{self, Standing};
use crate::store::{self, Key, Store};
use crate::telling::{self, Known, Row};

/// Requests that share a transaction, and events after which no other joins it: who tells one does not wait for all that many tell.
const GROUP: usize = 64;
const ROWS: usize = 256;

/// The events of one request, each with the consignment that it is about.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) caller: Caller,
    pub(crate) rows: Vec<(Key, Row)>,
    /// Whether what is right is kept when something else is wrong.
    pub(crate) partial: bool,
}

/// What became of an event: whether it was new, or what is wrong with it.
pub(crate) type Kept = Result<bool, Wrong>;

#[derive(Debug)]
struct Job {
    batch: Batch,
    /// The request that tells it, by which the log names it.
    span: Span,
    reply: oneshot::Sender<Result<Vec<Kept>, Refusal>>,
}

/// Hands events over to be stored.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    jobs: mpsc::Sender<Job>,
    patience: Duration,
}

/// How long requests that share a transaction wait for a consignment that somebody else holds, in milliseconds; and one of them by
/// itself, after that was too long.
const WAIT: u32 = 500;
const WAIT_ALONE: u32 = 20;
/// How much longer a request may take for each event that it tells: that is work, also on a slow machine, and not waiting.
const AN_EVENT: Duration = Duration::from_millis(10);

impl Recorder {
    /// A recorder, and the work that must be run for it.
    pub(crate) fn new(
        store: Store,
        metrics: Arc<Metrics>,
        outbox: Arc<Notify>,
    ) -> (Self, impl Future<Output = ()> + Send) {
        let (sender, jobs) = mpsc::channel(GROUP);
        (Self { jobs: sender, patience: store.patience() }, run(store, metrics, outbox, jobs))
    }

    /// Stores events. When this returns, those that are told to be kept are. What is still waited for when patience ends may be
    /// kept later, and may be sent again.
    pub(crate) async fn record(&self, batch: Batch) -> Result<Vec<Kept>, Refusal> {
        let rows = u32::try_from(batch.rows.len()).unwrap_or(u32::MAX);
        let patience = self.patience.saturating_add(AN_EVENT.saturating_mul(rows));
        let (reply, answer) = oneshot::channel();
        let kept = async {
            self.jobs.send(Job { batch, span: Span::current(), reply }).await.map_err(|_| Code::StorageUnavailable)?;
            answer.await.map_err(|_| Code::StorageUnavailable)?
        };
        timeout(patience, kept).await.map_err(|_| Code::StorageUnavailable)?
    }
}

async fn run(store: Store, metrics: Arc<Metrics>, outbox: Arc<Notify>, mut jobs: mpsc::Receiver<Job>) {
    let mut waiting: Vec<Job> = Vec::with_capacity(GROUP);
    // What was taken and is not stored yet comes before what comes.
    while !waiting.is_empty() || jobs.recv_many(&mut waiting, GROUP).await > 0 {
        // Who gave up waiting sends again.
        waiting.retain(|job| !job.reply.is_closed());
        let rows = waiting.iter().map(|job| job.batch.rows.len());
        let mut group: Vec<Job> = waiting.drain(..together(rows)).collect();
        if group.is_empty() {
            continue;
        }
        let results = store_each(&store, &group).await;
        outbox.notify_one();
        for (job, result) in group.drain(..).zip(results) {
            if let Ok(kept) = &result {
                let accepted = kept.iter().flatten();
                metrics.told(accepted.clone().count(), accepted.filter(|new| **new).count());
            }
            // Whoever asked may have gone; what is stored stays stored.
            let _: Result<_, _> = job.reply.send(result);
        }
    }
}

/// How many requests of so many events each share a transaction.
fn together(rows: impl Iterator<Item = usize>) -> usize {
    let until = rows.scan(0, |before, rows| {
        let joins = *before == 0 || *before + rows <= ROWS;
        *before += rows.max(1);
        joins.then_some(())
    });
    until.count()
}

/// What became of a job.
type Done = Result<Vec<Kept>, Refusal>;

/// What became of each job: together, or when somebody else holds a consignment of one, each by itself.
async fn store_each(store: &Store, group: &[Job]) -> Vec<Done> {
    let error = match store_all(store, group, WAIT).await {
        Ok(results) => {
            store.note(None);
            return results;
        }
        Err(error) => error,
    };
    store.note(Some(&error));
    let is_held = store::is_held(&error);
    // It is told once, by the first of them.
    let said = |job: Option<&Job>, error| match job {
        Some(job) => job.span.in_scope(|| Refusal::from(error)),
        None => Refusal::from(error),
    };
    let refusal = said(group.first(), error);
    let mut results = Vec::with_capacity(group.len());
    for job in group {
        results.push(if is_held && group.len() > 1 {
            let alone = store_all(store, std::slice::from_ref(job), WAIT_ALONE).await;
            alone
                .map_err(|error| said(Some(job), error))
                .and_then(|mut done| done.pop().unwrap_or_else(|| Err(refusal.clone())))
        } else {
            Err(refusal.clone())
        });
    }
    results
}

/// What became of each job, in one transaction that waits so long for what somebody else holds.
async fn store_all(store: &Store, group: &[Job], wait: u32) -> Result<Vec<Done>, sqlx::Error> {
    let (mut tx, now) = (store.begin_for(wait).await?, clock::now());
    let mut standings = lock_all(&mut tx, group).await?;
    let (mut touched, mut results) = (BTreeSet::new(), Vec::with_capacity(group.len()));
    for Job { batch, .. } in group {
        let judged = judge(&mut tx, batch, &standings).await?;
        let wrong: Vec<Wrong> = judged.iter().filter_map(|judged| judged.clone().err()).collect();
        if !batch.partial && !wrong.is_empty() {
            results.push(Err(Refusal::Ours(wrong)));
            continue;
        }
        let mut kept = Vec::with_capacity(judged.len());
        for ((key, row), judged) in batch.rows.iter().zip(judged) {
            if let Err(wrong) = judged {
                kept.push(Err(wrong));
                continue;
            }
            let Some(standing) = standings.get_mut(key) else { continue };
            let new = add(&mut tx, (key, row), &batch.caller, standing, now).await?;
            if new {
                touched.insert(key);
            }
            kept.push(Ok(new));
        }
        results.push(Ok(kept));
    }
    for (key, standing) in standings {
        if touched.contains(key) {
            change::announce(&mut tx, key, standing).await?;
        } else if standing.events == 0 {
            events::let_go(&mut tx, key).await?;
        }
    }
    tx.commit().await?;
    Ok(results)
}

/// Stores an event of a consignment that stands so, unless the party told it before; says whether it was new.
async fn add(
    db: &mut AnyConnection,
    (key, row): (&Key, &Row),
    caller: &Caller,
    standing: &mut Standing,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let without_person = standing.erased.then(|| row.heard.clone().without_person());
    let heard = without_person.as_ref().unwrap_or(&row.heard);
    let new = events::add(db, key, heard, caller, now).await?;
    if new {
        standing.events += 1;
        standing.fold = match standing.fold.take() {
            Some(fold) => change::goes_on(db, key, &fold, (&caller.party, &heard.event)).await?,
            None => None,
        };
    }
    Ok(new)
}

/// Sorted, so that two services on one database never wait for each other in a circle.
async fn lock_all<'g>(db: &mut AnyConnection, group: &'g [Job]) -> Result<BTreeMap<&'g Key, Standing>, sqlx::Error> {
    let keys: BTreeSet<&Key> = group.iter().flat_map(|job| job.batch.rows.iter().map(|(key, _)| key)).collect();
    let mut standings = BTreeMap::new();
    for key in keys {
        standings.insert(key, events::lock(db, key).await?);
    }
    Ok(standings)
}

/// What is wrong with each row of a batch, in their order, by what is stored already.
async fn judge(
    db: &mut AnyConnection,
    batch: &Batch,
    standings: &BTreeMap<&Key, Standing>,
) -> Result<Vec<Result<(), Wrong>>, sqlx::Error> {
    let mut by_key: BTreeMap<&Key, Vec<(usize, &Row)>> = BTreeMap::new();
    for (at, (key, row)) in batch.rows.iter().enumerate() {
        by_key.entry(key).or_default().push((at, row));
    }
    let mut judged: Vec<Result<(), Wrong>> = vec![Ok(()); batch.rows.len()];
    for (key, rows) in by_key {
        let Some(standing) = standings.get(key) else { continue };
        let (places, rows): (Vec<usize>, Vec<&Row>) = rows.into_iter().unzip();
        if !telling::needs_known(&batch.caller.party, &rows, standing.events) {
            continue;
        }
        let known = Known::of(db, (key, standing), &batch.caller.party, &rows).await?;
        for (at, one) in places.into_iter().zip(telling::judge(&batch.caller.party, &rows, known)) {
            if let Some(place) = judged.get_mut(at) {
                *place = one;
            }
        }
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn requests_share_a_transaction_until_it_is_large() {
        let of = |rows: &[usize]| together(rows.iter().copied());
        assert_eq!((of(&[]), of(&[1; 64]), of(&[0; 64])), (0, 64, 64));
        assert_eq!((of(&[1_000, 1]), of(&[1, 1_000, 1]), of(&[200, 56, 1])), (1, 1, 2));
    }
}
