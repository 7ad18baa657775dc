//! From an agency and a day to its procedures.

use super::answer::{FieldChoice, ProcedureChoice, Procedures};
use super::question::AgencyDay;
use crate::ask::answer::Answerable;
use crate::ask::decide::PreparedCase;
use crate::document::{Agency, Procedure, Service};
use crate::index::contract::Matter;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Issues, Language};

impl Answerable for AgencyDay {
    type Answer<'r> = Procedures<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, language: Language) -> Result<Self::Answer<'r>, Issues> {
        let agency = rulebook.index.ids.agencies.find(self.agency.as_str()).map(Ix::new);
        let agency = agency
            .map(|agency| rulebook.index.agencies.standing(agency, self.on))
            .filter(|agency| rulebook.index.agencies.node(*agency).span.contains(self.on));
        let all = Ix::all(&rulebook.document().procedures);
        let chosen =
            |agency| all.filter_map(move |procedure| rulebook.procedure_choice(procedure, agency, self.on, language));
        Ok(Procedures { procedures: agency.map(|agency| chosen(agency).collect()).unwrap_or_default() })
    }
}

impl Rulebook {
    /// The procedure, if the agency handles it and it is in force on the day.
    fn procedure_choice(
        &self,
        procedure: Ix<Procedure>,
        agency: Ix<Agency>,
        on: Date,
        language: Language,
    ) -> Option<ProcedureChoice<'_>> {
        let node = self.index.procedures.at(procedure);
        let matter = Matter { procedure: Some(procedure), field: node.field };
        let case = |service| PreparedCase::new(agency, matter, service, on);
        if !node.span.contains(on) || !self.handled(&case(Service::Return), agency) {
            return None;
        }
        let covered = |service| self.covers(&case(service)).is_some();
        let [intake, back] = [Service::Intake, Service::Return].map(covered);
        let both = (intake && back) || covered(Service::Both);
        let may = [(Service::Intake, intake), (Service::Return, back), (Service::Both, both)];
        let own = self.document().procedures.at(procedure);
        let field = node.field.map(|field| self.document().fields.at(field));
        Some(ProcedureChoice {
            id: own.code.as_str().into(),
            name: own.name.say(language).into(),
            field: field
                .map(|field| FieldChoice { id: field.id.as_str().into(), name: field.name.say(language).into() }),
            services: may.into_iter().filter(|(_, may)| *may).map(|(service, _)| service).collect(),
        })
    }
}
