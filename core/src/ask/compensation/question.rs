//! The question of a claim, and what must hold across its keys.

use crate::wire::{Date, Grams, Id, IssueCode, Issues, LostGrams, Money, Params, Path, read};

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

    pub(super) fn not_more_than_all(&self, at: &Path<'_>, issues: &mut Issues) {
        if let (Some(weight), Some(lost)) = (self.weight_grams, self.lost_grams)
            && lost.get() > weight.get()
        {
            let params = Params::new().with("expected", format!("≤ {weight}"));
            issues.add(IssueCode::Contradicts, &Path::Key(at, "lost_grams"), params);
        }
    }
}
