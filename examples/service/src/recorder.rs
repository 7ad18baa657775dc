//! The one place where events are stored.
//!
//! Requests that wait at the same time are stored in one transaction, because the disk is waited for once in each. A
//! request is answered after that; it is stored whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sqlx::AnyConnection;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::change;
use crate::clock;
use crate::code::Code;
use crate::metrics::Metrics;
use crate::refusal::Refusal;
use crate::store::events::{self, Standing};
use crate::store::{Key, Store};

/// Events of one consignment beyond this are refused: every one of them is read again with each that comes.
const MOST_OF_A_CONSIGNMENT: i64 = 1_000;
/// Requests that share a transaction.
const GROUP: usize = 64;

/// The events of one request.
#[derive(Debug)]
struct Job {
    told_by: String,
    events: Vec<(Key, String)>,
    reply: oneshot::Sender<Result<(), Refusal>>,
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

    /// Stores events, each with the consignment that it is about. When this returns, they are kept.
    pub(crate) async fn record(&self, told_by: String, events: Vec<(Key, String)>) -> Result<(), Refusal> {
        let (reply, answer) = oneshot::channel();
        self.0.send(Job { told_by, events, reply }).await.map_err(|_| Code::StorageUnavailable)?;
        answer.await.map_err(|_| Code::StorageUnavailable)?
    }
}

async fn run(store: Store, metrics: Arc<Metrics>, outbox: Arc<Notify>, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let results = match store_all(&store, &group).await {
            Ok(results) => {
                outbox.notify_one();
                results
            }
            Err(error) => {
                let refusal = Refusal::from(error);
                group.iter().map(|_| Err(refusal.clone())).collect()
            }
        };
        for (job, result) in group.drain(..).zip(results) {
            if let Ok(new) = result {
                metrics.told(job.events.len(), new);
            }
            // Whoever asked may have gone; what is stored stays stored.
            let _: Result<_, _> = job.reply.send(result.map(drop));
        }
    }
}

/// How many events of each job were new.
async fn store_all(store: &Store, group: &[Job]) -> Result<Vec<Result<usize, Refusal>>, sqlx::Error> {
    let (mut tx, now) = (store.begin().await?, clock::now());
    let mut standings = lock_all(&mut tx, group).await?;
    let mut touched = BTreeSet::new();
    let mut results = Vec::with_capacity(group.len());
    for job in group {
        if overflows(&mut tx, job, &standings).await? {
            results.push(Err(Code::TooManyEvents.into()));
            continue;
        }
        let mut new = 0;
        for (key, told) in &job.events {
            if events::add(&mut tx, key, told, &job.told_by, now).await? {
                new += 1;
                touched.insert(key);
                if let Some(standing) = standings.get_mut(key) {
                    standing.events += 1;
                }
            }
        }
        results.push(Ok(new));
    }
    for key in touched {
        if let Some(standing) = standings.remove(key) {
            change::announce(&mut tx, key, standing).await?;
        }
    }
    tx.commit().await?;
    Ok(results)
}

/// Sorted, so that two services on one database never wait for each other in a circle.
async fn lock_all<'g>(db: &mut AnyConnection, group: &'g [Job]) -> Result<BTreeMap<&'g Key, Standing>, sqlx::Error> {
    let keys: BTreeSet<&Key> = group.iter().flat_map(|job| job.events.iter().map(|(key, _)| key)).collect();
    let mut standings = BTreeMap::new();
    for key in keys {
        standings.insert(key, events::lock(db, key).await?);
    }
    Ok(standings)
}

/// Whether a job would bring a consignment over the limit. What is stored already is not counted twice.
async fn overflows(
    db: &mut AnyConnection,
    job: &Job,
    standings: &BTreeMap<&Key, Standing>,
) -> Result<bool, sqlx::Error> {
    let mut told: BTreeMap<&Key, BTreeSet<&str>> = BTreeMap::new();
    for (key, words) in &job.events {
        told.entry(key).or_default().insert(words);
    }
    for (key, mut words) in told {
        let before = standings.get(key).map_or(0, |standing| standing.events);
        let passes =
            |words: &BTreeSet<&str>| before + i64::try_from(words.len()).unwrap_or(i64::MAX) > MOST_OF_A_CONSIGNMENT;
        if passes(&words) {
            for stored in events::events(db, key).await? {
                words.remove(stored.as_str());
            }
            if passes(&words) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
