//! What the post reports each quarter, half-year and year of the service: volume, revenue, complaints and their outcomes,
//! what was lost, misdirected or damaged, and the compensation paid (Circular 17/2017/TT-BTTTT, article 13).
//!
//! Each fact counts on its own day: a consignment and its harm when it was accepted, a complaint when it was made, its
//! outcome when it was answered. So figures of periods add up to those of the longer one, `complaints_open` aside.

use std::borrow::Cow;

use super::{GroupKey, Groups, Keyed, Keys, Mismatch, Tally};
use crate::ask::answer::{in_json, within};
use crate::ask::track::{Claim, State};
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::round;
use crate::wire::{
    Date, Id, IssueCode, Issues, Language, Money, Params, Path, RoundingMode, Validity, WHOLE, read, write,
};

shape! {
    /// One consignment of the service, with what became of it.
    pub struct QuarterRow {
        /// The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped.
        pub agency: Id,
        /// The procedure's code.
        pub procedure: Option<Id>,
        /// The field's id; absent: the procedure's, by the catalogue.
        pub field: Option<Id>,
        /// The service.
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
        pub claim: Claim = Claim::None,
        /// The day of the complaint; needed when there is one.
        pub claimed_on: Option<Date>,
        /// The day of the answer; needed when the complaint is settled or refused.
        pub answered_on: Option<Date>,
        /// The compensation paid, in đồng, of a settled complaint.
        pub compensation: Money = Money::ZERO,
    }
    check = QuarterRow::claim_agrees
}

impl QuarterRow {
    /// A consignment without trouble; set what is otherwise.
    pub fn new(agency: Id, service: Service, accepted_on: Date, revenue: Money) -> Self {
        Self {
            agency,
            procedure: None,
            field: None,
            service,
            accepted_on,
            revenue,
            state: None,
            misdirected: false,
            damaged: false,
            claim: Claim::None,
            claimed_on: None,
            answered_on: None,
            compensation: Money::ZERO,
        }
    }

    fn claim_agrees(&self, at: &Path<'_>, issues: &mut Issues) {
        let (claimed, answered) = match self.claim {
            Claim::None => (false, false),
            Claim::Open => (true, false),
            Claim::Settled | Claim::Refused => (true, true),
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
        if let (Some(claimed_on), Some(answered_on)) = (self.claimed_on, self.answered_on)
            && answered_on < claimed_on
        {
            let params = Params::new().with("expected", format!("≥ {claimed_on}"));
            issues.add(IssueCode::Contradicts, &Path::Key(at, "answered_on"), params);
        }
        if self.compensation != Money::ZERO && self.claim != Claim::Settled {
            issues.add(IssueCode::NotWith, &Path::Key(at, "compensation"), Params::new().with("key", "claim"));
        }
    }
}

shape! {
    /// A question: the figures that the post reports of a period.
    pub struct QuarterRequest {
        /// The days: a quarter, or any other.
        pub period: Validity,
        /// What the figures are grouped by; `month` is that of the day on which each fact counts.
        pub by: Vec<GroupKey>,
        /// The consignments, in any order; those of other days too, for their complaints.
        pub rows: Vec<QuarterRow>,
    }
}

impl QuarterRequest {
    /// A question about these rows.
    pub fn new(period: Validity, by: Vec<GroupKey>, rows: Vec<QuarterRow>) -> Self {
        Self { period, by, rows }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}

shape! {
    /// The figures of a group of rows, or of all.
    pub struct QuarterGroup<'r> {
        /// The agency, when grouped by it.
        pub agency: Option<Cow<'r, str>>,
        /// The field, when grouped by it and the rows have one.
        pub field: Option<Cow<'r, str>>,
        /// The procedure, when grouped by it and the rows have one.
        pub procedure: Option<Cow<'r, str>>,
        /// The month, as `2018-09`, when grouped by it.
        pub month: Option<Cow<'r, str>>,
        /// How many consignments were accepted: `intakes` + `returns` + `both_ways`.
        pub volume: i64,
        /// Of these, of the service `intake`.
        pub intakes: i64,
        /// Of these, of the service `return`.
        pub returns: i64,
        /// Of these, of the service `both`.
        pub both_ways: i64,
        /// What was earned with them, without tax, in đồng.
        pub revenue: i64,
        /// Of those accepted, how many are lost.
        pub lost: i64,
        /// Of those accepted, how many went to a wrong place.
        pub misdirected: i64,
        /// Of those accepted, how many were damaged.
        pub damaged: i64,
        /// The share of those accepted that are neither lost, misdirected nor damaged, in basis points, halves up; 0 of 0 is 0.
        pub safe_bp: i64,
        /// How many complaints were made.
        pub complaints: i64,
        /// Of the complaints made, how many had no answer by the end of the period.
        pub complaints_open: i64,
        /// How many complaints were settled, whenever made.
        pub complaints_settled: i64,
        /// How many complaints were refused, whenever made.
        pub complaints_refused: i64,
        /// Of the complaints settled, how many with a compensation.
        pub compensation_cases: i64,
        /// The compensation paid for them, in đồng.
        pub compensation: i64,
    }
}

shape! {
    /// The answer to a [`QuarterRequest`].
    pub struct QuarterReport<'r> {
        /// Group by group, sorted by their keys as bytes, an absent key first.
        pub groups: Vec<QuarterGroup<'r>>,
        /// Everything of the period; it has no keys.
        pub total: QuarterGroup<'r>,
    }
}

