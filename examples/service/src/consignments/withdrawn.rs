//! Withdrawing a registration, or what was asked for.

use axum::extract::State;
use sqlx::AnyConnection;

use super::written::written;
use crate::app::App;
use crate::asked::ToldOf;
use crate::auth::{Caller, Party};
use crate::body::Answer;
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::store::listed::{self, Promise};
use crate::store::registrations::{self, Outcome};
use crate::store::{Key, Version, events};

/// Makes a consignment nobody's again, while nothing is charged for it; or takes back what an agency asks for.
pub(crate) async fn withdraw(State(app): State<App>, caller: Caller, ToldOf(key): ToldOf) -> Result<Answer, Refusal> {
    let mut tx = app.store.begin().await?;
    let before = events::lock(&mut tx, &key).await?;
    // It may have become another's since it was looked for.
    let is_ours = |stands: &Version| !caller.party.is_agency() || stands.told.agency == caller.party.name();
    let Some(stands) = registrations::standing(&mut tx, &key).await?.filter(is_ours) else {
        let asked = take_back(&mut tx, &key, &caller.party).await?;
        tx.commit().await?;
        return Ok(written(&app, &asked));
    };
    if before.charged {
        return Err(Code::ChargedAlready.into());
    }
    let withdrawn = registrations::add(&mut tx, stands.told, Outcome::Withdrawn, &caller, clock::now()).await?;
    listed::promised(&mut tx, &key, Promise::NotAsked).await?;
    change::passed_on(&mut tx, &key, before, None).await?;
    tx.commit().await?;
    Ok(written(&app, &withdrawn))
}

/// Takes back what an agency asks for and its operator has not answered.
async fn take_back(db: &mut AnyConnection, key: &Key, party: &Party) -> Result<Version, Refusal> {
    let Party::Agency(agency) = party else { return Err(Code::Unknown.into()) };
    let asks = registrations::asked_by(db, key, agency).await?.ok_or(Code::Unknown)?;
    registrations::asks_no_more(db, key, agency, Outcome::Withdrawn).await?;
    Ok(Version { state: Outcome::Withdrawn, ..asks })
}
