//! Who asks. Every route under `/v1` passes here before anything else is read.

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::refusal::Refusal;
use crate::secret;

/// A party to the carriage: it sees its own, and nothing else.
#[derive(Clone, Debug, Eq, PartialEq)]
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

    /// Its code or id.
    pub fn name(&self) -> &str {
        match self {
            Self::Agency(name) | Self::Operator(name) => name,
        }
    }
}

/// Who asks, by which key.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) key: String,
    pub(crate) party: Party,
}

/// Lets a request through when its key counts and has not asked too often.
pub(crate) async fn check(State(app): State<App>, mut request: Request, next: Next) -> Result<Response, Refusal> {
    let given = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    // A key is looked up by its digest: how long that takes tells nothing of any key.
    let caller = match given.and_then(|value| value.strip_prefix("Bearer ")) {
        Some(key) => app.store.caller(&secret::digest(key)).await?,
        None => None,
    };
    // Whoever has no key shares one allowance, so that guessing is slow.
    app.rate.take(caller.as_ref().map_or("", |caller| &caller.key)).map_err(Refusal::TooOften)?;
    let caller = caller.ok_or(Refusal::KeyRequired)?;
    request.extensions_mut().insert(caller.clone());
    let mut response = next.run(request).await;
    // For the log, which is written outside.
    response.extensions_mut().insert(caller);
    Ok(response)
}
