//! The functions of the module.

use std::borrow::Cow;

use hoso::form::{Form, Options};
use hoso::identifier::IdentifierKind;
use hoso::{Answer, BoundedText, Date, Event, ForeignSystem, Grams, Issues, Tracking};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::convert::{In, Json, argument, read, take};
use crate::error::{Failed, refused};
use crate::rulebook::Rulebook;
use crate::write::{self, write};

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
    write(events.py(), &tracking, language.0)
}

/// track from JSON text to JSON text; an invalid list of events gives ``{"issues":[…]}``.
///
/// >>> hoso.track_json("[]")[:17]
/// '{"state":"none","'
#[pyfunction]
#[pyo3(signature = (events, *, language = In::default()), text_signature = "(events, *, language='vi')")]
pub(crate) fn track_json(events: Json, language: In) -> String {
    hoso::track_json(&events.0, language.0)
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
    write(py, &next, language.0)
}

/// An event without the person in it: without the recipient, and without keys that begin with ``x_``.
///
/// track says the same of events with and without their persons, whichever of them are without. Of a table of events drop
/// the column ``recipient``. To be done when the purpose is served, on request, and when the time of keeping ends: Law
/// 91/2025/QH15 on the protection of personal data, article 14. Raises InvalidInput.
///
/// >>> event = {"id": "e1", "consignment": "RB123456785VN", "kind": "delivered", "at": "2014-10-03T09:00:00+07:00",
/// ...          "recipient": "Lê Văn A"}
/// >>> hoso.without_person(event)
/// {'id': 'e1', 'consignment': 'RB123456785VN', 'kind': 'delivered', 'at': '2014-10-03T09:00:00+07:00'}
#[pyfunction]
#[pyo3(signature = (event, *, language = In::default()), text_signature = "(event, *, language='vi')")]
pub(crate) fn without_person<'py>(event: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
    let read = read::<Event>(event).map_err(|failed| failed.raise(event.py(), language.0))?;
    write(event.py(), &read.without_person(), language.0)
}

/// A form without the persons in it: agency, procedure, place, options, categories and boxes are left.
///
/// form is "return_request" or "intake_request". preview says the same of what is left as of the whole form, which need not
/// be right. To be done when the purpose is served, on request, and when the time of keeping ends: Law 91/2025/QH15 on the
/// protection of personal data, article 14. Raises InvalidInput for what is to be left and is not valid.
///
/// >>> form = {"agency": "so-noi-vu", "procedure": "1.900101", "applicant": {"name": "Nguyễn Văn An"},
/// ...         "address": {"place": "72", "street": "12 Bạch Đằng"}, "note": "gọi trước", "consent": True}
/// >>> hoso.form_without_person("return_request", form)["address"]
/// {'place': '72'}
#[pyfunction]
#[pyo3(signature = (form, value, *, language = In::default()), text_signature = "(form, value, *, language='vi')")]
pub(crate) fn form_without_person<'py>(
    form: &Bound<'py, PyAny>,
    value: &Bound<'py, PyAny>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let left = || {
        let mut issues = Issues::new();
        let form = argument::<Form>(form, "form", &mut issues)?;
        let form = form.ok_or_else(|| Failed::Issues(hoso::form::said_to_person(issues)))?;
        Ok(take(value)?.ask(|value| hoso::form::without_person(form, value.clone()))?)
    };
    let left = left().map_err(|failed: Failed| failed.raise(form.py(), language.0))?;
    write(form.py(), &left, language.0)
}

/// An answer of decide, quote, track, deadlines or compensation as a few plain sentences, one a line.
///
/// >>> answer = {"outcome": "not_owed", "reasons": [{"code": "not_late", "params": {"due_on": "2018-10-03"}}]}
/// >>> print(hoso.explain(answer, language="vi"))
/// Bưu điện không phải bồi thường.
/// Không chậm: hạn là 03/10/2018.
///
/// With a rulebook it says names where there are ids: of agencies, procedures, contracts, tariffs, zones, sources.
///
/// >>> answer = {"outcome": "not_covered", "reasons": [{"code": "no_contract", "params": {"agency": "so-noi-vu"}}]}
/// >>> print(hoso.explain(answer, rulebook=rulebook).splitlines()[1])
/// Chưa có hợp đồng nào với cơ quan “Sở Nội vụ tỉnh Bình Dương”.
#[pyfunction]
#[pyo3(
    signature = (answer, *, rulebook = None, language = In::default()),
    text_signature = "(answer, *, rulebook=None, language='vi')"
)]
pub(crate) fn explain(
    answer: &Bound<'_, PyAny>,
    rulebook: Option<&Bound<'_, Rulebook>>,
    language: In,
) -> PyResult<String> {
    let read = read::<Answer<'_>>(answer).map_err(|failed| failed.raise(answer.py(), language.0))?;
    Ok(hoso::explain_with(read, language.0, rulebook.map(|it| it.get().core())))
}