impl QuarterReport<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}

impl Rulebook {
    /// What does the post report of a period: how many, how much, and what went wrong?
    ///
    /// ```
    /// use hoso::{QuarterRequest, Rulebook};
    /// let rulebook = Rulebook::parse(
    ///     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
    /// )?;
    /// let question = QuarterRequest::parse(
    ///     r#"{"period": {"from": "2018-07-01", "until": "2018-10-01"}, "by": ["agency"], "rows": [
    ///         {"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-09-10", "revenue": 26000},
    ///         {"agency": "so-noi-vu", "service": "return", "accepted_on": "2018-06-10", "revenue": 26000, "state": "lost",
    ///          "claim": "settled", "claimed_on": "2018-07-02", "answered_on": "2018-07-09", "compensation": 104000}]}"#,
    /// )?;
    /// let total = rulebook.quarter_report(&question)?.total;
    /// assert_eq!((total.volume, total.revenue, total.lost), (1, 26_000, 0));
    /// assert_eq!((total.complaints, total.compensation), (1, 104_000));
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// Rows whose complaint does not agree, as [`QuarterRequest::parse`] tells them; `too_large` when something adds up to
    /// more than 2^53 − 1.
    pub fn quarter_report<'r>(&'r self, request: &QuarterRequest) -> Result<QuarterReport<'r>, Issues> {
        let mut builder = QuarterBuilder::new(self, request.period.clone(), &request.by);
        let (mut issues, list) = (Issues::new(), Path::Key(&Path::Root, "rows"));
        for (at, row) in request.rows.iter().enumerate() {
            row.claim_agrees(&Path::Index(&list, at), &mut issues);
            builder.count(row);
        }
        issues.or(Some(builder))?.finish()
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn quarter_report_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |request: QuarterRequest| self.quarter_report(&request))
    }
}

/// A [`QuarterReport`] in the making: rows are added one by one, in any order, and not kept. Threads that share the rows
/// make a builder each, and merge them at the end.
#[derive(Debug)]
pub struct QuarterBuilder<'r> {
    period: Validity,
    groups: Groups<'r, Figures>,
}

impl<'r> QuarterBuilder<'r> {
    /// No rows yet.
    pub fn new(rulebook: &'r Rulebook, period: Validity, by: &[GroupKey]) -> Self {
        Self { period, groups: Groups::new(rulebook, None, by) }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// What of its complaint does not agree; the row is then not counted.
    pub fn add(&mut self, row: &QuarterRow) -> Result<(), Issues> {
        let mut issues = Issues::new();
        row.claim_agrees(&Path::Root, &mut issues);
        issues.or(Some(()))?;
        self.count(row);
        Ok(())
    }

    fn count(&mut self, row: &QuarterRow) {
        if let Some(figures) = self.on(row, Some(row.accepted_on)) {
            figures.accept(row);
        }
        let answered_in_time = |until: Date| row.answered_on.is_some_and(|day| day < until);
        let open = !self.period.until.map_or(row.answered_on.is_some(), answered_in_time);
        if let Some(figures) = self.on(row, row.claimed_on) {
            figures.complaints += 1;
            figures.complaints_open += i128::from(open);
        }
        if let Some(figures) = self.on(row, row.answered_on) {
            figures.answer(row);
        }
    }

    /// The figures to which a fact of a day belongs, when the day is in the period.
    fn on(&mut self, row: &QuarterRow, day: Option<Date>) -> Option<&mut Figures> {
        let on = day.filter(|day| self.period.holds_on(*day))?;
        let (procedure, field) = (row.procedure.as_ref().map(Id::as_str), row.field.as_ref().map(Id::as_str));
        // Its ids are ids, and there is no other issue.
        self.groups.of(Keyed { agency: row.agency.as_str(), procedure, field, on }).ok()
    }

    /// Takes in the rows that were added to another builder.
    ///
    /// # Errors
    /// [`Mismatch`] when it is of another rulebook (the very same in memory is meant), period or keys.
    pub fn merge(&mut self, other: Self) -> Result<(), Mismatch> {
        if self.period != other.period {
            return Err(Mismatch);
        }
        self.groups.merge(other.groups)
    }

    /// The figures of all rows added.
    ///
    /// # Errors
    /// `too_large` when something adds up to more than 2^53 − 1.
    pub fn finish(self) -> Result<QuarterReport<'r>, Issues> {
        let (groups, total) = self.groups.finish();
        let groups = groups.into_iter().map(|(keys, figures)| figures.told(keys)).collect::<Result<_, Issues>>()?;
        Ok(QuarterReport { groups, total: total.told(Keys::default())? })
    }
}

/// What is added up of a group. Sums of amounts within their limits cannot pass 128 bits.
#[derive(Debug, Default)]
struct Figures {
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

impl Figures {
    fn accept(&mut self, row: &QuarterRow) {
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

    fn answer(&mut self, row: &QuarterRow) {
        match row.claim {
            Claim::Settled => self.complaints_settled += 1,
            Claim::Refused => self.complaints_refused += 1,
            Claim::None | Claim::Open => {}
        }
        self.compensation_cases += i128::from(row.compensation.get() > 0);
        self.compensation += i128::from(row.compensation.get());
    }

    fn told<'r>(&self, keys: Keys<'r>) -> Result<QuarterGroup<'r>, Issues> {
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

impl Tally for Figures {
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
