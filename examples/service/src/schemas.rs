//! The schemas of what this service says: the library's, and its own.

use hoso::wire::{Schemas, Shape};
use hoso::{SettleItem, Statement, Told};
use serde_json::{Value, json};

pub(crate) fn shape<T: Shape>() -> Value {
    Schemas::of::<T>("")
}

pub(crate) fn object() -> Value {
    json!({ "type": "object" })
}

pub(crate) fn list() -> Value {
    json!({ "type": "array", "items": object() })
}

pub(crate) fn accepted() -> Value {
    let number = json!({ "type": "integer", "minimum": 0 });
    let result = json!({ "type": "object", "required": ["outcome"], "properties": {
        "outcome": { "enum": ["new", "known", "refused"] }, "issues": list(),
    } });
    json!({ "type": "object", "required": ["accepted"], "properties": {
        "accepted": number, "refused": number, "results": { "type": "array", "items": result },
    } })
}

/// Who told something.
pub(crate) fn party() -> Value {
    json!({ "type": "object", "required": ["kind", "id"], "properties": {
        "kind": { "enum": ["agency", "operator"] }, "id": { "type": "string" },
    } })
}

/// An event, with who told it and when.
pub(crate) fn told() -> Value {
    let keys = ["event", "told_by", "received_at", "counts"];
    around(shape::<Told>(), |event| {
        json!({ "type": "object", "required": keys, "properties": {
            "event": event, "told_by": party(), "received_at": { "type": "string" }, "counts": { "type": "boolean" },
        } })
    })
}

/// A statement; `corrected` stands there when something was.
pub(crate) fn statement() -> Value {
    let keys = ["consignment", "state", "version", "told_by", "received_at"];
    let corrected = json!({ "type": "object", "required": keys, "properties": {
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
    around(whole, |_| statement)
}

/// The lines of a statement, and the place after which the next begin.
pub(crate) fn lines() -> Value {
    around(shape::<SettleItem<'_>>(), |item| {
        let line = json!({ "type": "object", "required": ["agency", "item"], "properties": {
            "agency": { "type": "string" }, "item": item,
        } });
        json!({ "type": "object", "required": ["lines"], "properties": {
            "lines": { "type": "array", "items": line }, "next": { "type": "string" },
        } })
    })
}

/// A version of what was collected and is owed; the last with what the library makes of it.
pub(crate) fn settled() -> Value {
    let keys = ["consignment", "operator", "version", "told_by", "received_at", "settlement"];
    let text = json!({ "type": "string" });
    around(shape::<SettleItem<'_>>(), |item| {
        json!({ "type": "object", "required": keys, "properties": {
            "consignment": text, "operator": text, "version": { "type": "integer", "minimum": 1 }, "told_by": party(),
            "received_at": text, "settlement": settlement(), "item": item,
        } })
    })
}

pub(crate) fn registration() -> Value {
    let (text, object) = (json!({ "type": "string" }), object());
    let states = json!({ "enum": ["asked", "answered", "stands", "past", "withdrawn"] });
    json!({ "type": "object", "properties": {
        "consignment": text, "operator": text, "agency": text, "contract": text,
        "place": { "type": "integer" }, "version": { "type": "integer" },
        "state": states, "told_by": party(), "received_at": text, "question": object, "quote": object,
    } })
}

pub(crate) fn registrations() -> Value {
    json!({ "type": "array", "items": registration() })
}

pub(crate) fn answered() -> Value {
    json!({ "type": "object", "required": ["agency", "confirmed"], "properties": {
        "agency": { "type": "string" }, "confirmed": { "type": "boolean" },
    } })
}

pub(crate) fn rulebook_day() -> Value {
    let text = json!({ "type": "string" });
    json!({ "type": "object", "required": ["id", "digest", "since"], "properties": {
        "id": text, "digest": text, "since": text,
    } })
}

pub(crate) fn rulebook_days() -> Value {
    json!({ "type": "array", "items": rulebook_day() })
}

/// What is to be known of a rulebook before it is taken.
pub(crate) fn inspection() -> Value {
    let text = json!({ "type": "string" });
    let missing = json!({ "type": "object", "required": ["stored", "kind", "id", "count"], "properties": {
        "stored": { "enum": ["registrations", "consignments", "keys", "webhooks"] },
        "kind": { "enum": ["agency", "operator", "contract"] },
        "id": text, "operator": text, "count": { "type": "integer", "minimum": 1 },
    } });
    let keys = ["id", "digest", "missing", "findings", "changes"];
    // What the library's `diff` tells; null before any rulebook was taken.
    let changes = json!({ "type": ["object", "null"] });
    json!({ "type": "object", "required": keys, "properties": {
        "id": text, "digest": text, "since": text, "missing": { "type": "array", "items": missing }, "findings": list(),
        "changes": changes,
    } })
}

pub(crate) fn erasure() -> Value {
    let word = json!({ "type": "string", "minLength": 1, "maxLength": 500 });
    json!({ "type": "object", "required": ["word"], "properties": { "word": word } })
}

pub(crate) fn erasures_of() -> Value {
    let (day, word) = (json!({ "type": "string", "format": "date" }), json!({ "type": "string", "maxLength": 500 }));
    json!({ "type": "object", "required": ["before", "word"], "properties": { "before": day, "word": word } })
}

pub(crate) fn settlement() -> Value {
    let money = json!({ "type": "integer", "minimum": 0 });
    json!({ "type": "object", "properties": {
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
