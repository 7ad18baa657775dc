//! Webhooks: a party says where changes of its consignments are to be told.

use axum::extract::State;
use axum::http::Uri;
use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::asked::InPath;
use crate::auth::Caller;
use crate::body::{Answer, Words};
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::secret;
use crate::settings::Settings;
use crate::store::Webhook;

/// Webhooks of one party.
const MOST: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    url: String,
}

/// Adds a webhook. Its secret is told this once.
pub(crate) async fn add(State(app): State<App>, caller: Caller, body: Words) -> Result<Answer, Refusal> {
    let wanted: Wanted = body.read(r#"{"url": "https://…"}"#)?;
    if !allowed(&app.settings, &wanted.url) {
        return Err(Wrong::new(Code::HostNotAllowed).at("/url").into());
    }
    if app.store.webhooks(&caller.party).await?.len() >= MOST {
        return Err(Wrong::new(Code::TooManyWebhooks).with("most", MOST).into());
    }
    let webhook = Webhook { id: secret::random::<8>()?, url: wanted.url, secret: secret::random::<32>()? };
    app.store.add_webhook(&caller.party, &webhook).await?;
    Ok(Answer(json!({ "id": webhook.id, "url": webhook.url, "secret": webhook.secret }).to_string()))
}

/// The webhooks of the party, without their secrets.
pub(crate) async fn list(State(app): State<App>, caller: Caller) -> Result<Answer, Refusal> {
    let webhooks = app.store.webhooks(&caller.party).await?;
    let said: Vec<_> = webhooks.iter().map(|webhook| json!({ "id": webhook.id, "url": webhook.url })).collect();
    Ok(Answer(json!(said).to_string()))
}

/// Removes a webhook, with what was still to be told to it.
pub(crate) async fn remove(State(app): State<App>, caller: Caller, InPath([id]): InPath<1>) -> Result<Answer, Refusal> {
    let removed = app.store.remove_webhook(&caller.party, id.as_str()).await?;
    removed.then(|| Answer(json!({ "removed": id.as_str() }).to_string())).ok_or(Code::Unknown.into())
}

/// Only hosts that the settings name: nobody makes the service call others for them. A name without a port stands for
/// any port of the host.
pub(crate) fn allowed(settings: &Settings, url: &str) -> bool {
    let Ok(url) = url.parse::<Uri>() else { return false };
    let (Some(host), Some(scheme)) = (url.host(), url.scheme_str()) else { return false };
    let port = url.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    let with_port = format!("{host}:{port}");
    let known = settings.webhook_hosts.iter().any(|allowed| allowed == host || *allowed == with_port);
    known && ["http", "https"].contains(&scheme)
}
