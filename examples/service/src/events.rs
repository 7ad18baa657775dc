//! Events come in, in any order and any number of times; and what they come to.

use axum::Extension;
use axum::extract::State;
use hoso::{Id, Issues, Language, Told};
use serde_json::json;
use serde_json::value::RawValue;

use crate::app::App;
use crate::asked::{Asked, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::store::Key;

/// Events in one request.
const MOST_AT_ONCE: usize = 1_000;

/// Stores one event or a list. Answered when they are kept: all, or none.
pub(crate) async fn tell(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    asked: Asked,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let told = read(&body).map_err(|issues| Refusal::invalid(&issues, language))?;
    if told.len() > MOST_AT_ONCE {
        return Err(Wrong::new(Code::TooManyAtOnce).with("most", MOST_AT_ONCE).into());
    }
    let of = asked.only(&["operator"])?.id("operator")?;
    let mut events = Vec::with_capacity(told.len());
    for (consignment, words) in told {
        let key = match &caller.party {
            // Before anything else is known of it: events may come in any order.
            Party::Operator(operator) => Key { operator: operator.clone(), consignment: consignment.to_string() },
            Party::Agency(_) => find(&app, &caller, consignment.as_str(), of.as_ref()).await?,
        };
        events.push((key, words));
    }
    let accepted = events.len();
    app.recorder.record(caller.key, events).await?;
    Ok(Answer(json!({ "accepted": accepted }).to_string()))
}

/// The consignment of each event, and the words in which it was told: `x_` keys and all, and the codes of other systems,
/// which are understood anew each time they are read.
fn read(body: &str) -> Result<Vec<(Id, String)>, Issues> {
    if !body.trim_start().starts_with('[') {
        let told = Told::parse(body)?;
        return Ok(vec![(told.event().consignment().clone(), body.trim().to_owned())]);
    }
    let events = Told::parse_list(body)?;
    // The same text, read a second time for its words: it cannot fail where the library read it.
    let words: Vec<&RawValue> = serde_json::from_str(body).unwrap_or_default();
    Ok(events
        .into_iter()
        .zip(words)
        .map(|(told, words)| (told.event().consignment().clone(), words.get().to_owned()))
        .collect())
}

/// Where it is, how it came there, and what may happen next.
pub(crate) async fn tracking(State(app): State<App>, Ours(key): Ours) -> Result<Answer, Refusal> {
    let told = app.store.events(&key).await?;
    let tracking = change::tracking(&told).map_err(|issues| Refusal::invalid(&issues, Language::En))?;
    Ok(Answer(tracking.to_json()))
}

/// Every word that was accepted about it.
pub(crate) async fn told(State(app): State<App>, Ours(key): Ours) -> Result<Answer, Refusal> {
    Ok(Answer(format!("[{}]", app.store.events(&key).await?.join(","))))
}

/// The consignment of an id that the caller may see.
pub(crate) async fn find(app: &App, caller: &Caller, consignment: &str, operator: Option<&Id>) -> Result<Key, Refusal> {
    let mut found = app.store.keys_of(&caller.party, consignment).await?;
    found.retain(|key| operator.is_none_or(|operator| key.operator == operator.as_str()));
    match found.len() {
        0 => Err(Code::Unknown.into()),
        1 => found.pop().ok_or(Code::Unknown.into()),
        _ => Err(Code::SayWhichOperator.into()),
    }
}
