//! Receptions made ready: whose counter stands in for whom on a day.

use super::agency::{Agencies, Selected};
use super::link::Linker;
use super::table::{At as _, Ix, push_at};
use crate::document::{Agency, ByService, Reception, Service};
use crate::wire::{Date, Path, Span, sort, span_of};

/// A reception made ready.
#[derive(Debug)]
pub(crate) struct ReceptionNode {
    pub(crate) at: Option<Ix<Agency>>,
    pub(crate) agencies: Selected,
    legs: ByService<bool>,
    span: Span,
}

impl ReceptionNode {
    pub(crate) fn new(reception: &Reception, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        linker.source(reception.source.as_ref(), &Path::Key(at, "source"));
        let services = reception.services.as_deref().map_or(&[Service::Both][..], |services| services);
        let has = |leg| services.iter().any(|service| service.legs().contains(&leg));
        Self {
            at: linker.agency(Some(&reception.at), &Path::Key(at, "at")),
            agencies: Selected::new(&reception.agencies, &Path::Key(at, "for"), linker),
            legs: ByService::each(has),
            span: span_of(reception.valid.as_ref()),
        }
    }

    /// Whether it has a leg on a day for an agency that stands on it.
    fn has(&self, leg: Service, agency: Ix<Agency>, on: Date, agencies: &Agencies) -> bool {
        *self.legs.get(leg) && self.span.contains(on) && agencies.selects_family(&self.agencies, agency, on)
    }
}

/// The receptions of a rulebook.
#[derive(Debug)]
pub(crate) struct Receptions {
    pub(crate) nodes: Vec<ReceptionNode>,
    /// By the agency whose counter it is.
    at: Vec<Vec<Ix<Reception>>>,
}

impl Receptions {
    pub(crate) fn new(nodes: Vec<ReceptionNode>, agencies: &Agencies) -> Self {
        let mut at = vec![Vec::new(); agencies.len()];
        for (reception, node) in Ix::all(&nodes).zip(&nodes) {
            if let Some(counter) = node.at {
                push_at(&mut at, counter.position(), reception);
            }
        }
        Self { nodes, at }
    }

    /// What takes dossiers in on a day, each under the agency that stands for its counter, in the order of the document.
    pub(crate) fn taking_in(&self, on: Date, agencies: &Agencies) -> Vec<(Ix<Agency>, &ReceptionNode)> {
        let taking = self.nodes.iter().filter(|node| *node.legs.get(Service::Intake) && node.span.contains(on));
        let counters = taking.filter_map(|node| Some((agencies.standing(node.at?, on), node)));
        let mut found: Vec<_> = counters.filter(|(counter, _)| agencies.node(*counter).span.contains(on)).collect();
        sort::by_key(&mut found, |(counter, _)| *counter);
        found
    }

    /// Whether on a day one agency's counter stands in for another on each leg of a service; both stand on the day.
    pub(crate) fn stand_in(
        &self,
        [counter, agency]: [Ix<Agency>; 2],
        service: Service,
        on: Date,
        agencies: &Agencies,
    ) -> bool {
        let own = |member: Ix<Agency>| self.at.at(member).iter().map(|reception| self.nodes.at(*reception));
        agencies.node(counter).span.contains(on)
            && service
                .legs()
                .iter()
                .all(|leg| agencies.family(counter, on).flat_map(own).any(|node| node.has(*leg, agency, on, agencies)))
    }
}
