//! From rows to the report of a quarter.

use super::answer::QuarterReport;
use super::builder::QuarterBuilder;
use super::question::Quarter;
use crate::ask::answer::Answerable;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Answerable for Quarter {
    type Answer<'r> = QuarterReport<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let mut builder = QuarterBuilder::new(rulebook, self.period.clone(), &self.by);
        self.rows.iter().for_each(|row| builder.add(row));
        builder.finish()
    }
}
