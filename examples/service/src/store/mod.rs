//! The database: `SQLite` in a file, or `PostgreSQL`, by one SQL.
//!
//! `sqlx`'s `Any` driver takes `$1` for both. What differs is said here: how a transaction begins, how a file is
//! opened, and which error codes mean that there is no room.

pub(crate) mod deliveries;
pub(crate) mod erasures;
pub(crate) mod events;
mod file;
mod keys;
pub(crate) mod listed;
mod public_codes;
pub(crate) mod readings;
pub(crate) mod registrations;
pub(crate) mod rulebooks;
mod schema;
pub(crate) mod settlements;
mod upgrade;
pub(crate) mod webhooks;

pub(crate) use deliveries::Due;
pub(crate) use registrations::{Registration, Version};
pub(crate) use webhooks::Webhook;

use std::time::Duration;

use crate::auth::Party;
use sqlx::any::{AnyPoolOptions, AnyRow};

use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Executor as _, Row as _, Transaction};

/// A consignment is known by its operator and its id there: two operators may use one id.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Key {
    pub(crate) operator: String,
    pub(crate) consignment: String,
}

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    read: AnyPool,
    write: AnyPool,
    /// Whether it is a file of this service's own.
    embedded: bool,
}

impl Store {
    /// Connects, and brings the tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, sqlx::Error> {
        let store = Self::connect(url).await?;
        let unclean = store.is_unclean().await?;
        schema::migrate(&store.write, store.embedded).await?;
        store.upgrade().await?;
        if let Some(unclean) = unclean {
            store.clean(unclean).await?;
        }
        Ok(store)
    }

    /// Connects to the tables as they are.
    pub(crate) async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        sqlx::any::install_default_drivers();
        let embedded = url.starts_with("sqlite:");
        let url = if embedded { file::private(url)? } else { url.to_owned() };
        // SQLite writes one at a time: with one connection they queue here instead of failing there.
        let writers = if embedded { 1 } else { 4 };
        let write = pool(embedded, writers).connect(&url).await?;
        let read = pool(embedded, 8).connect(&url).await?;
        Ok(Self { read, write, embedded })
    }

    /// A transaction that writes. What it wrote is kept when `commit` returns, even if the machine stops then.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.write.begin_with(if self.embedded { "BEGIN IMMEDIATE" } else { "BEGIN" }).await
    }

    /// Whether the database answers.
    pub(crate) async fn answers(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1").execute(&self.read).await.map(drop)
    }

    /// Waits until every connection is given back, and closes the file.
    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

fn pool(embedded: bool, connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(move |connection, _| Box::pin(prepare(connection, embedded)))
        // On a full disk SQLite rolls back by itself, and sqlx counts the transaction as open: such a one is closed.
        .before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))))
}

async fn prepare(connection: &mut AnyConnection, embedded: bool) -> Result<(), sqlx::Error> {
    if embedded {
        // Readers do not wait for the writer; a commit is on the disk before it is answered; what is deleted is written over.
        const PRAGMAS: [&str; 4] = [
            "PRAGMA busy_timeout = 10000",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA secure_delete = ON",
        ];
        for pragma in PRAGMAS {
            connection.execute(pragma).await?;
        }
    }
    Ok(())
}

/// Whether an error says that the disk, or what the service may use of it, is full.
pub(crate) fn is_full(error: &sqlx::Error) -> bool {
    // SQLite: SQLITE_FULL, SQLITE_IOERR_WRITE, _FSYNC, _TRUNCATE, _SHMSIZE; PostgreSQL: disk_full.
    const CODES: [&str; 6] = ["13", "778", "1034", "1546", "4874", "53100"];
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| CODES.contains(&code.as_ref()))
}

/// What may be said of an error in a log: its code, never the values in its text.
pub(crate) fn code_of(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.code().unwrap_or_default().into_owned(),
        sqlx::Error::Io(error) => error.kind().to_string(),
        sqlx::Error::PoolTimedOut => "pool_timed_out".into(),
        _ => "other".into(),
    }
}

/// The party whose kind and name stand in this column and the next.
fn party(row: &AnyRow, column: usize) -> Result<Party, sqlx::Error> {
    Party::of(&text(row, column)?, text(row, column + 1)?).ok_or(sqlx::Error::RowNotFound)
}

fn text(row: &AnyRow, column: usize) -> Result<String, sqlx::Error> {
    row.try_get(column)
}

fn number(row: &AnyRow, column: usize) -> Result<i64, sqlx::Error> {
    row.try_get(column)
}
