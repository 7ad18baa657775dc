//! What a statement says of closing: that its month is closed, and what came late of months that were.

use hoso::{Date, Issues, Statement};
use serde_json::json;

use super::month::{self, Month};
use super::statement::sums;
use crate::app::App;
use crate::auth::Caller;
use crate::clock;
use crate::refusal::Refusal;
use crate::store::closings::Closing;
use crate::store::statements::{Part, Scope};

/// The parts that came late: what counts now, and what had counted instead. None of a month in which nothing late can stand.
pub(super) async fn late_parts(app: &App, month: &Month) -> Result<Option<[Part; 2]>, sqlx::Error> {
    if month.closing.is_some() {
        let parts =
            |closing: &Closing| [false, true].map(|taken_back| Part::Closed { closing: closing.seq, taken_back });
        return Ok(month.own_closing().map(parts));
    }
    // What comes late stands in the month after the last that was closed.
    let last = app.store.last_closing(&month.contract).await?;
    let next = last.and_then(|last| month::days(&last.month)).map(|(_, next)| next);
    Ok((next == Some(month.from)).then_some([Part::Added, Part::TakenBack]))
}

/// The days before a month, as a party sees them.
pub(super) const fn before<'a>(month: &'a Month, caller: &'a Caller) -> Scope<'a> {
    Scope { from: Date::MIN, until: month.from, ..month.scope(&caller.party) }
}

/// What came late of a month that was closed.
#[derive(Debug)]
pub(super) struct OfMonth {
    pub(super) month: String,
    pub(super) added: Statement,
    pub(super) taken_back: Statement,
}

/// What came late, by month; there is at least one.
#[derive(Debug)]
pub(super) struct Late(pub(super) Vec<OfMonth>);

impl Late {
    /// What is owed by a statement with what came late.
    pub(super) fn due(&self, statement: &Statement) -> Result<i64, Issues> {
        let (added, taken_back): (Vec<_>, Vec<_>) =
            self.0.iter().map(|of| (of.added.clone(), of.taken_back.clone())).unzip();
        statement.due(&added, &taken_back)
    }

    fn to_json(&self) -> String {
        let said = |OfMonth { month, added, taken_back }: &OfMonth| {
            format!(r#"{{"month":"{month}","added":{},"taken_back":{}}}"#, added.to_json(), taken_back.to_json())
        };
        format!("[{}]", self.0.iter().map(said).collect::<Vec<_>>().join(","))
    }
}

/// What came late and stands in a month, if anything does.
pub(super) async fn late(app: &App, month: &Month, caller: &Caller) -> Result<Result<Option<Late>, Issues>, Refusal> {
    let Some(parts) = late_parts(app, month).await? else { return Ok(Ok(None)) };
    let before = before(month, caller);
    let mut names = Vec::new();
    for part in parts {
        names.extend(app.store.months(&before, part).await?);
    }
    names.sort();
    names.dedup();
    let (mut late, [added, taken_back]) = (Vec::new(), parts);
    for name in names {
        let Some((from, until)) = month::days(&name) else { continue };
        let scope = Scope { from, until, ..before.clone() };
        match (sums(app, month, &scope, added).await?, sums(app, month, &scope, taken_back).await?) {
            (Ok(added), Ok(taken_back)) => late.push(OfMonth { month: name, added, taken_back }),
            (Err(issues), _) | (_, Err(issues)) => return Ok(Err(issues)),
        }
    }
    Ok(Ok((!late.is_empty()).then_some(Late(late))))
}

/// The keys that a statement has besides: `closed`; `late` and what is owed with it, `due`.
pub(super) async fn said(
    app: &App,
    month: &Month,
    caller: &Caller,
    statement: &Statement,
) -> Result<Result<Vec<(&'static str, String)>, Issues>, Refusal> {
    let mut more = Vec::new();
    if let Some(closing) = &month.closing {
        let closed_at = clock::said(closing.closed_at, app.offset());
        more.push(("closed", json!({ "by": closing.operator, "closed_at": closed_at }).to_string()));
    }
    let late = match late(app, month, caller).await? {
        Ok(Some(late)) => late,
        Ok(None) => return Ok(Ok(more)),
        Err(issues) => return Ok(Err(issues)),
    };
    Ok(late.due(statement).map(|due| {
        more.extend([("late", late.to_json()), ("due", due.to_string())]);
        more
    }))
}
