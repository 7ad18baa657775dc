//! A contract's month, from what was registered, carried and told.
//!
//! An item is a registered consignment whose day is in the month and that is charged ([`Stands::is_charged`]). Its price
//! is the one told when it was registered; what was collected and what is owed is as `PUT …/settlement` told it last, or
//! else as the library takes it to be. All sums are the library's.

use axum::Extension;
use axum::extract::State;
use hoso::document::{Contract, Document, Selector};
use hoso::{Account, Date, Issues, Language, Months, SettleItem, State as Stands, Validity};
use serde_json::{Map, Value};

use crate::app::App;
use crate::asked::{InPath, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words};
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::secret;
use crate::store::Registration;

/// What a contract's month comes to: all of it for its operator, an agency's own part for the agency.
pub(crate) async fn statement(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    InPath([contract, month]): InPath<2>,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    let known = app.rulebook.document().contracts.iter().find(|known| known.id == contract);
    let known = known.ok_or(Code::Unknown)?;
    let agency = match &caller.party {
        Party::Operator(operator) if known.operator.as_str() != operator => return Err(Code::Unknown.into()),
        Party::Operator(_) => None,
        Party::Agency(agency) if !is_party(app.rulebook.document(), known, agency) => return Err(Code::Unknown.into()),
        Party::Agency(agency) => Some(agency.as_str()),
    };
    let (from, until) = days(month.as_str()).ok_or(Code::NotAMonth)?;
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let period = Validity::new(from, Some(until)).map_err(|_| Code::Unknown)?;
    let items = items(&app, contract.as_str(), from, until, agency).await?.map_err(invalid)?;
    let request = Account::new(known.id.clone(), period).items(items);
    Ok(Answer(app.rulebook.settle(&request).map_err(invalid)?.to_json()))
}

/// Tells what was collected, and what the operator owes for it, where it is not what the price says.
pub(crate) async fn settle(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Ours(key): Ours,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let Party::Operator(_) = &caller.party else { return Err(Code::NotYours.into()) };
    let registered = app.store.registration(&key).await?.ok_or(Code::Unknown)?;
    let item = item(&registered, Some(&body)).map_err(|issues| Refusal::invalid(&issues, language))?;
    let id = secret::random::<16>()?;
    app.store.add_settlement(&id, &key, body.trim(), &caller.key, clock::now()).await?;
    Ok(Answer(hoso::wire::write::json(&item, Language::default())))
}

/// Whether a contract is with an agency.
fn is_party(document: &Document, contract: &Contract, code: &str) -> bool {
    let Some(agency) = document.agencies.iter().find(|agency| agency.code.as_str() == code) else { return false };
    match &contract.agencies {
        Selector::Codes(codes) => codes.contains(&agency.code),
        Selector::Kinds(kinds) => agency.kind.as_ref().is_some_and(|kind| kinds.contains(kind)),
        Selector::All(_) => true,
    }
}

async fn items(
    app: &App,
    contract: &str,
    from: Date,
    until: Date,
    agency: Option<&str>,
) -> Result<Result<Vec<SettleItem<'static>>, Issues>, sqlx::Error> {
    let (from, until) = (from.to_string(), until.to_string());
    let registered = app.store.of_contract(contract, &from, &until, agency).await?;
    let standings = app.store.standings(contract, &from, &until).await?;
    let settlements = app.store.settlements(contract, &from, &until).await?;
    let carried =
        registered.iter().filter(|told| standings.get(&told.key).is_some_and(|standing| is_charged(standing)));
    Ok(carried.map(|told| item(told, settlements.get(&told.key).map(String::as_str))).collect())
}

/// Whether a consignment that stands so is charged.
fn is_charged(standing: &str) -> bool {
    let standing: Value = serde_json::from_str(standing).unwrap_or_default();
    standing.get("state").and_then(Value::as_str).and_then(Stands::from_name).is_some_and(Stands::is_charged)
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
