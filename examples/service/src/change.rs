//! How a consignment stands, and telling it when that changes.
//!
//! A change is written to the outbox in the transaction that stores its events: it is told if and only if they are
//! kept.

use hoso::{Issues, State, Tracking};
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::auth::Party;
use crate::history::{History, Stored};
use crate::secret;
use crate::store::events::{self, Standing};
use crate::store::{Key, Webhook, deliveries, registrations, webhooks};

/// Where a consignment is, by what counts of all that is stored about it.
pub(crate) fn tracking(stored: &[Stored]) -> Result<Tracking, Issues> {
    History::of(stored)?.tracking()
}

/// Whether a consignment that stands so is charged.
pub(crate) fn is_charged(standing: &str) -> bool {
    let standing: Value = serde_json::from_str(standing).unwrap_or_default();
    standing.get("state").and_then(Value::as_str).and_then(State::from_name).is_some_and(State::is_charged)
}

/// After new events: writes down how a consignment stands now, and tells it when that is new.
pub(crate) async fn announce(db: &mut AnyConnection, key: &Key, before: Standing) -> Result<(), sqlx::Error> {
    let Some(standing) = restate(db, key, &before).await? else { return Ok(()) };
    let after = standing.to_string();
    if after == before.said {
        return Ok(());
    }
    let mut told = webhooks::of(db, &Party::Operator(key.operator.clone())).await?;
    let registered = registrations::standing(db, key).await?;
    if let Some(registered) = &registered {
        told.extend(webhooks::of(db, &Party::Agency(registered.told.agency.clone())).await?);
    }
    let from = serde_json::from_str(&before.said).unwrap_or_else(|_| standing_of(&Tracking::new()));
    tell(db, key, &told, &from, &standing).await
}

/// Writes down how a consignment stands now, and gives it.
pub(crate) async fn restate(
    db: &mut AnyConnection,
    key: &Key,
    before: &Standing,
) -> Result<Option<Value>, sqlx::Error> {
    // What is stored was read when it came: an event that can no longer be read is no reason to refuse others.
    let Ok(tracking) = tracking(&events::events(db, key).await?) else { return Ok(None) };
    let standing = standing_of(&tracking);
    let after = Standing { said: standing.to_string(), events: before.events, erased: before.erased };
    events::stands(db, key, &after).await?;
    Ok(Some(standing))
}

/// After a registration: tells the agency how the consignment stands by what was stored before.
pub(crate) async fn catch_up(
    db: &mut AnyConnection,
    key: &Key,
    agency: &str,
    standing: &Standing,
) -> Result<(), sqlx::Error> {
    let Ok(standing) = serde_json::from_str(&standing.said) else { return Ok(()) };
    let told = webhooks::of(db, &Party::Agency(agency.to_owned())).await?;
    tell(db, key, &told, &standing_of(&Tracking::new()), &standing).await
}

fn standing_of(tracking: &Tracking) -> Value {
    json!({
        "state": tracking.state.as_str(), "damaged": tracking.damaged, "claim": tracking.claim.as_str(),
        "final": tracking.state.is_final(),
    })
}

async fn tell(
    db: &mut AnyConnection,
    key: &Key,
    webhooks: &[Webhook],
    from: &Value,
    to: &Value,
) -> Result<(), sqlx::Error> {
    for webhook in webhooks {
        let id = secret::random::<16>().map_err(sqlx::Error::decode)?;
        let body = json!({
            "id": id, "consignment": key.consignment, "operator": key.operator, "from": from, "to": to,
        });
        deliveries::add(db, key, &id, &webhook.id, &body.to_string()).await?;
    }
    Ok(())
}
