//! How webhooks, their messages and attempts are shown.

use hoso::UtcOffset;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::app::App;
use crate::clock;
use crate::courier::Attempt;
use crate::store::Webhook;
use crate::store::deliveries::{Kept, Waiting};

pub(super) fn shown(webhook: &Webhook, waiting: Waiting, app: &App) -> Value {
    let offset = app.offset();
    // What has no time is left out.
    let time = |at: i64| (at > 0).then(|| clock::said(at, offset));
    let state = match webhook {
        Webhook { paused_at: 1.., .. } => "paused",
        Webhook { failures: 1.., .. } => "failing",
        Webhook { .. } => "active",
    };
    let mut said = json!({
        "id": webhook.id, "url": webhook.url, "state": state, "failures": webhook.failures,
        "waiting": waiting.count, "expired": webhook.expired,
    });
    let next = if state == "failing" { webhook.due_at } else { 0 };
    let why = (!webhook.paused_why.is_empty()).then(|| webhook.paused_why.clone());
    let old = if webhook.old_secret_until > clock::now() { webhook.old_secret_until } else { 0 };
    for (key, value) in [
        ("made_at", time(webhook.made_at)),
        ("waiting_since", waiting.since.and_then(time)),
        ("failing_since", time(webhook.failing_since)),
        ("next_attempt_at", time(next)),
        ("paused_at", time(webhook.paused_at)),
        ("paused_because", why),
        ("old_secret_until", time(old)),
    ] {
        if let (Value::Object(said), Some(value)) = (&mut said, value) {
            said.insert(key.into(), value.into());
        }
    }
    said
}

/// A message, with the body in the words in which it is told.
#[derive(Serialize)]
pub(super) struct Shown<'k> {
    place: i64,
    id: &'k str,
    made_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    told_at: Option<String>,
    body: Option<&'k RawValue>,
}

pub(super) fn message(kept: &Kept, offset: UtcOffset) -> Shown<'_> {
    let Kept { seq, message, made_at, told_at } = kept;
    Shown {
        place: *seq,
        id: &message.id,
        made_at: clock::said(*made_at, offset),
        told_at: (*told_at > 0).then(|| clock::said(*told_at, offset)),
        body: serde_json::from_str(&message.body).ok(),
    }
}

pub(super) fn attempt(place: Option<i64>, attempt: &Attempt, offset: UtcOffset) -> Value {
    let Attempt { message, outcome, status, ms, made_at, .. } = attempt;
    let mut said = json!({
        "message": message, "outcome": outcome.as_str(), "ms": ms, "at": clock::said(*made_at, offset),
    });
    let status = (*status > 0).then(|| i64::from(*status));
    for (key, value) in [("place", place), ("status", status)] {
        if let (Value::Object(said), Some(value)) = (&mut said, value) {
            said.insert(key.into(), value.into());
        }
    }
    said
}

/// The schemas of what is said about webhooks.
pub(crate) mod schemas {
    use serde_json::{Value, json};

    use crate::courier::Outcome;
    use crate::schemas::named;

    fn object(name: &str, required: &[&str], properties: &Value) -> Value {
        named(name, json!({ "type": "object", "required": required, "properties": properties }))
    }

    pub(crate) fn webhook() -> Value {
        let (text, time, number) = (
            json!({ "type": "string" }),
            json!({ "type": "string", "format": "date-time" }),
            json!({ "type": "integer" }),
        );
        let states = json!({ "enum": ["active", "failing", "paused"] });
        object(
            "KeptWebhook",
            &["id", "url", "state", "failures", "waiting", "expired"],
            &json!({
                "id": text, "url": text, "state": states, "failures": number, "waiting": number, "expired": number,
                "made_at": time, "waiting_since": time, "failing_since": time, "next_attempt_at": time, "paused_at": time,
                "paused_because": { "enum": ["gone", "failing", "owner"] }, "old_secret_until": time,
            }),
        )
    }

    pub(crate) fn webhooks() -> Value {
        json!({ "type": "array", "items": webhook() })
    }

    /// A webhook's new secret, which is told once.
    pub(crate) fn secret() -> Value {
        let text = json!({ "type": "string" });
        object(
            "WebhookSecret",
            &["id", "secret"],
            &json!({
                "id": text, "url": text, "secret": { "type": "string", "pattern": "^whsec_" },
                "old_secret_until": { "type": "string", "format": "date-time" },
            }),
        )
    }

    pub(crate) fn messages() -> Value {
        let (text, time) = (json!({ "type": "string" }), json!({ "type": "string", "format": "date-time" }));
        let message = object(
            "Message",
            &["place", "id", "made_at", "body"],
            &json!({
                "place": { "type": "integer" }, "id": text, "made_at": time, "told_at": time, "body": body(),
            }),
        );
        json!({ "type": "array", "items": message })
    }

    /// What a webhook is told.
    pub(crate) fn body() -> Value {
        let text = json!({ "type": "string" });
        object(
            "MessageBody",
            &["type", "timestamp", "data"],
            &json!({
                "type": text, "timestamp": { "type": "string", "format": "date-time" }, "data": { "type": "object" },
            }),
        )
    }

    pub(crate) fn attempt() -> Value {
        let (text, number) = (json!({ "type": "string" }), json!({ "type": "integer" }));
        object(
            "Attempt",
            &["message", "outcome", "ms", "at"],
            &json!({
                "place": number, "message": text, "outcome": { "enum": Outcome::ALL.map(Outcome::as_str) }, "status": number,
                "ms": number, "at": { "type": "string", "format": "date-time" },
            }),
        )
    }

    pub(crate) fn attempts() -> Value {
        json!({ "type": "array", "items": attempt() })
    }

    pub(crate) fn replay() -> Value {
        json!({ "x-name": "Replay", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": {
            "since": { "type": "string", "format": "date-time" }, "message": { "type": "string" },
        } })
    }

    pub(crate) fn replayed() -> Value {
        object("Replayed", &["replayed"], &json!({ "replayed": { "type": "integer" } }))
    }

    pub(crate) fn removed() -> Value {
        object("Removed", &["removed"], &json!({ "removed": { "type": "string" } }))
    }
}
