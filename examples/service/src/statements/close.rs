//! Closing a month: what stands in it stays, and what comes late stands in the next.

use axum::extract::State;
use hoso::{Date, Issues};

use super::month::{self, Month};
use super::{corrected, statement};
use crate::app::App;
use crate::asked::InPath;
use crate::auth::{Caller, Party};
use crate::body::{Answer, Said};
use crate::clock;
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::store::closings;
use crate::store::statements::{Part, Scope};

/// Closes a contract's month: the operator's to tell, one month after the other, when it is over. Told again it changes nothing.
pub(crate) async fn close(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, name]): InPath<2>,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    let Party::Operator(_) = &caller.party else { return Err(Code::NotYours.into()) };
    let month = Month::of(&app, &caller, contract.clone(), &name).await?;
    if month.closing.is_none() {
        let offset = app.offset();
        let today: Option<Date> = clock::said(clock::now(), offset).get(..10).and_then(|day| day.parse().ok());
        if today.is_none_or(|today| today < month.until) {
            return Err(Wrong::new(Code::NotOver).with("until", month.until.to_string()).into());
        }
        // What cannot be added up is not closed.
        let scope = month.scope(&caller.party);
        let adds_up = statement::sums(&app, &month, &scope, month.part()).await?;
        adds_up.map_err(|issues: Issues| Refusal::invalid(&issues, language))?;
        let mut tx = app.store.begin().await?;
        let last = closings::last(&mut tx, &month.contract).await?;
        let next = match &last {
            Some(last) => month::days(&last.month).map(|(_, next)| next),
            None => first(&app, &month, &scope).await?,
        };
        // Somebody else may have closed it at this moment.
        if last.is_none_or(|last| last.month < month.name) {
            if let Some(next) = next.filter(|next| *next != month.from) {
                return Err(Wrong::new(Code::CloseInOrder).with("next", next.month()).into());
            }
            let corrected = corrected::by_party(&app.store.told_again(&scope).await?, offset);
            let told = (month.name.as_str(), corrected.as_str());
            closings::close(&mut tx, &scope, told, &caller.key, clock::now()).await?;
            tx.commit().await?;
        }
    }
    statement::statement(State(app), caller, InPath([contract, name]), Said(language)).await
}

/// Which month is closed first instead of this one, which nobody closed so far: one before it in which something stands, or that in
/// which the contract begins.
async fn first(app: &App, month: &Month, scope: &Scope<'_>) -> Result<Option<Date>, Refusal> {
    let before = Scope { from: Date::MIN, until: month.from, ..scope.clone() };
    let months = app.store.months(&before, Part::Now).await?;
    if let Some((earliest, _)) = months.first().and_then(|name| month::days(name)) {
        return Ok(Some(earliest));
    }
    let contracts = &month.held.rulebook.document().contracts;
    let contract = contracts.iter().find(|known| known.id == month.contract);
    let begins = contract.and_then(|contract| month::days(&contract.valid.from().month()));
    Ok(begins.map(|(begins, _)| begins).filter(|begins| *begins > month.from))
}
