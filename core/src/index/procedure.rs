//! Procedures made ready: who handles them, their fees by date, what is kept off the post.

use super::agency::Selected;
use super::link::Linker;
use super::table::{ByDay, Ix, overlaps};
use crate::document::{AgencyFee, Field, Procedure, Service};
use crate::wire::span_of;
use crate::wire::{Date, IssueCode, Params, Path, Span};

/// A procedure made ready.
#[derive(Debug)]
pub(crate) struct ProcedureNode {
    pub(crate) agencies: Selected,
    pub(crate) field: Option<Ix<Field>>,
    pub(crate) span: Span,
    pub(super) in_person: Vec<(Service, Span)>,
    pub(crate) fees: ByDay<Ix<AgencyFee>>,
}

impl ProcedureNode {
    pub(crate) fn new(procedure: &Procedure, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        linker.source(procedure.source.as_ref(), &Path::Key(at, "source"));
        let in_person = Path::Key(at, "in_person");
        for (position, entry) in procedure.in_person.iter().enumerate() {
            let here = Path::Index(&in_person, position);
            linker.source(entry.source.as_ref(), &Path::Key(&here, "source"));
        }
        let fees = Path::Key(at, "agency_fees");
        for (position, fee) in procedure.agency_fees.iter().enumerate() {
            let here = Path::Index(&fees, position);
            linker.source(fee.source.as_ref(), &Path::Key(&here, "source"));
        }
        let spans: Vec<Span> = procedure.agency_fees.iter().map(|fee| span_of(fee.valid.as_ref())).collect();
        report_overlaps(&spans, &fees, linker);
        Self {
            agencies: Selected::new(&procedure.agencies, &Path::Key(at, "agencies"), linker),
            field: linker.field(procedure.field.as_ref(), &Path::Key(at, "field")),
            span: span_of(procedure.valid.as_ref()),
            in_person: procedure.in_person.iter().map(|entry| (entry.service, span_of(entry.valid.as_ref()))).collect(),
            fees: ByDay::new(spans.into_iter().zip(Ix::all(&procedure.agency_fees)).collect()),
        }
    }

    /// The legs of a service that are kept off the post on a day, intake first.
    pub(crate) fn kept_off(&self, service: Service, on: Date) -> impl Iterator<Item = Service> {
        service.legs().iter().copied().filter(move |leg| {
            let keeps = |listed: Service| listed == *leg || listed == Service::Both;
            self.in_person.iter().any(|(listed, span)| keeps(*listed) && span.contains(on))
        })
    }

    /// Whether on some of these days a leg may go by post.
    pub(crate) fn free_day(&self, days: Span) -> bool {
        let changes = self.in_person.iter().flat_map(|(_, span)| [Some(span.from), span.until]).flatten();
        let mut candidates = std::iter::once(days.from).chain(changes.filter(|day| days.contains(*day)));
        candidates.any(|day| self.kept_off(Service::Both, day).count() < 2)
    }

    /// The days on which it exists, and those on which something keeps it off the post.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.in_person.iter().map(|(_, span)| *span))
    }

    /// Whether nothing keeps a service off the post on a day.
    pub(crate) fn may_go_by_post(&self, service: Service, on: Date) -> bool {
        self.in_person.is_empty() || self.kept_off(service, on).next().is_none()
    }
}

/// Issues for entries of which two hold on a same day.
pub(crate) fn report_overlaps(spans: &[Span], list: &Path<'_>, linker: &mut Linker<'_>) {
    for (position, other) in overlaps(spans) {
        let with = Path::Index(list, other).to_string();
        let here = Path::Index(list, position);
        linker.issues.add(IssueCode::Overlap, &Path::Key(&here, "valid"), Params::new().with("with", with));
    }
}
