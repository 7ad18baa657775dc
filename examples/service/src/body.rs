//! What comes in and goes out: JSON text, as the library reads and writes it.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hoso::Language;
use hoso::wire::Shape;
use serde::de::DeserializeOwned;

use crate::code::Code;
use crate::refusal::{Refusal, Wrong};

/// A body as text, without the mark of byte order that some programs write before it: it says nothing (RFC 8259, section 8.1).
#[derive(Debug)]
pub(crate) struct Words(pub(crate) String);

impl<S: Send + Sync> FromRequest<S> for Words {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let read = String::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::from(Code::BodyTooLarge),
            _ => Code::NotText.into(),
        });
        read.map(|text| Self(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text)))
    }
}

/// A body that is read before anything is said of its request: as large as a body may be where nothing else is set.
const SMALL: usize = 1024 * 1024;

/// Reads small bodies first: a client that is refused sees the refusal, and not a connection that is reset under what it still
/// sends.
pub(crate) async fn read_small(request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if !length.is_some_and(|length: usize| length > 0 && length <= SMALL) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match to_bytes(body, SMALL).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) => Refusal::from(Code::NotText).into_response(),
    }
}

impl Words {
    /// A body that only this service takes, which is of the form that is expected.
    pub(crate) fn read<T: DeserializeOwned>(&self, expected: &str) -> Result<T, Refusal> {
        serde_json::from_str(&self.0).map_err(|_| Wrong::new(Code::NotThatBody).with("expected", expected).into())
    }
}

/// The most bytes of what is kept word for word: an event, the question of a registration, a settlement. Its `x_` keys may hold
/// anything, and each is read with others, by whoever asks.
pub(crate) const LARGEST_WORD: usize = 8 * 1024;

/// Refuses what has more bytes than are kept.
pub(crate) fn check_size(words: &str) -> Result<(), Wrong> {
    if words.len() <= LARGEST_WORD { Ok(()) } else { Err(Wrong::new(Code::WordTooLarge).with("most", LARGEST_WORD)) }
}

/// The language of messages: Vietnamese, unless English is asked for first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said(pub(crate) Language);

impl<S: Send + Sync> FromRequestParts<S> for Said {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(language_of(&parts.headers)))
    }
}

/// The language that a request asks for: of the two that there are the one that it weighs more (RFC 9110, section 12.5.4).
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let asked = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let asked: Vec<(Option<Language>, u32)> = asked.flat_map(|list| list.split(',')).map(weighed).collect();
    let of = |language| asked.iter().filter(|(of, _)| *of == Some(language)).map(|(_, weight)| *weight).max();
    if of(Language::En) > of(Language::Vi) { Language::En } else { Language::Vi }
}

/// A language of ours that is asked for, and its weight in thousandths. What cannot be read of a weight is the whole.
fn weighed(range: &str) -> (Option<Language>, u32) {
    let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
    let name = tag.trim().split('-').next().unwrap_or_default();
    let language = [Language::En, Language::Vi].into_iter().find(|known| known.as_str().eq_ignore_ascii_case(name));
    let weight = weight.trim().strip_prefix("q=").and_then(|weight| {
        let (whole, part) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
        format!("{whole}{part:0<3.3}").parse::<u32>().ok()
    });
    (language.filter(|_| weight != Some(0)), weight.unwrap_or(1_000))
}

/// A question that the library has read, and the language of its answer.
#[derive(Debug)]
pub(crate) struct Question<Q>(pub(crate) Q, pub(crate) Language);

impl<S: Send + Sync, Q: Shape> FromRequest<S> for Question<Q> {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let language = language_of(request.headers());
        let Words(words) = Words::from_request(request, state).await?;
        let read = hoso::wire::read::parse(&words).map_err(|issues| Refusal::invalid(&issues, language));
        read.map(|question| Self(question, language))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_languages_that_are_asked_for_the_heavier_counts() {
        let said = |asked: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, asked.parse().unwrap());
            language_of(&headers).as_str()
        };
        for asked in ["en", "EN-gb", "fr, en;q=0.5", "vi;q=0.3, en;q=0.35", "en, vi;q=0.9", "vi;q=0, en;q=0.1"] {
            assert_eq!(said(asked), "en", "{asked}");
        }
        for asked in ["", "vi", "vi-VN, vi;q=0.9, en;q=0.8", "fr", "*", "en;q=0", "en;q=0.5, vi;q=0.75", "english"] {
            assert_eq!(said(asked), "vi", "{asked}");
        }
        assert_eq!(language_of(&HeaderMap::new()), Language::Vi);
    }
}
