//! What was found so far, and how much more may be looked at.

use super::answer::{Finding, FindingCode, Severity};
use crate::wire::Params;

/// How many findings are listed; past that nobody reads them.
pub(super) const MAX_FINDINGS: usize = 10_000;

/// How many looks at a clause, a version or a procedure are taken: a few seconds.
const MAX_LOOKS: u64 = 200_000_000;

/// The findings so far, and how much more may be looked at.
#[derive(Default)]
pub(super) struct Search<'r> {
    /// By severity, the worst first: a rulebook full of small things hides no error.
    findings: [Vec<Finding<'r>>; 3],
    looks: u64,
}

impl<'r> Search<'r> {
    pub(super) fn found(&mut self, code: FindingCode, path: String, params: Params<'r>) {
        let [errors, warnings, infos] = &mut self.findings;
        let list = match code.severity() {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Info => infos,
        };
        if list.len() <= MAX_FINDINGS {
            list.push(Finding { code, path, params });
        }
    }

    /// Counts looks; whether there may be more.
    pub(super) fn look(&mut self, looks: usize) -> bool {
        self.looks = self.looks.saturating_add(u64::try_from(looks).unwrap_or(u64::MAX));
        !self.exhausted()
    }

    pub(super) fn exhausted(&self) -> bool {
        self.looks > MAX_LOOKS || self.findings.iter().all(|list| list.len() > MAX_FINDINGS)
    }

    /// What is listed: of too many findings the worst.
    pub(super) fn end(self) -> Vec<Finding<'r>> {
        let exhausted = self.exhausted();
        let mut findings: Vec<_> = self.findings.into_iter().flatten().collect();
        if exhausted || findings.len() > MAX_FINDINGS {
            findings.truncate(MAX_FINDINGS);
            findings.push(Finding { code: FindingCode::TooMuchToCheck, path: String::new(), params: Params::new() });
        }
        findings
    }
}
