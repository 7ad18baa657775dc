//! A case whose ids are looked up once, to be decided many times.

use super::cover::Cover;
use super::lookup::{CaseText, PreparedCase};
use super::question::Case;
use crate::index::route::{Offer, Route, Terms};
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
    route: Option<&'r Route>,
    /// Its day since 1970, as routes count days.
    day: i32,
}

impl<'r> Prepared<'r> {
    /// The clause that covers it, if any. Takes nothing from the heap unless `known_on` is given.
    pub fn cover(&self) -> Option<Cover<'r>> {
        let mut room = None;
        self.terms(&mut room).map(|terms| self.rulebook.cover_of(terms))
    }

    /// What covers it, and by which rules it is priced, if anything does; where no route says it, the rules are put into the
    /// room.
    #[inline]
    pub(crate) fn terms<'x>(&'x self, room: &'x mut Option<Offer>) -> Option<Terms<'x>> {
        match self.route.and_then(|route| route.on(self.day)) {
            Some(stretch) => stretch.terms().ok(),
            None => Some(self.rulebook.terms(&self.case, self.rulebook.covers(&self.case)?, room)),
        }
    }

    pub(crate) const fn case(&self) -> &PreparedCase {
        &self.case
    }
}

impl Rulebook {
    /// Looks up the ids of a case, for deciding it many times; `None` when one is unknown or its field is another.
    ///
    /// What there is to know of an agency, a procedure and a service on every day is kept when it is first asked for; the
    /// memory for it is bounded.
    pub fn prepare<'r>(&'r self, case: &Case) -> Option<Prepared<'r>> {
        self.prepare_asked(case.asked())
    }

    /// Looks up the ids of a case that is text.
    pub(crate) fn prepare_asked<'r>(&'r self, asked: CaseText<'_>) -> Option<Prepared<'r>> {
        let ids = asked.find(&self.index.ids);
        let (case, day) = (self.prepare_case(ids).ok()?, ids.on.unix_day());
        Some(Prepared { rulebook: self, case, route: self.route_of(&ids), day })
    }
}
