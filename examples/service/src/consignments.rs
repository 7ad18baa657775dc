//! Whose a consignment is, and the price at which it goes.

use axum::Extension;
use axum::extract::State;
use hoso::{Consignment, Id, Issues, Language, Quotation};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::app::App;
use crate::asked::{Consigned, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::store::{Key, Registration, events, registrations};

/// What the service itself must know of a question that the library has read.
#[derive(Deserialize)]
struct Asked {
    agency: String,
    on: String,
}

/// Registers a consignment: by its agency, or by the operator who carries it. The body is the question of its price.
pub(crate) async fn register(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Consigned { id, asked }: Consigned,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    asked.only(&["id"])?;
    let registration = price(&app, &id, &body, language)?;
    let concerned = match &caller.party {
        Party::Agency(agency) => *agency == registration.agency,
        Party::Operator(operator) => *operator == registration.key.operator,
    };
    if !concerned {
        return Err(Code::NotYours.into());
    }
    let (mut tx, now) = (app.store.begin().await?, clock::now());
    let standing = events::lock(&mut tx, &registration.key).await?;
    let stands = match registrations::find(&mut tx, &registration.key).await? {
        Some(before) if same_question(&before, &registration) => before,
        Some(_) => return Err(Code::RegisteredOtherwise.into()),
        None => {
            registrations::add(&mut tx, &registration, &caller.key, now).await?;
            change::catch_up(&mut tx, &registration.key, &registration.agency, &standing).await?;
            registration
        }
    };
    tx.commit().await?;
    Ok(written(&stands))
}

/// How it was registered.
pub(crate) async fn registered(State(app): State<App>, Ours(key): Ours) -> Result<Answer, Refusal> {
    app.store.registration(&key).await?.as_ref().map(written).ok_or(Code::Unknown.into())
}

/// The registration that a question comes to, when it has a price.
fn price(app: &App, consignment: &Id, body: &str, language: Language) -> Result<Registration, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let question = Consignment::parse(body).map_err(invalid)?;
    let answer = app.rulebook.quote(&question).map_err(invalid)?;
    let Quotation::Quoted(quoted) = &answer else {
        return Err(Refusal::Library(answer.to_json_in(language)));
    };
    let contracts = &app.rulebook.document().contracts;
    let contract = contracts.iter().find(|contract| contract.id.as_str() == quoted.contract).ok_or(Code::Unknown)?;
    let unreadable = |_| Wrong::new(Code::NotThatBody).with("expected", "JSON");
    let asked: Asked = serde_json::from_str(body).map_err(unreadable)?;
    let key = Key { operator: contract.operator.to_string(), consignment: consignment.to_string() };
    let (contract, quote) = (quoted.contract.to_string(), answer.to_json());
    Ok(Registration { key, agency: asked.agency, contract, day: asked.on, question: body.trim().to_owned(), quote })
}

fn same_question(before: &Registration, now: &Registration) -> bool {
    Consignment::parse(&before.question).ok() == Consignment::parse(&now.question).ok()
}

/// How a registration is answered: question and quote in the words in which they are stored.
#[derive(Serialize)]
struct Written<'a> {
    consignment: &'a str,
    operator: &'a str,
    agency: &'a str,
    contract: &'a str,
    question: Option<&'a RawValue>,
    quote: Option<&'a RawValue>,
}

fn written(told: &Registration) -> Answer {
    let Registration { key: Key { operator, consignment }, agency, contract, .. } = told;
    let question = serde_json::from_str(&told.question).ok();
    let quote = serde_json::from_str(&told.quote).ok();
    let written = Written { consignment, operator, agency, contract, question, quote };
    Answer(serde_json::to_string(&written).unwrap_or_default())
}
