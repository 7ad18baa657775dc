//! Bodies that can be sent as they stand to a service that is being tried.

use serde_json::{Value, json};

/// An example of the body of an operation. Each is sent by a test.
pub(super) fn body(operation: &str) -> Option<Value> {
    let case = json!({ "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2018-10-01" });
    let with = |more: Value| {
        let mut whole = case.clone();
        if let (Value::Object(whole), Value::Object(more)) = (&mut whole, more) {
            whole.extend(more);
        }
        whole
    };
    Some(match operation {
        "decide" => case,
        "deadlines" => with(json!({ "zone": "intra_province" })),
        "quote" | "putConsignment" | "putConsignmentByQuery" => {
            with(json!({ "weight_grams": 80, "zone": "intra_province" }))
        }
        "journey" | "postJourney" => with(json!({ "dossier": "000.00.01.H09-181001-0001", "zone": "intra_province" })),
        "postEvents" => json!([
            { "id": "e1", "consignment": "LE704280574SE", "kind": "accepted", "at": "2018-10-01T08:30:00+07:00" },
            { "id": "e2", "consignment": "LE704280574SE", "system": "my_vnpost", "code": "14", "at": "2018-10-03T09:00:00+07:00" },
        ]),
        "postConsignmentErasure" | "postConsignmentErasureByQuery" => json!({ "word": "đơn số 5/2026" }),
        "postErasures" => json!({ "before": "2025-01-01", "word": "quyết định 12/QĐ-BĐ" }),
        _ => return None,
    })
}
