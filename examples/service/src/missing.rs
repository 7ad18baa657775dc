//! What is stored that a rulebook does not have: it would be seen by nobody, or count nowhere.

use std::collections::BTreeSet;

use hoso::document::Document;
use serde::Serialize;

use crate::store::rulebooks::Reference;

/// Something stored whose contract, operator or agency a rulebook does not have.
#[derive(Debug, Serialize)]
pub(crate) struct Missing {
    /// What is stored: `registrations`, `consignments`, `keys` or `webhooks`.
    stored: String,
    /// What they name that is missing: `agency`, `operator` or `contract`.
    kind: String,
    id: String,
    /// The operator that the contract was with: a contract of the same id with another is another.
    #[serde(skip_serializing_if = "String::is_empty")]
    operator: String,
    count: i64,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { stored, kind, id, operator, count } = self;
        write!(f, "{kind} `{id}`")?;
        if !operator.is_empty() {
            write!(f, " with the operator `{operator}`")?;
        }
        write!(f, ", named by {count} {stored}")
    }
}

/// What of these a rulebook does not have.
pub(crate) fn missing(document: &Document, stored: Vec<Reference>) -> Vec<Missing> {
    let agencies: BTreeSet<&str> = document.agencies.iter().map(|agency| agency.code.as_str()).collect();
    let operators: BTreeSet<&str> = document.operators.iter().map(|operator| operator.id.as_str()).collect();
    let contracts = document.contracts.iter().map(|contract| (contract.id.as_str(), contract.operator.as_str()));
    let contracts: BTreeSet<(&str, &str)> = contracts.collect();
    let is_there = |reference: &Reference| match reference.kind.as_str() {
        "agency" => agencies.contains(reference.id.as_str()),
        "operator" => operators.contains(reference.id.as_str()),
        _ => contracts.contains(&(reference.id.as_str(), reference.operator.as_str())),
    };
    let gone = stored.into_iter().filter(|reference| !is_there(reference));
    gone.map(|Reference { stored, kind, id, operator, count }| Missing { stored, kind, id, operator, count }).collect()
}
