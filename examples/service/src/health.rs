//! Whether the service lives and works, for the programs that watch it.

use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::app::App;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::metrics::Scraped;
use crate::refusal::Refusal;
use crate::store::Store;

/// A database that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer holds: however often it is asked, the disk is not kept busy by it.
const HOLDS: Duration = Duration::from_secs(1);

/// Whether the service works, as it was found last.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, Result<(), Code>)>>);

impl Readiness {
    /// What keeps it from working, if anything does.
    async fn of(&self, store: &Store) -> Result<(), Code> {
        let mut last = self.0.lock().await;
        match &*last {
            Some((found_at, found)) if found_at.elapsed() < HOLDS => *found,
            _ => {
                let found = find(store).await;
                *last = Some((clock::instant(), found));
                found
            }
        }
    }
}

/// Writes to the database and reads from it: a disk that is full can still be read, and a file of which a part is gone can still
/// be written to.
async fn find(store: &Store) -> Result<(), Code> {
    let works = async {
        store.is_there()?;
        store.can_write().await?;
        store.can_read().await
    };
    match timeout(PATIENCE, works).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::error!(code = crate::store::code_of(&error), "not ready");
            Err(Code::from(&error))
        }
        Err(_) => {
            tracing::error!(code = "timeout", "not ready");
            Err(Code::StorageUnavailable)
        }
    }
}

/// Whether the process answers.
pub(crate) async fn lives() -> Answer {
    Answer(json!({ "status": "ok" }).to_string())
}

/// Whether requests are answered as they should be: the database is there, answers and has room.
pub(crate) async fn ready(State(app): State<App>) -> Result<Answer, Refusal> {
    app.readiness.of(&app.store).await?;
    let held = app.rulebooks.now();
    Ok(Answer(json!({ "status": "ok", "rulebook": held.rulebook.document().id.as_str() }).to_string()))
}

/// What was counted since the start, and how things stand. What a database that does not answer would say is left out.
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    let stored = async {
        app.store.is_there()?;
        Ok::<_, sqlx::Error>((app.store.waiting().await?, app.store.paused().await?, app.store.size().await?))
    };
    let stored = timeout(PATIENCE, stored).await.ok().and_then(Result::ok);
    let held = app.rulebooks.now();
    let id = held.rulebook.document().id.to_string();
    let text = app.metrics.text(Scraped { stored, rulebook: (id, held.digest.clone()), rulebook_since: held.since });
    ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response()
}
