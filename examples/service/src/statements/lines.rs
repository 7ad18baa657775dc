//! A statement's lines: each consignment that counts, as the library settles it.

use axum::extract::State;
use hoso::{Date, Id, Issues, Language};

use super::closed::{before, late_parts};
use super::item::Words;
use super::month::Month;
use crate::app::App;
use crate::asked::{Asked, InPath};
use crate::auth::Caller;
use crate::body::{Answer, Said};
use crate::code::Code;
use crate::refusal::{Refusal, Wrong};
use crate::shares::aside;
use crate::store::statements::{Counting, Part, Place, Scope};

/// Lines that are shown at once.
const MOST: i64 = 1_000;

/// The lines of a month, by day and id, and the place after which the next begin.
pub(crate) async fn lines(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, name]): InPath<2>,
    asked: Asked,
    Said(language): Said,
) -> Result<Answer, Refusal> {
    let asked = asked.only(&["part", "cursor"])?;
    let after = place(asked.text("cursor"))?;
    let month = Month::of(&app, &caller, contract, &name).await?;
    let lines = match meant(&app, &month, &caller, asked.text("part")).await? {
        Some((scope, part)) => app.store.counting(&scope, part, &after, MOST + 1).await?,
        None => Vec::new(),
    };
    let said = aside(move || said(&lines)).await?;
    said.map(Answer).map_err(|issues| Refusal::invalid(&issues, language))
}

/// What of a statement is meant: what counts of its own days (`month`), or what came late: what counts now (`added`), or had
/// counted before (`taken_back`). None where nothing late can stand.
pub(super) async fn meant<'a>(
    app: &App,
    month: &'a Month,
    caller: &'a Caller,
    part: Option<&str>,
) -> Result<Option<(Scope<'a>, Part)>, Refusal> {
    let nth = match part {
        None | Some("month") => return Ok(Some((month.scope(&caller.party), month.part()))),
        Some("added") => 0,
        Some("taken_back") => 1,
        Some(_) => {
            return Err(Wrong::new(Code::NotInQuery).with("allowed", "part=month, part=added, part=taken_back").into());
        }
    };
    let part = late_parts(app, month).await?.and_then(|parts| parts.get(nth).copied());
    Ok(part.map(|part| (before(month, caller), part)))
}

/// A place as it is written: `2018-10-01,C0001`.
fn place(text: Option<&str>) -> Result<Place, Refusal> {
    let Some(text) = text else { return Ok(Place::default()) };
    let read = || {
        let (day, consignment) = text.split_once(',')?;
        Some((day.parse::<Date>().ok()?, consignment.parse::<Id>().ok()?))
    };
    let (day, consignment) = read().ok_or_else(|| Wrong::new(Code::NotInQuery).with("allowed", "cursor=DAY,ID"))?;
    Ok(Place { day: day.to_string(), consignment: consignment.to_string() })
}

fn said(lines: &[Counting]) -> Result<String, Issues> {
    let shown = usize::try_from(MOST).unwrap_or(usize::MAX).min(lines.len());
    let (now, later) = lines.split_at(shown);
    let said = now.iter().map(|line| {
        let item = hoso::wire::write::json(&Words::from(line).read()?, Language::default());
        Ok(format!(r#"{{"agency":"{}","item":{item}}}"#, line.agency))
    });
    let said: Vec<String> = said.collect::<Result<_, Issues>>()?;
    let next = match now.last() {
        Some(last) if !later.is_empty() => format!(r#","next":"{},{}""#, last.day, last.consignment),
        _ => String::new(),
    };
    Ok(format!(r#"{{"lines":[{}]{next}}}"#, said.join(",")))
}
