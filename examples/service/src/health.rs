//! Whether the service works, for the programs that watch it.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::body::Answer;
use crate::refusal::Refusal;

/// Whether the database answers.
pub(crate) async fn health(State(app): State<App>) -> Result<Answer, Refusal> {
    app.store.answers().await?;
    let held = app.rulebooks.now();
    Ok(Answer(json!({ "status": "ok", "rulebook": held.rulebook.document().id.as_str() }).to_string()))
}

/// What was counted since the start.
pub(crate) async fn metrics(State(app): State<App>) -> Result<Response, Refusal> {
    let text = app.metrics.text(app.store.waiting().await?);
    Ok(([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}
