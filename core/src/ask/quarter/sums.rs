//! What is added up of a group of consignments.

use super::answer::QuarterGroup;
use super::question::QuarterRow;
use crate::ask::answer::within;
use crate::ask::report::{GroupKeys, Tally};
use crate::ask::track::{ClaimState, State};
use crate::document::Service;
use crate::wire::{Issues, RoundingMode, WHOLE, round};

/// What is added up of a group. Sums of amounts within their limits cannot pass 128 bits.
#[derive(Debug, Default)]
pub(super) struct QuarterSums {
    intakes: i128,
    returns: i128,
    both_ways: i128,
    revenue: i128,
    lost: i128,
    misdirected: i128,
    damaged: i128,
    harmed: i128,
    complaints: i128,
    complaints_open: i128,
    complaints_settled: i128,
    complaints_refused: i128,
    compensation_cases: i128,
    compensation: i128,
}

impl QuarterSums {
    pub(super) fn accept(&mut self, row: &QuarterRow) {
        *(match row.service {
            Service::Intake => &mut self.intakes,
            Service::Return => &mut self.returns,
            Service::Both => &mut self.both_ways,
        }) += 1;
        self.revenue += i128::from(row.revenue.get());
        let lost = row.state == Some(State::Lost);
        self.lost += i128::from(lost);
        self.misdirected += i128::from(row.misdirected);
        self.damaged += i128::from(row.damaged);
        self.harmed += i128::from(lost || row.misdirected || row.damaged);
    }

    /// A complaint was made; it may have no answer by the end of the period.
    pub(super) fn complain(&mut self, open: bool) {
        self.complaints += 1;
        self.complaints_open += i128::from(open);
    }

    pub(super) fn answer(&mut self, row: &QuarterRow) {
        match row.claim {
            ClaimState::Settled => self.complaints_settled += 1,
            ClaimState::Refused => self.complaints_refused += 1,
            ClaimState::None | ClaimState::Open => {}
        }
        self.compensation_cases += i128::from(row.compensation.get() > 0);
        self.compensation += i128::from(row.compensation.get());
    }

    pub(super) fn told<'r>(&self, keys: GroupKeys<'r>) -> Result<QuarterGroup<'r>, Issues> {
        let volume = within(self.intakes + self.returns + self.both_ways)?;
        let safe = i128::from(volume) - self.harmed;
        Ok(QuarterGroup {
            agency: keys.agency,
            field: keys.field,
            procedure: keys.procedure,
            month: keys.month,
            volume,
            intakes: within(self.intakes)?,
            returns: within(self.returns)?,
            both_ways: within(self.both_ways)?,
            revenue: within(self.revenue)?,
            lost: within(self.lost)?,
            misdirected: within(self.misdirected)?,
            damaged: within(self.damaged)?,
            safe_bp: round(safe * i128::from(WHOLE), volume.max(1), 1, RoundingMode::HalfUp),
            complaints: within(self.complaints)?,
            complaints_open: within(self.complaints_open)?,
            complaints_settled: within(self.complaints_settled)?,
            complaints_refused: within(self.complaints_refused)?,
            compensation_cases: within(self.compensation_cases)?,
            compensation: within(self.compensation)?,
        })
    }
}

impl Tally for QuarterSums {
    fn add(&mut self, other: &Self) {
        self.intakes += other.intakes;
        self.returns += other.returns;
        self.both_ways += other.both_ways;
        self.revenue += other.revenue;
        self.lost += other.lost;
        self.misdirected += other.misdirected;
        self.damaged += other.damaged;
        self.harmed += other.harmed;
        self.complaints += other.complaints;
        self.complaints_open += other.complaints_open;
        self.complaints_settled += other.complaints_settled;
        self.complaints_refused += other.complaints_refused;
        self.compensation_cases += other.compensation_cases;
        self.compensation += other.compensation;
    }
}
