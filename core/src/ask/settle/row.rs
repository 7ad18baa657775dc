//! Items of a table, where the keys of the price stand beside those of the item.

use super::items::SettleItem;
use crate::ask::answer::Outcome;
use crate::ask::quote::{NoPrice, Quoted};
use crate::rulebook::Rulebook;
use crate::wire::{Issue, IssueCode, Issues, Node, Params, Shape as _, read};

/// What a price says even when there is nothing to list.
const LISTS: [&str; 2] = ["lines", "payers"];

impl SettleItem<'_> {
    /// Reads an item from a row of a table of prices, as a batch of quotes gives it: the keys of the price stand beside
    /// those of the item, and are nothing where the answer does not have them. A price that names no currency is in that
    /// of the rulebook.
    ///
    /// ```
    /// use hoso::wire::Node;
    /// use hoso::{Rulebook, SettleItem};
    /// # let rulebook = Rulebook::parse(
    /// #     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
    /// # )?;
    /// let row = Node::parse(
    ///     r#"{"id": "LE704280574SE", "on": "2014-09-12", "outcome": "quoted", "contract": "c", "clause": "1",
    ///         "tariff": "t", "version": "v", "zone": "z", "net": 26000, "tax": 0, "total": 26000, "agency_fee": 0,
    ///         "applicant_due": 26000, "lines": [{"kind": "postage", "id": "return/z/100", "amount": 26000}],
    ///         "payers": [{"who": "applicant", "amount": 26000}], "sources": []}"#,
    /// )?;
    /// let item = SettleItem::from_row(row, &rulebook)?;
    /// assert!(item.quote.to_json().contains(r#""currency":"VND""#));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// Every issue of the row, at the paths of an item: those of its price under `/quote`. `missing` for a price without
    /// `lines` or `payers`, which would be a column that was forgotten.
    pub fn from_row(row: Node<'_>, rulebook: &Rulebook) -> Result<Self, Issues> {
        let Node::Object(entries) = row else { return read::from_node(&row) };
        // An answer that is no price has fewer keys: a column that holds nothing is none of them.
        let given = entries.into_iter().filter(|(_, value)| *value != Node::Null);
        let (mut item, mut price): (Vec<_>, Vec<_>) = given.partition(|(key, _)| !is_of_price(key));
        let has = |key: &str| price.iter().any(|(own, _)| own == key);
        let quoted = price.contains(&("outcome".into(), Node::Text(Outcome::Quoted.as_str().into())));
        let forgotten: Vec<&str> = LISTS.into_iter().filter(|key| quoted && !has(key)).collect();
        if quoted && !has("currency") {
            price.push(("currency".into(), Node::Text(rulebook.document().currency.as_str().into())));
        }
        item.push(("quote".into(), Node::Object(price)));
        let read = read::from_node(&Node::Object(item));
        if forgotten.is_empty() {
            return read;
        }
        let mut issues = read.err().unwrap_or_default();
        for key in forgotten {
            issues.push(Issue::new(IssueCode::Missing, format!("/quote/{key}"), Params::new()));
        }
        Err(issues)
    }
}

/// Whether a key is one of a price, or of what says that there is none.
fn is_of_price(key: &str) -> bool {
    Quoted::KEYS.iter().chain(NoPrice::KEYS).any(|(own, _)| *own == key)
}
