//! The schemas of what this service says: the library's, and its own.

use hoso::wire::{Schemas, Shape};
use hoso::{Consignment, Dossier, Finding, Quotation, SettleItem, Statement, Told};
use serde_json::{Value, json};

pub(crate) fn shape<T: Shape>() -> Value {
    Schemas::of::<T>("")
}

pub(crate) fn object() -> Value {
    json!({ "type": "object" })
}

/// A schema by the name under which the `OpenAPI` document keeps it.
pub(crate) fn named(name: &str, schema: Value) -> Value {
    with(schema, "x-name", name)
}

/// An object with one more key.
pub(crate) fn with(mut object: Value, key: &str, value: impl Into<Value>) -> Value {
    if let Value::Object(keys) = &mut object {
        keys.insert(key.into(), value.into());
    }
    object
}

/// An object with these keys, all of them there.
#[expect(clippy::needless_pass_by_value, reason = "what `json!` makes is made for this")]
fn whole(name: &str, properties: Value) -> Value {
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(serde_json::Map::keys).collect();
    json!({ "x-name": name, "type": "object", "required": required, "properties": properties })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// One thing that is wrong: the library's issues, and the service's own in the same form.
fn issue() -> Value {
    let pointer = json!({ "type": "string", "description": "A JSON Pointer into the body; empty: the whole." });
    let code = json!({ "type": "string", "description": "For programs: it stays the same in every language." });
    let params =
        json!({ "type": "object", "description": "What the message says, by name.", "additionalProperties": true });
    let message = json!({ "type": "string", "description": "For people, in the language asked for." });
    whole("Issue", json!({ "code": code, "path": pointer, "params": params, "message": message }))
}

/// What every refusal says.
pub(crate) fn refused() -> Value {
    let issues = json!({ "type": "array", "minItems": 1, "items": issue() });
    json!({ "x-name": "Refused", "type": "object", "required": ["issues"], "properties": { "issues": issues } })
}

/// An event in our words, or by a code of another system.
pub(crate) fn event() -> Value {
    named("Told", shape::<Told>())
}

pub(crate) fn health() -> Value {
    whole("Health", json!({ "status": text(), "rulebook": text() }))
}

pub(crate) fn code() -> Value {
    whole("RegistrationCode", json!({ "consignment": text(), "operator": text(), "code": text() }))
}

pub(crate) fn readings() -> Value {
    let reading = json!({ "key": text(), "party": party(), "what": text(), "read_at": time() });
    json!({ "type": "array", "items": whole("Reading", reading) })
}

pub(crate) fn erased() -> Value {
    whole("Erased", json!({ "consignment": text(), "operator": text(), "word": text() }))
}

pub(crate) fn erased_of() -> Value {
    whole("ErasedOfPeriod", json!({ "erased": count(), "more": { "type": "boolean" } }))
}

pub(crate) fn erasures() -> Value {
    let erasure =
        json!({ "place": count(), "consignment": text(), "word": text(), "key": text(), "erased_at": time() });
    json!({ "type": "array", "items": whole("Erasure", erasure) })
}

/// A dossier: what its consignments' registrations say need not be said again.
pub(crate) fn dossier() -> Value {
    let mut dossier = shape::<Dossier>();
    if let Some(required) = dossier.pointer_mut("/$defs/Dossier/required") {
        *required = json!(["dossier"]);
    }
    dossier
}

pub(crate) fn public_code_asked() -> Value {
    let until = json!({ "type": "string", "format": "date", "description": "The last day on which it counts. Absent: 30 days after its consignment is over, or after it was given when that was later." });
    json!({ "x-name": "PublicCodeWanted", "type": "object", "additionalProperties": false, "properties": { "until": until } })
}

pub(crate) fn public_code() -> Value {
    let keys = ["consignment", "operator", "code"];
    json!({ "x-name": "PublicCode", "type": "object", "required": keys, "properties": {
        "consignment": text(), "operator": text(), "code": text(), "until": { "type": "string", "format": "date" },
    } })
}

pub(crate) fn public_code_withdrawn() -> Value {
    let withdrawn = json!({ "type": "boolean" });
    whole("PublicCodeWithdrawn", json!({ "consignment": text(), "operator": text(), "withdrawn": withdrawn }))
}

pub(crate) fn public_asked() -> Value {
    whole("PublicQuestion", json!({ "consignment": text(), "code": text() }))
}

/// What a citizen sees of a consignment.
pub(crate) fn public_tracking() -> Value {
    let label = || json!({ "type": "string", "description": "In the language asked for." });
    let kinds: Vec<&str> = hoso::EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let step =
        whole("PublicStep", json!({ "kind": { "type": "string", "enum": kinds }, "label": label(), "at": time() }));
    let keys = ["consignment", "state", "label", "final", "history"];
    json!({ "x-name": "PublicTracking", "type": "object", "required": keys, "properties": {
        "consignment": text(), "state": states(), "label": label(), "final": { "type": "boolean" }, "since": time(),
        "history": { "type": "array", "items": step },
    } })
}

/// A page of a list of consignments.
pub(crate) fn listed() -> Value {
    let day = || json!({ "type": "string", "format": "date" });
    let row = json!({ "x-name": "Listed", "type": "object", "required": ["consignment", "operator", "state"], "properties": {
        "consignment": text(), "operator": text(), "agency": text(), "contract": text(), "day": day(), "state": states(),
        "due": day(), "late": { "type": "boolean", "description": "Not over, and the day of the first delivery that was promised is past; absent where it is not over and that day is not known." },
    } });
    let next = json!({ "type": "string", "description": "The `cursor` of the next page; absent at the end." });
    json!({ "x-name": "Consignments", "type": "object", "required": ["consignments"], "properties": {
        "consignments": { "type": "array", "items": row }, "next": next,
    } })
}

pub(crate) fn states() -> Value {
    json!({ "type": "string", "enum": hoso::State::ALL.iter().map(|state| state.as_str()).collect::<Vec<_>>() })
}

pub(crate) fn accepted() -> Value {
    let number = json!({ "type": "integer", "minimum": 0 });
    let issues = json!({ "type": "array", "items": issue() });
    let result = json!({ "x-name": "EventResult", "type": "object", "required": ["outcome"], "properties": {
        "outcome": { "enum": ["new", "known", "refused"] }, "issues": issues,
    } });
    json!({ "x-name": "Accepted", "type": "object", "required": ["accepted"], "properties": {
        "accepted": number, "refused": number, "results": { "type": "array", "items": result },
    } })
}

/// Who told something.
pub(crate) fn party() -> Value {
    json!({ "x-name": "Party", "type": "object", "required": ["kind", "id"], "properties": {
        "kind": { "enum": ["agency", "operator"] }, "id": { "type": "string" },
    } })
}

/// An event, with who told it and when.
pub(crate) fn told() -> Value {
    let keys = ["event", "told_by", "received_at", "counts"];
    let counts = json!({ "type": "boolean", "description": "Whether it counts: it was neither corrected nor voided, and is its teller's to tell. One that counts and does not fit is among the anomalies of the tracking." });
    around(shape::<Told>(), |event| {
        json!({ "x-name": "KeptEvent", "type": "object", "required": keys, "properties": {
            "event": named("Told", event), "told_by": party(), "received_at": time(), "counts": counts,
        } })
    })
}

/// A statement; `corrected` stands there when something was.
pub(crate) fn statement() -> Value {
    let keys = ["consignment", "state", "version", "told_by", "received_at"];
    let corrected = json!({ "x-name": "Corrected", "type": "object", "required": keys, "properties": {
        "consignment": { "type": "string" }, "state": { "enum": ["corrected", "moved"] },
        "version": { "type": "integer" }, "told_by": party(), "received_at": { "type": "string" },
    } });
    // The library's statement takes no other key, so this is that of its definition with one more.
    let whole = shape::<Statement>();
    let mut statement = whole.pointer("/$defs/Statement").cloned().unwrap_or_default();
    if let Some(Value::Object(properties)) = statement.get_mut("properties") {
        properties.insert("corrected".into(), json!({ "type": "array", "items": corrected }));
        let closed = json!({ "type": "object", "required": ["by", "closed_at"], "properties": {
            "by": { "type": "string" }, "closed_at": { "type": "string" },
        } });
        properties.insert("closed".into(), closed);
        // What came late of a month that was closed: what counts now, and what had counted.
        let of = json!({ "$ref": "#/$defs/Statement" });
        let late = json!({ "type": "object", "required": ["month", "added", "taken_back"], "properties": {
            "month": { "type": "string" }, "added": of, "taken_back": of,
        } });
        properties.insert("late".into(), json!({ "type": "array", "items": late }));
        properties.insert("due".into(), json!({ "type": "integer" }));
    }
    named("MonthStatement", around(whole, |_| statement))
}

/// The lines of a statement, and the place after which the next begin.
pub(crate) fn lines() -> Value {
    around(shape::<SettleItem<'_>>(), |item| {
        let line = json!({ "x-name": "StatementLine", "type": "object", "required": ["agency", "item"], "properties": {
            "agency": { "type": "string" }, "item": item,
        } });
        json!({ "x-name": "StatementLines", "type": "object", "required": ["lines"], "properties": {
            "lines": { "type": "array", "items": line }, "next": { "type": "string" },
        } })
    })
}

