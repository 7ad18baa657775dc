//! Registering, and correcting a registration.

use axum::extract::State;
use axum::http::StatusCode;
use hoso::{Consignment, Id, Issues, Language, Quotation};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sqlx::AnyConnection;

use super::listed::promise;
use super::written::written;
use crate::app::App;
use crate::asked::Consigned;
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words, check_size};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::person;
use crate::refusal::{Refusal, Wrong};
use crate::secret;
use crate::store::registrations::{self, Outcome};
use crate::store::{Key, Registration, events, rulebooks};

/// Words of one party about whose a consignment is; each is kept.
const fn most(party: &Party) -> i64 {
    if party.is_agency() { 50 } else { 1_000 }
}

/// Registers a consignment, or corrects how it is registered: by its agency, or by the operator who carries it. The body is the
/// question of its price.
pub(crate) async fn register(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
    Said(language): Said,
    Words(body): Words,
) -> Result<(StatusCode, Answer), Refusal> {
    let asked = asked.only(&["id", "code"])?;
    check_size(body.trim())?;
    let mut told = price(&app, &id, &body, language)?;
    let concerned = match &caller.party {
        Party::Agency(agency) => *agency == told.agency,
        Party::Operator(operator) => *operator == told.key.operator,
    };
    if !concerned {
        return Err(Code::NotYours.into());
    }
    let (mut tx, now) = (app.store.begin().await?, clock::now());
    let before = events::lock(&mut tx, &told.key).await?;
    app.store.hold_rulebook(&mut tx, false).await?;
    // A price of a rulebook that holds no longer, because another was taken at this moment, is asked again.
    if rulebooks::digest_now(&mut tx).await? != told.rulebook {
        return Err(Code::RulebookChanges.into());
    }
    if before.erased {
        told.question = person::without(&told.question);
    }
    let stands = registrations::standing(&mut tx, &told.key).await?;
    if let Some(stands) = stands.as_ref().filter(|stands| same_question(&stands.told, &told)) {
        return Ok((StatusCode::OK, written(&app, stands)));
    }
    if caller.party.is_agency() {
        let asks = registrations::asked_by(&mut tx, &told.key, &told.agency).await?;
        if let (None, Some(asks)) = (asked.text("code"), asks.filter(|asks| same_question(&asks.told, &told))) {
            return Ok((StatusCode::ACCEPTED, written(&app, &asks)));
        }
    }
    let most = most(&caller.party);
    if registrations::told_by(&mut tx, &told.key, &caller.party).await? >= most {
        return Err(Wrong::new(Code::TooManyRegistrations).with("most", most).into());
    }
    let stands = stands.map(|stands| stands.told.agency);
    let state = may_register(&mut tx, &caller, &told, stands.as_deref(), &before, asked.text("code")).await?;
    registrations::answered(&mut tx, &told.key, &told.agency).await?;
    let version = registrations::add(&mut tx, told, state, &caller, now).await?;
    let told = &version.told;
    if state == Outcome::Stands {
        promise(&app, &mut tx, told).await?;
    }
    if state == Outcome::Stands && stands.as_deref() != Some(&told.agency) {
        change::passed_on(&mut tx, &told.key, before, Some(&told.agency)).await?;
    }
    tx.commit().await?;
    let status = if state == Outcome::Asked { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok((status, written(&app, &version)))
}

/// What a registration comes to that is not the one that stands, which is for `stands`.
async fn may_register(
    db: &mut AnyConnection,
    caller: &Caller,
    told: &Registration,
    stands: Option<&str>,
    before: &events::Standing,
    code: Option<&str>,
) -> Result<Outcome, Refusal> {
    if !caller.party.is_agency() {
        return Ok(Outcome::Stands);
    }
    if let Some(code) = code {
        let used = registrations::use_code(db, &told.key, &secret::digest(code)).await?;
        return if used { Ok(Outcome::Stands) } else { Err(Code::NotIssued.into()) };
    }
    match stands {
        Some(agency) if agency == told.agency && before.charged => Err(Code::ChargedAlready.into()),
        Some(agency) if agency == told.agency => Ok(Outcome::Stands),
        None if !events::are_told_by_operator(db, &told.key).await? => Ok(Outcome::Stands),
        _ => Ok(Outcome::Asked),
    }
}

/// What the service itself must know of a question that the library has read.
#[derive(Deserialize)]
struct Read {
    agency: String,
    on: String,
}

/// The registration that a question comes to, when it has a price.
fn price(app: &App, consignment: &Id, body: &str, language: Language) -> Result<Registration, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let question = Consignment::parse(body).map_err(invalid)?;
    let held = app.rulebooks.now();
    let answer = held.rulebook.quote(&question).map_err(invalid)?;
    let Quotation::Quoted(quoted) = &answer else {
        return Err(no_price(&answer.to_json_in(language), language));
    };
    let contracts = &held.rulebook.document().contracts;
    let contract = contracts.iter().find(|contract| contract.id.as_str() == quoted.contract).ok_or(Code::Unknown)?;
    let unreadable = |_| Wrong::new(Code::NotThatBody).with("expected", "JSON");
    let Read { agency, on: day } = serde_json::from_str(body).map_err(unreadable)?;
    Ok(Registration {
        key: Key { operator: contract.operator.to_string(), consignment: consignment.to_string() },
        agency,
        contract: quoted.contract.to_string(),
        day,
        question: body.trim().to_owned(),
        quote: answer.to_json(),
        rulebook: held.digest.clone(),
    })
}

/// That there is no price, in the form of every refusal; each reason is an issue.
fn no_price(answer: &str, language: Language) -> Refusal {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let outcome = answer.get("outcome").cloned().unwrap_or_default();
    let mut issues = vec![Wrong::new(Code::NoPrice).with("outcome", outcome).to_json(language)];
    for reason in answer.get("reasons").and_then(Value::as_array).into_iter().flatten() {
        let params = reason.get("params").filter(|params| params.is_object()).cloned().unwrap_or_else(|| json!({}));
        let (code, message) = (reason.get("code"), reason.get("message"));
        issues.push(json!({ "code": code, "path": "", "params": params, "message": message }));
    }
    Refusal::Library(json!({ "issues": issues }).to_string())
}

/// Whether two questions are equal: in what the library reads, and in the keys of their teller's own, which it does not.
fn same_question(before: &Registration, now: &Registration) -> bool {
    Consignment::parse(&before.question).ok() == Consignment::parse(&now.question).ok()
        && own_keys(&before.question) == own_keys(&now.question)
}

fn own_keys(question: &str) -> Map<String, Value> {
    let mut keys: Map<String, Value> = serde_json::from_str(question).unwrap_or_default();
    keys.retain(|key, _| key.starts_with("x_"));
    keys
}
