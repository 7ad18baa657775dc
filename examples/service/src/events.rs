//! Events come in, in any order and any number of times; and what they come to.

use axum::extract::State;
use hoso::wire::write;
use hoso::{Id, Language};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::app::App;
use crate::asked::{Asked, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::heard::{self, Bad};
use crate::history::History;
use crate::recorder::Batch;
use crate::refusal::{Refusal, Wrong};
use crate::store::Key;
use crate::telling::Row;

/// Events in one request.
const MOST_AT_ONCE: usize = 1_000;

/// Stores one event or a list. Answered when they are kept: all or none; with `?partial=true` those that are right.
pub(crate) async fn tell(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let asked = asked.only(&["operator", "partial"])?;
    let (operator, partial) = (asked.id("operator")?, asked.flag("partial")?);
    let heard: Vec<Result<Row, Bad>> =
        if partial { heard::each(&body)? } else { heard::all(&body, language)?.into_iter().map(Ok).collect() };
    if heard.len() > MOST_AT_ONCE {
        return Err(Wrong::new(Code::TooManyAtOnce).with("most", MOST_AT_ONCE).into());
    }
    let mut told = Vec::with_capacity(heard.len());
    for row in heard {
        told.push(match row {
            Ok(row) => admit(&app, &caller, row, operator.as_ref()).await?.map_err(Bad::Ours),
            Err(bad) => Err(bad),
        });
    }
    let results = keep(&app, caller, told, partial).await?;
    Ok(Answer(answer(&results, partial, language).to_string()))
}

/// Stores what is right, and gives what became of each. Unless that is wanted, something that is wrong keeps all from being
/// stored.
async fn keep(
    app: &App,
    caller: Caller,
    told: Vec<Result<(Key, Row), Bad>>,
    partial: bool,
) -> Result<Vec<Result<bool, Bad>>, Refusal> {
    let (mut rows, mut refused) = (Vec::with_capacity(told.len()), Vec::with_capacity(told.len()));
    for row in told {
        match row {
            Ok(row) => {
                rows.push(row);
                refused.push(None);
            }
            Err(bad) => refused.push(Some(bad)),
        }
    }
    if !partial && refused.iter().any(Option::is_some) {
        let wrong =
            refused.into_iter().flatten().filter_map(|bad| if let Bad::Ours(wrong) = bad { Some(wrong) } else { None });
        return Err(Refusal::Ours(wrong.collect()));
    }
    // Those that were handed over come back in their order.
    let mut kept = app.recorder.record(Batch { caller, rows, partial }).await?.into_iter();
    let result = |bad: Option<Bad>| bad.map_or_else(|| kept.next().unwrap_or(Ok(false)).map_err(Bad::Ours), Err);
    Ok(refused.into_iter().map(result).collect())
}

/// An event with the consignment that it is about, when the caller may tell of it; what is wrong with it otherwise.
async fn admit(
    app: &App,
    caller: &Caller,
    row: Row,
    operator: Option<&Id>,
) -> Result<Result<(Key, Row), Wrong>, Refusal> {
    if let Err(wrong) = row.check(&caller.party, clock::micros()) {
        return Ok(Err(wrong));
    }
    let consignment = row.heard.event.consignment();
    let key = match &caller.party {
        Party::Operator(own) if operator.is_some_and(|operator| operator.as_str() != own) => {
            return Ok(Err(row.wrong(Code::Unknown, "consignment")));
        }
        // Before anything else is known of it: events may come in any order.
        Party::Operator(own) => Key { operator: own.clone(), consignment: consignment.to_string() },
        Party::Agency(_) => match which(app, caller, consignment.as_str(), operator).await? {
            Ok(key) => key,
            Err(code) => return Ok(Err(row.wrong(code, "consignment"))),
        },
    };
    Ok(Ok((key, row)))
}

/// How many were accepted and, where some may be refused, what became of each.
fn answer(results: &[Result<bool, Bad>], partial: bool, language: Language) -> Value {
    let accepted = results.iter().filter(|result| result.is_ok()).count();
    if !partial {
        return json!({ "accepted": accepted });
    }
    let said = |result: &Result<bool, Bad>| match result {
        Ok(true) => json!({ "outcome": "new" }),
        Ok(false) => json!({ "outcome": "known" }),
        Err(bad) => json!({ "outcome": "refused", "issues": bad.issues(language) }),
    };
    let said: Vec<Value> = results.iter().map(said).collect();
    json!({ "accepted": accepted, "refused": results.len() - accepted, "results": said })
}

/// Where it is, how it came there, and what may happen next.
pub(crate) async fn tracking(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "tracking");
    let stored = app.store.events(&key).await?;
    let tracking = change::tracking(&stored).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(write::json(&tracking, language)))
}

/// An event that was accepted: in the words in which it was told, by whom and when, and whether it counts.
#[derive(Serialize)]
struct Accepted<'a> {
    event: &'a RawValue,
    told_by: Value,
    received_at: String,
    counts: bool,
}

/// Every event that was accepted about it, in the order in which they happened. An agency sees its own and its operator's.
pub(crate) async fn told(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "events");
    let stored = app.store.events(&key).await?;
    let history = History::of(&stored).map_err(|issues| Refusal::invalid(&issues, language))?;
    let seen = history
        .told()
        .filter(|(stored, ..)| !stored.by.is_agency() || !caller.party.is_agency() || stored.by == caller.party);
    let offset = app.offset();
    let accepted = seen.filter_map(|(stored, _, counts)| {
        let event = serde_json::from_str(&stored.words).ok()?;
        let received_at = clock::said(stored.received_at, offset);
        Some(Accepted { event, told_by: stored.by.to_json(), received_at, counts })
    });
    Ok(Answer(serde_json::to_string(&accepted.collect::<Vec<_>>()).unwrap_or_default()))
}

/// The consignment of an id that the caller may see.
pub(crate) async fn find(app: &App, caller: &Caller, consignment: &str, operator: Option<&Id>) -> Result<Key, Refusal> {
    Ok(which(app, caller, consignment, operator).await??)
}

async fn which(
    app: &App,
    caller: &Caller,
    consignment: &str,
    operator: Option<&Id>,
) -> Result<Result<Key, Code>, sqlx::Error> {
    Ok(only(app.store.keys_of(&caller.party, consignment).await?, operator))
}

/// The one that is meant of those that were found.
pub(crate) fn only(mut found: Vec<Key>, operator: Option<&Id>) -> Result<Key, Code> {
    found.retain(|key| operator.is_none_or(|operator| key.operator == operator.as_str()));
    match (found.pop(), found.len()) {
        (Some(key), 0) => Ok(key),
        (None, _) => Err(Code::Unknown),
        (Some(_), _) => Err(Code::SayWhichOperator),
    }
}
