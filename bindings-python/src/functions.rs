//! The functions of the module.

use std::borrow::Cow;

use hoso::shape::In as Spoken;
use hoso::{Answer, Event, IdentifierKind, Issues, Tracking};
use pyo3::prelude::*;

use crate::convert::{In, Json, argument, read};
use crate::error::{Failed, refused};
use crate::write::write;

/// Where is it by all that was told about it, and what may happen next?
///
/// The events count as a set: their order and repetitions do not matter. Raises InvalidInput.
///
/// >>> events = [
/// ...     {"id": "e2", "consignment": "RB123456785VN", "kind": "delivered", "at": "2014-10-03T09:00:00+07:00"},
/// ...     {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"},
/// ... ]
/// >>> tracking = hoso.track(events)
/// >>> tracking["state"], tracking["final"], tracking["anomalies"]
/// ('delivered', True, [])
#[pyfunction]
#[pyo3(signature = (events, *, language = In::default()), text_signature = "(events, *, language='vi')")]
pub(crate) fn track<'py>(events: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
    let tracking = read::<Vec<Event>>(events).and_then(|events| Ok(hoso::track(&events)?));
    let tracking = tracking.map_err(|failed| failed.raise(events.py(), language.0))?;
    write(events.py(), &Spoken(&tracking, language.0))
}

/// The same from JSON text to JSON text; an invalid list of events gives ``{"issues":[…]}``.
///
/// >>> hoso.track_json("[]")[:17]
/// '{"state":"none","'
#[pyfunction]
#[pyo3(signature = (events, *, language = In::default()), text_signature = "(events, *, language='vi')")]
pub(crate) fn track_json(events: Json, language: In) -> String {
    hoso::track::track_json(&events.0, language.0)
}

/// The strict form of track: one event more, in order, or TransitionRefused.
///
/// >>> event = {"id": "e1", "consignment": "RB123456785VN", "kind": "found", "at": "2014-10-01T08:30:00+07:00"}
/// >>> hoso.advance(hoso.track([]), event, language="en")
/// Traceback (most recent call last):
/// hoso.TransitionRefused: “Found again” cannot happen in the state “Nothing known yet”.
#[pyfunction]
#[pyo3(
    signature = (tracking, event, *, language = In::default()),
    text_signature = "(tracking, event, *, language='vi')"
)]
pub(crate) fn advance<'py>(
    tracking: &Bound<'py, PyAny>,
    event: &Bound<'py, PyAny>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let py = tracking.py();
    let given = read::<Tracking>(tracking).and_then(|tracking| Ok((tracking, read::<Event>(event)?)));
    let (tracking, event) = given.map_err(|failed| failed.raise(py, language.0))?;
    let next = tracking.advance(&event).map_err(|refusal| refused(py, &refusal, language.0))?;
    write(py, &Spoken(&next, language.0))
}

/// An answer of decide, quote, track, deadlines or compensation as a few plain sentences, one a line.
///
/// >>> answer = {"outcome": "not_owed", "reasons": [{"code": "not_late", "params": {"due_on": "2018-10-03"}}]}
/// >>> print(hoso.explain(answer, language="vi"))
/// Bưu điện không phải bồi thường.
/// Không chậm: hạn là 03/10/2018.
#[pyfunction]
#[pyo3(signature = (answer, *, language = In::default()), text_signature = "(answer, *, language='vi')")]
pub(crate) fn explain(answer: &Bound<'_, PyAny>, language: In) -> PyResult<String> {
    let read = read::<Answer<'_>>(answer).map_err(|failed| failed.raise(answer.py(), language.0))?;
    Ok(hoso::explain(read, language.0))
}

/// The states of a consignment and the events between them, as Mermaid text.
///
/// >>> print(hoso.diagram().splitlines()[0])
/// stateDiagram-v2
#[pyfunction]
pub(crate) fn diagram() -> String {
    hoso::diagram()
}

/// An identifier's normal form and its parts; raises InvalidInput that says which part is wrong.
///
/// >>> hoso.parse_identifier("item_number", "rk 166 520 145 lv")
/// {'kind': 'item_number', 'text': 'RK166520145LV', 'parts': {'service': 'RK', 'serial': '16652014', 'check': '5', 'country': 'LV'}}
#[pyfunction]
#[pyo3(signature = (kind, text, *, language = In::default()), text_signature = "(kind, text, *, language='vi')")]
pub(crate) fn parse_identifier<'py>(
    kind: &Bound<'py, PyAny>,
    text: &Bound<'py, PyAny>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let parse = || {
        let mut issues = Issues::new();
        let kind: Option<IdentifierKind> = argument(kind, "kind", &mut issues)?;
        let text: Option<Cow<'_, str>> = argument(text, "text", &mut issues)?;
        let (Some(kind), Some(text)) = (kind, text) else {
            return Err(Failed::Issues(issues));
        };
        Ok(hoso::parse_identifier(kind, &text)?)
    };
    let identifier = parse().map_err(|failed| failed.raise(kind.py(), language.0))?;
    write(kind.py(), &identifier)
}

/// The JSON Schema (2020-12) of a rulebook's document.
///
/// >>> hoso.rulebook_schema()["title"]
/// 'hoso rulebook'
#[pyfunction]
pub(crate) fn rulebook_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    write(py, &hoso::Rulebook::schema())
}
