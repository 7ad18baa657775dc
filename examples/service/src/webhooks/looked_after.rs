//! What an owner does with a webhook: looks at what was told and what came of it, tries it, tells again, pauses, and changes its
//! secret.

use axum::extract::State;
use hoso::{Id, Time};
use serde::Deserialize;
use serde_json::{Value, json};

use super::kept::one;
use super::shown::{attempt, message};
use crate::app::App;
use crate::asked::{Asked, InPath};
use crate::auth::Caller;
use crate::body::{Answer, Words};
use crate::clock;
use crate::code::Code;
use crate::messages::Message;
use crate::once::Once;
use crate::refusal::{Refusal, Wrong};
use crate::signature;
use crate::store::{Webhook, attempts, deliveries, webhooks};

/// How long the secret before signs too, in hours: unless said, and at most.
const OVERLAP: i64 = 24;
const LONGEST_OVERLAP: i64 = 24 * 7;
const HOUR: i64 = 3_600_000;

/// The webhook of an id, when it is the caller's.
async fn own(app: &App, caller: &Caller, id: &Id) -> Result<Webhook, Refusal> {
    app.store.webhook(&caller.party, id.as_str()).await?.ok_or(Code::Unknown.into())
}

/// What was told and is to be told to a webhook, oldest first.
pub(crate) async fn messages(
    State(app): State<App>,
    caller: Caller,
    InPath([id]): InPath<1>,
    asked: Asked,
) -> Result<Answer, Refusal> {
    let asked = asked.only(&["after", "waiting"])?;
    let (after, waiting) = (asked.number("after")?, asked.flag("waiting")?);
    let webhook = own(&app, &caller, &id).await?;
    let messages = app.store.messages(&webhook.id, waiting, after).await?;
    let shown: Vec<_> = messages.iter().map(|kept| message(kept, app.offset())).collect();
    Ok(Answer(serde_json::to_string(&shown).unwrap_or_default()))
}

/// Takes a message out of what is to be told: one that its receiver never takes keeps all after it waiting.
pub(crate) async fn drop_message(
    State(app): State<App>,
    caller: Caller,
    InPath([id, message]): InPath<2>,
) -> Result<Answer, Refusal> {
    let webhook = own(&app, &caller, &id).await?;
    let dropped = app.store.drop_message(&webhook.id, message.as_str()).await?;
    dropped.then(|| Answer(json!({ "removed": message.as_str() }).to_string())).ok_or(Code::Unknown.into())
}

/// What came of telling a webhook, the last first.
pub(crate) async fn attempts(
    State(app): State<App>,
    caller: Caller,
    InPath([id]): InPath<1>,
    asked: Asked,
) -> Result<Answer, Refusal> {
    let asked = asked.only(&["before", "message"])?;
    let before = asked.text("before").map(|_| asked.number("before")).transpose()?;
    let message = asked.id("message")?;
    let webhook = own(&app, &caller, &id).await?;
    let attempts = app.store.attempts(&webhook.id, before, message.as_ref().map_or("", Id::as_str)).await?;
    let shown: Vec<Value> = attempts.iter().map(|(place, it)| attempt(Some(*place), it, app.offset())).collect();
    Ok(Answer(json!(shown).to_string()))
}

/// Tells a webhook a message that says nothing, at once, and what came of it: also while it is paused.
pub(crate) async fn test(
    State(app): State<App>,
    caller: Caller,
    InPath([id]): InPath<1>,
    asked: Asked,
    once: Once,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    asked.only(&[])?;
    let webhook = own(&app, &caller, &id).await?;
    if let Some(answer) = once.known(&app.store, &body).await? {
        return Ok(answer);
    }
    let receiver = app.store.receiver(&webhook.id, clock::now()).await?.ok_or(Code::Unknown)?;
    let message = Message::new("test", clock::now(), &json!({ "webhook": webhook.id }))?;
    let tried = app.outbox.courier.deliver(&receiver.url, &receiver.secrets, &message).await;
    let mut tx = app.store.begin().await?;
    attempts::add(&mut tx, &webhook.id, &tried).await?;
    let answer = once.keep(&mut tx, &body, Answer(attempt(None, &tried, app.offset()).to_string())).await?;
    tx.commit().await?;
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Again {
    since: Option<String>,
    message: Option<String>,
}

/// Tells again what was told since a time, or one message.
pub(crate) async fn replay(
    State(app): State<App>,
    caller: Caller,
    InPath([id]): InPath<1>,
    once: Once,
    body: Words,
) -> Result<Answer, Refusal> {
    let expected = r#"{"since": "2026-01-31T08:00:00+07:00"} or {"message": "ID"}"#;
    let wrong = || Refusal::from(Wrong::new(Code::NotThatBody).with("expected", expected));
    let Again { since, message } = body.read(expected)?;
    let since = since.map(|since| since.parse::<Time>()).transpose().map_err(|_| wrong())?;
    let message = message.map(|message| message.parse::<Id>()).transpose().map_err(|_| wrong())?;
    if since.is_some() == message.is_some() {
        return Err(wrong());
    }
    let webhook = own(&app, &caller, &id).await?;
    let since = since.map_or(0, |since| since.unix_micros() / 1000);
    let mut tx = app.store.begin().await?;
    if let Some(answer) = once.begin(&mut tx, "", &body.0).await? {
        return Ok(answer);
    }
    let count = deliveries::replay(&mut tx, &webhook.id, since, message.as_ref().map_or("", Id::as_str)).await?;
    let answer = Answer(json!({ "replayed": count }).to_string());
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    app.outbox.wake.notify_one();
    Ok(answer)
}

/// Gives a webhook another secret, which is told this once. The one before signs too for a while.
pub(crate) async fn rotate(
    State(app): State<App>,
    caller: Caller,
    InPath([id]): InPath<1>,
    asked: Asked,
    once: Once,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let asked = asked.only(&["overlap_hours"])?;
    let hours = if asked.text("overlap_hours").is_some() { asked.number("overlap_hours")? } else { OVERLAP };
    if !(0..=LONGEST_OVERLAP).contains(&hours) {
        let allowed = format!("overlap_hours=0, …, overlap_hours={LONGEST_OVERLAP}");
        return Err(Wrong::new(Code::NotInQuery).with("allowed", allowed).into());
    }
    let webhook = own(&app, &caller, &id).await?;
    let (secret, until) = (signature::secret()?, clock::now().saturating_add(hours * HOUR));
    let mut tx = app.store.begin().await?;
    // Done twice, the secret that the receiver knows would sign no longer.
    if let Some(answer) = once.begin(&mut tx, "", &body).await? {
        return Ok(answer);
    }
    webhooks::rotate(&mut tx, &webhook.id, &secret, until).await?;
    let until = clock::said(until, app.offset());
    let answer = Answer(json!({ "id": webhook.id, "secret": secret, "old_secret_until": until }).to_string());
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Tells a webhook nothing until it is resumed. What is to be told to it waits.
pub(crate) async fn pause(State(app): State<App>, caller: Caller, path: InPath<1>) -> Result<Answer, Refusal> {
    let InPath([id]) = &path;
    app.store.pause(&own(&app, &caller, id).await?.id, clock::now()).await?;
    one(State(app), caller, path).await
}

/// Tells a webhook again, from the first message that waits, also when it is not paused but put off.
pub(crate) async fn resume(State(app): State<App>, caller: Caller, path: InPath<1>) -> Result<Answer, Refusal> {
    let InPath([id]) = &path;
    app.store.resume(&own(&app, &caller, id).await?.id).await?;
    app.outbox.wake.notify_one();
    one(State(app), caller, path).await
}
