//! Contracts between the post and agencies: clauses, amendments, terminations.

use std::borrow::Cow;

use super::agency::Selector;
use super::source::SourceId;
use crate::document::Service;
use crate::wire::{
    Attempts, BoundedText, ById, Date, Days, Id, IssueCode, Issues, List, Params, Path, ShareBp, Text, True, Validity,
};

built! {
    /// A contract (hợp đồng) between an operator and one agency, or a framework for a kind of agencies or for all.
    pub struct Contract {
        /// The contract's id.
        pub id: Id,
        /// Its own number, as printed on it.
        pub number: Option<BoundedText<500>>,
        /// The operator that carries under it.
        pub operator: Id,
        /// The agencies that it is with.
        pub agencies: Selector,
        /// The day it was signed: before this day nothing of it is known.
        pub signed_on: Date,
        /// The days on which it is in force, before amendments and termination.
        pub valid: Validity,
        /// What it rests on.
        pub basis: List<SourceId, 0, 100>,
        /// Its clauses as first signed.
        pub clauses: List<Clause, 0, 1_000>,
        /// The amendments (phụ lục) that change it.
        pub amendments: List<Amendment, 0, 1_000>,
        /// Its termination before its end.
        pub termination: Option<Termination>,
    }
}

built! {
    /// A clause (điều khoản): which services, for which procedures, at which tariff.
    pub struct Clause {
        /// Its id within the contract.
        pub id: Id,
        /// The services; `intake` and `return` together also cover `both`.
        pub services: List<Service, 1, 3>,
        /// The procedures that may go by post under it.
        pub scope: Scope,
        /// Procedures and fields that the scope leaves out.
        pub except: Option<Except>,
        /// The tariff by which it is charged.
        pub tariff: Id,
        /// Who pays which share of the charge, in basis points that add up to 10000; absent: the applicant, all.
        pub payers: Option<List<Payer, 1, 100>>,
        /// The service level: times and attempts.
        pub sla: Option<Sla>,
        /// What may be asked beyond plain carriage. `collect_agency_fee`: the post collects the procedure's agency fee.
        pub options: List<Id, 0, 100>,
    }
    check = Clause::shares_are_whole
}

impl Clause {
    fn shares_are_whole(&self, at: &Path<'_>, issues: &mut Issues) {
        let Some(payers) = &self.payers else { return };
        let sum: i64 = payers.iter().map(|payer| payer.bp.get()).sum();
        if sum != ShareBp::MAX {
            issues.add(IssueCode::SharesNotWhole, &Path::Key(at, "payers"), Params::new().with("sum", sum));
        }
    }

    /// Who pays which share, in basis points; without a word on it, the applicant pays all.
    pub fn shares(&self) -> impl Iterator<Item = (&str, i64)> {
        let listed = self.payers.as_deref().unwrap_or(&[]);
        let applicant = listed.is_empty().then_some(("applicant", ShareBp::MAX));
        listed.iter().map(|payer| (payer.who.as_str(), payer.bp.get())).chain(applicant)
    }

    /// Whether it covers a service: as listed, or `both` by its two legs.
    pub fn covers(&self, service: Service) -> bool {
        let has = |service| self.services.contains(&service);
        has(service) || (service == Service::Both && has(Service::Intake) && has(Service::Return))
    }
}

choice! {
    /// Which procedures a clause is about.
    pub enum Scope {
        /// Every procedure of the agencies.
        All(True) = "all",
        /// The procedures of these fields.
        Fields(List<Id, 1, 100_000>) = "fields",
        /// The procedures of these codes.
        Procedures(List<Id, 1, 100_000>) = "procedures",
    }
}

built! {
    /// What a scope leaves out.
    pub struct Except {
        /// The procedures of these fields.
        pub fields: Vec<Id>,
        /// The procedures of these codes.
        pub procedures: Vec<Id>,
    }
    check = Except::at_least_one
}

impl Except {
    fn at_least_one(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.fields.is_empty() && self.procedures.is_empty() {
            let keys = vec![Cow::Borrowed("fields"), Cow::Borrowed("procedures")];
            issues.add(IssueCode::AtLeastOneOf, at, Params::new().with("keys", keys));
        }
    }
}

built! {
    /// Who pays a share: `applicant`, `agency`, `operator` (it gives up its share), or any other id (a budget).
    pub struct Payer {
        /// Who pays: a free name such as `agency` or `applicant`.
        pub who: Id,
        /// The share in basis points.
        pub bp: ShareBp,
    }
}

built! {
    /// A service level (cam kết chất lượng). Days are working days unless said otherwise.
    pub struct Sla {
        /// The calendar by which the post counts; absent: the first of the rulebook.
        pub calendar: Option<Id>,
        /// Days for the post to collect a result at the agency.
        pub handover_days: Option<Days>,
        /// Days from acceptance or collection to hand-over or first attempt, by zone
        /// (Circular 17/2017/TT-BTTTT, article 7).
        pub delivery_days: Option<ById<Days>>,
        /// Days until the person has the appointment slip, by zone (the same article).
        pub slip_days: Option<ById<Days>>,
        /// How many attempts before the result goes back (the same circular, article 5(2)).
        pub attempts: Option<Attempts>,
        /// Days between two attempts.
        pub attempt_gap_days: Option<Days>,
        /// How long an undelivered result is held, in calendar days.
        pub hold_days: Option<Days>,
        /// Its legal source.
        pub source: Option<SourceId>,
    }
}

built! {
    /// An amendment (phụ lục). It may be signed after it takes effect.
    pub struct Amendment {
        /// Its id within the contract.
        pub id: Id,
        /// The day it was signed: before this day it is not known.
        pub signed_on: Date,
        /// The day from which its changes hold.
        pub effective_on: Date,
        /// Clauses that it adds, or replaces by id.
        pub set: List<Clause, 0, 1_000>,
        /// Clauses that it takes away, before it sets.
        pub remove: List<Id, 0, 1_000>,
        /// The new end of the contract.
        pub until: Option<Date>,
    }
}

built! {
    /// A termination (chấm dứt) before the end.
    pub struct Termination {
        /// The day it was signed.
        pub signed_on: Date,
        /// The first day no longer in force.
        pub effective_on: Date,
        /// Why the contract was terminated.
        pub reason: Option<Text>,
    }
}
