//! How a consignment stands, and telling it when that changes.
//!
//! A change is written to the outbox in the transaction that stores its events: it is told if and only if they are
//! kept.

use hoso::{Event, EventKind, Fold, Issues, Tracking};
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

/// After new events, which are in the fold if there still is one: writes down how a consignment stands now, and tells it when
/// that is new.
pub(crate) async fn announce(db: &mut AnyConnection, key: &Key, before: Standing) -> Result<(), sqlx::Error> {
    let Some((standing, fold)) = restate(db, key, &before).await? else { return Ok(()) };
    let from = serde_json::from_str(&before.said).unwrap_or_else(|_| nothing());
    if from == standing {
        return Ok(());
    }
    let mut told = vec![Party::Operator(key.operator.clone())];
    told.extend(registrations::standing(db, key).await?.map(|registered| Party::Agency(registered.told.agency)));
    messages::changed(db, key, &told, (&from, &standing), fold.applied.as_ref()).await
}

/// Writes down how a consignment stands now, and gives it with what it follows from.
pub(crate) async fn restate(
    db: &mut AnyConnection,
    key: &Key,
    before: &Standing,
) -> Result<Option<(Value, Fold)>, sqlx::Error> {
    let (fold, goes_on) = match &before.fold {
        Some(fold) => (fold.clone(), true),
        None => match folded(&events::events(db, key).await?) {
            Ok(folded) => folded,
            // What is stored was read when it came: an event that can no longer be read is no reason to refuse others.
            Err(_) => return Ok(None),
        },
    };
    let (standing, charged) = (standing_of(&fold), fold.state.is_charged());
    let after = Standing {
        said: standing.to_string(),
        events: before.events,
        erased: before.erased,
        charged,
        fold: goes_on.then(|| fold.clone()),
    };
    events::stands(db, key, &after).await?;
    if charged != before.charged {
        registrations::recount(db, key).await?;
    }
    Ok(Some((standing, fold)))
}

/// What counts of all that is stored, folded, and whether one more event may go on from that: until its operator has the
/// consignment, a word of the operator may make an agency's count no longer.
fn folded(stored: &[Stored]) -> Result<(Fold, bool), Issues> {
    let history = History::of(stored)?;
    Ok((history.fold()?, history.is_accepted()))
}

/// The fold with one more event that a party told and that is stored; none when all that is stored is to be read.
pub(crate) async fn goes_on(
    db: &mut AnyConnection,
    key: &Key,
    fold: &Fold,
    (party, event): (&Party, &Event),
) -> Result<Option<Fold>, sqlx::Error> {
    // What an agency cancels then does not count; what else is told under an id once told may.
    let counts = !(party.is_agency() && event.kind() == EventKind::Cancelled);
    let Some(next) = fold.then(event).filter(|_| counts) else { return Ok(None) };
    Ok((events::under(db, key, event.id()).await? == 1).then_some(next))
}

/// After a consignment became another agency's, or nobody's, whose words count from then on: writes down how it stands by them, tells
/// its operator when that is new, and the agency that has it now how it stands.
pub(crate) async fn passed_on(
    db: &mut AnyConnection,
    key: &Key,
    before: Standing,
    to: Option<&str>,
) -> Result<(), sqlx::Error> {
    if before.events == 0 {
        return Ok(());
    }
    // What was gone on from holds the words of the one before.
    let before = Standing { fold: None, ..before };
    let Some((standing, fold)) = restate(db, key, &before).await? else { return Ok(()) };
    let from = serde_json::from_str(&before.said).unwrap_or_else(|_| nothing());
    let operator = Party::Operator(key.operator.clone());
    messages::changed(db, key, &[operator], (&from, &standing), fold.applied.as_ref()).await?;
    let agency: Vec<Party> = to.map(|agency| Party::Agency(agency.to_owned())).into_iter().collect();
    messages::changed(db, key, &agency, (&nothing(), &standing), fold.applied.as_ref()).await
}

fn standing_of(fold: &Fold) -> Value {
    json!({
        "state": fold.state.as_str(), "damaged": fold.damaged, "claim": fold.claim.as_str(),
        "final": fold.state.is_final(),
    })
}

/// How a consignment stands of which nothing was told.
fn nothing() -> Value {
    standing_of(&Fold::from(&Tracking::new()))
}
