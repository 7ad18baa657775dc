//! From items and invoice to their reconciliation.

use super::answer::Reconciliation;
use super::builder::ReconciliationBuilder;
use super::question::ReconcileRequest;
use crate::ask::answer::in_json;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language, Path};

impl Rulebook {
    /// Does the operator's invoice bill each item once, and what the contract says?
    ///
    /// Of several lines for one item, the one that counts is the first with the right amount, or else the first, by id;
    /// the others are billed twice.
    ///
    /// # Errors
    /// As [`Rulebook::settle`] for the items; `duplicate` for a line whose id another has.
    pub fn reconcile(&self, request: &ReconcileRequest<'_>) -> Result<Reconciliation, Issues> {
        let mut builder = ReconciliationBuilder::new(self, &request.contract, request.period.clone())?;
        let (mut issues, root) = (Issues::new(), Path::Root);
        let (items, invoice) = (Path::Key(&root, "items"), Path::Key(&root, "invoice"));
        for (at, item) in request.items.iter().enumerate() {
            builder.item_at(item, &Path::Index(&items, at), &mut issues);
        }
        for (at, line) in request.invoice.iter().enumerate() {
            builder.line_at(line, &Path::Index(&invoice, at), &mut issues);
        }
        issues.or(Some(builder))?.finish()
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn reconcile_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |request: ReconcileRequest<'_>| self.reconcile(&request))
    }
}
