//! From the items of a period to its statement.

use super::answer::Statement;
use super::builder::StatementBuilder;
use super::question::Account;
use crate::ask::answer::Answerable;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language, Path};

impl Answerable for Account<'_> {
    type Answer<'r> = Statement;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let mut builder = StatementBuilder::new(rulebook, &self.contract, self.period.clone())?;
        let (mut issues, list) = (Issues::new(), Path::Key(&Path::Root, "items"));
        for (at, item) in self.items.iter().enumerate() {
            builder.add_at(item, &Path::Index(&list, at), &mut issues);
        }
        issues.or(Some(builder))?.finish()
    }
}
