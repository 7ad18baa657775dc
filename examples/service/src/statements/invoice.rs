//! The operator's invoice held against a month.

use axum::extract::State;
use hoso::{InvoiceLine, Issue, Issues, Param, Params, ReconciliationBuilder};

use super::item::Words;
use super::month::{self, Month};
use crate::app::App;
use crate::asked::InPath;
use crate::auth::Caller;
use crate::body::{Answer, Question};
use crate::refusal::Refusal;
use crate::shares::aside;
use crate::store::statements::{Counting, Place};

/// Consignments that are read at once.
const AT_ONCE: i64 = 10_000;

/// What is right with an invoice about a month's own days, and what is not: the library's answer about what counts there.
pub(crate) async fn reconcile(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, name]): InPath<2>,
    Question(invoice, language): Question<Vec<InvoiceLine>>,
) -> Result<Answer, Refusal> {
    let month = Month::of(&app, &caller, contract, &name).await?;
    let scope = month.scope(&caller.party);
    let (mut all, mut after): (Vec<Counting>, _) = (Vec::new(), Place::default());
    loop {
        let some = app.store.counting(&scope, month.part(), &after, AT_ONCE).await?;
        let Some(last) = some.last() else { break };
        after = Place { day: last.day.clone(), consignment: last.consignment.clone() };
        all.extend(some);
    }
    let (held, contract, period) = (month.held.clone(), month.contract.clone(), month::period(&scope)?);
    let reconciled = aside(move || {
        let mut builder = ReconciliationBuilder::new(&held.rulebook, &contract, period)?;
        for line in &all {
            builder.add_item(&Words::from(line).read()?)?;
        }
        let mut issues = Issues::new();
        for (at, line) in invoice.iter().enumerate() {
            if let Err(wrong) = builder.add_line(line) {
                wrong.iter().for_each(|issue| issues.push(of_line(issue, at)));
            }
        }
        if issues.is_empty() { builder.finish() } else { Err(issues) }
    });
    let reconciled = reconciled.await?.map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(hoso::wire::write::json(&reconciled, language)))
}

/// An issue of a line of the body, which is the invoice alone: the library's question has it under a key.
fn of_line(issue: &Issue, at: usize) -> Issue {
    let mut issue = issue.within(&format!("/{at}"));
    let first = match issue.params.get("first") {
        Some(Param::Text(first)) => first.strip_prefix("/invoice").map(ToOwned::to_owned),
        _ => None,
    };
    if let Some(first) = first {
        issue.params = Params::new().with("first", first);
    }
    issue
}
