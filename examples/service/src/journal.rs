//! Lines of the audit log that outlive the process: each is written to a file before the answer is given, and taken into the
//! database a moment later.
//!
//! A line costs a write to a file and no wait for the disk: what is written so is kept when the process is killed. There are two
//! files, which gather in turns: while what one of them holds is taken into the database, lines go to the other. What a file holds is
//! a batch, which begins with a name of its own: the database takes no batch twice.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::secret;
use crate::store::Store;
use crate::store::readings::Reading;

/// Services that may write beside one name at the same time.
const MOST: u32 = 64;

/// Two files, of which this process alone writes to one or the other.
#[derive(Debug)]
pub(crate) struct Journal {
    gathers: File,
    taken: File,
    /// The name of the batch that is gathered, and whether the file begins with it.
    batch: String,
    is_begun: bool,
}

impl Journal {
    /// The first pair of files that no other service has, after what earlier ones left in any of them was taken into the database.
    ///
    /// # Errors
    /// Files that cannot be written, with their name; a database that does not answer.
    pub(crate) async fn open(beside: &Path, store: &Store) -> Result<Self, crate::Error> {
        Self::take_in(beside, store).await?;
        for number in 1..=MOST {
            if let Some(mut journal) = Self::lock(beside, number)? {
                journal.recover(store).await?;
                return Ok(journal);
            }
        }
        Err(format!("HOSO_AUDIT_FILE: {}: {MOST} services write beside it already", beside.display()).into())
    }

    /// Takes into the database what services left that were killed.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub(crate) async fn take_in(beside: &Path, store: &Store) -> Result<(), crate::Error> {
        for number in (1..=MOST).take_while(|number| name(beside, *number, 'a').exists()) {
            if let Some(mut journal) = Self::lock(beside, number)? {
                journal.recover(store).await?;
            }
        }
        Ok(())
    }

    fn lock(beside: &Path, number: u32) -> Result<Option<Self>, crate::Error> {
        let open = |letter| {
            let name = name(beside, number, letter);
            let file = OpenOptions::new().create(true).read(true).append(true).mode(0o600).open(&name);
            file.map_err(|error| format!("HOSO_AUDIT_FILE: {}: {error}", name.display()))
        };
        let (gathers, taken) = (open('a')?, open('b')?);
        let batch = secret::random::<8>()?;
        Ok(gathers.try_lock().is_ok().then_some(Self { gathers, taken, batch, is_begun: false }))
    }

    /// Takes in what a process left that was killed.
    async fn recover(&mut self, store: &Store) -> Result<(), crate::Error> {
        for file in [&mut self.gathers, &mut self.taken] {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(0))?;
            file.read_to_end(&mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            let batch = text.lines().find_map(|line| serde_json::from_str::<String>(line).ok());
            // What was not written to its end, on a full disk, is no line.
            let lines: Vec<Reading> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
            if let Some(batch) = batch {
                store.add_readings(&lines, &batch, "").await?;
            }
            file.set_len(0)?;
        }
        Ok(())
    }

    /// Writes a line down. It begins where a line begins, also after one that had no room.
    pub(crate) fn write(&mut self, line: &Reading) -> std::io::Result<()> {
        let mut words = format!("\n{}", serde_json::to_string(line)?);
        if !self.is_begun {
            words = format!("\n\"{}\"{words}", self.batch);
        }
        self.gathers.write_all(words.as_bytes())?;
        self.is_begun = true;
        Ok(())
    }

    /// Lines go to the other file from here on, under this name; gives that of what was gathered.
    pub(crate) fn turn(&mut self, batch: String) -> String {
        std::mem::swap(&mut self.gathers, &mut self.taken);
        self.is_begun = false;
        std::mem::replace(&mut self.batch, batch)
    }

    /// What was gathered before the last turn is in the database.
    pub(crate) fn forget(&mut self) -> std::io::Result<()> {
        self.taken.set_len(0)
    }
}

fn name(beside: &Path, number: u32, letter: char) -> PathBuf {
    PathBuf::from(format!("{}.{number}{letter}", beside.display()))
}
