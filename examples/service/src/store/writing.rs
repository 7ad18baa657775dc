//! Writing: how long it is waited for who else writes, and that it goes to the file that its name finds.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Executor as _, SqlSafeStr as _, Transaction};

use super::{PATIENCE, Store, ready};
use crate::clock;

/// How long a request waits for a file that another process writes to: less than the two seconds in which it is told.
const HELD: Duration = Duration::from_secs(1);
/// And for one that was found to be held: who comes then does not wait all that again.
const HELD_STILL: Duration = Duration::from_millis(50);

/// A transaction that writes. What it wrote is kept when `commit` returns, even if the machine stops then.
#[derive(Debug)]
pub(crate) struct Writing {
    tx: Transaction<'static, Any>,
    file: Arc<ready::Opened>,
}

impl Writing {
    /// Keeps what was written, unless the file is lost: before, or while it was written to the disk.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        self.file.check()?;
        self.tx.commit().await?;
        self.file.check()
    }
}

impl Deref for Writing {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.tx
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}

/// Whether another process writes: `SQLITE_BUSY`, also while it recovers its journal.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| ["5", "261", "517"].contains(&code.as_ref()))
}

impl Store {
    /// The same database, for requests: they are told soon what another process holds. A command waits, and so does a start.
    pub(crate) fn for_requests(self) -> Self {
        Self { held: HELD, ..self }
    }

    /// A transaction that writes.
    pub(crate) async fn begin(&self) -> Result<Writing, sqlx::Error> {
        self.begin_within(self.held).await
    }

    /// A transaction that waits so many milliseconds for what another holds, and not longer.
    pub(crate) async fn begin_for(&self, millis: u32) -> Result<Writing, sqlx::Error> {
        let mut tx = self.begin_within(self.held.min(Duration::from_millis(millis.into()))).await?;
        if !self.embedded {
            let sql = AssertSqlSafe(format!("SET LOCAL lock_timeout = {millis}"));
            sqlx::query(sql).execute(&mut *tx).await?;
        }
        Ok(tx)
    }

    /// A connection for a statement that is a transaction by itself.
    pub(super) async fn writer(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.writer_within(self.held).await
    }

    async fn begin_within(&self, held: Duration) -> Result<Writing, sqlx::Error> {
        let writer = self.writer_within(held).await?;
        let begin = if self.embedded { "BEGIN IMMEDIATE" } else { "BEGIN" };
        let tx = Transaction::begin(writer, Some(begin.into_sql_str())).await;
        self.file.held.store(tx.as_ref().is_err_and(is_busy), Ordering::Relaxed);
        Ok(Writing { tx: tx?, file: Arc::clone(&self.file) })
    }

    /// Whoever waited for the connection while the one before waited for another process has waited for it too: all that come at
    /// once are told at once.
    async fn writer_within(&self, held: Duration) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.file.check()?;
        let began = clock::instant();
        let mut writer = self.write.acquire().await?;
        if self.embedded {
            let (waited, is_held) = (began.elapsed(), held < PATIENCE && self.file.held.load(Ordering::Relaxed));
            let left = if is_held {
                HELD_STILL.saturating_sub(waited)
            } else {
                // What was waited for was this service's own work.
                held.saturating_sub(waited).max(HELD_STILL)
            };
            let left = left.as_millis();
            writer.execute(sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA busy_timeout = {left}")))).await?;
        }
        Ok(writer)
    }
}
