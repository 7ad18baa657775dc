//! How a consignment stands, and telling it when that changes.
//!
//! A change is written to the outbox in the transaction that stores its events: it is told if and only if they are
//! kept.

use hoso::{Event, Issues, Told, Tracking, track};
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::auth::Party;
use crate::secret;
use crate::store::events::{self, Standing};
use crate::store::{Key, Webhook, deliveries, registrations, webhooks};

/// Where a consignment is, by all that is stored about it.
pub(crate) fn tracking(told: &[String]) -> Result<Tracking, Issues> {
    let events = told.iter().map(|words| Told::parse(words).map(Told::into_event));
    let events: Vec<Event> = events.collect::<Result<_, _>>()?;
    track(&events)
}

/// After new events: writes down how a consignment stands now, and tells it when that is new.
pub(crate) async fn announce(db: &mut AnyConnection, key: &Key, before: Standing) -> Result<(), sqlx::Error> {
    // What is stored was read when it came: an event that can no longer be read is no reason to refuse others.
    let Ok(tracking) = tracking(&events::events(db, key).await?) else { return Ok(()) };
    let standing = standing_of(&tracking);
    let after = Standing { standing: standing.to_string(), events: before.events };
    events::stands(db, key, &after).await?;
    if after.standing == before.standing {
        return Ok(());
    }
    let mut told = webhooks::of(db, &Party::Operator(key.operator.clone())).await?;
    let registered = registrations::find(db, key).await?;
    if let Some(registered) = &registered {
        told.extend(webhooks::of(db, &Party::Agency(registered.agency.clone())).await?);
    }
    let from = serde_json::from_str(&before.standing).unwrap_or_else(|_| standing_of(&Tracking::new()));
    tell(db, key, &told, &from, &standing).await
}

/// After a registration: tells the agency how the consignment stands by what was stored before.
pub(crate) async fn catch_up(
    db: &mut AnyConnection,
    key: &Key,
    agency: &str,
    standing: &Standing,
) -> Result<(), sqlx::Error> {
    let Ok(standing) = serde_json::from_str(&standing.standing) else { return Ok(()) };
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
        let id = secret::ordered().map_err(sqlx::Error::decode)?;
        let body = json!({
            "id": id, "consignment": key.consignment, "operator": key.operator, "from": from, "to": to,
        });
        deliveries::add(db, &id, &webhook.id, &body.to_string()).await?;
    }
    Ok(())
}
