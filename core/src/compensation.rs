//! What is owed when it goes wrong?
//!
//! By Vietnamese law a lost item is owed four times its charge, its refund included, and lateness the charge (Decree
//! 47/2011/NĐ-CP, article 25); papers that cannot be restored are made anew at the operator's cost (Decision
//! 45/2016/QĐ-TTg, article 14). The figures are data: [`crate::rulebook::liability`].

use std::borrow::Cow;

use crate::answer::{Outcome, cite, in_json};
use crate::index::table::At as _;
use crate::number::{Grams, LostGrams, Money, RoundingMode, round};
use crate::read::{self, Path};
use crate::reason::{Reason, ReasonCode};
use crate::rulebook::Rulebook;
use crate::rulebook::liability::Liability;
use crate::text::Line;
use crate::{Date, Id, IssueCode, Issues, Params};

closed_list! {
    /// What went wrong.
    pub enum Harm {
        /// The item was lost.
        Lost = "lost",
        /// The item was late, or is not delivered yet.
        Late = "late",
        /// The item was damaged, or part of it was lost.
        Damaged = "damaged",
        /// The charge was wrong.
        Charge = "charge",
    }
}

shape! {
    /// A question: what does the operator owe?
    pub struct Claim {
        /// The zone of the carriage.
        pub zone: Id,
        /// The postage less discounts, without tax, in đồng (Circular 02/2012/TT-BTTTT, article 7).
        pub charge: Money,
        /// The day on which the post accepted the item.
        pub accepted_on: Date,
        /// The day on which it was due.
        pub due_on: Date,
        /// What went wrong.
        pub event: Harm,
        /// The day of the claim.
        pub claimed_on: Date,
        /// The day of delivery.
        pub delivered_on: Option<Date>,
        /// The weight at acceptance, in grams.
        pub weight_grams: Option<Grams>,
        /// The weight that was lost or damaged, in grams.
        pub lost_grams: Option<LostGrams>,
        /// The actual damage, in đồng.
        pub actual_damage: Option<Money>,
        /// What making the papers anew costs, in đồng.
        pub reissue_cost: Option<Money>,
    }
    check = Claim::not_more_than_all
}

