//! The question of a quarter, row by row, and what must hold across a row's keys.

use crate::ask::report::GroupKey;
use crate::ask::track::{ClaimState, State};
use crate::document::Service;
use crate::wire::{Date, Id, IssueCode, Issues, Money, Params, Path, Validity, not_before, read};

built! {
    /// One consignment of the service, with what became of it.
    pub struct QuarterRow {
        /// The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped.
        pub agency: Id,
        /// The procedure's code.
        pub procedure: Option<Id>,
        /// The field's id; absent: the procedure's, by the catalogue.
        pub field: Option<Id>,
        /// The service: which way was carried.
        pub service: Service,
        /// The day on which the post accepted it: what its volume, revenue and harm count on.
        pub accepted_on: Date,
        /// What the post earned with it, without tax, in đồng: `net` of its price.
        pub revenue: Money,
        /// Where it is; absent: not known.
        pub state: Option<State>,
        /// Whether it went to a wrong place on its way.
        pub misdirected: bool = false,
        /// Whether it was damaged on its way.
        pub damaged: bool = false,
        /// How a complaint about it stands.
        #[checked]
        pub(crate) claim: ClaimState = ClaimState::None,
        /// The day of the complaint; needed when there is one.
        #[checked]
        pub(crate) claimed_on: Option<Date>,
        /// The day of the answer; needed when the complaint is settled or refused.
        #[checked]
        pub(crate) answered_on: Option<Date>,
        /// The compensation paid, in đồng, of a settled complaint.
        #[checked]
        pub(crate) compensation: Money = Money::ZERO,
    }
    check = QuarterRow::claim_agrees
}

impl QuarterRow {
    /// With a complaint of that day, not yet answered.
    ///
    /// # Errors
    /// `contradicts` at `/claimed_on` when that is before the acceptance.
    pub fn open_claim(self, claimed_on: Date) -> Result<Self, Issues> {
        let (claim, claimed_on, answered_on) = (ClaimState::Open, Some(claimed_on), None);
        Self { claim, claimed_on, answered_on, compensation: Money::ZERO, ..self }.agreed()
    }

    /// With a complaint that was settled, and the compensation paid, in đồng.
    ///
    /// # Errors
    /// `contradicts` at `/answered_on` when that is before the complaint, at `/claimed_on` when this is before the acceptance.
    pub fn settled_claim(self, claimed_on: Date, answered_on: Date, compensation: Money) -> Result<Self, Issues> {
        let (claimed_on, answered_on) = (Some(claimed_on), Some(answered_on));
        Self { claim: ClaimState::Settled, claimed_on, answered_on, compensation, ..self }.agreed()
    }

    /// With a complaint that was refused.
    ///
    /// # Errors
    /// `contradicts` at `/answered_on` when that is before the complaint, at `/claimed_on` when this is before the acceptance.
    pub fn refused_claim(self, claimed_on: Date, answered_on: Date) -> Result<Self, Issues> {
        let (claimed_on, answered_on) = (Some(claimed_on), Some(answered_on));
        Self { claim: ClaimState::Refused, claimed_on, answered_on, compensation: Money::ZERO, ..self }.agreed()
    }

    fn agreed(self) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        self.claim_agrees(&Path::Root, &mut issues);
        issues.or(Some(self))
    }

    fn claim_agrees(&self, at: &Path<'_>, issues: &mut Issues) {
        let (claimed, answered) = match self.claim {
            ClaimState::None => (false, false),
            ClaimState::Open => (true, false),
            ClaimState::Settled | ClaimState::Refused => (true, true),
        };
        for (key, day, needed) in
            [("claimed_on", self.claimed_on, claimed), ("answered_on", self.answered_on, answered)]
        {
            match (day, needed) {
                (None, true) => issues.add(IssueCode::Missing, &Path::Key(at, key), Params::new()),
                (Some(_), false) => {
                    issues.add(IssueCode::NotWith, &Path::Key(at, key), Params::new().with("key", "claim"));
                }
                _ => {}
            }
        }
        not_before(self.accepted_on, ("claimed_on", self.claimed_on), at, issues);
        if let Some(claimed_on) = self.claimed_on {
            not_before(claimed_on, ("answered_on", self.answered_on), at, issues);
        }
        if self.compensation != Money::ZERO && self.claim != ClaimState::Settled {
            issues.add(IssueCode::NotWith, &Path::Key(at, "compensation"), Params::new().with("key", "claim"));
        }
    }
}

built! {
    /// A question: the figures that the post reports of a period.
    pub struct Quarter {
        /// The days: a quarter, or any other.
        pub period: Validity,
        /// What the figures are grouped by; `month` is that of the day on which each fact counts.
        pub by: Vec<GroupKey>,
        /// The consignments, in any order; those of other days too, for their complaints.
        pub rows: Vec<QuarterRow>,
    }
}

impl Quarter {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