/// An amount in đồng in words, as statements and receipts have it beside the figures.
///
/// Raises InvalidInput for what is no amount, or beyond 2^53 - 1.
///
/// >>> hoso.amount_in_words(26000)
/// 'hai mươi sáu nghìn đồng'
/// >>> hoso.amount_in_words(-1005021, language="en")
/// 'minus one million five thousand twenty-one đồng'
#[pyfunction]
#[pyo3(signature = (amount, *, language = In::default()), text_signature = "(amount, *, language='vi')")]
pub(crate) fn amount_in_words(amount: &Bound<'_, PyAny>, language: In) -> PyResult<String> {
    let mut issues = Issues::new();
    let read = argument::<i64>(amount, "amount", &mut issues).and_then(|read| read.ok_or(Failed::Issues(issues)));
    let amount = read.map_err(|failed| failed.raise(amount.py(), language.0))?;
    Ok(hoso::amount_in_words(amount, language.0))
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
        Ok(hoso::identifier::parse_identifier(kind, &text)?)
    };
    let identifier = parse().map_err(|failed| failed.raise(kind.py(), language.0))?;
    write(kind.py(), &identifier, language.0)
}

/// A whole number as people in Việt Nam type it: 1000, or 1.000 or 1 000 in groups of three.
///
/// What might be meant otherwise (1,5; 1,000; 1.5; 1e3) raises InvalidInput: forms and prices take numbers, and this reads
/// what somebody typed into a field for one.
///
/// >>> hoso.whole_number(" 1.000")
/// 1000
#[pyfunction]
#[pyo3(signature = (text, *, language = In::default()), text_signature = "(text, *, language='vi')")]
pub(crate) fn whole_number(text: &Bound<'_, PyAny>, language: In) -> PyResult<i64> {
    let read = || {
        let mut issues = Issues::new();
        let text: Option<Cow<'_, str>> = argument(text, "text", &mut issues)?;
        let text = text.ok_or(Failed::Issues(issues))?;
        Ok(hoso::form::whole_number(&text)?)
    };
    read().map_err(|failed: Failed| failed.raise(text.py(), language.0))
}

/// What does a code of another system tell of?
///
/// A code that is not known is told so, and given back to be kept; FOREIGN_SYSTEMS has the codes that are. Raises
/// InvalidInput for a system that is not known.
///
/// >>> event = hoso.event_of("upu_emsevt", "EMI")
/// >>> event["meaning"], event["kind"], event["name"]
/// ('event', 'delivered', 'final delivery')
/// >>> hoso.event_of("upu_emsevt", "EMZ")["meaning"]
/// 'unknown'
#[pyfunction]
#[pyo3(signature = (system, code, *, language = In::default()), text_signature = "(system, code, *, language='vi')")]
pub(crate) fn event_of<'py>(
    system: &Bound<'py, PyAny>,
    code: &Bound<'py, PyAny>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let read = || {
        let mut issues = Issues::new();
        let system: Option<ForeignSystem> = argument(system, "system", &mut issues)?;
        let code: Option<BoundedText<120>> = argument(code, "code", &mut issues)?;
        system.zip(code).ok_or(Failed::Issues(issues))
    };
    let py = code.py();
    let (system, code) = read().map_err(|failed| failed.raise(py, language.0))?;
    write(py, &hoso::event_of(system, code.as_str()), language.0)
}

/// event_of from JSON text, an object of system and code, to JSON text; an invalid one gives ``{"issues":[…]}``.
///
/// >>> hoso.event_of_json('{"system": "upu_emsevt", "code": "EMI"}')[:62]
/// '{"system":"upu_emsevt","code":"EMI","meaning":"event","name":"'
#[pyfunction]
#[pyo3(signature = (question, *, language = In::default()), text_signature = "(question, *, language='vi')")]
pub(crate) fn event_of_json(question: Json, language: In) -> String {
    hoso::event_of_json(&question.0, language.0)
}

