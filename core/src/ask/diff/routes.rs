//! What may go by post otherwise, from which day on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::answer::RouteChange;
use super::budget::Budget;
use super::classes::Common;
use super::prices::Prices;
use crate::ask::compare::Change;
use crate::ask::decide::{Case, Cover};
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{Date, Id};

/// By what something is covered: operator, contract, clause and tariff.
type Terms<'r> = [&'r str; 4];

/// Days on which something is covered otherwise: from, until, by what before and after.
type Run<'r> = (Date, Option<Date>, Option<Terms<'r>>, Option<Terms<'r>>);

pub(super) fn terms<'r>(cover: &Cover<'r>) -> Terms<'r> {
    let (contract, clause) = (cover.contract(), cover.clause());
    [contract.operator.as_str(), contract.id.as_str(), clause.id.as_str(), clause.tariff.as_str()]
}

/// Asks both rulebooks about a class of agencies and one of procedures, on each day on which anything may change.
pub(super) fn changes<'r>(
    common: &Common<'r>,
    days: &[Date],
    prices: &mut Prices<'r>,
    budget: &mut Budget,
) -> Vec<RouteChange<'r>> {
    // Which procedures of each class of agencies, service and run.
    let mut procedures: BTreeMap<(Run<'r>, Service, usize), Vec<usize>> = BTreeMap::new();
    for (agency, agencies) in common.agencies.iter().enumerate() {
        for (procedure, codes) in common.procedures.iter().enumerate() {
            let (Some(one), Some(other)) = (agencies.first(), codes.first()) else { continue };
            for service in Service::ALL {
                if !budget.take(days.len() * 2) {
                    return told(common, procedures);
                }
                for run in runs(common, (one, other), *service, days, prices) {
                    procedures.entry((run, *service, agency)).or_default().push(procedure);
                }
            }
        }
    }
    told(common, procedures)
}

fn cover<'r>(rulebook: &'r Rulebook, agency: &Id, procedure: &Id, service: Service, on: Date) -> Option<Cover<'r>> {
    rulebook.prepare(&Case::new(agency.clone(), procedure.clone(), service, on))?.cover()
}

/// The runs of days on which a service is covered otherwise; the days on which it has two prices go to the prices.
fn runs<'r>(
    common: &Common<'r>,
    (agency, procedure): (&'r Id, &'r Id),
    service: Service,
    days: &[Date],
    prices: &mut Prices<'r>,
) -> Vec<Run<'r>> {
    let mut runs: Vec<Run<'r>> = Vec::new();
    let mut open = false;
    for on in days {
        let before = cover(common.before, agency, procedure, service, *on);
        let after = cover(common.after, agency, procedure, service, *on);
        if let (Some(before), Some(after)) = (before, after) {
            prices.ask([before, after], service, *on, (agency, procedure));
        }
        let (before, after) = (before.as_ref().map(terms), after.as_ref().map(terms));
        let goes_on = open && runs.last().is_some_and(|run| (run.2, run.3) == (before, after));
        if goes_on {
            continue;
        }
        if let Some(run) = runs.last_mut().filter(|_| open) {
            run.1 = Some(*on);
        }
        open = before != after;
        if open {
            runs.push((*on, None, before, after));
        }
    }
    runs
}

/// Runs of the same days and terms, told once for all agencies, procedures and services.
fn told<'r>(common: &Common<'r>, procedures: BTreeMap<(Run<'r>, Service, usize), Vec<usize>>) -> Vec<RouteChange<'r>> {
    let mut agencies: BTreeMap<(Run<'r>, Service, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for ((run, service, agency), procedures) in procedures {
        agencies.entry((run, service, procedures)).or_default().push(agency);
    }
    let mut services: BTreeMap<(Run<'r>, Vec<usize>, Vec<usize>), Vec<Service>> = BTreeMap::new();
    for ((run, service, procedures), agencies) in agencies {
        services.entry((run, agencies, procedures)).or_default().push(service);
    }
    let changes = services.into_iter().map(|(((from, until, before, after), agencies, procedures), services)| {
        let codes = |classes: &[Vec<&'r Id>], chosen: Vec<usize>| {
            let mut codes: Vec<&'r str> =
                chosen.into_iter().filter_map(|class| classes.get(class)).flatten().map(|id| id.as_str()).collect();
            codes.sort_unstable();
            codes.into_iter().map(Cow::Borrowed).collect()
        };
        let (of, clause) =
            (|[_, contract, ..]: Terms<'r>| contract.into(), |[_, _, clause, _]: Terms<'r>| clause.into());
        RouteChange {
            kind: match (before, after) {
                (None, _) => Change::NowCovered,
                (_, None) => Change::NoLongerCovered,
                _ => Change::OtherTerms,
            },
            agencies: codes(&common.agencies, agencies),
            procedures: codes(&common.procedures, procedures),
            services,
            from,
            until,
            contract_before: before.map(of),
            clause_before: before.map(clause),
            contract_after: after.map(of),
            clause_after: after.map(clause),
        }
    });
    changes.collect()
}
