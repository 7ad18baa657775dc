//! The file of `SQLite`: its owner's alone, free of what was deleted, and copied while it is used.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use sqlx::Row as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::{Store, number};

/// Nobody but its owner reads or writes it: it holds recipients' names.
const OWNER_ALONE: u32 = 0o600;
/// From this version of the tables on, what is deleted is written over.
const CLEAN_SINCE: i64 = 2;

/// Makes the file private before `SQLite` opens it, which gives what it puts beside it the same mode; gives the URL by which to
/// open it, and the file if there is one.
pub(super) fn private(url: &str) -> Result<(String, Option<PathBuf>), sqlx::Error> {
    let options: SqliteConnectOptions = url.parse()?;
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Ok((url.to_owned(), None));
    }
    let file = options.get_filename();
    match OpenOptions::new().write(true).create_new(true).mode(OWNER_ALONE).open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    // One that was there already, restored or made by hand, and what an older version put beside it.
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let beside = PathBuf::from(format!("{}{suffix}", file.display()));
        if beside.exists() {
            fs::set_permissions(&beside, Permissions::from_mode(OWNER_ALONE))?;
        }
    }
    let open = match url.split_once('?') {
        None => format!("{url}?mode=rwc"),
        Some((_, query)) if query.contains("mode=") => url.to_owned(),
        Some(_) => format!("{url}&mode=rwc"),
    };
    Ok((open, Some(file.to_owned())))
}

impl Store {
    /// Whether something may have been deleted from the file that was not written over; `None`: it is known to be clean.
    pub(super) async fn is_unclean(&self) -> Result<Option<bool>, sqlx::Error> {
        if !self.embedded {
            return Ok(None);
        }
        let sql = "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)";
        let row = sqlx::query(sql).fetch_one(&self.write).await?;
        // A new file has no table, and nothing was ever deleted from it.
        Ok((number(&row, 0)? < CLEAN_SINCE).then_some(number(&row, 1)? > 0))
    }

    /// Frees the file of what was deleted before it was written over, and writes down that it is clean from here on.
    pub(super) async fn clean(&self, unclean: bool) -> Result<(), sqlx::Error> {
        if unclean {
            sqlx::query("VACUUM").execute(&self.write).await?;
            self.forget_deleted().await?;
        }
        sqlx::query("PRAGMA user_version = 2").execute(&self.write).await.map(drop)
    }

    /// Leaves nothing of what was deleted in the journal either, as far as the database can; says whether it could now.
    pub(crate) async fn forget_deleted(&self) -> Result<bool, sqlx::Error> {
        if !self.embedded {
            // PostgreSQL uses the room again. Its own journal and the disk are its keeper's.
            sqlx::query("VACUUM events, registrations, settlements, deliveries, answers").execute(&self.write).await?;
            return Ok(true);
        }
        // While somebody reads an older state the journal is still needed.
        let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.write).await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    /// Writes a copy of the database as it is now to a new file; whoever writes meanwhile is not kept waiting. `None`: it is not in
    /// a file.
    pub(crate) async fn backup(&self, to: &Path) -> Result<Option<()>, sqlx::Error> {
        if !self.embedded {
            return Ok(None);
        }
        OpenOptions::new().write(true).create_new(true).mode(OWNER_ALONE).open(to)?;
        let written = sqlx::query("VACUUM INTO $1").bind(to.display().to_string()).execute(&self.read).await;
        if let Err(error) = written {
            fs::remove_file(to)?;
            return Err(error);
        }
        // A copy that a power cut takes away is none.
        File::open(to)?.sync_all()?;
        Ok(Some(()))
    }
}
