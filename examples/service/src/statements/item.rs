//! A consignment as the library settles it.

use hoso::{Issues, SettleItem};
use serde::de::IgnoredAny;

use crate::store::statements::Counting;

/// What an item is made of, in the words in which it is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) on: &'a str,
    /// The answer that gave its price.
    pub(crate) quote: &'a str,
    /// What its operator told beside the price; empty: nothing.
    pub(crate) settled: &'a str,
}

impl Words<'_> {
    /// The item. What was told is read by the library beside what is known, in one object: a key that is not an operator's to tell
    /// stands there twice, and is refused so.
    pub(crate) fn read(self) -> Result<SettleItem<'static>, Issues> {
        let Self { id, on, quote, settled } = self;
        let known = format!(r#"{{"id":"{id}","on":"{on}","quote":{quote}"#);
        let told = settled.trim();
        let Some(rest) = told.strip_prefix('{').filter(|_| serde_json::from_str::<IgnoredAny>(told).is_ok()) else {
            // Nothing, or what is no object and is told so by the library.
            return if told.is_empty() {
                hoso::wire::read::parse(&format!("{known}}}"))
            } else {
                hoso::wire::read::parse(settled)
            };
        };
        let separator = if rest.trim_start().starts_with('}') { "" } else { "," };
        hoso::wire::read::parse(&format!("{known}{separator}{rest}"))
    }
}

impl<'a> From<&'a Counting> for Words<'a> {
    fn from(of: &'a Counting) -> Self {
        Self { id: &of.consignment, on: &of.day, quote: &of.quote, settled: &of.settled }
    }
}
