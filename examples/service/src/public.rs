//! The door for citizens: who has a consignment's number, and the code that its operator gave, sees where it is. No names, no
//! offices, and not whose it is.

use axum::extract::State;
use hoso::{Id, Language};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::asked::Consigned;
use crate::auth::Caller;
use crate::body::{Answer, Said, Words};
use crate::change;
use crate::clock;
use crate::code::Code;
use crate::consignments::{carried, issued};
use crate::once::Once;
use crate::refusal::{Refusal, Wrong};
use crate::schemas::with;
use crate::secret;
use crate::store::public_codes;

/// Gives a code by which whoever has it sees where a consignment is: its operator's to tell. The one before counts no longer.
pub(crate) async fn code(
    State(app): State<App>,
    caller: Caller,
    Consigned { id, asked }: Consigned,
    once: Once,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    asked.only(&["id"])?;
    let key = carried(&caller, id.as_str())?;
    if app.store.keys_of(&caller.party, id.as_str()).await?.is_empty() {
        return Err(Code::Unknown.into());
    }
    // Short enough to be copied from a slip. Guessing is as slow as the service lets one consignment be asked about.
    let (mut tx, code) = (app.store.begin().await?, secret::random::<5>()?);
    if let Some(answer) = once.begin(&mut tx, &key.consignment, &body).await? {
        return Ok(answer);
    }
    public_codes::set(&mut tx, &key, &secret::digest(&code), &caller.key, clock::now()).await?;
    let answer = issued(&key, &code);
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sought {
    consignment: String,
    code: String,
}

/// Where a consignment is, in the words of the language asked for.
pub(crate) async fn tracking(State(app): State<App>, Said(language): Said, body: Words) -> Result<Answer, Refusal> {
    let Sought { consignment, code } = body.read(r#"{"consignment": "ID", "code": "CODE"}"#)?;
    let consignment: Id = consignment.trim().parse().map_err(|_| Wrong::new(Code::NotAnId).at("/consignment"))?;
    app.rate.take(&format!("public {consignment}")).map_err(Refusal::TooOften)?;
    // As people type it.
    let code: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    let key = app.store.of_public_code(consignment.as_str(), &secret::digest(&code)).await?;
    let key = key.ok_or(Code::NoSuchConsignment)?;
    let stored = app.store.events(&key).await?;
    let tracking = change::tracking(&stored).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(said(&consignment, &tracking, language).to_string()))
}

fn said(consignment: &Id, tracking: &hoso::Tracking, language: Language) -> Value {
    let history = tracking.history.iter().map(|applied| {
        json!({ "kind": applied.kind.as_str(), "label": applied.kind.label(language), "at": applied.at.to_string() })
    });
    let said = json!({
        "consignment": consignment.as_str(), "state": tracking.state.as_str(), "label": tracking.state.label(language),
        "final": tracking.state.is_final(), "history": history.collect::<Vec<_>>(),
    });
    match tracking.since {
        Some(since) => with(said, "since", since.to_string()),
        None => said,
    }
}