impl Claim {
    /// A claim; what else is known of it can be set key by key.
    pub fn new(zone: Id, charge: Money, event: Harm, accepted_on: Date, due_on: Date, claimed_on: Date) -> Self {
        Self {
            zone,
            charge,
            accepted_on,
            due_on,
            event,
            claimed_on,
            delivered_on: None,
            weight_grams: None,
            lost_grams: None,
            actual_damage: None,
            reissue_cost: None,
        }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn not_more_than_all(&self, at: &Path<'_>, issues: &mut Issues) {
        if let (Some(weight), Some(lost)) = (self.weight_grams, self.lost_grams)
            && lost.get() > weight.get()
        {
            let params = Params::new().with("expected", format!("≤ {weight}"));
            issues.add(IssueCode::Contradicts, &Path::Key(at, "lost_grams"), params);
        }
    }
}

closed_list! {
    /// What a line of a compensation is.
    pub enum OwedKind {
        /// An amount owed.
        Compensation = "compensation",
    }
}

shape! {
    /// A line of a compensation.
    pub struct OwedLine<'r> {
        /// What it is.
        pub kind: OwedKind,
        /// The rule and what it is for: `RULE/lost`, `/reissue`, `/late`, `/damaged`.
        pub id: Cow<'r, str>,
        /// How much, in đồng.
        pub amount: i64,
        /// Its legal source.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// The operator owes, and by when it answers and pays.
    pub struct Owed<'r> {
        /// `owed`.
        pub outcome: Outcome,
        /// The liability rule.
        pub rule: Cow<'r, str>,
        /// How much in all, in đồng.
        pub amount: i64,
        /// Line by line.
        pub lines: Vec<OwedLine<'r>>,
        /// The last day on which a claim was in time.
        pub claim_until: Date,
        /// The last day for the operator's answer.
        pub answer_due: Option<Date>,
        /// The last day for the payment.
        pub pay_due: Option<Date>,
        /// The legal sources, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

shape! {
    /// The operator does not owe.
    pub struct NotOwed<'r> {
        /// `not_owed`.
        pub outcome: Outcome,
        /// Why.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// The answer to a [`Claim`].
    pub enum Compensation<'r> {
        /// The operator owes.
        Owed(Owed<'r>),
        /// The operator does not owe.
        NotOwed(NotOwed<'r>),
    }
}

impl Rulebook {
    /// What does the operator owe?
    ///
    /// # Errors
    /// `contradicts` at `/lost_grams` when more was lost than weighed.
    pub fn compensation<'r>(&'r self, claim: &Claim) -> Result<Compensation<'r>, Issues> {
        let mut issues = Issues::new();
        claim.not_more_than_all(&Path::Root, &mut issues);
        if !issues.is_empty() {
            return Err(issues);
        }
        let not_owed = |reasons| Ok(Compensation::NotOwed(NotOwed { outcome: Outcome::NotOwed, reasons }));
        let Some(rule) = self.index.liability.on(claim.accepted_on) else {
            return not_owed(vec![Reason::new(ReasonCode::NoLiabilityRule).about(claim.accepted_on)]);
        };
        let rule = self.document().liability.at(*rule);
        let until = claim_until(rule, claim.event, claim.accepted_on, Some(claim.due_on), claim.delivered_on);
        let reasons = reasons_against(claim, until);
        let (Some(claim_until), true) = (until, reasons.is_empty()) else { return not_owed(reasons) };
        let lines = lines(claim, rule);
        // At most a hundredfold of 10^12, and 10^12 for the papers: far below what an answer may hold.
        let amount = lines.iter().map(|line| line.amount).sum();
        let answer_due = self.answer_due(claim, rule);
        let mut sources = Vec::new();
        cite(&mut sources, rule.source.as_ref().map(Line::as_str).filter(|_| !lines.is_empty()));
        Ok(Compensation::Owed(Owed {
            outcome: Outcome::Owed,
            rule: rule.id.as_str().into(),
            amount,
            lines,
            claim_until,
            answer_due,
            pay_due: answer_due.and_then(|day| day.plus_days(rule.pay_days)),
            sources,
        }))
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn compensation_json(&self, json: &str, language: crate::Language) -> String {
        in_json(json, language, |claim: Claim| self.compensation(&claim))
    }

    fn answer_due(&self, claim: &Claim, rule: &Liability) -> Option<Date> {
        let days = rule.answer_days.get(claim.zone.as_str())?;
        self.index.calendars.first()?.add(claim.claimed_on, *days).ok()
    }
}

/// The last day to claim; unknown without the day from which it counts.
pub(crate) fn claim_until(
    rule: &Liability,
    harm: Harm,
    accepted_on: Date,
    due_on: Option<Date>,
    delivered_on: Option<Date>,
) -> Option<Date> {
    let months = &rule.claim_months;
    let (from, months) = match harm {
        Harm::Lost => (due_on, months.lost),
        Harm::Late => (due_on, months.late),
        Harm::Damaged => (delivered_on, months.damaged),
        Harm::Charge => (Some(accepted_on), months.charge),
    };
    // A time limit past the last year never ends.
    from.map(|from| from.plus_months(months).unwrap_or(Date::MAX))
}

fn reasons_against(claim: &Claim, until: Option<Date>) -> Vec<Reason<'static>> {
    let mut reasons = Vec::new();
    if claim.event == Harm::Damaged {
        let needed = [
            ("delivered_on", claim.delivered_on.is_some()),
            ("weight_grams", claim.weight_grams.is_some()),
            ("lost_grams", claim.lost_grams.is_some()),
        ];
        let missing = needed.into_iter().filter(|(_, given)| !given);
        reasons.extend(missing.map(|(key, _)| Reason::new(ReasonCode::MissingKey).about(key)));
    }
    let ended = claim.delivered_on.unwrap_or(claim.claimed_on);
    if claim.event == Harm::Late && ended <= claim.due_on {
        reasons.push(Reason::new(ReasonCode::NotLate).about(claim.due_on));
    }
    if let Some(until) = until.filter(|until| claim.claimed_on > *until) {
        reasons.push(Reason::new(ReasonCode::ClaimTooLate).about(until));
    }
    reasons
}

fn lines<'r>(claim: &Claim, rule: &'r Liability) -> Vec<OwedLine<'r>> {
    let source = rule.source.as_ref().map(Line::as_str);
    let line = |what: &str, amount: i64| {
        let id = Cow::Owned(format!("{}/{what}", rule.id));
        OwedLine { kind: OwedKind::Compensation, id, amount, source: source.map(Cow::Borrowed) }
    };
    let charge = i128::from(claim.charge.get());
    let (lost_bp, late_bp) = (i128::from(rule.lost_bp.get()), i128::from(rule.late_bp.get()));
    let rounded = |numerator, denominator| round(numerator, denominator, 1, RoundingMode::HalfUp);
    match claim.event {
        Harm::Lost => {
            let reissue = claim.reissue_cost.map(|cost| line("reissue", cost.get()));
            std::iter::once(line("lost", rounded(charge * lost_bp, 10_000))).chain(reissue).collect()
        }
        Harm::Late => vec![line("late", rounded(charge * late_bp, 10_000))],
        Harm::Damaged => {
            let lost = claim.lost_grams.map_or(0, |grams| i128::from(grams.get()));
            let weight = claim.weight_grams.map_or(1, Grams::get);
            // By weight (Circular 02/2012/TT-BTTTT, article 8).
            let share = rounded(charge * lost_bp * lost, 10_000 * weight);
            let actual = claim.actual_damage.map_or(i64::MAX, Money::get);
            vec![line("damaged", share.min(actual))]
        }
        // The right to an answer, and no amount.
        Harm::Charge => Vec::new(),
    }
}