/// The lines and columns, both from 1, at which the values of JSON Pointers begin in a JSON text.
///
/// What a path does not lead to has the place of the object where it would stand.
///
/// >>> hoso.locate('{"zones": [\n  {"id": "a b"}\n]}', ["/zones/0/id", "/zones/0/name"])
/// [(2, 10), (2, 3)]
#[pyfunction]
pub(crate) fn locate(py: Python<'_>, text: Json, paths: Vec<String>) -> Vec<(usize, usize)> {
    py.detach(|| hoso::locate(&text.0, &paths))
}

/// The one of some words that is most like a word, if one is: what was probably meant.
///
/// >>> hoso.nearest("applicnt", ["agency", "applicant", "zone"])
/// 'applicant'
#[pyfunction]
pub(crate) fn nearest(word: &str, candidates: Vec<String>) -> Option<String> {
    hoso::nearest(word, candidates.iter().map(String::as_str)).map(str::to_owned)
}

/// The headings of every key of the document, and of the questions that tables ask, by shape and key.
///
/// >>> code = hoso.headings()["Procedure"]["code"]
/// >>> code["vi"], code["en"], code["also"][0]
/// ('Mã thủ tục', 'Procedure code', 'Mã TTHC')
#[pyfunction]
pub(crate) fn headings(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    write::write_once(py, &hoso::headings())
}

/// The JSON Schema (2020-12) of a rulebook's document.
///
/// >>> hoso.rulebook_schema()["title"]
/// 'hoso rulebook'
#[pyfunction]
pub(crate) fn rulebook_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    write::schema(py, &hoso::Rulebook::schema())
}

/// A form that a person filled in, in its normal form; raises InvalidInput with every issue at once.
///
/// form is "return_request" or "intake_request". With a rulebook and the day on which it is to go, it is also asked
/// whether the post may carry it, whether the place is known, and whether the options are offered.
///
/// >>> form = {
/// ...     "agency": "so-noi-vu", "procedure": "1.900101", "consent": True,
/// ...     "applicant": {"name": " Nguyễn  Văn An", "phone": "0912 345 678",
/// ...                   "document": {"kind": "citizen_id", "number": "074 085 001 234"}},
/// ...     "address": {"place": "72", "street": "12 Bạch Đằng"},
/// ... }
/// >>> hoso.validate("return_request", form)["applicant"]
/// {'name': 'Nguyễn Văn An', 'document': {'kind': 'citizen_id', 'number': '074085001234'}, 'phone': '+84912345678'}
#[pyfunction]
#[pyo3(
    signature = (form, value, *, rulebook = None, on = None, language = In::default()),
    text_signature = "(form, value, *, rulebook=None, on=None, language='vi')"
)]
pub(crate) fn validate<'py>(
    form: &Bound<'py, PyAny>,
    value: &Bound<'py, PyAny>,
    rulebook: Option<&Bound<'py, Rulebook>>,
    on: Option<&Bound<'py, PyAny>>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let validate = || {
        let mut issues = Issues::new();
        let form: Option<Form> = argument(form, "form", &mut issues)?;
        let on: Option<Date> = on.map_or(Ok(None), |on| argument(on, "on", &mut issues))?;
        let Some(form) = form.filter(|_| issues.is_empty()) else {
            return Err(Failed::Issues(hoso::form::said_to_person(issues)));
        };
        let options = Options { rulebook: rulebook.map(|it| it.get().core()), on };
        Ok(take(value)?.ask(|value| hoso::form::validate(form, value.clone(), &options))?)
    };
    let filled = validate().map_err(|failed| failed.raise(form.py(), language.0))?;
    write(form.py(), &filled, language.0)
}

