//! How a rulebook rules on a case: covered by a clause, or not, and why.

use super::cover::Cover;
use super::lookup::{CaseIds, CaseText, PreparedCase, Undecidable};
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode, ReasonSink};
use crate::wire::Issues;

/// How a rulebook rules on a case. What each further question goes by.
#[derive(Debug)]
pub(crate) enum Ruling<'r, Why = Vec<Reason<'r>>> {
    /// The post may not carry it: the first group of reasons that applies.
    NotCovered(Why),
    /// The post may carry it, by this clause.
    Covered(PreparedCase, Cover<'r>),
}

impl Rulebook {
    /// Rules on a case.
    ///
    /// # Errors
    /// `contradicts` at `/field` when the catalogue has another field for the procedure.
    pub(crate) fn ruling<'r>(&'r self, asked: CaseText<'_>) -> Result<Ruling<'r>, Issues> {
        self.ruling_on(asked.find(&self.index.ids), |code| asked.unknown(code), Vec::new())
    }

    /// Rules on a case whose ids were looked up. Reasons are told to an empty list of them, or of their codes; `unknown`
    /// gives back the id that is unknown.
    #[expect(clippy::inline_always, reason = "else a row of a table is written to memory and read back")]
    #[inline(always)]
    pub(crate) fn ruling_on<'r, 'q, Why: ReasonSink<'r>>(
        &'r self,
        ids: CaseIds,
        unknown: impl FnOnce(ReasonCode) -> &'q str,
        mut why: Why,
    ) -> Result<Ruling<'r, Why>, Issues> {
        let case = match self.prepare_case(ids) {
            Ok(case) => case,
            Err(Undecidable::Contradicts(own)) => return Err(self.contradicts(own)),
            Err(Undecidable::Unknown(code)) => {
                why.add(code, |it| it.about(unknown(code).to_owned()));
                return Ok(Ruling::NotCovered(why));
            }
        };
        let Some(cover) = self.covers(&case) else {
            self.refuse(&case, unknown, &mut why);
            return Ok(Ruling::NotCovered(why));
        };
        Ok(Ruling::Covered(case, cover))
    }
}
