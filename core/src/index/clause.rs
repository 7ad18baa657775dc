//! Clauses made ready: what they cover, for whom, and how much of a charge is the applicant's.

use super::link::Linker;
use super::table::{At as _, Ix};
use crate::document::{Amendment, ByService, Calendar, Clause, Contract, Field, Procedure, Scope, Tariff, Zone};
use crate::wire::{ById, Days, Lookup, Path, RoundingMode, WHOLE, round};

/// Where a clause's text stands: in the contract as signed, or in an amendment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ClauseRef {
    pub(crate) amendment: Option<Ix<Amendment>>,
    pub(super) clause: Ix<Clause>,
}

impl ClauseRef {
    pub(crate) fn of(self, contract: &Contract) -> &Clause {
        match self.amendment {
            Some(amendment) => contract.amendments.at(amendment).set.at(self.clause),
            None => contract.clauses.at(self.clause),
        }
    }

    /// The JSON Pointer of the clause within its contract.
    pub(crate) fn pointer(self) -> String {
        match self.amendment {
            Some(amendment) => format!("/amendments/{}/set/{}", amendment.position(), self.clause.position()),
            None => format!("/clauses/{}", self.clause.position()),
        }
    }
}

/// A clause made ready.
#[derive(Debug)]
pub(crate) struct ClauseNode {
    pub(crate) text: ClauseRef,
    /// Which services it covers.
    pub(crate) services: ByService<bool>,
    pub(crate) scope: ScopeNode,
    except_fields: Vec<Ix<Field>>,
    pub(crate) except_procedures: Vec<Ix<Procedure>>,
    pub(crate) tariff: Ix<Tariff>,
    /// Which part of the charge is the applicant's.
    pub(crate) applicant: Portion,
    pub(crate) calendar: Option<Ix<Calendar>>,
    pub(crate) delivery_days: Vec<(Ix<Zone>, Days)>,
    pub(crate) slip_days: Vec<(Ix<Zone>, Days)>,
}

/// A part of a charge: the shares of those who are listed before a payer, and the same with the payer's own, in basis
/// points. Cumulative shares are rounded, so that the parts add up.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Portion {
    pub(crate) before: i64,
    pub(crate) after: i64,
}

impl Portion {
    /// How much of a total it is.
    #[inline]
    pub(crate) fn of(self, total: i64) -> i64 {
        up_to(self.after, total) - up_to(self.before, total)
    }
}

/// A share of a total, rounded.
#[inline]
fn up_to(bp: i64, total: i64) -> i64 {
    match bp {
        0 => 0,
        WHOLE => total,
        bp => round(i128::from(total) * i128::from(bp), WHOLE, 1, RoundingMode::HalfUp),
    }
}

/// A scope made ready.
#[derive(Debug)]
pub(crate) enum ScopeNode {
    Procedures(Vec<Ix<Procedure>>),
    Fields(Vec<Ix<Field>>),
    All,
}

/// What a question is about: a procedure with its field, or a field alone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Matter {
    pub(crate) procedure: Option<Ix<Procedure>>,
    pub(crate) field: Option<Ix<Field>>,
}

impl ScopeNode {
    /// Narrower scopes come first.
    pub(crate) fn breadth(&self) -> u8 {
        match self {
            Self::Procedures(_) => 0,
            Self::Fields(_) => 1,
            Self::All => 2,
        }
    }

    #[inline]
    fn holds(&self, matter: Matter) -> bool {
        match self {
            Self::Procedures(list) => matter.procedure.is_some_and(|procedure| list.binary_search(&procedure).is_ok()),
            Self::Fields(list) => matter.field.is_some_and(|field| list.binary_search(&field).is_ok()),
            Self::All => true,
        }
    }
}

impl ClauseNode {
    /// Whether the scope has the matter, exceptions aside.
    pub(crate) fn in_scope(&self, matter: Matter) -> bool {
        self.scope.holds(matter)
    }

    /// Whether the scope has the matter and `except` does not take it away.
    #[inline]
    pub(crate) fn covers(&self, matter: Matter) -> bool {
        let excepted = matter.field.is_some_and(|field| self.except_fields.binary_search(&field).is_ok())
            || matter.procedure.is_some_and(|procedure| self.except_procedures.binary_search(&procedure).is_ok());
        self.scope.holds(matter) && !excepted
    }

    pub(crate) fn days_for(list: &[(Ix<Zone>, Days)], zone: Ix<Zone>) -> Option<Days> {
        list.iter().find(|(other, _)| *other == zone).map(|(_, days)| *days)
    }
}

pub(super) fn link_clause(
    clause: &Clause,
    text: ClauseRef,
    at: &Path<'_>,
    linker: &mut Linker<'_>,
) -> Option<ClauseNode> {
    let scope_at = Path::Key(at, "scope");
    let scope = match &clause.scope {
        Scope::All(_) => ScopeNode::All,
        Scope::Fields(ids) => ScopeNode::Fields(linker.each(ids, &Path::Key(&scope_at, "fields"), Linker::field)),
        Scope::Procedures(ids) => {
            ScopeNode::Procedures(linker.each(ids, &Path::Key(&scope_at, "procedures"), Linker::procedure))
        }
    };
    let except_at = Path::Key(at, "except");
    let except = clause.except.as_ref();
    let except_fields = except.map_or(&[][..], |except| &except.fields);
    let except_procedures = except.map_or(&[][..], |except| &except.procedures);
    let who = clause.payers.as_deref().unwrap_or(&[]);
    if who.len() > 1 {
        linker.repeated(&Path::Key(at, "payers"), "who", &Lookup::new(who.iter().map(|payer| payer.who.as_str())));
    }
    let sla_at = Path::Key(at, "sla");
    let sla = clause.sla.as_ref();
    linker.source(sla.and_then(|sla| sla.source.as_ref()), &Path::Key(&sla_at, "source"));
    let delivery_days =
        zone_days(sla.and_then(|it| it.delivery_days.as_ref()), &Path::Key(&sla_at, "delivery_days"), linker);
    let slip_days = zone_days(sla.and_then(|it| it.slip_days.as_ref()), &Path::Key(&sla_at, "slip_days"), linker);
    Some(ClauseNode {
        text,
        applicant: applicant(clause),
        services: ByService::each(|service| clause.covers(service)),
        scope,
        except_fields: linker.each(except_fields, &Path::Key(&except_at, "fields"), Linker::field),
        except_procedures: linker.each(except_procedures, &Path::Key(&except_at, "procedures"), Linker::procedure),
        calendar: linker.calendar(sla.and_then(|sla| sla.calendar.as_ref()), &Path::Key(&sla_at, "calendar")),
        delivery_days,
        slip_days,
        tariff: linker.tariff(Some(&clause.tariff), &Path::Key(at, "tariff"))?,
    })
}

/// Days by zone.
fn zone_days(days: Option<&ById<Days>>, at: &Path<'_>, linker: &mut Linker<'_>) -> Vec<(Ix<Zone>, Days)> {
    let pairs = days.into_iter().flat_map(ById::iter);
    let found = pairs.map(|(zone, days)| Some((linker.zone(Some(zone), &Path::Key(at, zone.as_str()))?, *days)));
    found.flatten().collect()
}

fn applicant(clause: &Clause) -> Portion {
    let mut before = 0;
    for (who, bp) in clause.shares() {
        if who == "applicant" {
            return Portion { before, after: before + bp };
        }
        before += bp;
    }
    Portion { before: 0, after: 0 }
}