/// What each carriage costs that a form asks for, whether the form is complete or not.
///
/// One price, or one for each way where no clause has both; each names its service. Raises InvalidInput with what a price
/// lacks.
///
/// >>> form = {"agency": "so-noi-vu", "procedure": "1.900101", "address": {"place": "72"}}
/// >>> priced = hoso.preview("return_request", form, rulebook, on="2014-10-01", weight_grams=80)
/// >>> [(carriage["service"], carriage["quotation"]["total"]) for carriage in priced]
/// [('return', 45000)]
#[pyfunction]
#[pyo3(
    signature = (form, value, rulebook, *, on, weight_grams, language = In::default()),
    text_signature = "(form, value, rulebook, *, on, weight_grams, language='vi')"
)]
pub(crate) fn preview<'py>(
    form: &Bound<'py, PyAny>,
    value: &Bound<'py, PyAny>,
    rulebook: &Bound<'py, Rulebook>,
    on: &Bound<'py, PyAny>,
    weight_grams: &Bound<'py, PyAny>,
    language: In,
) -> PyResult<Bound<'py, PyAny>> {
    let rulebook = rulebook.get().core();
    let preview = || {
        let mut issues = Issues::new();
        let form: Option<Form> = argument(form, "form", &mut issues)?;
        let on: Option<Date> = argument(on, "on", &mut issues)?;
        let weight: Option<Grams> = argument(weight_grams, "weight_grams", &mut issues)?;
        let (Some(form), Some(on), Some(weight)) = (form, on, weight) else {
            return Err(Failed::Issues(hoso::form::said_to_person(issues)));
        };
        Ok(take(value)?.ask(|value| hoso::form::preview(form, value.clone(), rulebook, on, weight))?)
    };
    let priced = preview().map_err(|failed| failed.raise(form.py(), language.0))?;
    write(form.py(), &priced, language.0)
}

/// The JSON Schema (2020-12) of what may be filled in.
///
/// form is "return_request" or "intake_request".
///
/// >>> hoso.form_schema("return_request")["title"]
/// 'hoso return request'
#[pyfunction]
#[pyo3(signature = (form, *, language = In::default()), text_signature = "(form, *, language='vi')")]
pub(crate) fn form_schema<'py>(form: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
    let mut issues = Issues::new();
    let read = argument::<Form>(form, "form", &mut issues).and_then(|read| read.ok_or(Failed::Issues(issues)));
    let read = read.map_err(|failed| failed.raise(form.py(), language.0))?;
    write::schema(form.py(), &hoso::form::schema(read))
}

/// A document, or a part of one, in its normal form: the same text for all that mean the same.
///
/// Keys stand in their order, what means nothing (null, an empty list) is left out, and keys that begin with ``x_`` are
/// kept. Whether it is a rulebook is not asked: Rulebook does. Raises InvalidInput.
///
/// >>> print(hoso.format_document('{"id": "r", "hoso": 1, "zones": []}'), end="")
/// {
///  "hoso": 1,
///  "id": "r"
/// }
#[pyfunction]
#[pyo3(signature = (document, *, language = In::default()), text_signature = "(document, *, language='vi')")]
pub(crate) fn format_document(py: Python<'_>, document: Json, language: In) -> PyResult<String> {
    let told = py.detach(|| hoso::format_document(&document.0));
    told.map_err(|issues| Failed::Issues(issues).raise(py, language.0))
}

/// Several documents, or parts of one, as one in normal form: their lists one after another.
///
/// A thing that is the same in several stands once. Raises InvalidInput with all that is defined twice and differs; paths
/// begin with the number of the document, from 0.
///
/// >>> parts = ['{"hoso": 1, "id": "r"}', '{"fields": [{"id": "land", "name": "Đất đai"}]}']
/// >>> hoso.merge_documents(parts) == hoso.merge_documents(parts * 2)
/// True
#[pyfunction]
#[pyo3(signature = (documents, *, language = In::default()), text_signature = "(documents, *, language='vi')")]
pub(crate) fn merge_documents(py: Python<'_>, documents: Vec<Json>, language: In) -> PyResult<String> {
    let texts: Vec<&str> = documents.iter().map(|document| document.0.as_str()).collect();
    let told = py.detach(|| hoso::merge_documents(&texts));
    told.map_err(|issues| Failed::Issues(issues).raise(py, language.0))
}

/// A document in its lists: the text of each by its name; what is in no list is "rulebook".
///
/// merge_documents makes them one. Raises InvalidInput.
///
/// >>> list(hoso.split_document('{"hoso": 1, "id": "r", "fields": [{"id": "land", "name": "Đất đai"}]}'))
/// ['rulebook', 'fields']
#[pyfunction]
#[pyo3(signature = (document, *, language = In::default()), text_signature = "(document, *, language='vi')")]
pub(crate) fn split_document(py: Python<'_>, document: Json, language: In) -> PyResult<Bound<'_, PyDict>> {
    let parts = py.detach(|| hoso::split_document(&document.0));
    let told = PyDict::new(py);
    for (name, text) in parts.map_err(|issues| Failed::Issues(issues).raise(py, language.0))? {
        told.set_item(name, text)?;
    }
    Ok(told)
}
