//! What was answered to requests that must not be done twice.

use sqlx::AnyConnection;

use super::{Key, Store, text};
use crate::person;

/// How long an answer is kept, in milliseconds.
pub(crate) const KEPT: i64 = 24 * 60 * 60 * 1_000;

/// An answer that was given, with the digest of what was asked.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) digest: String,
    pub(crate) body: String,
}

/// Takes down that a key asks something, by the name that it gave its request; what was answered when it asked before. Of two at
/// once the second waits for the first.
pub(crate) async fn begin(
    db: &mut AnyConnection,
    (key, given): (&str, &str),
    (digest, consignment): (&str, &str),
    now: i64,
) -> Result<Option<Answered>, sqlx::Error> {
    forget(&mut *db, now).await?;
    let sql = "INSERT INTO answers (key, given, digest, consignment, body, answered_at) VALUES ($1, $2, $3, $4, '', $5) \
               ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(key).bind(given).bind(digest).bind(consignment).bind(now);
    if query.execute(&mut *db).await?.rows_affected() > 0 {
        return Ok(None);
    }
    let sql = "SELECT digest, body FROM answers WHERE key = $1 AND given = $2";
    let row = sqlx::query(sql).bind(key).bind(given).fetch_one(db).await?;
    Ok(Some(Answered { digest: text(&row, 0)?, body: text(&row, 1)? }))
}

/// Takes the persons out of what was answered about a consignment to its operator, who alone names what it asks about one. The names
/// count on: what is sent again under one of them would be done again otherwise.
pub(crate) async fn erase(db: &mut AnyConnection, about: &Key) -> Result<(), sqlx::Error> {
    let sql = "SELECT key, given, body FROM answers WHERE consignment = $1 \
               AND key IN (SELECT id FROM api_keys WHERE kind = 'operator' AND party = $2)";
    for row in sqlx::query(sql).bind(&about.consignment).bind(&about.operator).fetch_all(&mut *db).await? {
        let (key, given, body) = (text(&row, 0)?, text(&row, 1)?, text(&row, 2)?);
        end(db, (&key, &given), &person::without(&body)).await?;
    }
    Ok(())
}

/// Forgets what was answered longer ago than answers are kept.
async fn forget(db: &mut AnyConnection, now: i64) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM answers WHERE answered_at < $1";
    sqlx::query(sql).bind(now.saturating_sub(KEPT)).execute(db).await.map(drop)
}

impl Store {
    /// Forgets answers whose time is over, also when nobody asks anything.
    pub(crate) async fn forget_answers(&self, now: i64) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        forget(&mut tx, now).await?;
        tx.commit().await
    }
}

/// Keeps what is answered, in the transaction in which it is done.
pub(crate) async fn end(db: &mut AnyConnection, (key, given): (&str, &str), body: &str) -> Result<(), sqlx::Error> {
    let sql = "UPDATE answers SET body = $3 WHERE key = $1 AND given = $2";
    sqlx::query(sql).bind(key).bind(given).bind(body).execute(db).await.map(drop)
}
