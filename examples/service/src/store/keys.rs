//! API keys at rest.

use std::collections::BTreeMap;

use super::{Store, number, text};
use crate::auth::{Holder, Key};

/// What is to be known of a key besides whose it is.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) key: Key,
    /// What people call it; empty: nothing.
    pub(crate) name: String,
    /// From when on it counts no longer.
    pub(crate) expires_at: Option<i64>,
    pub(crate) used_at: Option<i64>,
}

impl Store {
    /// The key of this digest, unless it is revoked or has expired.
    pub(crate) async fn key(&self, digest: &str, now: i64) -> Result<Option<Key>, sqlx::Error> {
        let sql = "SELECT id, kind, party FROM api_keys WHERE digest = $1 AND revoked_at IS NULL \
                   AND (expires_at IS NULL OR expires_at > $2)";
        let row = sqlx::query(sql).bind(digest).bind(now).fetch_optional(self.reader()?).await?;
        row.as_ref().map(read).transpose()
    }

    pub(crate) async fn add_key(&self, kept: &Kept, digest: &str, now: i64) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO api_keys (id, digest, kind, party, made_at, name, expires_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let Key { id, holder } = &kept.key;
        let query = sqlx::query(sql).bind(id).bind(digest).bind(holder.kind()).bind(holder.name()).bind(now);
        query.bind(&kept.name).bind(kept.expires_at).execute(&mut *self.writer().await?).await.map(drop)
    }

    /// Whether there was such a key that still counted.
    pub(crate) async fn revoke_key(&self, id: &str, now: i64) -> Result<bool, sqlx::Error> {
        let sql = "UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        Ok(sqlx::query(sql).bind(id).bind(now).execute(&mut *self.writer().await?).await?.rows_affected() > 0)
    }

    /// The keys that are not revoked; those that have expired too.
    pub(crate) async fn keys(&self) -> Result<Vec<Kept>, sqlx::Error> {
        // 0 is before every key.
        let sql = "SELECT id, kind, party, name, coalesce(expires_at, 0), coalesce(used_at, 0) FROM api_keys \
                   WHERE revoked_at IS NULL ORDER BY made_at, id";
        let kept = |row| {
            let at = |column| Ok::<_, sqlx::Error>(Some(number(row, column)?).filter(|at| *at > 0));
            Ok(Kept { key: read(row)?, name: text(row, 3)?, expires_at: at(4)?, used_at: at(5)? })
        };
        sqlx::query(sql).fetch_all(self.reader()?).await?.iter().map(kept).collect()
    }

    /// When keys were last used.
    pub(crate) async fn keys_used(&self, uses: &BTreeMap<String, i64>) -> Result<(), sqlx::Error> {
        if uses.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        for (id, at) in uses {
            let query = sqlx::query("UPDATE api_keys SET used_at = $2 WHERE id = $1").bind(id).bind(at);
            query.execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}

fn read(row: &sqlx::any::AnyRow) -> Result<Key, sqlx::Error> {
    let holder = Holder::of(&text(row, 1)?, text(row, 2)?).ok_or(sqlx::Error::RowNotFound)?;
    Ok(Key { id: text(row, 0)?, holder })
}
