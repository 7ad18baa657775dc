//! The database: `SQLite` in a file, or `PostgreSQL`, by one SQL.
//!
//! `sqlx`'s `Any` driver takes `$1` for both. What differs is said here: how a transaction begins, how a file is
//! opened, and which error codes mean that there is no room.

pub(crate) mod answers;
pub(crate) mod attempts;
pub(crate) mod closings;
pub(crate) mod deliveries;
pub(crate) mod erasures;
pub(crate) mod events;
mod file;
pub(crate) mod keys;
pub(crate) mod listed;
pub(crate) mod public_codes;
pub(crate) mod readings;
mod ready;
pub(crate) mod registrations;
pub(crate) mod rulebooks;
mod schema;
pub(crate) mod settlements;
pub(crate) mod statements;
mod upgrade;
pub(crate) mod webhooks;
mod writing;

pub(crate) use deliveries::Due;
pub(crate) use registrations::{Registration, Version};
pub(crate) use webhooks::Webhook;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _, Row as _};
use tokio::time::timeout;

use crate::auth::Party;

/// A consignment is known by its operator and its id there: two operators may use one id.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
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
    file: Arc<ready::Opened>,
    /// How long it is waited for another process that writes to the file.
    held: Duration,
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
        let (url, file) = if embedded { file::found(url)? } else { (url.to_owned(), None) };
        // SQLite writes one at a time: with one connection they queue here instead of failing there.
        let writers = if embedded { 1 } else { 4 };
        let file = Arc::new(ready::Opened::of(file.as_deref()));
        // Once by itself: a pool asks for ten seconds again and again where nothing listens, and whatever the cause is.
        let first = async {
            let mut first = AnyConnection::connect(&url).await?;
            if embedded {
                file::make_private(&mut first, &file.path).await?;
            }
            prepare(&mut first, embedded, CACHE).await?;
            first.close().await
        };
        timeout(PATIENCE, first).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
        let write = pool(embedded, writers, CACHE).connect(&url).await?;
        let read = pool(embedded, 8, CACHE_OF_READER).connect(&url).await?;
        Ok(Self { read, write, embedded, file, held: PATIENCE })
    }

    /// The connections that read. None is opened to another file that stands in the place of a lost one: it would take its journal.
    fn reader(&self) -> Result<&AnyPool, sqlx::Error> {
        self.file.check()?;
        Ok(&self.read)
    }

    /// How long a request waits for the database before it is told to come again.
    pub(crate) const fn patience(&self) -> Duration {
        if self.embedded { Duration::from_secs(30) } else { Duration::from_millis(1_900) }
    }

    /// The file of `SQLite`, if it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        Some(self.file.path.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// Waits until every connection is given back, and closes the file.
    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// What a connection of `SQLite` keeps of the file in memory, in kilobytes: who writes has it in many places at once; of those who read
/// there are several, whom the machine's own cache serves as well.
const CACHE: u32 = 2_000;
const CACHE_OF_READER: u32 = 500;
/// How long it is waited for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

fn pool(embedded: bool, connections: u32, cache: u32) -> AnyPoolOptions {
    // A connection and then a lock: what somebody holds in PostgreSQL is told within two seconds.
    let patience = if embedded { Duration::from_secs(10) } else { Duration::from_millis(900) };
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(patience)
        .after_connect(move |connection, _| Box::pin(prepare(connection, embedded, cache)))
        // On a full disk SQLite rolls back by itself, and sqlx counts the transaction as open: such a one is closed.
        .before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))))
}

async fn prepare(connection: &mut AnyConnection, embedded: bool, cache: u32) -> Result<(), sqlx::Error> {
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
        sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA cache_size = -{cache}"))).execute(connection).await?;
    } else {
        connection.execute("SET lock_timeout = 900").await?;
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

/// Whether an error says that somebody else holds what is needed: `lock_not_available` of `PostgreSQL`.
pub(crate) fn is_held(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == "55P03")
}

/// Whether an error says that the file is gone or is another.
pub(crate) fn is_lost(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<ready::Lost>))
}

/// What may be said of an error in a log: its code, never the values in its text.
pub(crate) fn code_of(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.code().unwrap_or_default().into_owned(),
        _ if is_lost(error) => "lost".into(),
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
