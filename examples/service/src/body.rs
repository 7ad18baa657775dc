//! What comes in and goes out: JSON text, as the library reads and writes it.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use hoso::Language;

use crate::refusal::Refusal;

/// A body as text.
#[derive(Debug)]
pub(crate) struct Words(pub(crate) String);

impl<S: Send + Sync> FromRequest<S> for Words {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        String::from_request(request, state).await.map(Self).map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooMuch("The body is larger than the service takes."),
            _ => Refusal::NotAllowed("not_text", "The body is not UTF-8, or did not arrive whole."),
        })
    }
}

/// The language of messages: Vietnamese, unless English is asked for first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said(pub(crate) Language);

impl<S: Send + Sync> FromRequestParts<S> for Said {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let asked = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let english = asked.is_some_and(|asked| asked.starts_with("en"));
        Ok(Self(if english { Language::En } else { Language::Vi }))
    }
}

/// An answer in JSON text.
#[derive(Debug)]
pub(crate) struct Answer(pub(crate) String);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}
