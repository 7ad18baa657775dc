//! The outbox: what is still to be told to webhooks.

use sqlx::AnyConnection;

use super::{Key, Store, Webhook, number, text};

/// What is to be told next to a webhook.
#[derive(Debug)]
pub(crate) struct Due {
    /// Its place in the order in which all is told.
    seq: i64,
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) webhook: Webhook,
    /// How often in a row telling it failed.
    pub(crate) failures: i64,
}

/// Writes down that a webhook is to be told something of a consignment.
pub(crate) async fn add(
    db: &mut AnyConnection,
    key: &Key,
    id: &str,
    webhook: &str,
    body: &str,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO deliveries (webhook, id, operator, consignment, body) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(webhook).bind(id).bind(&key.operator).bind(&key.consignment);
    query.bind(body).execute(db).await.map(drop)
}

/// The longest that a webhook is put off, in milliseconds. One that is put off for longer was so by a clock that went back
/// since.
pub(crate) const LONGEST_WAIT: i64 = 3_600_000;

impl Store {
    /// For each webhook that may be told now, the oldest of what is to be told to it: changes are told in order.
    pub(crate) async fn due(&self, now: i64, most: i64) -> Result<Vec<Due>, sqlx::Error> {
        let sql = "SELECT d.seq, d.id, d.body, w.id, w.url, w.secret, w.failures FROM webhooks w \
                   JOIN deliveries d ON d.seq = (SELECT min(e.seq) FROM deliveries e WHERE e.webhook = w.id) \
                   WHERE w.due_at <= $1 OR w.due_at > $2 ORDER BY w.due_at, w.id LIMIT $3";
        let query = sqlx::query(sql).bind(now).bind(now.saturating_add(LONGEST_WAIT)).bind(most);
        let rows = query.fetch_all(&self.read).await?;
        let read = |row| {
            let webhook = Webhook { id: text(row, 3)?, url: text(row, 4)?, secret: text(row, 5)? };
            let (seq, failures) = (number(row, 0)?, number(row, 6)?);
            Ok(Due { seq, id: text(row, 1)?, body: text(row, 2)?, webhook, failures })
        };
        rows.iter().map(read).collect()
    }

    /// It was told.
    pub(crate) async fn told(&self, due: &Due) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM deliveries WHERE seq = $1").bind(due.seq).execute(&mut *tx).await?;
        if due.failures > 0 {
            let sql = "UPDATE webhooks SET failures = 0 WHERE id = $1";
            sqlx::query(sql).bind(&due.webhook.id).execute(&mut *tx).await?;
        }
        tx.commit().await
    }

    /// Telling failed: the webhook is tried again then, with all that is to be told to it.
    pub(crate) async fn put_off(&self, due: &Due, due_at: i64) -> Result<(), sqlx::Error> {
        let sql = "UPDATE webhooks SET failures = $2, due_at = $3 WHERE id = $1";
        let query = sqlx::query(sql).bind(&due.webhook.id).bind(due.failures + 1).bind(due_at);
        query.execute(&self.write).await.map(drop)
    }

    /// How much is still to be told.
    pub(crate) async fn waiting(&self) -> Result<i64, sqlx::Error> {
        number(&sqlx::query("SELECT count(*) FROM deliveries").fetch_one(&self.read).await?, 0)
    }
}
