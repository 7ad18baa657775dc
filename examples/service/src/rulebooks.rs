//! The rulebook that holds, and those that held before it.
//!
//! A rulebook is taken at the start, by a command or over HTTP, after everything that is stored was held against it. Each is kept
//! by its digest, with the time from which it holds, so that what was registered under it can be settled when it is gone.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use hoso::wire::write;
use hoso::{Finding, Id, Issues, Language, Rulebook, Severity};
use serde_json::{Value, json};

use crate::clock;
use crate::missing::{Missing, missing};
use crate::secret;
use crate::store::{Store, rulebooks};

/// A rulebook with its digest.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) rulebook: Rulebook,
    /// That of its normal form: how a file is written says nothing.
    pub(crate) digest: String,
    /// From when it holds, in milliseconds since 1970.
    pub(crate) since: i64,
    /// Its place among all that held.
    seq: i64,
}

/// Where a rulebook came from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin {
    /// The file that the settings name, or the one that is built in.
    Start,
    /// A command of this program.
    Command,
    /// A request.
    Request,
}

impl Origin {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Command => "command",
            Self::Request => "request",
        }
    }
}

/// What is to be known of a rulebook before it is taken.
#[derive(Debug)]
pub(crate) struct Inspection {
    missing: Vec<Missing>,
    has_errors: bool,
    findings: Value,
    /// What differs from the rulebook that holds; null when none does.
    changes: Value,
}

impl Inspection {
    /// Of a rulebook that was checked, and of everything that is stored.
    pub(crate) async fn of(store: &Store, checked: &Checked, language: Language) -> Result<Self, sqlx::Error> {
        let (missing, before) = (lacks(store, &checked.rulebook).await?, stored(store).await?);
        // What takes as long as the rulebook is large keeps no other request waiting.
        let changes = tokio::task::block_in_place(|| {
            let diff = before.as_ref().map(|before| before.rulebook.diff_json(&checked.rulebook, language));
            diff.and_then(|diff| serde_json::from_str(&diff).ok()).unwrap_or_default()
        });
        Ok(Self { missing, has_errors: checked.has_errors, findings: checked.findings.clone(), changes })
    }

    /// With what turned out to be missing when it was to be taken.
    pub(crate) fn lacking(self, missing: Vec<Missing>) -> Self {
        Self { missing, ..self }
    }

    /// Whether it is taken only when it is said to go on.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.has_errors || !self.missing.is_empty()
    }

    /// As requests and commands show it.
    pub(crate) fn to_json(&self) -> Value {
        json!({ "missing": self.missing, "findings": self.findings, "changes": self.changes })
    }
}

/// What is stored that a rulebook does not have.
async fn lacks(store: &Store, rulebook: &Rulebook) -> Result<Vec<Missing>, sqlx::Error> {
    Ok(missing(rulebook.document(), store.references().await?))
}

/// A rulebook with what was found in it. Making one takes as long as the rulebook is large.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) rulebook: Rulebook,
    has_errors: bool,
    findings: Value,
}

impl Checked {
    /// # Errors
    /// A text that is no rulebook.
    pub(crate) fn parse(text: &str, language: Language) -> Result<Self, Issues> {
        let rulebook = Rulebook::parse(text)?;
        let (has_errors, findings) = {
            let findings = rulebook.check();
            let is_error = |finding: &Finding<'_>| finding.code.severity() == Severity::Error;
            let said = write::json(&findings, language);
            (findings.iter().any(is_error), serde_json::from_str(&said).unwrap_or_default())
        };
        Ok(Self { rulebook, has_errors, findings })
    }
}

/// The digest of a rulebook.
pub(crate) fn digest(rulebook: &Rulebook) -> String {
    secret::digest(&rulebook.to_json())
}

/// The rulebook that holds; another may hold from one moment to the next.
#[derive(Debug)]
pub(crate) struct Rulebooks(RwLock<Arc<Held>>);

impl Rulebooks {
    pub(crate) fn new(held: Held) -> Self {
        Self(RwLock::new(Arc::new(held)))
    }

    pub(crate) fn now(&self) -> Arc<Held> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set(&self, held: Held) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(held);
    }

    /// The rulebook that has a contract: the one that holds, or else the last before it that had it.
    pub(crate) async fn with_contract(&self, store: &Store, contract: &Id) -> Result<Option<Arc<Held>>, sqlx::Error> {
        let has = |held: &Held| held.rulebook.document().contracts.iter().any(|known| known.id == *contract);
        let now = self.now();
        if has(&now) {
            return Ok(Some(now));
        }
        for day in store.rulebook_days().await? {
            let held = read(store, day).await?.filter(has);
            if let Some(held) = held {
                return Ok(Some(Arc::new(held)));
            }
        }
        Ok(None)
    }
}

/// Takes a rulebook, which holds from now on; unless it is said to `go_on`, only when it has everything that is stored, which does
/// not change meanwhile. Gives what it lacks otherwise.
pub(crate) async fn take(
    store: &Store,
    rulebook: Rulebook,
    (origin, told_by): (Origin, &str),
    go_on: bool,
) -> Result<Result<Held, Vec<Missing>>, sqlx::Error> {
    let (document, since) = (rulebook.to_json(), clock::now());
    let digest = secret::digest(&document);
    let mut tx = store.begin().await?;
    store.hold_rulebook(&mut tx, true).await?;
    if !go_on {
        let missing = missing(rulebook.document(), rulebooks::references(&mut tx).await?);
        if !missing.is_empty() {
            return Ok(Err(missing));
        }
    }
    let id = rulebook.document().id.as_str();
    let seq = rulebooks::take(&mut tx, (&digest, id, &document), origin.as_str(), told_by, since).await?;
    tx.commit().await?;
    Ok(Ok(Held { rulebook, digest, since, seq }))
}

/// The rulebook that holds by what is stored, if one was ever taken.
pub(crate) async fn stored(store: &Store) -> Result<Option<Held>, sqlx::Error> {
    match store.rulebook_now().await? {
        Some(day) => read(store, day).await,
        None => Ok(None),
    }
}

async fn read(store: &Store, day: rulebooks::Day) -> Result<Option<Held>, sqlx::Error> {
    let document = store.rulebook(&day.digest).await?.unwrap_or_default();
    // What was taken was read then: one that a later version of the library no longer reads is passed over.
    let rulebook = Rulebook::parse(&document).ok();
    Ok(rulebook.map(|rulebook| Held { rulebook, digest: day.digest, since: day.since, seq: day.seq }))
}

/// Notices what another service on the same database, or a command, takes.
pub(crate) async fn follow(store: Store, rulebooks: Arc<Rulebooks>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        match store.rulebook_now().await {
            Ok(Some(day)) if day.seq > rulebooks.now().seq => {
                if let Ok(Some(held)) = read(&store, day).await {
                    tracing::info!(digest = held.digest, "rulebook");
                    rulebooks.set(held);
                }
            }
            Ok(_) => {}
            Err(error) => tracing::error!(code = crate::store::code_of(&error), "rulebook"),
        }
    }
}
