//! A case whose ids are looked up once, to be decided many times.

use super::cover::Cover;
use super::lookup::PreparedCase;
use super::question::Case;
use crate::rulebook::Rulebook;

/// A case ready to be decided many times: its ids are positions in its rulebook.
///
/// ```
/// # let rulebook = hoso::Rulebook::parse(include_str!("../../../../examples/data/binh-duong.json")).unwrap();
/// # use hoso::{Case, Service};
/// let case = Case::parse(r#"{"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01"}"#)?;
/// let cover = rulebook.prepare(&case).and_then(|prepared| prepared.cover()).expect("covered");
/// assert_eq!(cover.contract().id.as_str(), "SNV-2014");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Prepared<'r> {
    rulebook: &'r Rulebook,
    case: PreparedCase,
}

impl<'r> Prepared<'r> {
    /// The clause that covers it, if any. Takes nothing from the heap unless `known_on` is given.
    pub fn cover(&self) -> Option<Cover<'r>> {
        self.rulebook.covers(&self.case)
    }
}

impl Rulebook {
    /// Looks up the ids of a case, for deciding it many times; `None` when one is unknown or its field is another.
    pub fn prepare<'r>(&'r self, case: &Case) -> Option<Prepared<'r>> {
        Some(Prepared { rulebook: self, case: self.prepared(case.asked())? })
    }
}
