//! What an operator says of who may have a consignment: a code before it is asked, an answer after.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

use super::listed::promise;
use super::written::written;
use crate::app::App;
use crate::asked::Consigned;
use crate::auth::{Caller, Party};
use crate::body::{Answer, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::once::Once;
use crate::refusal::{Refusal, Wrong};
use crate::secret;
use crate::store::registrations::{self, Outcome};
use crate::store::{Key, events};

/// Issues a code by which one agency may register a consignment, once. It is told this once.
pub(crate) async fn code(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
    once: Once,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    asked.only(&["id"])?;
    let key = carried(&caller, id.as_str())?;
    let mut tx = app.store.begin().await?;
    if let Some(answer) = once.begin(&mut tx, &key.consignment, &body).await? {
        return Ok(answer);
    }
    let code = secret::random::<10>()?;
    registrations::set_code(&mut tx, &key, &secret::digest(&code), &caller.key, clock::now()).await?;
    let answer = issued(&key, &code);
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// A code of a consignment, which is told this once.
fn issued(key: &Key, code: &str) -> Answer {
    Answer(json!({ "consignment": key.consignment, "operator": key.operator, "code": code }).to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    agency: String,
    confirmed: bool,
}

/// Answers an agency that asks for a consignment.
pub(crate) async fn answer(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
    once: Once,
    body: Words,
) -> Result<Answer, Refusal> {
    asked.only(&["id"])?;
    let key = carried(&caller, id.as_str())?;
    let Answered { agency, confirmed } = body.read(r#"{"agency": "CODE", "confirmed": true}"#)?;
    let agency = agency.parse::<hoso::Id>().map_err(|_| Wrong::new(Code::NotAnId).at("/agency"))?;
    let (mut tx, now) = (app.store.begin().await?, clock::now());
    if let Some(answer) = once.begin(&mut tx, &key.consignment, &body.0).await? {
        return Ok(answer);
    }
    let before = events::lock(&mut tx, &key).await?;
    let mut asked = registrations::asked_by(&mut tx, &key, agency.as_str()).await?.ok_or(Code::Unknown)?;
    registrations::answered(&mut tx, &key, agency.as_str()).await?;
    asked.state = Outcome::Answered;
    if confirmed {
        let stands = registrations::standing(&mut tx, &key).await?;
        asked = registrations::add(&mut tx, asked.told, Outcome::Stands, &caller, now).await?;
        promise(&app, &mut tx, &asked.told).await?;
        if stands.is_none_or(|stands| stands.told.agency != asked.told.agency) {
            change::passed_on(&mut tx, &key, before, Some(&asked.told.agency)).await?;
        }
    }
    let answer = written(&app, &asked);
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// A consignment of the operator that asks.
pub(crate) fn carried(caller: &Caller, consignment: &str) -> Result<Key, Refusal> {
    let Party::Operator(operator) = &caller.party else { return Err(Code::NotYours.into()) };
    Ok(Key { operator: operator.clone(), consignment: consignment.to_owned() })
}
