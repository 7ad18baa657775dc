//! Whom to tell of changes.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Store, number, party, text};
use crate::auth::Party;
use crate::signature::Secrets;

/// A webhook, as its owner sees it. Times are milliseconds since 1970; 0 is none.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) made_at: i64,
    /// How often in a row telling failed, since when, and when it is tried next.
    pub(crate) failures: i64,
    pub(crate) failing_since: i64,
    pub(crate) due_at: i64,
    pub(crate) paused_at: i64,
    pub(crate) paused_why: String,
    /// How many messages grew too old before they could be told.
    pub(crate) expired: i64,
    /// Until when the secret before the last one signs too.
    pub(crate) old_secret_until: i64,
}

/// A webhook, as it is told something.
#[derive(Clone, Debug)]
pub(crate) struct Receiver {
    pub(crate) id: String,
    pub(crate) owner: Party,
    pub(crate) url: String,
    pub(crate) secrets: Secrets,
    pub(crate) failures: i64,
    pub(crate) failing_since: i64,
}

impl Store {
    pub(crate) async fn webhooks(&self, party: &Party) -> Result<Vec<Webhook>, sqlx::Error> {
        let sql = "SELECT id, url, made_at, failures, failing_since, due_at, paused_at, paused_why, expired, old_secret_until \
                   FROM webhooks WHERE kind = $1 AND party = $2 ORDER BY made_at, id";
        let query = sqlx::query(sql).bind(party.kind()).bind(party.name());
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// A webhook of a party.
    pub(crate) async fn webhook(&self, party: &Party, id: &str) -> Result<Option<Webhook>, sqlx::Error> {
        Ok(self.webhooks(party).await?.into_iter().find(|webhook| webhook.id == id))
    }

    /// Removes a webhook, with what was still to be told to it; says whether the party had it.
    pub(crate) async fn remove_webhook(&self, party: &Party, id: &str) -> Result<bool, sqlx::Error> {
        let sql = "DELETE FROM webhooks WHERE kind = $1 AND party = $2 AND id = $3";
        let query = sqlx::query(sql).bind(party.kind()).bind(party.name()).bind(id);
        let removed = query.execute(&mut *self.writer().await?).await?.rows_affected() > 0;
        if removed {
            self.forget_all_of(id).await?;
        }
        Ok(removed)
    }

    /// A webhook that is to be told something, unless it is gone or paused.
    pub(crate) async fn receiver(&self, id: &str, now: i64) -> Result<Option<Receiver>, sqlx::Error> {
        let sql = "SELECT kind, party, url, secret, old_secret, old_secret_until, failures, failing_since FROM webhooks \
                   WHERE id = $1";
        let Some(row) = sqlx::query(sql).bind(id).fetch_optional(self.reader()?).await? else { return Ok(None) };
        let before = (number(&row, 5)? > now).then(|| text(&row, 4)).transpose()?;
        let secrets = Secrets { now: text(&row, 3)?, before };
        let (owner, url, failures, failing_since) =
            (party(&row, 0)?, text(&row, 2)?, number(&row, 6)?, number(&row, 7)?);
        Ok(Some(Receiver { id: id.to_owned(), owner, url, secrets, failures, failing_since }))
    }

    /// Pauses a webhook on its owner's word.
    pub(crate) async fn pause(&self, id: &str, now: i64) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        pause(&mut tx, id, "owner", now).await?;
        tx.commit().await
    }

    /// Tells a webhook again, from the first that waits.
    pub(crate) async fn resume(&self, id: &str) -> Result<(), sqlx::Error> {
        let sql = "UPDATE webhooks SET paused_at = 0, paused_why = '', failures = 0, failing_since = 0, due_at = 0 WHERE id = $1";
        sqlx::query(sql).bind(id).execute(&mut *self.writer().await?).await.map(drop)
    }
}

/// Adds a webhook, unless the party has as many already as it may; says whether it did.
pub(crate) async fn add(
    db: &mut AnyConnection,
    party: &Party,
    webhook: (&str, &str),
    secret: &str,
    now: i64,
    most: i64,
) -> Result<bool, sqlx::Error> {
    // Whoever else adds one for this party waits here: two that count at the same time would both find room.
    let sql = "INSERT INTO webhook_owners (kind, party) VALUES ($1, $2) \
               ON CONFLICT (kind, party) DO UPDATE SET kind = excluded.kind";
    sqlx::query(sql).bind(party.kind()).bind(party.name()).execute(&mut *db).await?;
    let sql = "INSERT INTO webhooks (id, kind, party, url, secret, made_at, failures, due_at) \
               SELECT $1, $2, $3, $4, $5, $6, 0, 0 \
               WHERE (SELECT count(*) FROM webhooks WHERE kind = $2 AND party = $3) < $7";
    let query = sqlx::query(sql).bind(webhook.0).bind(party.kind()).bind(party.name()).bind(webhook.1);
    Ok(query.bind(secret).bind(now).bind(most).execute(db).await?.rows_affected() > 0)
}

/// Gives a webhook another secret. The one before signs too, until a time.
pub(crate) async fn rotate(db: &mut AnyConnection, id: &str, secret: &str, until: i64) -> Result<(), sqlx::Error> {
    let sql = "UPDATE webhooks SET old_secret = secret, old_secret_until = $3, secret = $2 WHERE id = $1";
    sqlx::query(sql).bind(id).bind(secret).bind(until).execute(db).await.map(drop)
}

/// Pauses a webhook, unless it is.
pub(super) async fn pause(db: &mut AnyConnection, id: &str, why: &str, now: i64) -> Result<(), sqlx::Error> {
    let sql = "UPDATE webhooks SET paused_at = $2, paused_why = $3 WHERE id = $1 AND paused_at = 0";
    sqlx::query(sql).bind(id).bind(now).bind(why).execute(db).await.map(drop)
}

/// The webhooks of a party, by their ids.
pub(crate) async fn of(db: &mut AnyConnection, party: &Party) -> Result<Vec<String>, sqlx::Error> {
    let sql = "SELECT id FROM webhooks WHERE kind = $1 AND party = $2 ORDER BY id";
    let rows = sqlx::query(sql).bind(party.kind()).bind(party.name()).fetch_all(db).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

fn read(row: &AnyRow) -> Result<Webhook, sqlx::Error> {
    Ok(Webhook {
        id: text(row, 0)?,
        url: text(row, 1)?,
        made_at: number(row, 2)?,
        failures: number(row, 3)?,
        failing_since: number(row, 4)?,
        due_at: number(row, 5)?,
        paused_at: number(row, 6)?,
        paused_why: text(row, 7)?,
        expired: number(row, 8)?,
        old_secret_until: number(row, 9)?,
    })
}
