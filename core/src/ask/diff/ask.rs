//! From two rulebooks to what changes between them.

use std::collections::BTreeMap;

use super::answer::Diff;
use super::budget::Budget;
use super::classes::Common;
use super::prices::Prices;
use super::{document, routes};
use crate::ask::check::Finding;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Language, Node, sort, write};

impl Rulebook {
    /// What changes when `after` takes the place of this rulebook: what is written otherwise, what may go by post
    /// otherwise and from which day, what costs otherwise, and which findings of `check` are new or gone.
    ///
    /// Nothing is computed twice: each day from which anything changes is put to [`decide`](Self::decide) and
    /// [`price`](Self::price) of both. Prices in different currencies are not compared.
    ///
    /// ```
    /// use hoso::Rulebook;
    /// # let text = include_str!("../../../../examples/data/binh-duong.json");
    /// let before = Rulebook::parse(text)?;
    /// assert!(before.diff(&before).is_empty());
    /// let after = Rulebook::parse(&text.replace("26000", "30000"))?;
    /// let diff = before.diff(&after);
    /// assert!(diff.prices.iter().flat_map(|price| &price.bands).any(|band| band.difference > Some(0)));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn diff<'r>(&'r self, after: &'r Self) -> Diff<'r> {
        let texts = [self.to_json(), after.to_json()];
        // What the library itself wrote is JSON within the limits.
        let nodes = texts.each_ref().map(|text| Node::parse(text).unwrap_or(Node::Null));
        let [older, newer] = &nodes;
        let edits = document::edits(older, newer);
        let (mut routes, mut prices, mut complete) = (Vec::new(), Vec::new(), true);
        if !edits.is_empty() {
            // Of calendars, places and liability rules neither coverage nor a price in a zone takes anything.
            let dated = days(&nodes, &["agencies", "procedures", "taxes", "tariffs", "contracts"]);
            let mut budget = Budget::default();
            let mut found = Prices::new(self, after);
            let common = Common::new(self, after);
            routes = routes::changes(&common, &dated, &mut found, &mut budget);
            prices = found.changes(&dated, &mut budget);
            complete = budget.take(1);
        }
        let (new_findings, gone_findings) = findings(self.check(), after.check());
        Diff { edits, routes, prices, new_findings, gone_findings, complete }
    }

    /// [`Rulebook::diff`] as JSON text.
    pub fn diff_json(&self, after: &Self, language: Language) -> String {
        self.diff(after).to_json(language)
    }
}

/// Every day that stands in some lists of either document: on no other day anything of them changes.
fn days(documents: &[Node<'_>], lists: &[&str]) -> Vec<Date> {
    fn add(node: &Node<'_>, days: &mut Vec<Date>) {
        match node {
            Node::Text(text) => days.extend(text.parse::<Date>()),
            Node::List(list) => list.iter().for_each(|node| add(node, days)),
            Node::Object(entries) => entries.iter().for_each(|(_, node)| add(node, days)),
            _ => {}
        }
    }
    let mut days = Vec::new();
    for document in documents {
        let Node::Object(entries) = document else { continue };
        entries.iter().filter(|(key, _)| lists.contains(&key.as_ref())).for_each(|(_, list)| add(list, &mut days));
    }
    sort::distinct(&mut days);
    days
}

/// The findings that only one of two lists has: those of the second, and those of the first.
fn findings<'r>(before: Vec<Finding<'r>>, after: Vec<Finding<'r>>) -> (Vec<Finding<'r>>, Vec<Finding<'r>>) {
    // Not by the path: what stands before a thing moves it.
    let key = |finding: &Finding<'_>| (finding.code.as_str(), write::json(&finding.params, Language::default()));
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for finding in &before {
        *counts.entry(key(finding)).or_default() += 1;
    }
    let take = |counts: &mut BTreeMap<_, usize>, finding: &Finding<'_>| match counts.get_mut(&key(finding)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    let new: Vec<_> = after.into_iter().filter(|finding| take(&mut counts, finding)).collect();
    // What is left of the counts is gone; of equal findings the last.
    let mut gone: Vec<_> = before.into_iter().rev().filter(|finding| !take(&mut counts, finding)).collect();
    gone.reverse();
    (new, gone)
}
