//! One dossier as a whole, with the events that are stored of its consignments, and what their registrations say.

use axum::extract::State;
use hoso::{Dossier, Issues};
use serde_json::{Map, Value};

use crate::app::App;
use crate::asked::Asked;
use crate::auth::Caller;
use crate::body::{Answer, Said, Words};
use crate::clock;
use crate::events::find;
use crate::history::History;
use crate::refusal::Refusal;
use crate::store::Key;

/// What a dossier and the question of a consignment's price both say.
const SHARED: [&str; 10] = [
    "agency",
    "procedure",
    "service",
    "reception",
    "weight_grams",
    "return_weight_grams",
    "options",
    "applicant",
    "declared_value",
    "agency_fee_units",
];
/// The two ends of which one is said.
const ENDS: [&str; 2] = ["zone", "place"];

/// How a dossier stands, what is late, and what comes next. The stored events of its consignments, of which the query names
/// several with commas between, are added to those of the body; what the body does not say is as they were registered.
pub(crate) async fn journey(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let asked = asked.only(&["intake", "return", "operator"])?;
    let operator = asked.id("operator")?;
    let mut legs: [Vec<Key>; 2] = Default::default();
    for (leg, keys) in ["intake", "return"].into_iter().zip(&mut legs) {
        for consignment in asked.ids(leg)? {
            keys.push(find(&app, &caller, consignment.as_str(), operator.as_ref()).await?);
        }
    }
    let mut dossier = Dossier::parse(&with_registrations(&app, body, &legs).await?).map_err(invalid)?;
    for (keys, events) in legs.iter().zip([&mut dossier.intake_events, &mut dossier.return_events]) {
        for key in keys {
            app.audit.read(&caller, key, "journey");
            let stored = app.store.events(key).await?;
            let history = History::of(&stored).map_err(invalid)?;
            events.extend(history.heard().cloned());
        }
    }
    let held = app.rulebooks.now();
    Ok(Answer(held.rulebook.journey(&dossier).map_err(invalid)?.to_json_in(language)))
}

/// The dossier with what it does not say itself taken from how its consignments are registered.
async fn with_registrations(app: &App, body: String, legs: &[Vec<Key>; 2]) -> Result<String, Refusal> {
    let mut questions: [Option<Map<String, Value>>; 2] = Default::default();
    for (keys, question) in legs.iter().zip(&mut questions) {
        let Some(key) = keys.first() else { continue };
        let registered = app.store.registration(key).await?;
        *question = registered.and_then(|version| serde_json::from_str(&version.told.question).ok());
    }
    // What is not an object is told so by the library, and what needs nothing stays in its words.
    let (Some(known), Ok(Value::Object(mut said))) = (together(questions), serde_json::from_str(&body)) else {
        return Ok(body);
    };
    let has_end = ENDS.iter().any(|end| said.contains_key(*end));
    // The day of asking, unless it says another.
    let today: String = clock::said(clock::now(), app.offset()).chars().take(10).collect();
    let missing: Vec<(String, Value)> = known
        .into_iter()
        .filter(|(key, _)| SHARED.contains(&key.as_str()) || (ENDS.contains(&key.as_str()) && !has_end))
        .chain([("on".to_owned(), today.into())])
        .filter(|(key, _)| !said.contains_key(key))
        .collect();
    if missing.is_empty() {
        return Ok(body);
    }
    said.extend(missing);
    Ok(Value::Object(said).to_string())
}

/// What the questions of both legs say of a dossier: one that goes both ways when there are two.
fn together([intake, back]: [Option<Map<String, Value>>; 2]) -> Option<Map<String, Value>> {
    match (intake, back) {
        (Some(mut intake), Some(mut back)) => {
            intake.insert("service".into(), "both".into());
            if let Some(weight) = back.remove("weight_grams") {
                intake.entry("return_weight_grams").or_insert(weight);
            }
            Some(intake)
        }
        (one, other) => one.or(other),
    }
}
