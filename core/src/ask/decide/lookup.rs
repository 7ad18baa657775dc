//! From the ids of a question to positions in a rulebook.

use crate::document::{Agency, Field, Procedure, Service};
use crate::index::clause::Matter;
use crate::index::link::Ids;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Date, Issue, IssueCode, Issues, Params};

/// A case as text, before its ids are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CaseText<'q> {
    pub(crate) agency: &'q str,
    pub(crate) procedure: Option<&'q str>,
    pub(crate) field: Option<&'q str>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
    pub(crate) reception: Option<&'q str>,
}

impl<'q> CaseText<'q> {
    pub(crate) fn find(self, ids: &Ids) -> CaseIds {
        CaseIds {
            agency: ids.agencies.find(self.agency).map(Ix::new),
            procedure: Sought::of(self.procedure, |id| ids.procedures.find(id).map(Ix::new)),
            field: Sought::of(self.field, |id| ids.fields.find(id).map(Ix::new)),
            service: self.service,
            on: self.on,
            known_on: self.known_on,
            reception: Sought::of(self.reception, |id| ids.agencies.find(id).map(Ix::new)),
        }
    }

    /// The id that is unknown when a reason says so.
    pub(super) fn unknown(self, code: ReasonCode) -> &'q str {
        match code {
            ReasonCode::UnknownAgency => self.agency,
            ReasonCode::UnknownProcedure => self.procedure.unwrap_or(""),
            ReasonCode::UnknownReception => self.reception.unwrap_or(""),
            _ => self.field.unwrap_or(""),
        }
    }
}

/// What became of an id that a question may have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sought<I> {
    /// The question has none.
    Absent,
    /// The rulebook does not have it.
    Unknown,
    /// It is at this position.
    Found(I),
}

impl<I> Sought<I> {
    /// Looks up what a question may have.
    #[inline]
    pub(crate) fn of<Q>(asked: Option<Q>, find: impl FnOnce(Q) -> Option<I>) -> Self {
        match asked.map(find) {
            None => Self::Absent,
            Some(None) => Self::Unknown,
            Some(Some(position)) => Self::Found(position),
        }
    }

    /// Whether the question has one, known or not.
    #[inline]
    pub(crate) const fn is_given(&self) -> bool {
        !matches!(self, Self::Absent)
    }
}

/// A case whose ids were looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CaseIds {
    pub(crate) agency: Option<Ix<Agency>>,
    pub(crate) procedure: Sought<Ix<Procedure>>,
    pub(crate) field: Sought<Ix<Field>>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
    pub(crate) reception: Sought<Ix<Agency>>,
}

/// Why a case whose ids were looked up cannot be decided by its rules.
#[derive(Clone, Copy, Debug)]
pub(super) enum Undecidable {
    /// The catalogue has another field for the procedure, or none.
    Contradicts(Option<Ix<Field>>),
    /// An id is not of the rulebook: `unknown_agency`, `unknown_procedure` or `unknown_field`.
    Unknown(ReasonCode),
}

/// A case whose ids are positions in a rulebook: that rulebook alone may answer it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PreparedCase {
    /// The agency that stands for the one asked about, on the day.
    pub(crate) agency: Ix<Agency>,
    pub(crate) matter: Matter,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(super) known_on: Option<Date>,
    /// At whose counter, on the day: the agency's own unless the question says otherwise; `None`: one that is unknown.
    pub(super) reception: Option<Ix<Agency>>,
}

/// What the price of a case depends on, beside what covers it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occasion {
    pub(crate) procedure: Option<Ix<Procedure>>,
    /// At whose counter. Who stands for it on the day is looked up where its place counts.
    pub(crate) counter: Ix<Agency>,
    pub(crate) on: Date,
}

impl PreparedCase {
    /// A case about an agency that stands on the day, with everything known.
    pub(crate) const fn new(agency: Ix<Agency>, matter: Matter, service: Service, on: Date) -> Self {
        Self { agency, matter, service, on, known_on: None, reception: Some(agency) }
    }

    /// What its price depends on, beside what covers it.
    #[inline]
    pub(crate) fn occasion(&self) -> Occasion {
        Occasion { procedure: self.matter.procedure, counter: self.counter(), on: self.on }
    }

    /// The agency's end of a carriage: the agency at whose counter the dossier is handed in and the result given out.
    #[inline]
    pub(crate) fn counter(&self) -> Ix<Agency> {
        self.reception.unwrap_or(self.agency)
    }
}

impl Rulebook {
    /// The issue of a field that is not the procedure's own.
    pub(super) fn contradicts(&self, own: Option<Ix<Field>>) -> Issues {
        let expected = own.map_or("", |own| self.document().fields.at(own).id.as_str()).to_owned();
        Issue::new(IssueCode::Contradicts, "/field", Params::new().with("expected", expected)).into()
    }

    /// A case that can be decided, from ids that were looked up.
    #[inline]
    pub(super) fn prepare_case(&self, ids: CaseIds) -> Result<PreparedCase, Undecidable> {
        let matter = match (ids.procedure, ids.field) {
            (Sought::Found(procedure), field) => {
                let own = self.index.procedures.at(procedure).field;
                match field {
                    Sought::Absent => {}
                    Sought::Found(field) if own == Some(field) => {}
                    _ => return Err(Undecidable::Contradicts(own)),
                }
                Ok(Matter { procedure: Some(procedure), field: own })
            }
            (Sought::Unknown, _) => Err(ReasonCode::UnknownProcedure),
            (Sought::Absent, Sought::Unknown) => Err(ReasonCode::UnknownField),
            (Sought::Absent, Sought::Found(field)) => Ok(Matter { procedure: None, field: Some(field) }),
            (Sought::Absent, Sought::Absent) => Ok(Matter { procedure: None, field: None }),
        };
        // The first of them that is unknown is told: the agency's, then the matter's.
        let agency = ids.agency.ok_or(Undecidable::Unknown(ReasonCode::UnknownAgency))?;
        let matter = matter.map_err(Undecidable::Unknown)?;
        let agency = self.index.agencies.standing(agency, ids.on);
        let reception = match ids.reception {
            Sought::Absent => Some(agency),
            Sought::Unknown => None,
            Sought::Found(counter) => Some(self.index.agencies.standing(counter, ids.on)),
        };
        Ok(PreparedCase { agency, matter, service: ids.service, on: ids.on, known_on: ids.known_on, reception })
    }
}
