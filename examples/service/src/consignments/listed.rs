//! Lists of consignments, page by page, the last day first.
//!
//! They hold no names and are not written down in the audit log: what is read of one consignment is.

use axum::extract::State;
use hoso::{Date, Deadlines, Id, Moments, StepId};
use serde_json::{Map, Value, json};
use sqlx::AnyConnection;

use crate::app::App;
use crate::asked::Asked;
use crate::auth::Caller;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::schemas::with;
use crate::store::Registration;
use crate::store::listed::{self, Listed, Sought};

/// Rows of a page, unless it is said otherwise, and at most.
const PAGE: i64 = 100;
const MOST: i64 = 1_000;

/// What the query may hold.
const ASKED: [&str; 8] = ["operator", "agency", "state", "from", "until", "late", "cursor", "most"];

/// The consignments that a party may see: all, or those that are sought.
pub(crate) async fn list(State(app): State<App>, caller: Caller, asked: Asked) -> Result<Answer, Refusal> {
    let asked = asked.only(&ASKED)?;
    let today: String = clock::said(clock::now(), app.offset()).chars().take(10).collect();
    let text = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let sought = Sought {
        operator: text(asked.id("operator")?),
        agency: text(asked.id("agency")?),
        state: one_of(&asked, "state", |state| hoso::State::from_name(state).is_some())?,
        from: one_of(&asked, "from", |day| day.parse::<Date>().is_ok())?,
        until: one_of(&asked, "until", |day| day.parse::<Date>().is_ok())?,
        due_before: if asked.flag("late")? { today.clone() } else { String::new() },
        after: asked.text("cursor").map(read_cursor).transpose()?,
    };
    let most = if asked.text("most").is_some() { asked.number("most")? } else { PAGE };
    if !(1..=MOST).contains(&most) {
        return Err(Wrong::new(Code::NotInQuery).with("allowed", format!("most=1, …, most={MOST}")).into());
    }
    let mut rows = app.store.list(&caller.party, &sought, most + 1).await?;
    let page = usize::try_from(most).unwrap_or(usize::MAX);
    let is_more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().filter(|_| is_more).map(cursor);
    let said: Vec<Value> = rows.iter().map(|row| said(row, &today)).collect();
    let answer = json!({ "consignments": said });
    let answer = match next {
        Some(next) => with(answer, "next", next),
        None => answer,
    };
    Ok(Answer(answer.to_string()))
}

/// A row. What is not known is left out.
fn said(row: &Listed, today: &str) -> Value {
    let Listed { key, agency, contract, day, state, promised, due } = row;
    let known = [("agency", agency), ("contract", contract), ("day", day), ("due", promised)];
    let mut said: Map<String, Value> = known
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.as_str().into()))
        .collect();
    said.insert("consignment".into(), key.consignment.as_str().into());
    said.insert("operator".into(), key.operator.as_str().into());
    said.insert("state".into(), state.as_str().into());
    said.insert("late".into(), (!due.is_empty() && due.as_str() < today).into());
    said.into()
}

/// Where a page ends. No id holds a `:`.
fn cursor(row: &Listed) -> String {
    format!("{}:{}:{}", row.day, row.key.operator, row.key.consignment)
}

fn read_cursor(cursor: &str) -> Result<[String; 3], Refusal> {
    let mut parts = cursor.splitn(3, ':').map(ToOwned::to_owned);
    let (day, operator, consignment) = (parts.next(), parts.next(), parts.next());
    let is_day = |day: &String| day.is_empty() || day.parse::<Date>().is_ok();
    let is_id = |id: &String| id.parse::<Id>().is_ok();
    match (day.filter(is_day), consignment.filter(is_id), operator.filter(is_id)) {
        (Some(day), Some(consignment), Some(operator)) => Ok([day, consignment, operator]),
        _ => Err(Wrong::new(Code::NotInQuery).with("allowed", "cursor=NEXT").into()),
    }
}

/// A text of the query that must be one of some; absent: empty.
fn one_of(asked: &Asked, name: &str, is_one: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    match asked.text(name) {
        None => Ok(String::new()),
        Some(text) if is_one(text) => Ok(text.to_owned()),
        Some(_) => {
            let states: Vec<&str> = hoso::State::ALL.iter().map(|state| state.as_str()).collect();
            let allowed =
                if name == "state" { format!("state={}", states.join("|")) } else { format!("{name}=2018-10-01") };
            Err(Wrong::new(Code::NotInQuery).with("allowed", allowed).into())
        }
    }
}

/// Writes down by when a consignment that is registered is to be done, as the rulebook says it when it is registered.
pub(super) async fn promise(app: &App, db: &mut AnyConnection, told: &Registration) -> Result<(), sqlx::Error> {
    listed::promised(db, &told.key, &due(app, &told.question).unwrap_or_default()).await
}

/// The day by which the first delivery is promised, where that can be told: a consignment of both ways goes back when nobody knows
/// yet.
fn due(app: &App, question: &str) -> Option<String> {
    const KEYS: [&str; 8] = ["agency", "procedure", "service", "on", "known_on", "reception", "zone", "place"];
    let mut keys: Map<String, Value> = serde_json::from_str(question).ok()?;
    keys.retain(|key, _| KEYS.contains(&key.as_str()));
    // The post has it on the day on which it is to go.
    let (moment, step) = match keys.get("service")?.as_str()? {
        "intake" => ("posted_on", StepId::Filing),
        "return" => ("collected_on", StepId::FirstAttempt),
        _ => return None,
    };
    keys.insert(moment.into(), keys.get("on")?.clone());
    let moments = Moments::parse(&Value::Object(keys).to_string()).ok()?;
    let held = app.rulebooks.now();
    let Deadlines::Dated(dated) = held.rulebook.deadlines(&moments).ok()? else { return None };
    dated.steps.iter().find(|due| due.id == step).map(|step| step.due.to_string())
}
