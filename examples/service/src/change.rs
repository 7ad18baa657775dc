//! How a consignment stands, and telling it when that changes.
//!
//! A change is written to the outbox in the transaction that stores its events: it is told if and only if they are
//! kept.

use hoso::{Issues, State, Tracking};
use serde_json::{Value, json};
use sqlx::AnyConnection;

use crate::auth::Party;
use crate::history::{History, Stored};
use crate::messages;
use crate::store::events::{self, Standing};
use crate::store::{Key, registrations};

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
    let Some((standing, tracking)) = restate(db, key, &before).await? else { return Ok(()) };
    let from = serde_json::from_str(&before.said).unwrap_or_else(|_| standing_of(&Tracking::new()));
    if from == standing {
        return Ok(());
    }
    let mut told = vec![Party::Operator(key.operator.clone())];
    told.extend(registrations::standing(db, key).await?.map(|registered| Party::Agency(registered.told.agency)));
    messages::changed(db, key, &told, (&from, &standing), &tracking).await
}

/// Writes down how a consignment stands now, and gives it with what it follows from.
pub(crate) async fn restate(
    db: &mut AnyConnection,
    key: &Key,
    before: &Standing,
) -> Result<Option<(Value, Tracking)>, sqlx::Error> {
    // What is stored was read when it came: an event that can no longer be read is no reason to refuse others.
    let Ok(tracking) = tracking(&events::events(db, key).await?) else { return Ok(None) };
    let standing = standing_of(&tracking);
    let after = Standing { said: standing.to_string(), events: before.events, erased: before.erased };
    events::stands(db, key, &after).await?;
    Ok(Some((standing, tracking)))
}

/// After a registration: tells the agency how the consignment stands by what was stored before.
pub(crate) async fn catch_up(
    db: &mut AnyConnection,
    key: &Key,
    agency: &str,
    standing: &Standing,
) -> Result<(), sqlx::Error> {
    let Ok(standing) = serde_json::from_str(&standing.said) else { return Ok(()) };
    let Ok(tracking) = tracking(&events::events(db, key).await?) else { return Ok(()) };
    let told = [Party::Agency(agency.to_owned())];
    messages::changed(db, key, &told, (&standing_of(&Tracking::new()), &standing), &tracking).await
}

fn standing_of(tracking: &Tracking) -> Value {
    json!({
        "state": tracking.state.as_str(), "damaged": tracking.damaged, "claim": tracking.claim.as_str(),
        "final": tracking.state.is_final(),
    })
}
