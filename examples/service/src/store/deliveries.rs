//! The outbox: what is to be told to webhooks, and what was.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use super::webhooks::Receiver;
use super::{Key, Store, attempts, number, text};
use crate::courier::Attempt;
use crate::messages::{self, Message};

/// The longest that a webhook is put off, in milliseconds. One that is put off for longer was so by a clock that went back
/// since.
pub(crate) const LONGEST_WAIT: i64 = 3_600_000;
/// How long one of several services on a database has a webhook for itself, in milliseconds: longer than telling a page may take.
const CLAIM: i64 = 30_000;
/// Messages that are told, shown or removed together.
const PAGE: i64 = 100;
const TOGETHER: i64 = 1_000;

/// A webhook to which something may be told now.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) webhook: String,
    /// Whether telling it failed last.
    pub(crate) fails: bool,
    at: i64,
}

/// What is to be done next with a webhook that something was told to.
#[derive(Debug)]
pub(crate) enum Next {
    /// It receives: the rest after those that waited longer.
    GoOn,
    /// It failed: again then, with all that is to be told to it.
    PutOff { due_at: i64 },
    /// It failed too long: its owner is to say when to go on.
    Pause { why: &'static str },
}

/// A message with its place, when it was written and when it was told; 0: it waits.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) seq: i64,
    pub(crate) message: Message,
    pub(crate) made_at: i64,
    pub(crate) told_at: i64,
}

/// How much waits, and since when the oldest of it does, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waiting {
    pub(crate) count: i64,
    pub(crate) since: Option<i64>,
}

