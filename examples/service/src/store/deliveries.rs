//! The outbox: what is still to be told to webhooks.

use sqlx::AnyConnection;

use super::{Store, Webhook, number, text};

/// What is to be told next to a webhook.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) webhook: Webhook,
    /// How often in a row telling it failed.
    pub(crate) failures: i64,
}

/// Writes down that a webhook is to be told something. Ids rise with time.
pub(crate) async fn add(db: &mut AnyConnection, id: &str, webhook: &str, body: &str) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO deliveries (webhook, id, body) VALUES ($1, $2, $3)";
    sqlx::query(sql).bind(webhook).bind(id).bind(body).execute(db).await.map(drop)
}

impl Store {
    /// For each webhook that may be told now, the oldest of what is to be told to it: changes are told in order.
    pub(crate) async fn due(&self, now: i64, most: i64) -> Result<Vec<Due>, sqlx::Error> {
        let sql = "SELECT d.id, d.body, w.id, w.url, w.secret, w.failures FROM webhooks w \
                   JOIN deliveries d ON d.webhook = w.id AND d.id = \
                   (SELECT min(e.id) FROM deliveries e WHERE e.webhook = w.id) \
                   WHERE w.due_at <= $1 ORDER BY w.due_at, w.id LIMIT $2";
        let rows = sqlx::query(sql).bind(now).bind(most).fetch_all(&self.read).await?;
        let read = |row| {
            let webhook = Webhook { id: text(row, 2)?, url: text(row, 3)?, secret: text(row, 4)? };
            Ok(Due { id: text(row, 0)?, body: text(row, 1)?, webhook, failures: number(row, 5)? })
        };
        rows.iter().map(read).collect()
    }

    /// It was told.
    pub(crate) async fn told(&self, due: &Due) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM deliveries WHERE webhook = $1 AND id = $2";
        sqlx::query(sql).bind(&due.webhook.id).bind(&due.id).execute(&mut *tx).await?;
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
