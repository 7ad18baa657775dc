//! What a statement says of registrations that were not always as they are.

use std::collections::BTreeMap;

use hoso::UtcOffset;
use serde_json::{Value, json};

use crate::auth::Party;
use crate::clock;
use crate::store::Version;
use crate::store::closings::Closing;
use crate::store::registrations::Outcome;

/// Of each consignment that has something to be said of it, by all versions that a party sees, by consignment.
pub(super) fn list<V: std::borrow::Borrow<Version>>(versions: &[V], offset: UtcOffset) -> Vec<Value> {
    let of_one = versions.chunk_by(|a, b| a.borrow().told.key == b.borrow().told.key);
    of_one.filter_map(|of_one| corrected(of_one.last()?.borrow(), offset)).collect()
}

/// The same for each party, the operator's under no name, to be kept when a month is closed.
pub(super) fn by_party(versions: &[Version], offset: UtcOffset) -> String {
    let mut by_party: BTreeMap<&str, Vec<&Version>> = BTreeMap::new();
    for version in versions {
        for name in ["", &version.told.agency] {
            by_party.entry(name).or_default().push(version);
        }
    }
    let lists: BTreeMap<&str, Vec<Value>> =
        by_party.into_iter().map(|(name, versions)| (name, list(&versions, offset))).collect();
    json!(lists).to_string()
}

/// What was kept for a party.
pub(super) fn of_closing(closing: &Closing, party: &Party) -> Vec<Value> {
    let name = if party.is_agency() { party.name() } else { "" };
    let lists: BTreeMap<String, Vec<Value>> = serde_json::from_str(&closing.corrected).unwrap_or_default();
    lists.into_iter().find(|(of, _)| of == name).map(|(_, list)| list).unwrap_or_default()
}

/// What is to be said of a consignment by the last of its versions.
fn corrected(last: &Version, offset: UtcOffset) -> Option<Value> {
    if last.number <= 1 && last.state == Outcome::Stands {
        return None;
    }
    // Its last version is of another month, contract or agency, and counted there.
    let state = if last.state == Outcome::Stands { "corrected" } else { "moved" };
    let received_at = clock::said(last.received_at, offset);
    Some(json!({
        "consignment": last.told.key.consignment, "state": state, "version": last.number, "told_by": last.by.to_json(),
        "received_at": received_at,
    }))
}