/// Writes down that a webhook is to be told something, of a consignment if it is of one.
pub(crate) async fn add(
    db: &mut AnyConnection,
    key: Option<&Key>,
    webhook: &str,
    message: &Message,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO deliveries (webhook, id, operator, consignment, body, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let (operator, consignment) = key.map_or(("", ""), |key| (&key.operator, &key.consignment));
    let query = sqlx::query(sql).bind(webhook).bind(&message.id).bind(operator).bind(consignment);
    query.bind(&message.body).bind(now).execute(db).await.map(drop)
}

/// Puts what was told to a webhook since a time, or one message, among what is to be told again; tells how many these are.
pub(crate) async fn replay(
    db: &mut AnyConnection,
    webhook: &str,
    since: i64,
    message: &str,
) -> Result<u64, sqlx::Error> {
    let sql = "UPDATE deliveries SET told_at = 0 WHERE webhook = $1 AND told_at > 0 AND told_at >= $2 \
               AND (id = $3 OR $3 = '')";
    let query = sqlx::query(sql).bind(webhook).bind(since).bind(message);
    Ok(query.execute(db).await?.rows_affected())
}

const DUE: &str = "SELECT w.id, w.failures, w.due_at FROM webhooks w \
                   WHERE w.paused_at = 0 AND (w.due_at <= $1 OR w.due_at > $2) \
                   AND EXISTS (SELECT 1 FROM deliveries d WHERE d.webhook = w.id AND d.told_at = 0) \
                   ORDER BY w.due_at, w.id";
const WAITING: &str = "SELECT seq, id, body, made_at, told_at FROM deliveries WHERE webhook = $1 AND told_at = 0 \
                       AND seq > $2 ORDER BY seq LIMIT $3";
const ALL: &str =
    "SELECT seq, id, body, made_at, told_at FROM deliveries WHERE webhook = $1 AND seq > $2 ORDER BY seq LIMIT $3";

impl Store {
    /// The webhooks to which something may be told now, those first that were told longest ago. What waits for each is not
    /// looked at.
    pub(crate) async fn due(&self, now: i64) -> Result<Vec<Due>, sqlx::Error> {
        let query = sqlx::query(DUE).bind(now).bind(now.saturating_add(LONGEST_WAIT));
        let read = |row| Ok(Due { webhook: text(row, 0)?, fails: number(row, 1)? > 0, at: number(row, 2)? });
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// Whether this service may tell it now, and no other on the same database does.
    pub(crate) async fn claim(&self, due: &Due, now: i64) -> Result<bool, sqlx::Error> {
        if self.embedded {
            return Ok(true);
        }
        let sql = "UPDATE webhooks SET due_at = $3 WHERE id = $1 AND due_at = $2";
        let query = sqlx::query(sql).bind(&due.webhook).bind(due.at).bind(now.saturating_add(CLAIM));
        Ok(query.execute(&mut *self.writer().await?).await?.rows_affected() > 0)
    }

    /// The next messages for a webhook, in their order.
    pub(crate) async fn page(&self, webhook: &str) -> Result<Vec<Kept>, sqlx::Error> {
        self.messages(webhook, true, 0).await
    }

    /// The messages for a webhook after a place: those that wait, or all that are kept.
    pub(crate) async fn messages(&self, webhook: &str, waiting: bool, after: i64) -> Result<Vec<Kept>, sqlx::Error> {
        let query = sqlx::query(if waiting { WAITING } else { ALL }).bind(webhook).bind(after).bind(PAGE);
        let read = |row| {
            let message = Message { id: text(row, 1)?, body: text(row, 2)? };
            Ok(Kept { seq: number(row, 0)?, message, made_at: number(row, 3)?, told_at: number(row, 4)? })
        };
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// Writes down what was told to a webhook, by their places, what came of each attempt, and what is next.
    pub(crate) async fn write_down(
        &self,
        receiver: &Receiver,
        (told, attempts): (&[i64], &[Attempt]),
        next: &Next,
        now: i64,
    ) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        for seq in told {
            sqlx::query("UPDATE deliveries SET told_at = $2 WHERE seq = $1")
                .bind(seq)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        }
        for attempt in attempts {
            attempts::add(&mut tx, &receiver.id, attempt).await?;
        }
        let failed = "UPDATE webhooks SET failures = failures + 1, \
                      failing_since = CASE WHEN failing_since = 0 THEN $3 ELSE failing_since END, due_at = $2 WHERE id = $1";
        let (sql, due_at) = match next {
            Next::GoOn => ("UPDATE webhooks SET failures = 0, failing_since = 0, due_at = $2 WHERE id = $1", now),
            Next::PutOff { due_at } => (failed, *due_at),
            Next::Pause { .. } => (failed, now),
        };
        let query = sqlx::query(sql).bind(&receiver.id).bind(due_at);
        let query = if matches!(next, Next::GoOn) { query } else { query.bind(now) };
        query.execute(&mut *tx).await?;
        if let Next::Pause { why } = next {
            super::webhooks::pause(&mut tx, &receiver.id, why, now).await?;
            messages::paused(&mut tx, &receiver.owner, (&receiver.id, &receiver.url), why, now).await?;
        }
        tx.commit().await
    }

    /// Takes a message out of what is to be told to a webhook; says whether it was there.
    pub(crate) async fn drop_message(&self, webhook: &str, message: &str) -> Result<bool, sqlx::Error> {
        let sql = "DELETE FROM deliveries WHERE webhook = $1 AND id = $2 AND told_at = 0";
        let query = sqlx::query(sql).bind(webhook).bind(message);
        Ok(query.execute(&mut *self.writer().await?).await?.rows_affected() > 0)
    }

    /// How much waits for a webhook.
    pub(crate) async fn waiting_for(&self, webhook: &str) -> Result<Waiting, sqlx::Error> {
        let sql = "SELECT count(*), min(made_at) FROM deliveries WHERE webhook = $1 AND told_at = 0";
        let row = sqlx::query(sql).bind(webhook).fetch_one(self.reader()?).await?;
        Ok(Waiting { count: number(&row, 0)?, since: row.try_get(1)? })
    }

    /// How much waits: for webhooks that are told, and for those that are paused.
    pub(crate) async fn waiting(&self) -> Result<[Waiting; 2], sqlx::Error> {
        let sql = "SELECT CAST(CASE WHEN w.paused_at > 0 THEN 1 ELSE 0 END AS BIGINT), count(*), min(d.made_at) FROM deliveries d \
                   JOIN webhooks w ON w.id = d.webhook WHERE d.told_at = 0 GROUP BY 1";
        let mut waiting = [Waiting::default(); 2];
        for row in sqlx::query(sql).fetch_all(self.reader()?).await? {
            let of = usize::from(number(&row, 0)? > 0);
            if let Some(of) = waiting.get_mut(of) {
                *of = Waiting { count: number(&row, 1)?, since: row.try_get(2)? };
            }
        }
        Ok(waiting)
    }

    /// How many webhooks are paused.
    pub(crate) async fn paused(&self) -> Result<i64, sqlx::Error> {
        number(&sqlx::query("SELECT count(*) FROM webhooks WHERE paused_at > 0").fetch_one(self.reader()?).await?, 0)
    }

    /// Forgets what was told before a time, and what waits since before another; of the latter each webhook keeps the number.
    pub(crate) async fn forget_messages(&self, told: i64, waiting: i64) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM deliveries WHERE seq IN \
                   (SELECT seq FROM deliveries WHERE told_at > 0 AND told_at < $1 ORDER BY told_at LIMIT $2)";
        // Few at once: who writes meanwhile does not wait long.
        let some = || sqlx::query(sql).bind(told).bind(TOGETHER);
        while some().execute(&mut *self.writer().await?).await?.rows_affected() > 0 {}
        while self.expire(waiting).await? {}
        self.forget_attempts(told, TOGETHER).await
    }

    /// Forgets some of what waits since before a time; says whether there was any.
    async fn expire(&self, before: i64) -> Result<bool, sqlx::Error> {
        let mut tx = self.begin().await?;
        let sql = "SELECT seq, webhook FROM deliveries WHERE told_at = 0 AND made_at < $1 ORDER BY made_at LIMIT $2";
        let rows = sqlx::query(sql).bind(before).bind(TOGETHER).fetch_all(&mut *tx).await?;
        let mut expired: BTreeMap<String, i64> = BTreeMap::new();
        for row in &rows {
            sqlx::query("DELETE FROM deliveries WHERE seq = $1").bind(number(row, 0)?).execute(&mut *tx).await?;
            *expired.entry(text(row, 1)?).or_default() += 1;
        }
        for (webhook, count) in expired {
            let sql = "UPDATE webhooks SET expired = expired + $2 WHERE id = $1";
            sqlx::query(sql).bind(&webhook).bind(count).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(!rows.is_empty())
    }

    /// Forgets all that was or is to be told to a webhook that is gone.
    pub(super) async fn forget_all_of(&self, webhook: &str) -> Result<(), sqlx::Error> {
        for sql in [
            "DELETE FROM deliveries WHERE seq IN (SELECT seq FROM deliveries WHERE webhook = $1 LIMIT $2)",
            "DELETE FROM attempts WHERE seq IN (SELECT seq FROM attempts WHERE webhook = $1 LIMIT $2)",
        ] {
            let some = || sqlx::query(sql).bind(webhook).bind(TOGETHER);
            while some().execute(&mut *self.writer().await?).await?.rows_affected() > 0 {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_waits_is_found_without_looking_at_anything_else() {
        let folder = std::env::temp_dir().join(format!("hoso-plans-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("events.db").display())).await.unwrap();
        for (sql, table) in [(DUE, "d"), (WAITING, "deliveries")] {
            let sql = (1..4).fold(sql.to_owned(), |sql, nth| sql.replace(&format!("${nth}"), "1"));
            let plan = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
            let plan = sqlx::query(plan).fetch_all(&store.read).await.unwrap();
            let steps: Vec<String> = plan.iter().map(|step| text(step, 3).unwrap()).collect();
            let found: Vec<_> = steps.iter().filter(|step| step.contains(&format!(" {table} "))).collect();
            assert!(found.len() == 1 && found[0].contains("INDEX deliveries_waiting (webhook=?"), "{steps:#?}");
        }
        store.close().await;
        std::fs::remove_dir_all(folder).unwrap();
    }
}
