//! Telling webhooks what changed: at least once, in order, and later again when the receiver fails.
//!
//! One query finds the webhooks that may be told something, whatever waits for them. Each is then told a page of what waits for it,
//! apart from the others: so telling costs the same however much waits, and who is slow keeps its own waiting.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::{Id, JoinSet};
use tokio::time::timeout;

use crate::clock;
use crate::courier::{Attempt, Courier};
use crate::metrics::Metrics;
use crate::store::deliveries::{LONGEST_WAIT, Next};
use crate::store::webhooks::Receiver;
use crate::store::{Due, Store, code_of};

/// Webhooks that are told something at once, and such of these as failed last: a party has ten, and however many of them never
/// answer, there is room for others.
const AT_ONCE: usize = 256;
const FAILING_AT_ONCE: usize = 128;
/// How long a webhook is told what waits for it before others have their turn.
const TURN: Duration = Duration::from_secs(10);
/// How long telling fails before the webhook is paused, in milliseconds: five days.
const LONGEST_FAILING: i64 = 5 * DAY;
/// How long is kept what was told, and what waits, in milliseconds.
const TOLD: i64 = 7 * DAY;
const WAITING: i64 = 30 * DAY;
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// How often what is too old is looked for.
const SWEEP: Duration = Duration::from_hours(1);

/// Tells webhooks; a clone is the same one.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    pub(crate) store: Store,
    pub(crate) courier: Courier,
    pub(crate) metrics: Arc<Metrics>,
    /// What wakes it when there is something to be told.
    pub(crate) wake: Arc<Notify>,
    /// Whether the service ends.
    pub(crate) ends: watch::Receiver<bool>,
}

impl Outbox {
    /// Tells what is due until the service ends; then what is being told is written down.
    pub(crate) async fn run(mut self) {
        let (mut under_way, mut busy) = (JoinSet::new(), BTreeMap::<Id, Due>::new());
        while !*self.ends.borrow() {
            for due in self.store.due(clock::now()).await.unwrap_or_else(|error| failed(&error)) {
                if has_room(&busy, &due) {
                    let (outbox, webhook) = (self.clone(), due.clone());
                    let task = under_way.spawn(async move { outbox.tell(&webhook).await });
                    busy.insert(task.id(), due);
                }
            }
            tokio::select! {
                Some(ended) = under_way.join_next_with_id() => {
                    // One that ended badly is tried again like any other.
                    busy.remove(&ended.map_or_else(|error| error.id(), |(task, ())| task));
                }
                // Woken by new events, or by the clock for what was put off.
                _ = timeout(Duration::from_secs(1), self.wake.notified()) => {}
                _ = self.ends.changed() => {}
            }
        }
        while under_way.join_next().await.is_some() {}
    }

    /// Forgets what is too old, again and again.
    pub(crate) async fn sweep(store: Store) {
        loop {
            let now = clock::now();
            if let Err(error) = store.forget_messages(now.saturating_sub(TOLD), now.saturating_sub(WAITING)).await {
                tracing::error!(code = code_of(&error), "outbox");
            }
            if let Err(error) = store.forget_answers(now).await {
                tracing::error!(code = code_of(&error), "answers");
            }
            tokio::time::sleep(SWEEP).await;
        }
    }

    /// Tells a webhook what waits for it, as far as one turn goes.
    async fn tell(&self, due: &Due) {
        match self.turn(due).await {
            Ok(Some((receiver, turn))) => self.write_down(&receiver, &turn).await,
            // Another service tells it.
            Ok(None) => {}
            Err(error) => {
                tracing::error!(code = code_of(&error), "outbox");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }

    async fn turn(&self, due: &Due) -> Result<Option<(Receiver, Turn)>, sqlx::Error> {
        let (began, now) = (clock::instant(), clock::now());
        if !self.store.claim(due, now).await? {
            return Ok(None);
        }
        let Some(receiver) = self.store.receiver(&due.webhook, now).await? else { return Ok(None) };
        let mut turn = Turn::default();
        for kept in self.store.page(&due.webhook).await? {
            let attempt = self.courier.deliver(&receiver.url, &receiver.secrets, &kept.message).await;
            self.metrics.webhook(attempt.is_received());
            let goes_on = attempt.is_received() && began.elapsed() < TURN && !*self.ends.borrow();
            if attempt.is_received() {
                turn.told.push(kept.seq);
            }
            turn.attempts.push(attempt);
            if !goes_on {
                break;
            }
        }
        Ok(Some((receiver, turn)))
    }

    /// Until it is written down the webhook is not told the same again, unless the service ends.
    async fn write_down(&self, receiver: &Receiver, turn: &Turn) {
        let now = clock::now();
        let next = turn.next(receiver, now);
        let (webhook, owner, failures) = (&receiver.id, receiver.owner.name(), receiver.failures + 1);
        let outcome = turn.attempts.last().map(|last| (last.outcome.as_str(), last.status));
        let (outcome, status) = outcome.unwrap_or_default();
        match next {
            Next::GoOn => {}
            Next::PutOff { .. } => tracing::warn!(webhook, owner, failures, outcome, status, "webhook failed"),
            Next::Pause { why } => tracing::error!(webhook, owner, failures, why, outcome, status, "webhook paused"),
        }
        while let Err(error) = self.store.write_down(receiver, (&turn.told, &turn.attempts), &next, now).await {
            tracing::error!(code = code_of(&error), "outbox");
            if *self.ends.borrow() {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// What was told to a webhook: the places of what it received, and every attempt.
#[derive(Debug, Default)]
struct Turn {
    told: Vec<i64>,
    attempts: Vec<Attempt>,
}

impl Turn {
    fn next(&self, receiver: &Receiver, now: i64) -> Next {
        let Some(failed) = self.attempts.last().filter(|last| !last.is_received()) else { return Next::GoOn };
        if failed.status == 410 {
            return Next::Pause { why: "gone" };
        }
        // What it received just now says that it did not fail all the time.
        let since = if self.told.is_empty() { receiver.failing_since } else { 0 };
        if since > 0 && now.saturating_sub(since) >= LONGEST_FAILING {
            return Next::Pause { why: "failing" };
        }
        let failures = if self.told.is_empty() { receiver.failures + 1 } else { 1 };
        let wait = 500_i64.saturating_mul(1_i64 << failures.min(20)).max(failed.wait).min(LONGEST_WAIT);
        Next::PutOff { due_at: now.saturating_add(wait) }
    }
}

/// Whether a webhook may be told something beside those that are.
fn has_room(busy: &BTreeMap<Id, Due>, due: &Due) -> bool {
    let is_told = busy.values().any(|other| other.webhook == due.webhook);
    let failing = busy.values().filter(|other| other.fails).count();
    !is_told && busy.len() < AT_ONCE && !(due.fails && failing >= FAILING_AT_ONCE)
}

fn failed(error: &sqlx::Error) -> Vec<Due> {
    tracing::error!(code = code_of(error), "outbox");
    Vec::new()
}
