//! What a month comes to.

use axum::extract::State;
use hoso::{Issues, SettleItem, Statement, StatementBuilder};
use serde_json::json;

use super::item::Words;
use super::month::Month;
use super::{closed, corrected};
use crate::app::App;
use crate::asked::InPath;
use crate::auth::Caller;
use crate::body::{Answer, Said};
use crate::refusal::Refusal;
use crate::shares::aside;
use crate::store::statements::{Alike, Part, Scope};

/// What a contract's month comes to: all of it for its operator, an agency's own part for the agency.
pub(crate) async fn statement(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, month]): InPath<2>,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    let month = Month::of(&app, &caller, contract, &month).await?;
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let scope = month.scope(&caller.party);
    let statement = sums(&app, &month, &scope, month.part()).await?.map_err(invalid)?;
    let corrected = match (&month.closing, month.own_closing()) {
        (None, _) => corrected::list(&app.store.told_again(&scope).await?, app.offset()),
        (Some(_), own) => own.map(|own| corrected::of_closing(own, &caller.party)).unwrap_or_default(),
    };
    let mut more = Vec::new();
    if !corrected.is_empty() {
        more.push(("corrected", json!(corrected).to_string()));
    }
    more.extend(closed::said(&app, &month, &caller, &statement).await?.map_err(invalid)?);
    Ok(Answer(with(statement.to_json(), &more)))
}

/// A JSON object with more keys.
fn with(object: String, more: &[(&str, String)]) -> String {
    let Some(open) = object.strip_suffix('}').filter(|_| !more.is_empty()) else { return object };
    let more: Vec<String> = more.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{open},{}}}", more.join(","))
}

/// The library's statement of some days, of what is meant of them.
pub(super) async fn sums(
    app: &App,
    month: &Month,
    scope: &Scope<'_>,
    part: Part,
) -> Result<Result<Statement, Issues>, Refusal> {
    let alike = app.store.alike(scope, part).await?;
    let (held, contract, period) = (month.held.clone(), month.contract.clone(), super::month::period(scope)?);
    aside(move || {
        let mut builder = StatementBuilder::new(&held.rulebook, &contract, period)?;
        for Alike { quote, settled, count, day } in &alike {
            // No contract's month has more.
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            let item: SettleItem<'_> = Words { id: "alike", on: day, quote, settled }.read()?;
            builder.add_alike(&item, count)?;
        }
        builder.finish()
    })
    .await
}
