//! Why a request is not answered, as the client sees it: the library's issues and the service's own have one form, in
//! the language that is asked for.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hoso::{Issues, Language};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::body::language_of;
use crate::code::Code;
use crate::store;

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// The input is not valid, or the answer is no: the body says why, as the library wrote it.
    Library(String),
    /// What the library cannot know. There is at least one.
    Ours(Vec<Wrong>),
    /// A key asks more often than it may; try again then.
    TooOften(Duration),
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub(crate) code: Code,
    path: String,
    params: Map<String, Value>,
}

impl Wrong {
    pub(crate) fn new(code: Code) -> Self {
        Self { code, path: String::new(), params: Map::new() }
    }

    /// At a JSON Pointer into the body.
    pub(crate) fn at(self, path: impl Into<String>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// With a parameter: never a person's data.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// As the library says an issue.
    pub(crate) fn to_json(&self, language: Language) -> Value {
        let mut message = self.code.template(language).to_owned();
        for (name, value) in &self.params {
            message = message.replace(&format!("{{{name}}}"), &said(value));
        }
        json!({ "code": self.code.as_str(), "path": self.path, "params": self.params, "message": message })
    }
}

/// A parameter as a sentence says it: of a list each, with commas between.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join(", "),
        value => value.to_string(),
    }
}

impl Refusal {
    pub(crate) fn invalid(issues: &Issues, language: Language) -> Self {
        Self::Library(issues.to_json(language))
    }

    /// The status of the first thing that is wrong.
    fn status(&self) -> StatusCode {
        match self {
            Self::Library(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Ours(wrong) => wrong.first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |wrong| wrong.code.status()),
            Self::TooOften(_) => Code::TooOften.status(),
        }
    }

    /// Seconds after which the same request may be sent again.
    fn wait(&self) -> Option<u64> {
        match (self, self.status()) {
            (Self::TooOften(wait), _) => Some(wait.as_secs().saturating_add(1)),
            (_, StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE) => Some(5),
            _ => None,
        }
    }

    /// What is wrong, each once: of closed lists, the library's and this service's.
    fn codes(&self) -> BTreeSet<String> {
        match self {
            Self::Ours(wrong) => wrong.iter().map(|wrong| wrong.code.as_str().to_owned()).collect(),
            Self::TooOften(_) => [Code::TooOften.as_str().to_owned()].into(),
            Self::Library(body) => {
                let body: Value = serde_json::from_str(body).unwrap_or_default();
                let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
                let issues = body.get("issues").and_then(Value::as_array);
                let codes = issues.into_iter().flatten().filter_map(|issue| text(issue.get("code")?));
                // An answer that is no has no issue.
                codes.chain(body.get("outcome").and_then(text)).collect()
            }
        }
    }

    fn body(self, language: Language) -> String {
        let wrong = match self {
            Self::Library(body) => return body,
            Self::Ours(wrong) => wrong,
            Self::TooOften(_) => vec![Wrong::new(Code::TooOften)],
        };
        let issues: Vec<Value> = wrong.iter().map(|wrong| wrong.to_json(language)).collect();
        json!({ "issues": issues }).to_string()
    }
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Self::Ours(vec![wrong])
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Wrong::new(code).into()
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(code = store::code_of(&error), "database");
        Code::from(&error).into()
    }
}

impl From<&sqlx::Error> for Code {
    fn from(error: &sqlx::Error) -> Self {
        if store::is_lost(error) {
            Self::StorageLost
        } else if store::is_full(error) {
            Self::StorageFull
        } else {
            Self::StorageUnavailable
        }
    }
}

impl From<getrandom::Error> for Refusal {
    fn from(_: getrandom::Error) -> Self {
        tracing::error!("no randomness");
        Code::StorageUnavailable.into()
    }
}

/// Without its words, which [`in_words`] adds where the language is known.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(wait) = self.wait() {
            response.headers_mut().insert(RETRY_AFTER, wait.into());
        }
        if response.status() == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives refusals their words, in the language of the request, and counts them.
pub(crate) async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = language_of(request.headers());
    let mut response = next.run(request).await;
    let Some(refusal) = response.extensions_mut().remove::<Refusal>() else { return response };
    for code in refusal.codes() {
        app.metrics.refused(&code);
    }
    *response.body_mut() = Body::from(refusal.body(language));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_a_list_with_commas() {
        let wrong = Wrong::new(Code::NotOfAgencies).with("allowed", json!(["created", "void"]));
        let said = wrong.with("consignment", "C").with("event", "e").to_json(Language::En);
        assert_eq!(said["params"]["allowed"], json!(["created", "void"]));
        assert!(said["message"].as_str().unwrap().ends_with("it tells: created, void."), "{said}");
    }
}
