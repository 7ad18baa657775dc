//! The question of a claim, and what must hold across its keys.

use crate::wire::{Date, Grams, Id, IssueCode, Issues, LostGrams, Money, Params, Path, not_before, read};

closed_list! {
    /// What went wrong.
    pub enum Harm {
        /// The item was lost.
        Lost = "lost", "Thất lạc", "Lost",
        /// The item was late, or is not delivered yet.
        Late = "late", "Chậm hạn", "Late",
        /// The item was damaged, or part of it was lost.
        Damaged = "damaged", "Hư hỏng", "Damaged",
        /// The charge was wrong.
        Charge = "charge", "Tính sai cước", "Wrong charge",
    }
}

built! {
    /// A question: what does the operator owe? What each harm needs besides is told by the reason `missing`.
    pub struct Claim {
        /// The zone of the carriage.
        pub zone: Id,
        /// The postage less discounts, without tax, in đồng (Circular 02/2012/TT-BTTTT, article 7).
        pub charge: Money,
        /// The day on which the post accepted the item.
        pub accepted_on: Date,
        /// The day on which it was due: not before the acceptance.
        pub due_on: Date,
        /// What went wrong.
        pub event: Harm,
        /// The day of the claim: not before the acceptance.
        pub claimed_on: Date,
        /// The day of delivery: not before the acceptance.
        #[checked]
        pub(crate) delivered_on: Option<Date>,
        /// The weight at acceptance, in grams.
        #[checked]
        pub(crate) weight_grams: Option<Grams>,
        /// The weight that was lost or damaged, in grams.
        #[checked]
        pub(crate) lost_grams: Option<LostGrams>,
        /// The actual damage, in đồng.
        pub actual_damage: Option<Money>,
        /// What making the papers anew costs, in đồng.
        pub reissue_cost: Option<Money>,
    }
    new = unchecked
    check = Claim::keys_agree
}

impl Claim {
    /// With what it must have; all else is absent until it is set.
    ///
    /// # Errors
    /// `contradicts` at `/due_on` and at `/claimed_on` when these are before the acceptance.
    pub fn new(
        zone: Id,
        charge: Money,
        accepted_on: Date,
        due_on: Date,
        event: Harm,
        claimed_on: Date,
    ) -> Result<Self, Issues> {
        Self::unchecked(zone, charge, accepted_on, due_on, event, claimed_on).agreed()
    }

    /// With the day of delivery.
    ///
    /// # Errors
    /// `contradicts` at `/delivered_on` when it is before the acceptance.
    pub fn delivered_on(self, day: Date) -> Result<Self, Issues> {
        Self { delivered_on: Some(day), ..self }.agreed()
    }

    /// With the weight at acceptance, in grams.
    ///
    /// # Errors
    /// `contradicts` at `/lost_grams` when more was lost.
    pub fn weight_grams(self, weight: Grams) -> Result<Self, Issues> {
        Self { weight_grams: Some(weight), ..self }.agreed()
    }

    /// With the weight that was lost or damaged, in grams.
    ///
    /// # Errors
    /// `contradicts` at `/lost_grams` when it is more than all.
    pub fn lost_grams(self, lost: LostGrams) -> Result<Self, Issues> {
        Self { lost_grams: Some(lost), ..self }.agreed()
    }

    fn agreed(self) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        self.keys_agree(&Path::Root, &mut issues);
        issues.or(Some(self))
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn keys_agree(&self, at: &Path<'_>, issues: &mut Issues) {
        not_before(self.accepted_on, ("due_on", Some(self.due_on)), at, issues);
        not_before(self.accepted_on, ("claimed_on", Some(self.claimed_on)), at, issues);
        not_before(self.accepted_on, ("delivered_on", self.delivered_on), at, issues);
        if let (Some(weight), Some(lost)) = (self.weight_grams, self.lost_grams)
            && lost.get() > weight.get()
        {
            let params = Params::new().with("expected", format!("≤ {weight}"));
            issues.add(IssueCode::Contradicts, &Path::Key(at, "lost_grams"), params);
        }
    }
}
