//! What webhooks are told, in the form of Standard Webhooks: a type, a time and data.

use hoso::{LastEvent, UtcOffset};
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::auth::Party;
use crate::clock;
use crate::secret;
use crate::store::{Key, deliveries, webhooks};

/// A message, as it is kept until it is told.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) body: String,
}

impl Message {
    /// A message about something that became known at a time, in milliseconds since 1970.
    pub(crate) fn new(kind: &str, now: i64, data: &Value) -> Result<Self, getrandom::Error> {
        let timestamp = clock::said(now, UtcOffset::none());
        let body = json!({ "type": kind, "timestamp": timestamp, "data": data }).to_string();
        Ok(Self { id: format!("msg_{}", secret::random::<16>()?), body })
    }
}

/// Writes to the outbox that a consignment stands otherwise than before: for these parties, whose webhooks are told. `event` is the
/// last that had its effect.
pub(crate) async fn changed(
    db: &mut AnyConnection,
    key: &Key,
    parties: &[Party],
    (from, to): (&Value, &Value),
    event: Option<&LastEvent>,
) -> Result<(), sqlx::Error> {
    if from == to {
        return Ok(());
    }
    // No names, which a receiver asks for with its key.
    let event =
        event.map(|last| json!({ "id": last.event.as_str(), "kind": last.kind.as_str(), "at": last.at.to_string() }));
    let data = json!({
        "consignment": key.consignment, "operator": key.operator, "from": from, "to": to, "event": event,
    });
    let now = clock::now();
    for party in parties {
        for webhook in webhooks::of(db, party).await? {
            let message = Message::new("consignment.changed", now, &data).map_err(sqlx::Error::decode)?;
            deliveries::add(db, Some(key), &webhook, &message, now).await?;
        }
    }
    Ok(())
}

/// Writes to the outbox that a webhook is paused: to the others of its owner.
pub(crate) async fn paused(
    db: &mut AnyConnection,
    owner: &Party,
    (webhook, url): (&str, &str),
    why: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let data = json!({ "webhook": webhook, "url": url, "because": why });
    for other in webhooks::of(db, owner).await? {
        if other != webhook {
            let message = Message::new("webhook.paused", now, &data).map_err(sqlx::Error::decode)?;
            deliveries::add(db, None, &other, &message, now).await?;
        }
    }
    Ok(())
}