/// A version of what was collected and is owed; the last with what the library makes of it.
pub(crate) fn settled() -> Value {
    let keys = ["consignment", "operator", "version", "told_by", "received_at", "settlement"];
    let text = json!({ "type": "string" });
    around(shape::<SettleItem<'_>>(), |item| {
        json!({ "x-name": "SettledVersion", "type": "object", "required": keys, "properties": {
            "consignment": text, "operator": text, "version": { "type": "integer", "minimum": 1 }, "told_by": party(),
            "received_at": text, "settlement": settlement(), "item": item,
        } })
    })
}

/// A word about whose a consignment is.
pub(crate) fn registration() -> Value {
    let keys = ["consignment", "operator", "agency", "contract", "place", "version", "state", "told_by", "received_at"];
    let states = json!({ "enum": ["asked", "answered", "stands", "past", "withdrawn"] });
    let mut quote = shape::<Quotation<'_>>();
    let quoted = json!({ "$ref": "#/$defs/Quoted" });
    let registration = json!({ "x-name": "Registration", "type": "object", "required": keys, "properties": {
        "consignment": text(), "operator": text(), "agency": text(), "contract": text(), "place": count(),
        "version": count(), "state": states, "told_by": party(), "received_at": time(),
        "question": { "$ref": "#/$defs/Consignment" }, "quote": quoted,
    } });
    let mut registration = around(shape::<Consignment>(), |_| registration);
    if let (Some(Value::Object(all)), Some(Value::Object(more))) =
        (registration.get_mut("$defs"), quote.get_mut("$defs").map(Value::take))
    {
        all.extend(more);
    }
    registration
}

