//! A consignment as the library settles it.

use std::borrow::Cow;

use hoso::{Issue, IssueCode, Issues, Params, SettleItem};
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
    /// The item. What was told is read by the library beside what is known, in one object.
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
        hoso::wire::read::parse(&format!("{known}{separator}{rest}")).map_err(|issues| of_told(&issues))
    }
}

/// The keys of an item that are its operator's to tell.
const TOLD: [&str; 3] = ["collected", "compensation", "compensation_to"];

/// Issues of an item, said of what was told alone: what is known stands there twice when it is told, and is not to be told.
fn of_told(issues: &Issues) -> Issues {
    let mut told = Issues::new();
    for issue in issues {
        let key = issue.path.trim_start_matches('/');
        let is_none = match issue.code {
            IssueCode::UnknownKey => true,
            IssueCode::DuplicateKey => !TOLD.contains(&key),
            _ => false,
        };
        told.push(if is_none { unknown(key) } else { issue.clone() });
    }
    told
}

fn unknown(key: &str) -> Issue {
    let params = Params::new().with("allowed", TOLD.map(Cow::from).to_vec());
    let params = match hoso::nearest(key, TOLD) {
        Some(nearest) => params.with("nearest", nearest),
        None => params,
    };
    Issue::new(IssueCode::UnknownKey, format!("/{key}"), params)
}

impl<'a> From<&'a Counting> for Words<'a> {
    fn from(of: &'a Counting) -> Self {
        Self { id: &of.consignment, on: &of.day, quote: &of.quote, settled: &of.settled }
    }
}
