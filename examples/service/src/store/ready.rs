//! Whether the database can be written to, and how large it is.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Store, is_full, number};
use crate::secret;

/// The file that is open: another one under its name is not the database.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) path: PathBuf,
    device: u64,
    inode: u64,
    /// Whether there was no room when something was last to be kept.
    pub(super) full: AtomicBool,
    /// Whether it was gone, or another, when it was last looked for.
    lost: AtomicBool,
    /// Whether another process wrote to it for too long when it was last to be written to.
    pub(super) held: AtomicBool,
}

/// What was opened is not the file of its name any more.
#[derive(Debug)]
pub(super) struct Lost;

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database's file is gone, or is another")
    }
}

impl std::error::Error for Lost {}

impl Opened {
    /// The file of `SQLite`, or none.
    pub(super) fn of(path: Option<&Path>) -> Self {
        let found = path.and_then(|path| fs::metadata(path).ok());
        let (device, inode) = found.map_or((0, 0), |found| (found.dev(), found.ino()));
        let path = path.map(Path::to_owned).unwrap_or_default();
        let [full, lost, held] = [const { AtomicBool::new(false) }; 3];
        Self { path, device, inode, full, lost, held }
    }

    /// Whether the file that was opened is still the one of its name, and not emptied. It is looked at and never opened: to close
    /// it again would take from `SQLite` its locks on it.
    pub(super) fn check(&self) -> Result<(), sqlx::Error> {
        let is_it = |now: fs::Metadata| (now.dev(), now.ino()) == (self.device, self.inode) && now.len() > 0;
        let is_lost = self.inode != 0 && !fs::metadata(&self.path).is_ok_and(is_it);
        // Told once, however many ask.
        if !self.lost.swap(is_lost, Ordering::Relaxed) && is_lost {
            tracing::error!(file = %self.path.display(), "{Lost}");
        }
        if is_lost { Err(io::Error::other(Lost).into()) } else { Ok(()) }
    }
}

/// Rows that are written to see whether there is room: one, and when there was none before, as many as a busy moment needs.
const ROWS: usize = 1;
const ROWS_AFTER_FULL: usize = 64;

impl Store {
    /// Writes down whether there was room for what was to be kept.
    pub(crate) fn note(&self, outcome: Option<&sqlx::Error>) {
        match outcome {
            None => self.file.full.store(false, Ordering::Relaxed),
            Some(error) if is_full(error) => self.file.full.store(true, Ordering::Relaxed),
            Some(_) => {}
        }
    }

    /// Whether the file that was opened is still the one of its name.
    pub(crate) fn is_there(&self) -> Result<(), sqlx::Error> {
        self.file.check()
    }

    /// Reads what every request reads first. After something was written nothing of it is in memory: it is the file that is read.
    pub(crate) async fn can_read(&self) -> Result<(), sqlx::Error> {
        self.key("", 0).await?;
        sqlx::query("SELECT count(*) FROM (SELECT 1 FROM events LIMIT 1) e").fetch_one(self.reader()?).await.map(drop)
    }

    /// Writes something, as a request would, and takes it away again.
    pub(crate) async fn can_write(&self) -> Result<(), sqlx::Error> {
        let written = self.write_and_erase(if self.file.full.load(Ordering::Relaxed) { ROWS_AFTER_FULL } else { ROWS });
        let written = written.await;
        self.note(written.as_ref().err());
        written
    }

    async fn write_and_erase(&self, rows: usize) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        for _ in 0..rows {
            // What a database cannot make smaller.
            let filler = secret::random::<2_048>().map_err(sqlx::Error::decode)?;
            sqlx::query("INSERT INTO probes (filler) VALUES ($1)").bind(filler).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM probes").execute(&mut *tx).await?;
        tx.commit().await
    }

    /// How many bytes the database takes.
    pub(crate) async fn size(&self) -> Result<i64, sqlx::Error> {
        if self.embedded {
            let size = |suffix: &str| {
                fs::metadata(format!("{}{suffix}", self.file.path.display())).map_or(0, |file| file.len())
            };
            return Ok(i64::try_from(["", "-wal", "-shm"].map(size).iter().sum::<u64>()).unwrap_or(i64::MAX));
        }
        number(&sqlx::query("SELECT pg_database_size(current_database())").fetch_one(self.reader()?).await?, 0)
    }
}
