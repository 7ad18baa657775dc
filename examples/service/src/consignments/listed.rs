//! Lists of consignments, page by page, the last day first.
//!
//! They hold no names and are not written down in the audit log: what is read of one consignment is.

use axum::extract::State;
use hoso::{Date, Deadlines, Id, Moments, Rulebook, StepId};
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
use crate::store::listed::{self, Due, Late, Listed, Promise, Sought};
use crate::store::{Key, Registration, Store};

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
        late: match one_of(&asked, "late", |late| ["true", "false", "unknown"].contains(&late))?.as_str() {
            "true" => Some(Late::Since(today.clone())),
            "false" => Some(Late::Not(today.clone())),
            "unknown" => Some(Late::Unknown),
            _ => None,
        },
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
    let promised = promised.as_deref().unwrap_or_default();
    let known = [("agency", agency.as_str()), ("contract", contract), ("day", day), ("due", promised)];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    let mut said: Map<String, Value> = known.map(|(name, value)| (name.to_owned(), value.into())).collect();
    let late = match due {
        Due::Over => Some(false),
        Due::By(day) => Some(day.as_str() < today),
        Due::Unknown => None,
    };
    said.extend(late.map(|late| ("late".to_owned(), late.into())));
    said.insert("consignment".into(), key.consignment.as_str().into());
    said.insert("operator".into(), key.operator.as_str().into());
    said.insert("state".into(), state.as_str().into());
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
            let allowed = match name {
                "state" => format!("state={}", states.join("|")),
                "late" => "late=true|false|unknown".into(),
                _ => format!("{name}=2018-10-01"),
            };
            Err(Wrong::new(Code::NotInQuery).with("allowed", allowed).into())
        }
    }
}

/// Writes down by when a consignment that is registered is to be done, as the rulebook says it when it is registered.
pub(super) async fn promise(app: &App, db: &mut AnyConnection, told: &Registration) -> Result<(), sqlx::Error> {
    promised(&app.rulebooks.now().rulebook, db, &told.key, &told.question).await
}

/// The same of what was registered before this was asked, by the rulebook that holds now.
pub(crate) async fn promise_all(rulebook: &Rulebook, store: &Store) -> Result<(), sqlx::Error> {
    loop {
        let registered = store.not_promised().await?;
        if registered.is_empty() {
            return Ok(());
        }
        let mut tx = store.begin().await?;
        for (key, question) in registered {
            promised(rulebook, &mut tx, &key, &question).await?;
        }
        tx.commit().await?;
    }
}

async fn promised(rulebook: &Rulebook, db: &mut AnyConnection, key: &Key, question: &str) -> Result<(), sqlx::Error> {
    let due = due(rulebook, question);
    listed::promised(db, key, due.as_deref().map_or(Promise::None, Promise::By)).await
}

/// The day by which the first delivery is promised, where that can be told: of what goes both ways, that at the agency.
fn due(rulebook: &Rulebook, question: &str) -> Option<String> {
    const KEYS: [&str; 8] = ["agency", "procedure", "service", "on", "known_on", "reception", "zone", "place"];
    let mut keys: Map<String, Value> = serde_json::from_str(question).ok()?;
    keys.retain(|key, _| KEYS.contains(&key.as_str()));
    // The post has it on the day on which it is to go.
    let (moment, step) = match keys.get("service")?.as_str()? {
        "intake" | "both" => ("posted_on", StepId::Filing),
        "return" => ("collected_on", StepId::FirstAttempt),
        _ => return None,
    };
    keys.insert(moment.into(), keys.get("on")?.clone());
    let moments = Moments::parse(&Value::Object(keys).to_string()).ok()?;
    let Deadlines::Dated(dated) = rulebook.deadlines(&moments).ok()? else { return None };
    dated.steps.iter().find(|due| due.id == step).map(|step| step.due.to_string())
}
