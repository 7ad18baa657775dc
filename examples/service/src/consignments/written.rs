//! How registrations are shown.

use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::app::App;
use crate::asked::{Asked, Ours, ToldOf};
use crate::auth::Caller;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::store::{Key, Version};

/// How many registrations that are asked for are shown at once.
const MOST_ASKED: i64 = 1_000;

/// How a consignment is registered.
pub(crate) async fn registered(State(app): State<App>, caller: Caller, Ours(key): Ours) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "registration");
    let registration = app.store.registration(&key).await?.ok_or(Code::Unknown)?;
    Ok(written(&app, &registration))
}

/// Every word about whose a consignment is: all for its operator; for an agency those about itself, also when it does not have it.
pub(crate) async fn versions(State(app): State<App>, caller: Caller, ToldOf(key): ToldOf) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "registrations");
    let mut versions = app.store.versions(&key).await?;
    versions.retain(|version| !caller.party.is_agency() || version.told.agency == caller.party.name());
    Ok(list(&app, &versions))
}

/// What agencies ask for and the operator has not answered: an operator's to answer, or an agency's own.
pub(crate) async fn asked(State(app): State<App>, caller: Caller, asked: Asked) -> Result<Answer, Refusal> {
    let asked = asked.only(&["agency", "after"])?;
    let (agency, after) = (asked.id("agency")?, asked.number("after")?);
    let versions = app.store.asked(&caller.party, agency.as_ref(), after, MOST_ASKED).await?;
    for version in &versions {
        app.audit.read(&caller, &version.told.key, "asked");
    }
    Ok(list(&app, &versions))
}

/// Question and quote in the words in which they are stored.
#[derive(Serialize)]
struct Written<'a> {
    consignment: &'a str,
    operator: &'a str,
    agency: &'a str,
    contract: &'a str,
    place: i64,
    version: i64,
    state: &'static str,
    told_by: Value,
    received_at: String,
    question: Option<&'a RawValue>,
    quote: Option<&'a RawValue>,
}

pub(super) fn written(app: &App, version: &Version) -> Answer {
    Answer(serde_json::to_string(&shown(app, version)).unwrap_or_default())
}

fn list(app: &App, versions: &[Version]) -> Answer {
    let shown: Vec<_> = versions.iter().map(|version| shown(app, version)).collect();
    Answer(serde_json::to_string(&shown).unwrap_or_default())
}

fn shown<'v>(app: &App, version: &'v Version) -> Written<'v> {
    let Version { seq, told, number, state, by, received_at } = version;
    let Key { operator, consignment } = &told.key;
    Written {
        consignment,
        operator,
        agency: &told.agency,
        contract: &told.contract,
        place: *seq,
        version: *number,
        state: state.as_str(),
        told_by: by.to_json(),
        received_at: clock::said(*received_at, app.offset()),
        question: serde_json::from_str(&told.question).ok(),
        quote: serde_json::from_str(&told.quote).ok(),
    }
}
