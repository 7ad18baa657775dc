//! The file of `SQLite`: its owner's alone, free of what was deleted, and copied while it is used.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, Row as _};

use super::{Store, number};

/// Nobody but its owner reads or writes it: it holds recipients' names.
const OWNER_ALONE: u32 = 0o600;
/// From this version of the tables on, what is deleted is written over.
const CLEAN_SINCE: i64 = 2;

/// How a file of `SQLite` begins.
const HEADER: [u8; 16] = *b"SQLite format 3\0";

/// The file that a URL names, which is made if there is none, and the URL by which to open it. `SQLite` itself makes none: it would
/// be another in the place of one that is lost.
pub(super) fn found(url: &str) -> Result<(String, Option<PathBuf>), sqlx::Error> {
    let options: SqliteConnectOptions = url.parse()?;
    let file = options.get_filename();
    match fs::metadata(file) {
        Ok(found) => look(file, &found)?,
        Err(error) if error.kind() == ErrorKind::NotFound => make(file)?,
        Err(error) => return Err(error.into()),
    }
    can_be_written_beside(file)?;
    Ok((url.replace("mode=rwc", "mode=rw"), Some(file.to_owned())))
}

/// Whether it can be a database at all.
fn look(file: &Path, found: &Metadata) -> io::Result<()> {
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !found.is_file() {
        return Err(io::Error::other("is not a file"));
    }
    let mut begins = Vec::new();
    File::open(file)?.take(16).read_to_end(&mut begins)?;
    // An empty one is new.
    if begins.is_empty() || begins == HEADER { Ok(()) } else { Err(io::Error::other("file is not a database")) }
}

/// A new file, unless it is one that was lost: what stands beside it would be taken for the new one's.
fn make(file: &Path) -> io::Result<()> {
    let journal = beside(file, "-wal");
    if journal.exists() {
        let said = format!("the file is gone, and {}, which belongs to it, is not", journal.display());
        return Err(io::Error::new(ErrorKind::NotFound, said));
    }
    match OpenOptions::new().write(true).create_new(true).mode(OWNER_ALONE).open(file) {
        Ok(_) => tracing::info!(file = %file.display(), "a new database"),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(in_folder(error)),
    }
    Ok(())
}

/// `SQLite` writes its journal there, and does not say it when it cannot.
fn can_be_written_beside(file: &Path) -> io::Result<()> {
    let probe = beside(file, "-probe");
    match OpenOptions::new().write(true).create_new(true).mode(OWNER_ALONE).open(&probe) {
        Ok(_) => fs::remove_file(&probe),
        // Another process that starts at the same moment.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(in_folder(error)),
    }
}

fn in_folder(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            io::Error::new(error.kind(), format!("folder not writable: {error}"))
        }
        _ => error,
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", file.display()))
}

/// Makes the file private, and what an older version put beside it; what `SQLite` puts there from now on has the same mode. One that is
/// another program's stays as it is.
pub(super) async fn make_private(db: &mut AnyConnection, file: &Path) -> Result<(), sqlx::Error> {
    let sql = "SELECT count(*), count(CASE name WHEN '_sqlx_migrations' THEN 1 END) FROM sqlite_master";
    let row = sqlx::query(sql).fetch_one(db).await?;
    if number(&row, 0)? > 0 && number(&row, 1)? == 0 {
        return Err(io::Error::other("is the database of another program").into());
    }
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let beside = beside(file, suffix);
        if beside.exists() {
            fs::set_permissions(&beside, Permissions::from_mode(OWNER_ALONE))?;
        }
    }
    Ok(())
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
        let written = sqlx::query("VACUUM INTO $1").bind(to.display().to_string()).execute(self.reader()?).await;
        if let Err(error) = written {
            fs::remove_file(to)?;
            return Err(error);
        }
        // A copy that a power cut takes away is none.
        File::open(to)?.sync_all()?;
        Ok(Some(()))
    }
}
