//! What stands in paths, queries and headers.

use serde_json::{Value, json};

use crate::schemas::with;

use crate::schemas::states;

/// A parameter that stands in a path.
pub(super) fn in_path(name: &str) -> Value {
    with(parameter(name, "path"), "required", true)
}

/// A parameter of a query.
pub(super) fn in_query(name: &str) -> Value {
    // The consignment that is asked about.
    with(parameter(name, "query"), "required", name == "id")
}

/// The header of what a client has.
pub(super) fn if_none_match() -> Value {
    let about = "The `ETag` of what the client has: when it is still that, the answer is 304.";
    json!({ "name": "If-None-Match", "in": "header", "description": about, "schema": { "type": "string" } })
}

/// The header by which a request that is sent again is done once.
pub(super) fn idempotency_key() -> Value {
    let about = "A name of your own for this request: sent again under it, within a day, it is answered as it was and not done \
                 again. Another request under the same name is refused with 422.";
    let schema = json!({ "type": "string", "minLength": 1, "maxLength": 255 });
    json!({ "name": "Idempotency-Key", "in": "header", "description": about, "schema": schema, "example": "8e03978e-40d5-43dd" })
}

fn parameter(name: &str, place: &str) -> Value {
    let (about, schema, example) = about(name);
    json!({ "name": name, "in": place, "description": about, "schema": schema, "example": example })
}

/// What a parameter says, its schema and an example.
fn about(name: &str) -> (&'static str, Value, Value) {
    let id = || json!({ "type": "string", "pattern": hoso::Id::PATTERN });
    let (flag, place) =
        (|| json!({ "type": "boolean" }), || json!({ "type": "integer", "minimum": 0, "format": "int64" }));
    match name {
        "after" => {
            ("The place after which the list begins: that of the last row of the page before.", place(), json!(0))
        }
        "agency" => ("The code of an agency: only what is of it.", id(), json!("so-noi-vu")),
        "before" => {
            ("The place before which the list begins: that of the last row of the page before.", place(), json!(100))
        }
        "code" => (
            "The code that the operator issued for the consignment.",
            json!({ "type": "string" }),
            json!("c2a94bd3e1f0a7568f21"),
        ),
        "consignment" | "id" => {
            ("The id of the consignment; in a path a `/` in it is written `%2F`.", id(), json!("LE704280574SE"))
        }
        "contract" => ("The id of the contract, as in the rulebook.", id(), json!("SNV-2014")),
        "cursor" => (
            "Where the page begins: `next` of the one before.",
            json!({ "type": "string" }),
            json!("2018-10-01:buu-dien-binh-duong:LE704280574SE"),
        ),
        "from" => ("Only from this day.", json!({ "type": "string", "format": "date" }), json!("2018-10-01")),
        "late" => (
            "`true`: only what is not over although the day of the first delivery that was promised is past; `false`: what is over, or still has time; `unknown`: what is not over and of which that day is not known.",
            json!({ "type": "string", "enum": ["true", "false", "unknown"] }),
            json!("true"),
        ),
        "most" => (
            "How many rows a page has; 100 unless it is said.",
            json!({ "type": "integer", "minimum": 1, "maximum": 1_000 }),
            json!(100),
        ),
        "state" => ("Only what is in this state.", states(), json!("delivered")),
        "until" => ("Only before this day.", json!({ "type": "string", "format": "date" }), json!("2018-11-01")),
        "go_on" => ("`true`: it is taken although it has errors or lacks what is stored.", flag(), json!(true)),
        "intake" => (
            "Consignments that brought papers to the agency, at most 16, with commas between: their stored events are added.",
            json!({ "type": "string" }),
            json!("LE704280574SE"),
        ),
        "message" => ("The id of a message.", id(), json!("msg_2f6c")),
        "month" => ("The month.", json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" }), json!("2018-10")),
        "operator" => {
            ("The id of the operator, where several use one consignment's id.", id(), json!("buu-dien-binh-duong"))
        }
        "overlap_hours" => ("For how many hours the secret before signs too.", place(), json!(24)),
        "part" => ("Which of its parts.", json!({ "type": "string" }), json!("month")),
        "partial" => (
            "`true`: those that are right are stored, and the answer says what became of each; otherwise all or none.",
            flag(),
            json!(true),
        ),
        "return" => (
            "Consignments that bring the result, at most 16, with commas between: their stored events are added.",
            json!({ "type": "string" }),
            json!("LE704280574SE"),
        ),
        "waiting" => ("`true`: only what still is to be told.", flag(), json!(true)),
        "webhook" => ("The id of the webhook.", id(), json!("5f1c0a9b7d3e2a44")),
        _ => ("See the operation.", json!({ "type": "string" }), Value::Null),
    }
}
