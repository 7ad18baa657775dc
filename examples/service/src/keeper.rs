//! What is done by commands, beside a service that runs or without one.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::time::Duration;

use hoso::{Id, Language, Rulebook, UtcOffset};
use tokio::time::timeout;

use crate::Error;
use crate::auth::{Holder, Key, Party};
use crate::clock;
use crate::erasures;
use crate::journal::Journal;
use crate::rulebook::LARGEST;
use crate::rulebooks::{self, Checked, Held, Inspection, Origin};
use crate::secret;
use crate::settings::{Settings, WrongSetting};
use crate::store::keys::Kept;
use crate::store::readings::Reading;
use crate::store::{Key as Consignment, Store};

/// The rulebook that is built in: Bình Dương since 2014.
const BINH_DUONG: &str = include_str!("../../data/binh-duong.json");

/// The longest name of a key.
const LONGEST_NAME: usize = 100;
/// How long a start goes on without a word.
const WORDLESS: Duration = Duration::from_millis(800);

/// The database, for commands.
#[derive(Debug)]
pub struct Keeper {
    pub(crate) settings: Settings,
    pub(crate) store: Store,
}

impl Keeper {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// A database that cannot be opened.
    pub async fn open(settings: Settings) -> Result<Self, Error> {
        let shown = settings.shown_database();
        let store =
            open(&settings.database, &shown).await.map_err(|error| format!("DATABASE_URL: {shown}: {error}"))?;
        Ok(Self { settings, store })
    }

    /// Writes a copy of the database to a new file, also while a service uses it. The tables stay as they are.
    ///
    /// # Errors
    /// A database that is not `SQLite`; a file that is there already, or cannot be written.
    pub async fn backup(settings: &Settings, to: &str) -> Result<(), Error> {
        let unopened = |error: sqlx::Error| format!("DATABASE_URL: {}: {error}", settings.shown_database());
        let store = Store::connect(&settings.database).await.map_err(unopened)?;
        let said = |error: sqlx::Error| format!("{to}: {error}");
        let written = store.backup(std::path::Path::new(to)).await.map_err(said)?;
        written.ok_or_else(|| "PostgreSQL is copied by its own program: (umask 077; pg_dump --format=custom …)".into())
    }

    /// Makes a key for an administrator, or for a party of the rulebook. It is told this once: only its digest is kept.
    ///
    /// # Errors
    /// A party that the rulebook does not have; a database that does not answer.
    pub async fn add_key(&self, holder: Holder) -> Result<String, Error> {
        self.add_named_key(holder, "", None).await
    }

