//! A contract's month, and who may see it.

use std::sync::Arc;

use hoso::document::{Document, Selector};
use hoso::{Date, Id, Months, Validity};

use crate::app::App;
use crate::auth::{Caller, Party};
use crate::code::Code;
use crate::refusal::Refusal;
use crate::rulebooks::Held;
use crate::store::closings::Closing;
use crate::store::statements::{Part, Scope};

/// A month of a contract that the caller is a party to.
#[derive(Debug)]
pub(crate) struct Month {
    pub(crate) contract: Id,
    /// As it is asked for: `2018-10`.
    pub(crate) name: String,
    pub(crate) from: Date,
    pub(crate) until: Date,
    /// The rulebook that has the contract.
    pub(crate) held: Arc<Held>,
    /// By which closing it is closed, if it is.
    pub(crate) closing: Option<Closing>,
}

impl Month {
    pub(crate) async fn of(app: &App, caller: &Caller, contract: Id, name: &Id) -> Result<Self, Refusal> {
        let (from, until) = days(name.as_str()).ok_or(Code::NotAMonth)?;
        let held = app.rulebooks.with_contract(&app.store, &contract).await?.ok_or(Code::Unknown)?;
        let closing = app.store.closing(&contract, name.as_str()).await?;
        let month = Self { contract, name: name.to_string(), from, until, held, closing };
        // Who was registered under it is a party to it, whatever a rulebook says now.
        let scope = month.scope(&caller.party);
        if !is_party(month.held.rulebook.document(), &month.contract, &caller.party)
            && !app.store.has_any(&scope).await?
        {
            return Err(Code::Unknown.into());
        }
        Ok(month)
    }

    /// Its days, as a party sees them.
    pub(crate) const fn scope<'a>(&'a self, party: &'a Party) -> Scope<'a> {
        Scope { contract: &self.contract, from: self.from, until: self.until, party }
    }

    /// The closing of the month itself. A month before the first that was closed has none: nothing stands there at all.
    pub(super) fn own_closing(&self) -> Option<&Closing> {
        self.closing.as_ref().filter(|closing| closing.month == self.name)
    }

    /// What counts of its own days.
    pub(crate) fn part(&self) -> Part {
        self.closing.as_ref().map_or(Part::Now, |closing| Part::Closed { closing: closing.seq, taken_back: false })
    }
}

/// The days of a scope as the library says them.
pub(super) fn period(scope: &Scope<'_>) -> Result<Validity, Refusal> {
    Validity::new(scope.from, Some(scope.until)).map_err(|_| Code::NotAMonth.into())
}

/// The first day of a month, and of the next.
pub(super) fn days(month: &str) -> Option<(Date, Date)> {
    let from: Date = format!("{month}-01").parse().ok()?;
    Some((from, from.plus_months(Months::try_from(1).ok()?)?))
}

/// Whether a contract is with a party.
fn is_party(document: &Document, contract: &Id, party: &Party) -> bool {
    let Some(contract) = document.contracts.iter().find(|known| known.id == *contract) else { return false };
    let code = match party {
        Party::Operator(operator) => return contract.operator.as_str() == operator,
        Party::Agency(code) => code,
    };
    let Some(agency) = document.agencies.iter().find(|agency| agency.code.as_str() == code) else { return false };
    match &contract.agencies {
        Selector::Codes(codes) => codes.contains(&agency.code),
        Selector::Kinds(kinds) => agency.kind.as_ref().is_some_and(|kind| kinds.contains(kind)),
        Selector::All(_) => true,
    }
}
