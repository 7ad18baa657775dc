//! API keys at rest.

use super::{Store, text};
use crate::auth::{Holder, Key};

impl Store {
    /// The key of this digest, unless it is revoked.
    pub(crate) async fn key(&self, digest: &str) -> Result<Option<Key>, sqlx::Error> {
        let sql = "SELECT id, kind, party FROM api_keys WHERE digest = $1 AND revoked_at IS NULL";
        let row = sqlx::query(sql).bind(digest).fetch_optional(&self.read).await?;
        row.as_ref().map(read).transpose()
    }

    pub(crate) async fn add_key(&self, key: &Key, digest: &str, now: i64) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO api_keys (id, digest, kind, party, made_at) VALUES ($1, $2, $3, $4, $5)";
        let query = sqlx::query(sql).bind(&key.id).bind(digest).bind(key.holder.kind()).bind(key.holder.name());
        query.bind(now).execute(&self.write).await.map(drop)
    }

    /// Whether there was such a key that still counted.
    pub(crate) async fn revoke_key(&self, id: &str, now: i64) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        Ok(sqlx::query(sql).bind(id).bind(now).execute(&self.write).await?.rows_affected() > 0)
    }

    /// The keys that count.
    pub(crate) async fn keys(&self) -> Result<Vec<Key>, sqlx::Error> {
        let sql = "SELECT id, kind, party FROM api_keys WHERE revoked_at IS NULL ORDER BY made_at, id";
        sqlx::query(sql).fetch_all(&self.read).await?.iter().map(read).collect()
    }
}

fn read(row: &sqlx::any::AnyRow) -> Result<Key, sqlx::Error> {
    let holder = Holder::of(&text(row, 1)?, text(row, 2)?).ok_or(sqlx::Error::RowNotFound)?;
    Ok(Key { id: text(row, 0)?, holder })
}
