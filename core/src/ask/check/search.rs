//! What was found so far, and how much more may be looked at.

use super::answer::{Finding, FindingCode};
use crate::wire::Params;

/// How many findings are listed; past that nobody reads them.
pub(super) const MAX_FINDINGS: usize = 10_000;

/// How many looks at a clause, a version or a procedure are taken: a few seconds.
const MAX_LOOKS: u64 = 200_000_000;

/// The findings so far, and how much more may be looked at.
#[derive(Default)]
pub(super) struct Search<'r> {
    findings: Vec<Finding<'r>>,
    looks: u64,
}

impl<'r> Search<'r> {
    pub(super) fn found(&mut self, code: FindingCode, path: String, params: Params<'r>) {
        if self.findings.len() <= MAX_FINDINGS {
            self.findings.push(Finding { code, path, params });
        }
    }

    /// Counts looks; whether there may be more.
    pub(super) fn look(&mut self, looks: usize) -> bool {
        self.looks = self.looks.saturating_add(u64::try_from(looks).unwrap_or(u64::MAX));
        !self.exhausted()
    }

    pub(super) fn exhausted(&self) -> bool {
        self.looks > MAX_LOOKS || self.findings.len() > MAX_FINDINGS
    }

    pub(super) fn end(mut self) -> Vec<Finding<'r>> {
        if self.exhausted() {
            self.findings.truncate(MAX_FINDINGS);
            let (code, path) = (FindingCode::TooMuchToCheck, String::new());
            self.findings.push(Finding { code, path, params: Params::new() });
        }
        self.findings
    }
}
