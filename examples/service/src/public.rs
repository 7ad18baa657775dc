//! The door for citizens: who has a consignment's number, and the code that its operator gave, sees where it is. No names, no
//! offices, and not whose it is.

use std::time::Duration;

use axum::extract::State;
use hoso::{Id, Language};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::address::Asker;
use crate::app::App;
use crate::asked::{Asked, Consigned};
use crate::auth::Caller;
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::consignments::carried;
use crate::once::Once;
use crate::rate::Rate;
use crate::refusal::{Refusal, Wrong};
use crate::schemas::with;
use crate::secret;
use crate::store::Key;
use crate::store::public_codes::{self, Found};

/// How long a code counts after its consignment is over, or after it was given when that was later, unless its operator says a day:
/// 30 days in milliseconds.
const AFTER: i64 = 30 * 24 * 60 * 60 * 1_000;

/// How often citizens may ask: about one number, whoever they are, and from one address, whatever they ask about. Of the 2^40 codes
/// of a number few are tried in a year so.
#[derive(Debug)]
pub(crate) struct Limits {
    of_number: Rate,
    of_address: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        // Less from one address than about one number: no one address keeps a number's own citizen out.
        let [of_number, of_address] = [40, 20].map(|often| Rate::new(often, Duration::from_secs(20)));
        Self { of_number, of_address }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    until: Option<String>,
}

/// The body of what gives a code.
const EXPECTED: &str = r#"{}, {"until": "2098-12-31"}"#;

/// Gives a code by which whoever has it sees where a consignment is: its operator's to tell. The one before counts no longer.
pub(crate) async fn code(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
    once: Once,
    body: Words,
) -> Result<Answer, Refusal> {
    let key = ours(&app, &caller, &id, asked).await?;
    let Wanted { until } = if body.0.trim().is_empty() { Wanted::default() } else { body.read(EXPECTED)? };
    let ends_at = match &until {
        Some(day) => clock::end_of(day, app.offset()).ok_or_else(|| Wrong::new(Code::NotADayToCome).at("/until"))?,
        None => 0,
    };
    // Short enough to be copied from a slip.
    let (mut tx, code) = (app.store.begin().await?, secret::random::<5>()?);
    if let Some(answer) = once.begin(&mut tx, &key.consignment, &body.0).await? {
        return Ok(answer);
    }
    public_codes::set(&mut tx, &key, (&secret::digest(&code), ends_at), &caller.key, clock::now()).await?;
    let Key { operator, consignment } = &key;
    let said = json!({ "consignment": consignment, "operator": operator, "code": code });
    let answer = Answer(until.map_or_else(|| said.clone(), |day| with(said.clone(), "until", day)).to_string());
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Takes back the code of a consignment: its operator's to tell.
pub(crate) async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
) -> Result<Answer, Refusal> {
    let Key { operator, consignment } = &ours(&app, &caller, &id, asked).await?;
    let withdrawn = app.store.withdraw_public_code(operator, consignment).await?;
    let said = json!({ "consignment": consignment, "operator": operator, "withdrawn": true });
    withdrawn.then(|| Answer(said.to_string())).ok_or(Code::Unknown.into())
}

/// A consignment that there is, of the operator that asks.
async fn ours(app: &App, caller: &Caller, id: &Id, asked: Asked) -> Result<Key, Refusal> {
    asked.only(&["id"])?;
    let key = carried(caller, id.as_str())?;
    if app.store.keys_of(&caller.party, id.as_str()).await?.is_empty() { Err(Code::Unknown.into()) } else { Ok(key) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sought {
    consignment: String,
    code: String,
}

/// Where a consignment is, in the words of the language asked for. What is refused looks the same, whatever is wrong with it: a
/// number that nobody has, another's code, one that was taken back or whose time is over.
pub(crate) async fn tracking(
    State(app): State<App>,
    Said(language): Said,
    Asker(address): Asker,
    body: Words,
) -> Result<Answer, Refusal> {
    app.public.of_address.take(&address).map_err(Refusal::TooOften)?;
    let Sought { consignment, code } = body.read(r#"{"consignment": "ID", "code": "CODE"}"#)?;
    let consignment: Id = consignment.trim().parse().map_err(|_| Wrong::new(Code::NotAnId).at("/consignment"))?;
    app.public.of_number.take(consignment.as_str()).map_err(Refusal::TooOften)?;
    // As people type it.
    let code: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    let found = app.store.of_public_code(consignment.as_str(), &secret::digest(&code)).await?;
    let found = found.ok_or(Code::NoSuchConsignment)?;
    let stored = app.store.events(&found.key).await?;
    let tracking = change::tracking(&stored).map_err(|issues| Refusal::invalid(&issues, language))?;
    if ends_at(&found, &tracking).is_some_and(|end| end <= clock::now()) {
        return Err(Code::NoSuchConsignment.into());
    }
    Ok(Answer(said(&consignment, &tracking, language).to_string()))
}

/// When a code counts no longer, if that is known yet.
fn ends_at(found: &Found, tracking: &hoso::Tracking) -> Option<i64> {
    if found.ends_at > 0 {
        return Some(found.ends_at);
    }
    let over = tracking.since.filter(|_| tracking.state.is_final())?.unix_micros() / 1000;
    Some(over.max(found.made_at).saturating_add(AFTER))
}

fn said(consignment: &Id, tracking: &hoso::Tracking, language: Language) -> Value {
    let history = tracking.history.iter().map(|applied| {
        json!({ "kind": applied.kind.as_str(), "label": applied.kind.label(language), "at": applied.at.to_string() })
    });
    let said = json!({
        "consignment": consignment.as_str(), "state": tracking.state.as_str(), "label": tracking.state.label(language),
        "final": tracking.state.is_final(), "history": history.collect::<Vec<_>>(),
    });
    match tracking.since {
        Some(since) => with(said, "since", since.to_string()),
        None => said,
    }
}