    /// As [`Keeper::add_key`], with a name for people, and the last day on which it counts.
    ///
    /// # Errors
    /// Also a name that is none, and a day that is none or is over.
    pub async fn add_named_key(&self, holder: Holder, name: &str, until: Option<&str>) -> Result<String, Error> {
        let of = holder.name();
        if !Id::is_id(of) {
            return Err(format!("`{of}` is not an id").into());
        }
        if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(format!("a name is one line of at most {LONGEST_NAME} characters").into());
        }
        let stored = rulebooks::stored(&self.store).await?.map(|held| held.rulebook);
        // A party may be known by what is stored, or by a file that was not read yet.
        let known =
            stored.as_ref().is_some_and(|rulebook| knows(rulebook, &holder)) || knows(&self.given().await?, &holder);
        if !known {
            return Err(format!("the rulebook has no {} `{of}`", holder.kind()).into());
        }
        let expires_at = match until {
            Some(day) => {
                Some(clock::end_of(day, self.offset().await?).ok_or("a day is written 2025-01-31, and not over")?)
            }
            None => None,
        };
        let (id, secret) = (secret::random::<4>()?, secret::random::<32>()?);
        let key = format!("hoso_{id}_{secret}");
        let kept = Kept { key: Key { id, holder }, name: name.to_owned(), expires_at, used_at: None };
        self.store.add_key(&kept, &secret::digest(&key), clock::now()).await?;
        Ok(key)
    }

    /// The keys that were not revoked, a line for each: id, whose, until when it counts, when it was last used, its name.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn keys(&self) -> Result<Vec<String>, Error> {
        let (keys, offset, now) = (self.store.keys().await?, self.offset().await?, clock::now());
        let said = |Kept { key: Key { id, holder }, name, expires_at, used_at }: Kept| {
            let until = match expires_at {
                None => "no end".to_owned(),
                Some(at) if at <= now => "expired".to_owned(),
                // The last day on which it counts.
                Some(at) => format!("until {}", clock::said(at - 1, offset).get(..10).unwrap_or_default()),
            };
            let used =
                used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {}", clock::said(at, offset)));
            format!("{id}  {} {}  {until}  {used}  {name}", holder.kind(), holder.name()).trim_end().to_owned()
        };
        Ok(keys.into_iter().map(said).collect())
    }

    /// The offset from UTC at which days are said: that of the rulebook.
    async fn offset(&self) -> Result<UtcOffset, Error> {
        Ok(match rulebooks::stored(&self.store).await? {
            Some(held) => held.rulebook.document().utc_offset,
            None => self.given().await?.document().utc_offset,
        })
    }

    /// Makes a key count no longer; says whether it did.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn revoke_key(&self, id: &str) -> Result<bool, Error> {
        Ok(self.store.revoke_key(id, clock::now()).await?)
    }

    /// Erases the persons' data of one consignment, on somebody's word.
    ///
    /// # Errors
    /// A consignment that is not there; no word; a database that does not answer.
    pub async fn erase(&self, operator: &str, consignment: &str, word: &str) -> Result<(), Error> {
        let key = Consignment { operator: operator.to_owned(), consignment: consignment.to_owned() };
        if !self.store.has(&key).await? {
            return Err(nowhere(&key).into());
        }
        erasures::on_word(&self.store, &[key], (worded(word)?, "")).await?;
        self.forget_deleted().await
    }

    /// Erases the persons' data of all consignments of which nothing was told since a day; gives how many these were.
    ///
    /// # Errors
    /// A day that is none, or is to come; no word; a database that does not answer.
    pub async fn erase_before(&self, day: &str, word: &str) -> Result<usize, Error> {
        let offset = self.offset().await?;
        let until = clock::begun(day, offset).ok_or("a day is written 2025-01-31, and not to come")?;
        let (word, mut erased) = (worded(word)?, 0);
        loop {
            let keys = self.store.to_erase(None, until, 1_000).await?;
            if keys.is_empty() {
                break;
            }
            erasures::on_word(&self.store, &keys, (word, "")).await?;
            erased += keys.len();
        }
        self.forget_deleted().await?;
        Ok(erased)
    }

    async fn forget_deleted(&self) -> Result<(), Error> {
        let done = self.store.forget_deleted().await?;
        if done {
            Ok(())
        } else {
            Err("erased; but another program reads the database: run it again to clear its journal".into())
        }
    }

    /// Who read a consignment, the last first: a line for each.
    ///
    /// # Errors
    /// A consignment that is not there; a database that does not answer.
    pub async fn readings(&self, operator: &str, consignment: &str) -> Result<Vec<String>, Error> {
        // What a service left that was killed and not started again.
        Journal::take_in(&self.journal_file(), &self.store).await?;
        let key = Consignment { operator: operator.to_owned(), consignment: consignment.to_owned() };
        let readings = self.store.readings(&key, i64::MAX).await?;
        // That nobody read it is not to be said of what is misspelt.
        if readings.is_empty() && !self.store.has(&key).await? {
            return Err(nowhere(&key).into());
        }
        let said = |it: Reading| {
            let at = clock::said(it.read_at, UtcOffset::none());
            format!("{at}  {}  {} {}  {}", it.read_by, it.by.kind(), it.by.name(), it.what)
        };
        Ok(readings.into_iter().map(said).collect())
    }

    /// Where the audit log gathers what is not in the database yet: beside its file, unless the settings name another.
    pub(crate) async fn journal(&self) -> Result<Journal, Error> {
        Journal::open(&self.journal_file(), &self.store).await
    }

    fn journal_file(&self) -> PathBuf {
        match (&self.settings.audit_file, self.store.path()) {
            (Some(file), _) => file.into(),
            (None, Some(file)) => format!("{}-readings", file.display()).into(),
            (None, None) => "hoso-service-readings".into(),
        }
    }

    /// What is to be known of the rulebook in a file before it is taken, as JSON.
    ///
    /// # Errors
    /// A file that is none; a database that does not answer.
    pub async fn check_rulebook(&self, file: &str) -> Result<String, Error> {
        let inspection = Inspection::of(&self.store, &checked(file).await?, Language::En).await?;
        Ok(format!("{:#}", inspection.to_json()))
    }

    /// Takes the rulebook in a file; a service that runs notices it. Gives its digest.
    ///
    /// # Errors
    /// A file that is none; one with errors, or that lacks what stored things name, unless it is said to `go_on`; a database that
    /// does not answer.
    pub async fn take_rulebook(&self, file: &str, go_on: bool) -> Result<String, Error> {
        let checked = checked(file).await?;
        let inspection = Inspection::of(&self.store, &checked, Language::En).await?;
        let refused = |inspection: &Inspection| {
            format!("{:#}\nnot taken: to take it all the same, add --go-on", inspection.to_json())
        };
        if inspection.is_doubtful() && !go_on {
            return Err(refused(&inspection).into());
        }
        match rulebooks::take(&self.store, checked.rulebook, (Origin::Command, ""), go_on).await? {
            Ok(held) => Ok(held.digest),
            Err(missing) => Err(refused(&inspection.lacking(missing)).into()),
        }
    }

    /// The rulebook to begin with: the one that is given, when it was not read before, or else the last that was taken.
    pub(crate) async fn rulebook_at_start(&self) -> Result<Held, Error> {
        let given = self.given().await?;
        if self.store.is_taken_since_start(&rulebooks::digest(&given)).await?
            && let Some(held) = rulebooks::stored(&self.store).await?
        {
            return Ok(held);
        }
        match rulebooks::take(&self.store, given, (Origin::Start, ""), false).await? {
            Ok(held) => Ok(held),
            Err(missing) => {
                let missing: Vec<String> = missing.iter().map(|missing| format!("  {missing}")).collect();
                let file = self.settings.rulebook.as_deref().unwrap_or("FILE");
                let how = format!("To begin with it all the same: hoso-service rulebook take {file} --go-on");
                Err(format!("the rulebook lacks what is stored:\n{}\n{how}", missing.join("\n")).into())
            }
        }
    }

    /// The rulebook that the settings name, or the one that is built in.
    async fn given(&self) -> Result<Rulebook, Error> {
        match &self.settings.rulebook {
            Some(file) => {
                let text = read(file).await.map_err(|error| WrongSetting(format!("HOSO_RULEBOOK: {error}")))?;
                Ok(parse(&text).map_err(|error| WrongSetting(format!("HOSO_RULEBOOK: {file}: {error}")))?)
            }
            None => parse(BINH_DUONG),
        }
    }
}

