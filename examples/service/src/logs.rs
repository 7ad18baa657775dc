//! One line of JSON for each request: its id, method, route, status, time, whose key. Never a body, an id of a consignment or a
//! query, so that no person's data comes into a log. What goes wrong meanwhile is told with the id of its request.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument as _, Level};
use tracing_subscriber::fmt::writer::MakeWriterExt as _;

use crate::app::App;
use crate::auth::Key;
use crate::clock;
use crate::secret;

const REQUEST_ID: &str = "x-request-id";
const TRACE_PARENT: &str = "traceparent";
/// A longer id of a request is none.
const LONGEST_ID: usize = 64;

/// Logs go to standard error. What libraries log may hold values and is left out.
pub fn begin(level: Level) {
    let ours = move |metadata: &tracing::Metadata<'_>| metadata.target().starts_with("hoso_service");
    let writer = std::io::stderr.with_filter(ours);
    let format = tracing_subscriber::fmt().json().flatten_event(true).with_span_list(false);
    // A log that cannot be written, on a full disk, is no reason to stop.
    let subscriber = format.with_max_level(level).with_writer(writer).log_internal_errors(false);
    // A second beginning changes nothing.
    let _: Result<(), _> = subscriber.try_init();
}

/// What a request is called: by who sent it, or by us.
#[derive(Clone, Debug)]
struct Named {
    request: String,
    /// The `traceparent` that was sent (W3C Trace Context), and the trace in it.
    parent: Option<String>,
}

impl Named {
    fn of(headers: &HeaderMap) -> Self {
        let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let is_id = |id: &&str| {
            let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
            !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(is_part)
        };
        let request = said(REQUEST_ID).filter(is_id).map(ToOwned::to_owned);
        let parent = said(TRACE_PARENT).filter(|parent| trace(parent).is_some()).map(ToOwned::to_owned);
        // Without randomness a request goes without a name.
        Self { request: request.unwrap_or_else(|| secret::random::<8>().unwrap_or_default()), parent }
    }

    fn trace(&self) -> &str {
        self.parent.as_deref().and_then(trace).unwrap_or("-")
    }

    /// Says it in an answer.
    fn echo(&self, headers: &mut HeaderMap) {
        for (name, value) in [(REQUEST_ID, Some(&self.request)), (TRACE_PARENT, self.parent.as_ref())] {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                headers.insert(name, value);
            }
        }
    }
}

/// The trace in a `traceparent` that can be read: `00-TRACE-SPAN-FLAGS`.
fn trace(parent: &str) -> Option<&str> {
    let parts: Vec<&str> = parent.split('-').collect();
    let is_hex = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
    match parts.as_slice() {
        [version, trace, span, flags, ..] => {
            let lengths = [version.len(), trace.len(), span.len(), flags.len()] == [2, 32, 16, 2];
            let is_read = lengths && parts.iter().take(4).all(|part| is_hex(part)) && *version != "ff";
            (is_read && trace.bytes().any(|digit| digit != b'0')).then_some(*trace)
        }
        _ => None,
    }
}

/// Logs and counts every request.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = Named::of(request.headers());
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched".into(), |path| path.as_str().to_owned());
    let mut line = Line { app, named, began: clock::instant(), method: known(request.method()), route, answered: None };
    let span = tracing::error_span!("request", request_id = line.named.request, trace_id = line.named.trace());
    let mut response = next.run(request).instrument(span).await;
    line.named.echo(response.headers_mut());
    let key = response.extensions().get::<Key>().map_or("-".into(), |key| key.id.clone());
    line.answered = Some((response.status().as_u16(), key));
    response
}

/// The line of a request, which is written when it is over: also when whoever asked went away before.
#[derive(Debug)]
struct Line {
    app: App,
    named: Named,
    began: Instant,
    method: &'static str,
    route: String,
    answered: Option<(u16, String)>,
}

/// What is counted as the status of a request whose client went away.
const WENT_AWAY: u16 = 499;

impl Drop for Line {
    fn drop(&mut self) {
        let Self { app, named, began, method, route, answered } = self;
        let took = began.elapsed();
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (status, key) = answered.as_ref().map_or((WENT_AWAY, "-"), |(status, key)| (*status, key));
        let (request_id, trace_id) = (&named.request, named.trace());
        tracing::info!(request_id, trace_id, method, route, status, ms, key, "request");
        app.metrics.answered(method, route, status, took);
    }
}

/// A method is free text, which anyone may fill: only those of routes are told.
fn known(method: &Method) -> &'static str {
    let routes = [(Method::GET, "GET"), (Method::POST, "POST"), (Method::PUT, "PUT"), (Method::DELETE, "DELETE")];
    routes.into_iter().find(|(known, _)| known == method).map_or("-", |(_, said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_name_comes_into_a_log() {
        let named = |id: &str, parent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, id.parse().unwrap());
            headers.insert(TRACE_PARENT, parent.parse().unwrap());
            Named::of(&headers)
        };
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        let good = named("abc-1.2_3", &format!("00-{trace}-00f067aa0ba902b7-01"));
        assert_eq!((good.request.as_str(), good.trace()), ("abc-1.2_3", trace));
        for (id, parent) in [
            ("", "00-x-y-01"),
            ("a b", "00"),
            ("a\tb", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"),
            (&"x".repeat(65), &format!("ff-{trace}-00f067aa0ba902b7-01")),
            ("{\"a\":1}", &format!("00-{}-00f067aa0ba902b7-01", trace.to_uppercase())),
        ] {
            let made = named(id, parent);
            assert!(made.request != id && made.request.len() == 16 && made.trace() == "-", "{made:?}");
        }
    }
}
