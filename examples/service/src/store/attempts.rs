//! What came of telling webhooks.

use sqlx::AnyConnection;

use super::{Store, number, text};
use crate::courier::{Attempt, Outcome};

/// Attempts that are shown at once.
const PAGE: i64 = 100;

pub(crate) async fn add(db: &mut AnyConnection, webhook: &str, attempt: &Attempt) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO attempts (webhook, message, outcome, status, ms, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql).bind(webhook).bind(&attempt.message).bind(attempt.outcome.as_str());
    let query = query.bind(i64::from(attempt.status)).bind(attempt.ms).bind(attempt.made_at);
    query.execute(db).await.map(drop)
}

impl Store {
    /// The attempts to tell a webhook, the last first, each with its place: those before a place, or the last; of one message or
    /// of all.
    pub(crate) async fn attempts(
        &self,
        webhook: &str,
        before: Option<i64>,
        message: &str,
    ) -> Result<Vec<(i64, Attempt)>, sqlx::Error> {
        let sql = "SELECT seq, message, outcome, status, ms, made_at FROM attempts \
                   WHERE webhook = $1 AND seq < $2 AND (message = $3 OR $3 = '') ORDER BY seq DESC LIMIT $4";
        let query = sqlx::query(sql).bind(webhook).bind(before.unwrap_or(i64::MAX)).bind(message).bind(PAGE);
        let read = |row| {
            let outcome = Outcome::from_name(&text(row, 2)?).ok_or(sqlx::Error::RowNotFound)?;
            let status = u16::try_from(number(row, 3)?).unwrap_or_default();
            let (ms, made_at) = (number(row, 4)?, number(row, 5)?);
            Ok((number(row, 0)?, Attempt { message: text(row, 1)?, outcome, status, ms, made_at, wait: 0 }))
        };
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    pub(super) async fn forget_attempts(&self, before: i64, together: i64) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM attempts WHERE seq IN \
                   (SELECT seq FROM attempts WHERE made_at < $1 ORDER BY made_at LIMIT $2)";
        let some = || sqlx::query(sql).bind(before).bind(together);
        while some().execute(&mut *self.writer().await?).await?.rows_affected() > 0 {}
        Ok(())
    }
}
