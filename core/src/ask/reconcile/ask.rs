//! From items and invoice to their reconciliation.

use super::answer::Reconciliation;
use super::builder::ReconciliationBuilder;
use super::question::Billing;
use crate::ask::answer::Answerable;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language, Path};

impl Answerable for Billing<'_> {
    type Answer<'r> = Reconciliation;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let mut builder = ReconciliationBuilder::new(rulebook, &self.contract, self.period.clone())?;
        let (mut issues, root) = (Issues::new(), Path::Root);
        let (items, invoice) = (Path::Key(&root, "items"), Path::Key(&root, "invoice"));
        for (at, item) in self.items.iter().enumerate() {
            builder.item_at(item, &Path::Index(&items, at), &mut issues);
        }
        for (at, line) in self.invoice.iter().enumerate() {
            builder.line_at(line, &Path::Index(&invoice, at), &mut issues);
        }
        issues.or(Some(builder))?.finish()
    }
}
