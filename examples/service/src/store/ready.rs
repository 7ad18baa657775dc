//! Whether the database can be written to, and how large it is.

use std::fs;
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
}

impl Opened {
    /// The file of `SQLite`, or none.
    pub(super) fn of(path: Option<&Path>) -> Self {
        let found = path.and_then(|path| fs::metadata(path).ok());
        let (device, inode) = found.map_or((0, 0), |found| (found.dev(), found.ino()));
        Self { path: path.map(Path::to_owned).unwrap_or_default(), device, inode, full: AtomicBool::new(false) }
    }

    fn is_there(&self) -> bool {
        self.inode == 0 || fs::metadata(&self.path).is_ok_and(|now| (now.dev(), now.ino()) == (self.device, self.inode))
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
    pub(crate) fn is_there(&self) -> bool {
        self.file.is_there()
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
        number(&sqlx::query("SELECT pg_database_size(current_database())").fetch_one(&self.read).await?, 0)
    }
}
