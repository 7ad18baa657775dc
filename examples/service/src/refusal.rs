//! Why a request is not answered, as the client sees it.

use std::time::Duration;

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hoso::{Issues, Language};
use serde_json::json;

use crate::store;

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// No key, or none that counts.
    KeyRequired,
    /// There is no such thing, or it is another's: the same words, so that nobody learns of another's.
    Unknown,
    /// The key is not that of the party concerned.
    NotYours,
    /// An agency asked about a consignment id that several operators use.
    SayWhichOperator,
    /// A consignment is registered already, with another question.
    RegisteredOtherwise,
    /// The input is not valid, or the answer is no: the body says why, as the library wrote it.
    Invalid(String),
    /// What was given is not allowed here: a code and a message.
    NotAllowed(&'static str, &'static str),
    /// More than the service takes: in bytes, events of a request, or events of a consignment.
    TooMuch(&'static str),
    /// A key asks more often than it may; try again then.
    TooOften(Duration),
    /// There is no room; nothing of the request was kept.
    Full,
    /// The database does not answer; the request may be sent again as it is.
    Unavailable,
}

impl Refusal {
    pub(crate) fn invalid(issues: &Issues, language: Language) -> Self {
        Self::Invalid(issues.to_json(language))
    }

    const fn said(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::KeyRequired => (StatusCode::UNAUTHORIZED, "key_required", "Authorization: Bearer KEY"),
            Self::Unknown => (StatusCode::NOT_FOUND, "unknown", "There is nothing here that this key may see."),
            Self::NotYours => (StatusCode::FORBIDDEN, "not_yours", "It concerns another party than the key's."),
            Self::SayWhichOperator => {
                (StatusCode::CONFLICT, "say_which_operator", "Several operators use this id: add ?operator=ID.")
            }
            Self::RegisteredOtherwise => {
                (StatusCode::CONFLICT, "registered_otherwise", "It is registered already, with other content.")
            }
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "", ""),
            Self::NotAllowed(code, message) => (StatusCode::UNPROCESSABLE_ENTITY, code, message),
            Self::TooMuch(message) => (StatusCode::PAYLOAD_TOO_LARGE, "too_much", message),
            Self::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, "too_often", "This key asks too often."),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, "storage_full", "Nothing of it was kept: send it again."),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "storage_unavailable", "Send it again."),
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(code = store::code_of(&error), "database");
        if store::is_full(&error) { Self::Full } else { Self::Unavailable }
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(_: getrandom::Error) -> Self {
        tracing::error!("no randomness");
        Self::Unavailable
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code, message) = self.said();
        let mut response = match &self {
            Self::Invalid(body) => (status, [(CONTENT_TYPE, "application/json")], body.clone()).into_response(),
            _ => (status, Json(json!({ "error": { "code": code, "message": message } }))).into_response(),
        };
        let wait = match self {
            Self::TooOften(wait) => Some(wait.as_secs().saturating_add(1)),
            Self::Full | Self::Unavailable => Some(5),
            _ => None,
        };
        if let Some(wait) = wait {
            response.headers_mut().insert(RETRY_AFTER, wait.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
