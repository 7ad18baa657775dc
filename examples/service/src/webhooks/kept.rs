//! Adding, showing and removing webhooks.

use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::allowed::checked;
use super::shown::shown;
use crate::app::App;
use crate::asked::{Asked, InPath};
use crate::auth::Caller;
use crate::body::{Answer, Words};
use crate::clock;
use crate::code::Code;
use crate::once::Once;
use crate::refusal::{Refusal, Wrong};
use crate::secret;
use crate::signature;
use crate::store::webhooks;

/// Webhooks of one party.
const MOST: i64 = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    url: String,
}

/// Adds a webhook. Its secret is told this once.
pub(crate) async fn add(State(app): State<App>, caller: Caller, once: Once, body: Words) -> Result<Answer, Refusal> {
    let Wanted { url } = body.read(r#"{"url": "https://…"}"#)?;
    checked(&app.settings.webhook_hosts, &url)?;
    let (id, secret) = (secret::random::<8>()?, signature::secret()?);
    let mut tx = app.store.begin().await?;
    if let Some(answer) = once.begin(&mut tx, "", &body.0).await? {
        return Ok(answer);
    }
    if !webhooks::add(&mut tx, &caller.party, (&id, &url), &secret, clock::now(), MOST).await? {
        return Err(Wrong::new(Code::TooManyWebhooks).with("most", MOST).into());
    }
    let answer = Answer(json!({ "id": id, "url": url, "secret": secret }).to_string());
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// The webhooks of the party, and how each does.
pub(crate) async fn list(State(app): State<App>, caller: Caller, asked: Asked) -> Result<Answer, Refusal> {
    asked.only(&[])?;
    let mut all: Vec<Value> = Vec::new();
    for webhook in app.store.webhooks(&caller.party).await? {
        let waiting = app.store.waiting_for(&webhook.id).await?;
        all.push(shown(&webhook, waiting, &app));
    }
    Ok(Answer(json!(all).to_string()))
}

/// One webhook, and how it does.
pub(crate) async fn one(State(app): State<App>, caller: Caller, InPath([id]): InPath<1>) -> Result<Answer, Refusal> {
    let webhook = app.store.webhook(&caller.party, id.as_str()).await?.ok_or(Code::Unknown)?;
    let waiting = app.store.waiting_for(&webhook.id).await?;
    Ok(Answer(shown(&webhook, waiting, &app).to_string()))
}

/// Removes a webhook, with what was still to be told to it.
pub(crate) async fn remove(State(app): State<App>, caller: Caller, InPath([id]): InPath<1>) -> Result<Answer, Refusal> {
    let removed = app.store.remove_webhook(&caller.party, id.as_str()).await?;
    removed.then(|| Answer(json!({ "removed": id.as_str() }).to_string())).ok_or(Code::Unknown.into())
}
