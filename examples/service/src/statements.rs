//! A contract's month, from what was registered, carried and told.
//!
//! An item is a registered consignment whose day is in the month and that is charged (`State::is_charged`). Its price
//! is the one told when it was registered; what was collected and what is owed is as `PUT …/settlement` told it last, or
//! else as the library takes it to be. All sums are the library's.

use axum::extract::State;
use hoso::document::{Document, Selector};
use hoso::{Account, Date, Id, Issues, Language, Months, SettleItem, UtcOffset, Validity};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::asked::{InPath, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::person;
use crate::refusal::Refusal;
use crate::store::registrations::Outcome;
use crate::store::{Registration, Version, events, settlements};

/// What a contract's month comes to: all of it for its operator, an agency's own part for the agency.
pub(crate) async fn statement(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, month]): InPath<2>,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    let (from, until) = days(month.as_str()).ok_or(Code::NotAMonth)?;
    let held = app.rulebooks.with_contract(&app.store, &contract).await?.ok_or(Code::Unknown)?;
    let versions = app.store.of_contract(&contract, from, until, &caller.party).await?;
    // Who was registered under it is a party to it, whatever a rulebook says now.
    if versions.is_empty() && !is_party(held.rulebook.document(), &contract, &caller.party) {
        return Err(Code::Unknown.into());
    }
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let period = Validity::new(from, Some(until)).map_err(|_| Code::Unknown)?;
    let Month { items, corrected } = charged(&app, &contract, (from, until), &versions).await?.map_err(invalid)?;
    let request = Account::new(contract, period).items(items);
    let statement = held.rulebook.settle(&request).map_err(invalid)?.to_json();
    Ok(Answer(said(statement, &corrected)))
}

/// The library's statement, and what was corrected, if anything was.
fn said(statement: String, corrected: &[Value]) -> String {
    match statement.strip_suffix('}') {
        Some(open) if !corrected.is_empty() => format!("{open},\"corrected\":{}}}", json!(corrected)),
        _ => statement,
    }
}

/// Tells what was collected, and what the operator owes for it, where it is not what the price says.
pub(crate) async fn settle(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let Party::Operator(_) = &caller.party else { return Err(Code::NotYours.into()) };
    let registered = app.store.registration(&key).await?.ok_or(Code::Unknown)?;
    let item = item(&registered.told, Some(&body)).map_err(|issues| Refusal::invalid(&issues, language))?;
    let mut tx = app.store.begin().await?;
    let erased = events::lock(&mut tx, &key).await?.erased;
    let told = if erased { person::without(&body) } else { body };
    settlements::add(&mut tx, &key, told.trim(), &caller.key, clock::now()).await?;
    tx.commit().await?;
    Ok(Answer(hoso::wire::write::json(&item, Language::default())))
}

/// Whether a contract is with a party.
fn is_party(document: &Document, contract: &Id, party: &Party) -> bool {
    let Some(contract) = document.contracts.iter().find(|known| known.id == *contract) else { return false };
    let code = match party {
        Party::Operator(operator) => return contract.operator.as_str() == operator,
        Party::Agency(code) => code,
    };
    let Some(agency) = document.agencies.iter().find(|agency| agency.code.as_str() == code) else { return false };
    match &contract.agencies {
        Selector::Codes(codes) => codes.contains(&agency.code),
        Selector::Kinds(kinds) => agency.kind.as_ref().is_some_and(|kind| kinds.contains(kind)),
        Selector::All(_) => true,
    }
}

/// What was charged of a contract's month, and what was told otherwise since it was first registered.
struct Month {
    items: Vec<SettleItem<'static>>,
    corrected: Vec<Value>,
}

async fn charged(
    app: &App,
    contract: &Id,
    (from, until): (Date, Date),
    versions: &[Version],
) -> Result<Result<Month, Issues>, Refusal> {
    let standings = app.store.standings(contract, from, until).await?;
    let settlements = app.store.settlements(contract, from, until).await?;
    let is_charged = |version: &Version| standings.get(&version.told.key).is_some_and(|it| change::is_charged(it));
    let all: Vec<&Version> = versions.iter().filter(|version| is_charged(version)).collect();
    let items = all.iter().filter(|version| version.state == Outcome::Stands);
    let items = items.map(|it| item(&it.told, settlements.get(&it.told.key).map(String::as_str)));
    let offset = app.offset();
    let corrected = all.chunk_by(|a, b| a.told.key == b.told.key).filter_map(|of_one| corrected(of_one, offset));
    Ok(items.collect::<Result<_, _>>().map(|items| Month { items, corrected: corrected.collect() }))
}

/// What is to be said of a consignment that was not always registered as it is.
fn corrected(versions: &[&Version], offset: UtcOffset) -> Option<Value> {
    let last = versions.last().filter(|last| last.number > 1 || last.state != Outcome::Stands)?;
    // Its last version is of another month, contract or agency, and counted there.
    let state = if last.state == Outcome::Stands { "corrected" } else { "moved" };
    let received_at = clock::said(last.received_at, offset);
    Some(json!({
        "consignment": last.told.key.consignment, "state": state, "version": last.number, "told_by": last.by.to_json(),
        "received_at": received_at,
    }))
}

/// A consignment as the library settles it; what was told of it is read by the library, with its issues.
fn item(registered: &Registration, told: Option<&str>) -> Result<SettleItem<'static>, Issues> {
    let mut keys: Map<String, Value> = match told {
        // What is not an object is told so by the library.
        Some(told) => match serde_json::from_str(told) {
            Ok(keys) => keys,
            Err(_) => return hoso::wire::read::parse(told),
        },
        None => Map::new(),
    };
    keys.insert("id".into(), registered.key.consignment.clone().into());
    keys.insert("on".into(), registered.day.clone().into());
    keys.insert("quote".into(), serde_json::from_str(&registered.quote).unwrap_or_default());
    hoso::wire::read::parse(&Value::Object(keys).to_string())
}

/// The first day of a month, and of the next.
fn days(month: &str) -> Option<(Date, Date)> {
    let from: Date = format!("{month}-01").parse().ok()?;
    Some((from, from.plus_months(Months::try_from(1).ok()?)?))
}
