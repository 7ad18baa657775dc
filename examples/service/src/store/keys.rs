//! API keys at rest.

use super::{Store, text};
use crate::auth::{Caller, Party};

impl Store {
    /// Whose key has this digest, unless it is revoked.
    pub(crate) async fn caller(&self, digest: &str) -> Result<Option<Caller>, sqlx::Error> {
        let sql = "SELECT id, kind, party FROM api_keys WHERE digest = $1 AND revoked_at IS NULL";
        let row = sqlx::query(sql).bind(digest).fetch_optional(&self.read).await?;
        row.map(|row| {
            let (id, kind, party) = (text(&row, 0)?, text(&row, 1)?, text(&row, 2)?);
            let party = Party::of(&kind, party).ok_or(sqlx::Error::RowNotFound)?;
            Ok(Caller { key: id, party })
        })
        .transpose()
    }

    pub(crate) async fn add_key(&self, id: &str, digest: &str, party: &Party, now: i64) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO api_keys (id, digest, kind, party, made_at) VALUES ($1, $2, $3, $4, $5)";
        let query = sqlx::query(sql).bind(id).bind(digest).bind(party.kind()).bind(party.name()).bind(now);
        query.execute(&self.write).await.map(drop)
    }

    /// Whether there was such a key that still counted.
    pub(crate) async fn revoke_key(&self, id: &str, now: i64) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        Ok(sqlx::query(sql).bind(id).bind(now).execute(&self.write).await?.rows_affected() > 0)
    }

    /// The keys that count: id and whose.
    pub(crate) async fn keys(&self) -> Result<Vec<(String, Party)>, sqlx::Error> {
        let sql = "SELECT id, kind, party FROM api_keys WHERE revoked_at IS NULL ORDER BY made_at, id";
        let rows = sqlx::query(sql).fetch_all(&self.read).await?;
        let read = |row| {
            let party = Party::of(&text(row, 1)?, text(row, 2)?).ok_or(sqlx::Error::RowNotFound)?;
            Ok((text(row, 0)?, party))
        };
        rows.iter().map(read).collect()
    }
}
