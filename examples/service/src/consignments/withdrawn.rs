//! Withdrawing a registration.

use axum::extract::State;

use super::written::written;
use crate::app::App;
use crate::asked::Ours;
use crate::auth::Caller;
use crate::body::Answer;
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::store::events;
use crate::store::listed::{self, Promise};
use crate::store::registrations::{self, Outcome};

/// Makes a consignment nobody's again, while nothing is charged for it.
pub(crate) async fn withdraw(State(app): State<App>, caller: Caller, Ours(key): Ours) -> Result<Answer, Refusal> {
    let mut tx = app.store.begin().await?;
    let before = events::lock(&mut tx, &key).await?;
    let stands = registrations::standing(&mut tx, &key).await?.ok_or(Code::Unknown)?;
    // It may have become another's since it was looked for.
    if caller.party.is_agency() && stands.told.agency != caller.party.name() {
        return Err(Code::Unknown.into());
    }
    if before.charged {
        return Err(Code::ChargedAlready.into());
    }
    let withdrawn = registrations::add(&mut tx, stands.told, Outcome::Withdrawn, &caller, clock::now()).await?;
    listed::promised(&mut tx, &key, Promise::NotAsked).await?;
    change::passed_on(&mut tx, &key, before, None).await?;
    tx.commit().await?;
    Ok(written(&app, &withdrawn))
}
