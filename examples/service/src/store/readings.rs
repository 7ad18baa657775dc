//! Which key read which consignment.

use serde::{Deserialize, Serialize};

use super::{Key, Store, number, party, text};
use crate::auth::{Caller, Party};

/// That a party read something of a consignment.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Reading {
    pub(crate) key: Key,
    pub(crate) by: Party,
    /// By which key.
    pub(crate) read_by: String,
    /// What was read.
    pub(crate) what: String,
    pub(crate) read_at: i64,
}

impl Reading {
    pub(crate) fn new(caller: &Caller, key: &Key, what: &str, read_at: i64) -> Self {
        Self { key: key.clone(), by: caller.party.clone(), read_by: caller.key.clone(), what: what.to_owned(), read_at }
    }
}

impl Store {
    /// Keeps what was read, a batch as a whole, unless it was kept before. What is known of the batch before this one is not needed
    /// any more.
    pub(crate) async fn add_readings(
        &self,
        readings: &[Reading],
        batch: &str,
        before: &str,
    ) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO journals (batch) VALUES ($1) ON CONFLICT DO NOTHING";
        if sqlx::query(sql).bind(batch).execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(());
        }
        sqlx::query("DELETE FROM journals WHERE batch = $1").bind(before).execute(&mut *tx).await?;
        let sql = "INSERT INTO readings (operator, consignment, kind, party, read_by, what, read_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        for Reading { key, by, read_by, what, read_at } in readings {
            let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(by.kind()).bind(by.name());
            query.bind(read_by).bind(what).bind(read_at).execute(&mut *tx).await?;
        }
        tx.commit().await
    }

    /// Who read a consignment, the last first.
    pub(crate) async fn readings(&self, key: &Key, most: i64) -> Result<Vec<Reading>, sqlx::Error> {
        let sql = "SELECT kind, party, read_by, what, read_at FROM readings \
                   WHERE operator = $1 AND consignment = $2 ORDER BY seq DESC LIMIT $3";
        let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(most);
        let rows = query.fetch_all(self.reader()?).await?;
        let read = |row| {
            let (by, read_by, what, read_at) = (party(row, 0)?, text(row, 2)?, text(row, 3)?, number(row, 4)?);
            Ok(Reading { key: key.clone(), by, read_by, what, read_at })
        };
        rows.iter().map(read).collect()
    }

    /// Forgets what was read before a time.
    pub(crate) async fn forget_readings(&self, before: i64) -> Result<(), sqlx::Error> {
        let query = sqlx::query("DELETE FROM readings WHERE read_at < $1").bind(before);
        query.execute(&mut *self.writer().await?).await.map(drop)
    }
}
