//! A statement's lines as a table: CSV, as Excel opens it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hoso::{Language, Quotation, SettleItem};

use super::flow::{self, Which};
use super::lines::meant;
use super::month::Month;
use super::words::Word;
use crate::app::App;
use crate::asked::{Asked, InPath};
use crate::auth::Caller;
use crate::body::Said;
use crate::refusal::Refusal;

const HEADINGS: [Word; 11] = [
    Word::Item,
    Word::Day,
    Word::Agency,
    Word::Clause,
    Word::Net,
    Word::Tax,
    Word::Total,
    Word::AgencyFee,
    Word::Collected,
    Word::Compensation,
    Word::CompensationTo,
];

/// All lines of a month, or of what came late.
pub(crate) async fn table(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, name]): InPath<2>,
    asked: Asked,
    Said(language): Said,
) -> Result<Response, Refusal> {
    let asked = asked.only(&["part"])?;
    let month = Month::of(&app, &caller, contract, &name).await?;
    let meant = meant(&app, &month, &caller, asked.text("part")).await?;
    let (from, until) = meant.as_ref().map_or((month.from, month.until), |(scope, _)| (scope.from, scope.until));
    let part = meant.map(|(_, part)| part);
    let file = format!("attachment; filename=\"{}-{}.csv\"", month.contract.as_str().replace('/', "-"), month.name);
    let which = Which { month, party: caller.party, from, until, part };
    // The mark by which Excel knows UTF-8.
    let headings = format!("\u{feff}{}\r\n", HEADINGS.map(|word| word.say(language)).join(","));
    let rows: flow::Write = Arc::new(move |_, agency, item| row(language, agency, item));
    let body = flow::body(app.store, which, (headings, rows, String::new()));
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, file)], body).into_response())
}

/// No cell needs quoting: all are ids, days and numbers.
fn row(language: Language, agency: &str, item: &SettleItem<'_>) -> String {
    let Quotation::Quoted(quote) = &item.quote else { return String::new() };
    let collected = item.collected.map_or(quote.applicant_due, hoso::Money::get);
    let compensation = item.compensation.get();
    let to = if compensation == 0 { "" } else { item.compensation_to.label(language) };
    format!(
        "{},{},{agency},{},{},{},{},{},{collected},{compensation},{to}\r\n",
        item.id, item.on, quote.clause, quote.net, quote.tax, quote.total, quote.agency_fee
    )
}
