//! The one place where events are stored.
//!
//! Requests that wait at the same time are stored in one transaction, because the disk is waited for once in each. A
//! request is answered after that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sqlx::AnyConnection;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::auth::Caller;
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::metrics::Metrics;
use crate::refusal::{Refusal, Wrong};
use crate::store::events::{self, Standing};
use crate::store::{Key, Store};
use crate::telling::{self, Row};

/// Requests that share a transaction.
const GROUP: usize = 64;

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
    reply: oneshot::Sender<Result<Vec<Kept>, Refusal>>,
}

/// Hands events over to be stored.
#[derive(Clone, Debug)]
pub(crate) struct Recorder(mpsc::Sender<Job>);

impl Recorder {
    /// A recorder, and the work that must be run for it.
    pub(crate) fn new(
        store: Store,
        metrics: Arc<Metrics>,
        outbox: Arc<Notify>,
    ) -> (Self, impl Future<Output = ()> + Send) {
        let (sender, jobs) = mpsc::channel(GROUP);
        (Self(sender), run(store, metrics, outbox, jobs))
    }

    /// Stores events. When this returns, those that are told to be kept are.
    pub(crate) async fn record(&self, batch: Batch) -> Result<Vec<Kept>, Refusal> {
        let (reply, answer) = oneshot::channel();
        self.0.send(Job { batch, reply }).await.map_err(|_| Code::StorageUnavailable)?;
        answer.await.map_err(|_| Code::StorageUnavailable)?
    }
}

async fn run(store: Store, metrics: Arc<Metrics>, outbox: Arc<Notify>, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let results = match store_all(&store, &group).await {
            Ok(results) => {
                store.note(None);
                outbox.notify_one();
                results
            }
            Err(error) => {
                store.note(Some(&error));
                let refusal = Refusal::from(error);
                group.iter().map(|_| Err(refusal.clone())).collect()
            }
        };
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

/// What became of each job.
async fn store_all(store: &Store, group: &[Job]) -> Result<Vec<Result<Vec<Kept>, Refusal>>, sqlx::Error> {
    let (mut tx, now) = (store.begin().await?, clock::now());
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
            let erased = standings.get(key).is_some_and(|standing| standing.erased);
            let new = match judged {
                Ok(()) if erased => {
                    let heard = row.heard.clone().without_person();
                    events::add(&mut tx, key, &heard, &batch.caller, now).await?
                }
                Ok(()) => events::add(&mut tx, key, &row.heard, &batch.caller, now).await?,
                Err(wrong) => {
                    kept.push(Err(wrong));
                    continue;
                }
            };
            if let (true, Some(standing)) = (new, standings.get_mut(key)) {
                standing.events += 1;
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
        let stored = standings.get(key).map_or(0, |standing| standing.events);
        let (places, rows): (Vec<usize>, Vec<&Row>) = rows.into_iter().unzip();
        if !telling::needs_history(&batch.caller.party, &rows, stored) {
            continue;
        }
        let stored = events::events(db, key).await?;
        for (at, one) in places.into_iter().zip(telling::judge(&batch.caller.party, &rows, &stored)) {
            if let Some(place) = judged.get_mut(at) {
                *place = one;
            }
        }
    }
    Ok(judged)
}
