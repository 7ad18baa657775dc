//! One line of JSON for each request: method, route, status, time, whose key. Never a body, an id or a query, so that
//! no person's data comes into a log.

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Level;
use tracing_subscriber::fmt::writer::MakeWriterExt as _;

use crate::app::App;
use crate::auth::Key;
use crate::clock;

/// Logs go to standard error. What libraries log may hold values and is left out.
pub fn begin(level: Level) {
    let ours = move |metadata: &tracing::Metadata<'_>| metadata.target().starts_with("hoso_service");
    let writer = std::io::stderr.with_filter(ours);
    let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_max_level(level).with_writer(writer);
    // A log that cannot be written, on a full disk, is no reason to stop.
    let subscriber = subscriber.log_internal_errors(false);
    // A second beginning changes nothing.
    let _: Result<(), _> = subscriber.try_init();
}

/// Logs and counts every request.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = clock::instant();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched".into(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    let key = response.extensions().get::<Key>().map_or("-", |key| key.id.as_str());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(method, route, status, ms, key, "request");
    app.metrics.answered(method, &route, status, took);
    response
}

/// A method is free text, which anyone may fill: only those of routes are told.
fn known(method: &Method) -> &'static str {
    let routes = [(Method::GET, "GET"), (Method::POST, "POST"), (Method::PUT, "PUT"), (Method::DELETE, "DELETE")];
    routes.into_iter().find(|(known, _)| known == method).map_or("-", |(_, said)| said)
}
