//! Administrative procedures (thủ tục hành chính): the catalogue.

use super::agency::Selector;
use super::source::SourceId;
use super::tariff::{keys, limits_rise};
use crate::document::Service;
use crate::wire::{ClockTime, Days, FeeUnits, Id, IssueCode, Issues, List, Money, Params, Path, Text, Validity};

built! {
    /// An administrative procedure (thủ tục hành chính).
    pub struct Procedure {
        /// The procedure's code.
        pub code: Id,
        /// What the procedure is called.
        pub name: Text,
        /// The agencies that handle it.
        pub agencies: Selector,
        /// The field that it belongs to.
        pub field: Option<Id>,
        /// The days on which it exists; absent: always.
        pub valid: Option<Validity>,
        /// How long the agency may take, in working days.
        pub processing_days: Option<Days>,
        /// The time of day from which on a dossier that is handed over counts as filed on the agency's next working day, such
        /// as 15:00, which provinces' decisions of 2025 have for copies certified on the same day; absent: it counts on that
        /// day.
        pub cut_off: Option<ClockTime>,
        /// Services that are kept off the post: the person must come and may not authorise another
        /// (Decision 45/2016/QĐ-TTg, article 1(2)).
        pub in_person: List<InPerson, 0, 1_000>,
        /// What the agency asks for it (phí, lệ phí), by date.
        pub agency_fees: Vec<AgencyFee>,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}

built! {
    /// A service kept off the post.
    pub struct InPerson {
        /// The service; `both` stands for each of its legs.
        pub service: Service,
        /// The days on which it is kept off; absent: always.
        pub valid: Option<Validity>,
        /// The list that says so.
        pub source: Option<SourceId>,
    }
}

built! {
    /// An agency fee (phí, lệ phí): one `amount`, or a price for `each` unit (page, copy, signature).
    pub struct AgencyFee {
        /// The days on which it is asked; absent: always.
        pub valid: Option<Validity>,
        /// How much, in đồng, however many units there are.
        pub amount: Option<Money>,
        /// Prices by the unit, strictly rising in units: each unit costs the price of the first step that reaches it.
        pub each: Option<List<UnitPrice, 1, 20>>,
        /// With `each`: the greatest sum in đồng.
        pub max: Option<Money>,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
    check = AgencyFee::one_form
}

built! {
    /// A step of a fee by the unit: what each of its units costs.
    pub struct UnitPrice {
        /// The last unit of the step; the last step has none.
        pub up_to: Option<FeeUnits>,
        /// The price of a unit in đồng.
        pub price: Money,
    }
}

impl AgencyFee {
    fn one_form(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.amount.is_some() == self.each.is_some() {
            issues.add(IssueCode::ExactlyOneOf, at, keys(&["amount", "each"]));
        } else if self.max.is_some() && self.each.is_none() {
            issues.add(IssueCode::NotWith, &Path::Key(at, "max"), Params::new().with("key", "amount"));
        }
        if let Some(steps) = &self.each {
            let limits: Vec<_> = steps.iter().map(|step| step.up_to.map(FeeUnits::get)).collect();
            limits_rise(&limits, ("each", "up_to"), at, issues);
        }
    }

    /// What so many units cost, in đồng: the sum over the units, each at the price of its step, at most `max`.
    pub fn of_units(&self, units: FeeUnits) -> i64 {
        let Some(steps) = &self.each else { return self.amount.map_or(0, Money::get) };
        let (mut sum, mut counted) = (0_i64, 0);
        for step in steps {
            let last = step.up_to.map_or(units, |last| last.min(units)).get();
            // At most 10^5 units of 10^12 each.
            sum = sum.saturating_add(step.price.get().saturating_mul((last - counted).max(0)));
            counted = last;
        }
        self.max.map_or(sum, |most| sum.min(most.get()))
    }
}
