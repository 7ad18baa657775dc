//! From rows to the figures of a period.

use super::answer::Report;
use super::builder::ReportBuilder;
use super::question::Results;
use crate::ask::answer::Answerable;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Answerable for Results {
    type Answer<'r> = Report<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let mut builder = ReportBuilder::new(rulebook, self.period.clone(), &self.by);
        self.rows.iter().for_each(|row| builder.add(row));
        builder.finish()
    }
}
