//! The rulebook over HTTP: which one holds, and taking another without a restart.

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use hoso::Language;
use serde_json::{Value, json};

use crate::app::App;
use crate::asked::Asked;
use crate::auth::{Holder, Key};
use crate::body::{Answer, Said, Words};
use crate::clock;
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::rulebooks::{self, Checked, Inspection, Origin};
use crate::store::rulebooks::Day;

/// The largest rulebook, in bytes.
pub(crate) const LARGEST: usize = 64 * 1024 * 1024;

/// Who asks, when it is an administrator: the id of the key.
#[derive(Debug)]
pub(crate) struct Administrator(String);

impl FromRequestParts<App> for Administrator {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        match parts.extensions.get::<Key>() {
            Some(Key { id, holder: Holder::Administrator(_) }) => Ok(Self(id.clone())),
            Some(_) => Err(Code::NotYours.into()),
            None => Err(Code::KeyRequired.into()),
        }
    }
}

/// Which rulebook holds, and since when.
pub(crate) async fn holds(State(app): State<App>) -> Answer {
    Answer(now(&app).to_string())
}

fn now(app: &App) -> Value {
    let held = app.rulebooks.now();
    let document = held.rulebook.document();
    json!({ "id": document.id.as_str(), "digest": held.digest, "since": clock::said(held.since, document.utc_offset) })
}

/// Which rulebooks held, the last first.
pub(crate) async fn held(State(app): State<App>) -> Result<Answer, Refusal> {
    let offset = app.offset();
    let said = |day: Day| json!({ "id": day.id, "digest": day.digest, "since": clock::said(day.since, offset) });
    let days: Vec<Value> = app.store.rulebook_days().await?.into_iter().map(said).collect();
    Ok(Answer(json!(days).to_string()))
}

/// What is to be known of a rulebook before it is taken.
pub(crate) async fn check(
    State(app): State<App>,
    Administrator(_): Administrator,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let checked = read(body, language).await?;
    let inspection = Inspection::of(&app.store, &checked, language).await?;
    let Checked { rulebook, .. } = checked;
    let mut said = json!({ "id": rulebook.document().id.as_str(), "digest": rulebooks::digest(&rulebook) });
    add(&mut said, inspection.to_json());
    Ok(Answer(said.to_string()))
}

/// Takes a rulebook. One that has errors, or does not have what stored things name, is taken only with `?go_on=true`.
pub(crate) async fn take(
    State(app): State<App>,
    Administrator(key): Administrator,
    asked: Asked,
    Said(language): Said,
    Words(body): Words,
) -> Result<(StatusCode, Answer), Refusal> {
    let go_on = asked.only(&["go_on"])?.flag("go_on")?;
    let checked = read(body, language).await?;
    let inspection = Inspection::of(&app.store, &checked, language).await?;
    if inspection.is_doubtful() && !go_on {
        return Ok(not_taken(&inspection, language));
    }
    let Checked { rulebook, .. } = checked;
    if rulebooks::digest(&rulebook) != app.rulebooks.now().digest {
        match rulebooks::take(&app.store, rulebook, (Origin::Request, &key), go_on).await? {
            Ok(held) => app.rulebooks.set(held),
            Err(missing) => return Ok(not_taken(&inspection.lacking(missing), language)),
        }
    }
    let mut said = now(&app);
    add(&mut said, inspection.to_json());
    Ok((StatusCode::OK, Answer(said.to_string())))
}

fn not_taken(inspection: &Inspection, language: Language) -> (StatusCode, Answer) {
    let mut said = json!({ "issues": [Wrong::new(Code::RulebookNotTaken).to_json(language)] });
    add(&mut said, inspection.to_json());
    (StatusCode::CONFLICT, Answer(said.to_string()))
}

/// Reads and checks a rulebook where others' requests do not wait for it.
async fn read(body: String, language: Language) -> Result<Checked, Refusal> {
    let read = tokio::task::spawn_blocking(move || Checked::parse(&body, language));
    let read = read.await.map_err(|_| Code::StorageUnavailable)?;
    read.map_err(|issues| Refusal::invalid(&issues, language))
}

fn add(to: &mut Value, more: Value) {
    if let (Value::Object(to), Value::Object(more)) = (to, more) {
        to.extend(more);
    }
}
