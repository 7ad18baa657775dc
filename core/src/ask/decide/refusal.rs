//! Why no clause covers a case.

use super::lookup::PreparedCase;
use crate::document::Contract;
use crate::index::table::{At as _, Ix};
use crate::index::terms::Ending;
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, ReasonSink};
use crate::wire::sort;

impl Rulebook {
    /// Tells why no clause covers: the first group of reasons that applies. `unknown` gives back an id that is unknown.
    pub(super) fn refuse<'r, 'q>(
        &'r self,
        case: &PreparedCase,
        unknown: impl FnOnce(ReasonCode) -> &'q str,
        reasons: &mut impl ReasonSink<'r>,
    ) {
        self.not_admissible(case, unknown, reasons);
        if reasons.is_empty() {
            let family = || self.index.agencies.family(case.agency, case.on);
            let mut concerning: Vec<Ix<Contract>> = family()
                .flat_map(|member| self.index.frameworks.selecting(member, self.index.agencies.node(member).kind))
                .collect();
            sort::distinct(&mut concerning);
            for contract in concerning {
                self.miss(case, contract, reasons);
            }
        }
        if reasons.is_empty() {
            reasons.add(ReasonCode::NoContract, |it| it.about(self.agency_code(case.agency)));
        }
    }

    /// What is wrong with agency, procedure and reception on the day, or else what keeps the procedure off the post.
    fn not_admissible<'r, 'q>(
        &'r self,
        case: &PreparedCase,
        unknown: impl FnOnce(ReasonCode) -> &'q str,
        reasons: &mut impl ReasonSink<'r>,
    ) {
        let agency = self.agency_code(case.agency);
        if !self.index.agencies.node(case.agency).span.contains(case.on) {
            reasons.add(ReasonCode::AgencyNotInForce, |it| it.about(agency));
        }
        self.not_of_agency(case, agency, reasons);
        match case.reception {
            None => {
                let unknown = unknown(ReasonCode::UnknownReception).to_owned();
                reasons.add(ReasonCode::UnknownReception, |it| it.about(unknown));
            }
            Some(counter) if counter != case.agency && !self.received(case) => {
                reasons.add(ReasonCode::NotReceivedThere, |it| it.about(self.agency_code(counter)).about(agency));
            }
            Some(_) => {}
        }
        if let Some(procedure) = case.matter.procedure.filter(|_| reasons.is_empty()) {
            let code = self.document().procedures.at(procedure).code.as_str();
            for leg in self.index.procedures.at(procedure).kept_off(case.service, case.on) {
                reasons.add(ReasonCode::InPersonOnly, |it| it.about(code).about(leg.as_str()));
            }
        }
    }

    /// What is wrong with the procedure or the field.
    fn not_of_agency<'r>(&'r self, case: &PreparedCase, agency: &'r str, reasons: &mut impl ReasonSink<'r>) {
        let (document, of_agency) = (self.document(), self.handled(case, case.agency));
        if let Some(procedure) = case.matter.procedure {
            let code = document.procedures.at(procedure).code.as_str();
            if !of_agency {
                reasons.add(ReasonCode::ProcedureNotOfAgency, |it| it.about(code).about(agency));
            }
            if !self.index.procedures.at(procedure).span.contains(case.on) {
                reasons.add(ReasonCode::ProcedureNotInForce, |it| it.about(code));
            }
        } else if let Some(field) = case.matter.field.filter(|_| !of_agency) {
            let id = document.fields.at(field).id.as_str();
            reasons.add(ReasonCode::FieldNotOfAgency, |it| it.about(id).about(agency));
        }
    }

    /// Why one known contract does not cover: its validity, or the nearest miss of its clauses.
    fn miss<'r>(&'r self, case: &PreparedCase, contract: Ix<Contract>, reasons: &mut impl ReasonSink<'r>) {
        let node = self.index.contracts.at(contract);
        let Some(terms) = self.known(node, contract, case.known_on) else { return };
        let id = self.document().contracts.at(contract).id.as_str();
        if case.on < terms.span.from {
            let from = terms.span.from;
            return reasons.add(ReasonCode::ContractNotYetInForce, |it| it.about(id).about(from));
        }
        if let Some(until) = terms.span.until.filter(|until| *until <= case.on) {
            let code = match terms.ending {
                Ending::Expiry => ReasonCode::ContractEnded,
                Ending::Termination => ReasonCode::ContractTerminated,
            };
            return reasons.add(code, |it| it.about(id).about(until));
        }
        let mut clauses =
            terms.candidates(case.service, case.on).map(|standing| node.clauses.at(standing.clause)).peekable();
        if clauses.peek().is_none() {
            return reasons.add(ReasonCode::ServiceNotContracted, |it| it.about(id).about(case.service.as_str()));
        }
        let agencies = &self.index.agencies;
        let reached = agencies
            .family(case.agency, case.on)
            .any(|member| agencies.selects(&node.agencies, member) && self.reaches(case, member));
        let code = if reached && clauses.any(|clause| clause.in_scope(case.matter)) {
            ReasonCode::Excluded
        } else if case.matter.procedure.is_some() {
            ReasonCode::ProcedureNotInScope
        } else {
            ReasonCode::FieldNotInScope
        };
        reasons.add(code, |it| it.about(id));
    }
}