/// Opens a database, with a word when it is slow to answer.
async fn open(database: &str, shown: &str) -> Result<Store, sqlx::Error> {
    let opening = Store::open(database);
    tokio::pin!(opening);
    if let Ok(opened) = timeout(WORDLESS, &mut opening).await {
        return opened;
    }
    tracing::warn!(DATABASE_URL = shown, "waiting for the database");
    opening.await
}

fn knows(rulebook: &Rulebook, holder: &Holder) -> bool {
    let (document, name) = (rulebook.document(), holder.name());
    match holder {
        Holder::Party(Party::Agency(_)) => document.agencies.iter().any(|agency| agency.code.as_str() == name),
        Holder::Party(Party::Operator(_)) => document.operators.iter().any(|operator| operator.id.as_str() == name),
        Holder::Administrator(_) => true,
    }
}

fn nowhere(Consignment { operator, consignment }: &Consignment) -> String {
    format!("`{operator}` has no consignment `{consignment}`")
}

/// The text of a file, which may have no end, or nothing to be read yet: it is not read further than a rulebook goes, and whoever
/// is to end need not wait for it.
async fn read(file: &str) -> Result<String, Error> {
    let name = file.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let (mut text, most) = (String::new(), u64::try_from(LARGEST).unwrap_or(u64::MAX));
        File::open(name)?.take(most.saturating_add(1)).read_to_string(&mut text)?;
        Ok::<_, std::io::Error>(text)
    });
    let text = read.await?.map_err(|error| format!("{file}: {error}"))?;
    if text.len() > LARGEST { Err(format!("{file}: larger than {LARGEST} bytes").into()) } else { Ok(text) }
}

async fn checked(file: &str) -> Result<Checked, Error> {
    Ok(Checked::parse(&read(file).await?, Language::En).map_err(|issues| issues.to_json(Language::En))?)
}

fn parse(text: &str) -> Result<Rulebook, Error> {
    Ok(Rulebook::parse(text).map_err(|issues| format!("not a rulebook\n{issues}"))?)
}

/// On whose word something is erased.
fn worded(word: &str) -> Result<&str, Error> {
    erasures::checked(word).map_err(|_| "say on whose word: one line of at most 500 characters".into())
}
