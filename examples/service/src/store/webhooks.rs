//! Whom to tell of changes.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Store, text};
use crate::auth::Party;

/// An address to which changes are told.
#[derive(Clone)]
pub(crate) struct Webhook {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) secret: String,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Store {
    pub(crate) async fn webhooks(&self, party: &Party) -> Result<Vec<Webhook>, sqlx::Error> {
        let rows = select(party).fetch_all(&self.read).await?;
        rows.iter().map(read).collect()
    }

    pub(crate) async fn add_webhook(&self, party: &Party, webhook: &Webhook) -> Result<(), sqlx::Error> {
        let sql =
            "INSERT INTO webhooks (id, kind, party, url, secret, failures, due_at) VALUES ($1, $2, $3, $4, $5, 0, 0)";
        let query = sqlx::query(sql).bind(&webhook.id).bind(party.kind()).bind(party.name());
        query.bind(&webhook.url).bind(&webhook.secret).execute(&self.write).await.map(drop)
    }

    /// Whether the party had such a webhook. What was still to be told to it goes with it.
    pub(crate) async fn remove_webhook(&self, party: &Party, id: &str) -> Result<bool, sqlx::Error> {
        if !self.webhooks(party).await?.iter().any(|webhook| webhook.id == id) {
            return Ok(false);
        }
        self.forget_webhook(id).await?;
        Ok(true)
    }

    /// Removes a webhook, with what was still to be told to it.
    pub(crate) async fn forget_webhook(&self, id: &str) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        for sql in ["DELETE FROM webhooks WHERE id = $1", "DELETE FROM deliveries WHERE webhook = $1"] {
            sqlx::query(sql).bind(id).execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}

/// As [`Store::webhooks`], within a transaction.
pub(crate) async fn of(db: &mut AnyConnection, party: &Party) -> Result<Vec<Webhook>, sqlx::Error> {
    let rows = select(party).fetch_all(db).await?;
    rows.iter().map(read).collect()
}

fn select(party: &Party) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
    let sql = "SELECT id, url, secret FROM webhooks WHERE kind = $1 AND party = $2 ORDER BY id";
    sqlx::query(sql).bind(party.kind()).bind(party.name())
}

fn read(row: &AnyRow) -> Result<Webhook, sqlx::Error> {
    Ok(Webhook { id: text(row, 0)?, url: text(row, 1)?, secret: text(row, 2)? })
}
