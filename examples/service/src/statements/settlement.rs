//! What was collected and what is owed, where it is not what the price says: the operator's to tell, in versions of which the last
//! counts.

use axum::extract::State;
use hoso::{Issues, Language, SettleItem};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::item;
use crate::app::App;
use crate::asked::Ours;
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words, check_size};
use crate::clock;
use crate::code::Code;
use crate::once::Once;
use crate::person;
use crate::refusal::{Refusal, Wrong};
use crate::store::settlements::{self, Settled};
use crate::store::{Key, Registration, events};

/// Settlements of one consignment that are kept.
const MOST: usize = 1_000;

/// Tells what was collected, and what the operator owes for it. What was told last, told again, is no new version.
pub(crate) async fn settle(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    once: Once,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let Party::Operator(_) = &caller.party else { return Err(Code::NotYours.into()) };
    let registered = app.store.registration(&key).await?.ok_or(Code::Unknown)?.told;
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    // What is wrong with it is told before anything is locked.
    read_item(&registered, &body).map_err(invalid)?;
    check_size(body.trim())?;
    let (mut tx, now) = (app.store.begin().await?, clock::now());
    if let Some(answer) = once.begin(&mut tx, &key.consignment, &body).await? {
        return Ok(answer);
    }
    let erased = events::lock(&mut tx, &key).await?.erased;
    let told = if erased { person::without(&body) } else { body }.trim().to_owned();
    let mut all = settlements::of(&mut tx, &key).await?;
    if all.last().is_none_or(|last| last.told != told) {
        if all.len() >= MOST {
            return Err(Wrong::new(Code::TooManySettlements).with("most", MOST).into());
        }
        settlements::add(&mut tx, &key, &told, &caller.key, now).await?;
        all.push(Settled { told, received_at: now });
    }
    let answer = Answer(said(&app, &key, &registered, &all).map_err(invalid)?);
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// What counts of a consignment now.
pub(crate) async fn read(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "settlement");
    let registered = app.store.registration(&key).await?.ok_or(Code::Unknown)?.told;
    let all = app.store.settlements(&key).await?;
    if all.is_empty() {
        return Err(Code::Unknown.into());
    }
    Ok(Answer(said(&app, &key, &registered, &all).map_err(|issues| Refusal::invalid(&issues, language))?))
}

/// Everything that was told of a consignment, in the order in which it came.
pub(crate) async fn versions(State(app): State<App>, caller: Caller, Ours(key): Ours) -> Result<Answer, Refusal> {
    app.audit.read(&caller, &key, "settlements");
    let all = app.store.settlements(&key).await?;
    let shown: Vec<Shown<'_>> = all.iter().enumerate().map(|(at, it)| shown(&app, &key, at, it)).collect();
    Ok(Answer(serde_json::to_string(&shown).unwrap_or_default()))
}

/// A version of what was told.
#[derive(Serialize)]
struct Shown<'a> {
    consignment: &'a str,
    operator: &'a str,
    version: usize,
    told_by: Value,
    received_at: String,
    settlement: Option<&'a RawValue>,
    /// As the library settles it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Box<RawValue>>,
}

fn shown<'a>(app: &App, key: &'a Key, at: usize, settled: &'a Settled) -> Shown<'a> {
    Shown {
        consignment: &key.consignment,
        operator: &key.operator,
        version: at + 1,
        told_by: Party::Operator(key.operator.clone()).to_json(),
        received_at: clock::said(settled.received_at, app.offset()),
        settlement: serde_json::from_str(&settled.told).ok(),
        item: None,
    }
}

fn said(app: &App, key: &Key, registered: &Registration, all: &[Settled]) -> Result<String, Issues> {
    let Some((last, before)) = all.split_last() else { return Ok(String::new()) };
    let item = hoso::wire::write::json(&read_item(registered, &last.told)?, Language::default());
    let shown = Shown { item: RawValue::from_string(item).ok(), ..shown(app, key, before.len(), last) };
    Ok(serde_json::to_string(&shown).unwrap_or_default())
}

fn read_item(registered: &Registration, settled: &str) -> Result<SettleItem<'static>, Issues> {
    let Registration { key, day, quote, .. } = registered;
    if settled.trim().is_empty() {
        // An empty body is told so by the library.
        return hoso::wire::read::parse(settled);
    }
    item::Words { id: &key.consignment, on: day, quote, settled }.read()
}