pub(crate) fn registrations() -> Value {
    around(registration(), |registration| json!({ "type": "array", "items": registration }))
}

pub(crate) fn answered() -> Value {
    json!({ "x-name": "RegistrationAnswer", "type": "object", "required": ["agency", "confirmed"], "properties": {
        "agency": { "type": "string" }, "confirmed": { "type": "boolean" },
    } })
}

pub(crate) fn rulebook_day() -> Value {
    whole("RulebookDay", json!({ "id": text(), "digest": text(), "since": time() }))
}

pub(crate) fn rulebook_days() -> Value {
    json!({ "type": "array", "items": rulebook_day() })
}

/// What is to be known of a rulebook before it is taken.
pub(crate) fn inspection() -> Value {
    let missing = json!({ "x-name": "Missing", "type": "object", "required": ["stored", "kind", "id", "count"], "properties": {
        "stored": { "enum": ["registrations", "consignments", "keys", "webhooks"] },
        "kind": { "enum": ["agency", "operator", "contract"] },
        "id": text(), "operator": text(), "count": { "type": "integer", "minimum": 1 },
    } });
    around(shape::<Finding<'_>>(), |finding| {
        let findings = json!({ "type": "array", "items": finding });
        let keys = ["id", "digest", "missing", "findings", "changes"];
        // What the library's `diff` tells; null before any rulebook was taken.
        let changes = json!({ "type": ["object", "null"] });
        json!({ "x-name": "RulebookInspection", "type": "object", "required": keys, "properties": {
            "id": text(), "digest": text(), "since": time(), "missing": { "type": "array", "items": missing },
            "findings": findings, "changes": changes,
        } })
    })
}

pub(crate) fn erasure() -> Value {
    let word = json!({ "type": "string", "minLength": 1, "maxLength": 500 });
    json!({ "x-name": "Erasing", "type": "object", "required": ["word"], "properties": { "word": word } })
}

pub(crate) fn erasures_of() -> Value {
    let day = json!({ "type": "string", "format": "date", "description": "Not a day to come." });
    let word = json!({ "type": "string", "maxLength": 500 });
    json!({ "x-name": "ErasingOfPeriod", "type": "object", "required": ["before", "word"], "properties": { "before": day, "word": word } })
}

pub(crate) fn settlement() -> Value {
    let money = json!({ "type": "integer", "minimum": 0 });
    json!({ "x-name": "Settlement", "type": "object", "properties": {
        "collected": money, "compensation": money, "compensation_to": { "enum": ["agency", "applicant"] },
    } })
}

pub(crate) fn webhook() -> Value {
    json!({ "type": "object", "required": ["url"], "properties": { "url": { "type": "string", "format": "uri" } } })
}

/// A schema around one of the library's, whose definitions stay at its top.
fn around(mut inner: Value, outside: impl FnOnce(Value) -> Value) -> Value {
    let definitions = inner.as_object_mut().and_then(|keys| {
        keys.retain(|key, _| !matches!(key.as_str(), "$schema" | "title"));
        keys.remove("$defs")
    });
    let mut built = outside(inner);
    if let (Some(keys), Some(definitions)) = (built.as_object_mut(), definitions) {
        keys.insert("$defs".into(), definitions);
    }
    built
}
