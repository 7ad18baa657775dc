//! Who asks. Every route under `/v1` passes here before anything else is read.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::App;
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::secret;
use crate::shares;

/// A party to the carriage: it sees its own, and nothing else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// An agency, by its code in the rulebook.
    Agency(String),
    /// An operator, by its id in the rulebook.
    Operator(String),
}

impl Party {
    /// A party of a kind, `agency` or `operator`.
    pub fn of(kind: &str, name: String) -> Option<Self> {
        match kind {
            "agency" => Some(Self::Agency(name)),
            "operator" => Some(Self::Operator(name)),
            _ => None,
        }
    }

    /// `agency` or `operator`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Agency(_) => "agency",
            Self::Operator(_) => "operator",
        }
    }

    /// Whether it is an agency.
    pub const fn is_agency(&self) -> bool {
        matches!(self, Self::Agency(_))
    }

    /// Its code or id.
    pub fn name(&self) -> &str {
        match self {
            Self::Agency(name) | Self::Operator(name) => name,
        }
    }

    /// As answers say it.
    pub(crate) fn to_json(&self) -> Value {
        json!({ "kind": self.kind(), "id": self.name() })
    }
}

/// Whose a key is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Holder {
    /// A party to the carriage.
    Party(Party),
    /// Who takes rulebooks, by a free name. No consignment is an administrator's to see.
    Administrator(String),
}

impl Holder {
    /// A holder of a kind, `agency`, `operator` or `administrator`.
    pub fn of(kind: &str, name: String) -> Option<Self> {
        if kind == "administrator" { Some(Self::Administrator(name)) } else { Party::of(kind, name).map(Self::Party) }
    }

    /// `agency`, `operator` or `administrator`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Party(party) => party.kind(),
            Self::Administrator(_) => "administrator",
        }
    }

    /// Its code, id or name.
    pub fn name(&self) -> &str {
        match self {
            Self::Party(party) => party.name(),
            Self::Administrator(name) => name,
        }
    }
}

/// A key that counts, by its id, and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) holder: Holder,
}

/// The party that asks, by which key.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) key: String,
    pub(crate) party: Party,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        match parts.extensions.get::<Key>() {
            Some(Key { id, holder: Holder::Party(its) }) => Ok(Self { key: id.clone(), party: its.clone() }),
            Some(_) => Err(Code::NotYours.into()),
            None => Err(Code::KeyRequired.into()),
        }
    }
}

/// Lets a request through when its key counts and has not asked too often.
pub(crate) async fn check(State(app): State<App>, mut request: Request, next: Next) -> Result<Response, Refusal> {
    // A key is looked up by its digest: how long that takes tells nothing of any key.
    let key = match bearer(request.headers())? {
        Some(key) => app.store.key(&secret::digest(key), clock::now()).await?,
        None => None,
    };
    // Whoever has no key shares one allowance, so that guessing is slow.
    app.rate.take(key.as_ref().map_or("", |key| &key.id)).map_err(Refusal::TooOften)?;
    let key = key.ok_or(Code::KeyRequired)?;
    app.uses.note(&key.id);
    let share = app.shares.take(&key.id, shares::cost(&request)).await?;
    request.extensions_mut().insert(key.clone());
    let mut response = next.run(request).await;
    drop(share);
    // For the log, which is written outside.
    response.extensions_mut().insert(key);
    Ok(response)
}

/// The key that is given. The name of the scheme is read in any case of its letters (RFC 9110, section 11.1).
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let (first, second) = (given.next(), given.next());
    if second.is_some() {
        return Err(Code::TwoKeys.into());
    }
    let words = first.and_then(|value| value.to_str().ok()).and_then(|value| value.split_once(' '));
    Ok(words.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, key)| key.trim()))
}
