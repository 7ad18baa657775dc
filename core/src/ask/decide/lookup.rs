//! From the ids of a question to positions in a rulebook.

use crate::document::{Agency, Field, Procedure, Service};
use crate::index::contract::Matter;
use crate::index::link::Ids;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, Issue, IssueCode, Issues, Params};

/// A case as text, before its ids are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'q> {
    pub(crate) agency: &'q str,
    pub(crate) procedure: Option<&'q str>,
    pub(crate) field: Option<&'q str>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
}

impl Asked<'_> {
    pub(crate) fn find(self, ids: &Ids) -> Found {
        Found {
            agency: ids.agencies.find(self.agency).map(Ix::new),
            procedure: self.procedure.map(|id| ids.procedures.find(id).map(Ix::new)),
            field: self.field.map(|id| ids.fields.find(id).map(Ix::new)),
            service: self.service,
            on: self.on,
            known_on: self.known_on,
        }
    }
}

/// A case whose ids were looked up: what is given is found, or it is not of the rulebook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) agency: Option<Ix<Agency>>,
    pub(crate) procedure: Option<Option<Ix<Procedure>>>,
    pub(crate) field: Option<Option<Ix<Field>>>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
}

/// Why a case whose ids were looked up cannot be decided by its rules.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unready {
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
}
impl PreparedCase {
    /// A case about an agency that stands on the day, with everything known.
    pub(crate) const fn new(agency: Ix<Agency>, matter: Matter, service: Service, on: Date) -> Self {
        Self { agency, matter, service, on, known_on: None }
    }
}

impl Rulebook {
    /// The ids of a case, or the reason that one is unknown.
    pub(crate) fn look_up(&self, asked: Asked<'_>) -> Result<Result<PreparedCase, Reason<'static>>, Issues> {
        match self.put_together(asked.find(&self.index.ids)) {
            Ok(case) => Ok(Ok(case)),
            Err(Unready::Contradicts(own)) => Err(self.contradicts(own)),
            Err(Unready::Unknown(code)) => {
                let id = match code {
                    ReasonCode::UnknownAgency => Some(asked.agency),
                    ReasonCode::UnknownProcedure => asked.procedure,
                    _ => asked.field,
                };
                Ok(Err(Reason::new(code).about(id.unwrap_or("").to_owned())))
            }
        }
    }

    /// The issue of a field that is not the procedure's own.
    pub(crate) fn contradicts(&self, own: Option<Ix<Field>>) -> Issues {
        let expected = own.map_or("", |own| self.document().fields.at(own).id.as_str()).to_owned();
        Issue::new(IssueCode::Contradicts, "/field", Params::new().with("expected", expected)).into()
    }

    /// A case that can be decided, from ids that were looked up.
    #[inline]
    pub(crate) fn put_together(&self, found: Found) -> Result<PreparedCase, Unready> {
        let own = found.procedure.flatten().and_then(|procedure| self.index.procedures.at(procedure).field);
        if let (Some(Some(_)), Some(given)) = (found.procedure, found.field)
            && given.is_none_or(|given| own != Some(given))
        {
            return Err(Unready::Contradicts(own));
        }
        let agency = found.agency.ok_or(Unready::Unknown(ReasonCode::UnknownAgency))?;
        let matter = match (found.procedure, found.field) {
            (Some(None), _) => return Err(Unready::Unknown(ReasonCode::UnknownProcedure)),
            (None, Some(None)) => return Err(Unready::Unknown(ReasonCode::UnknownField)),
            (Some(procedure), _) => Matter { procedure, field: own },
            (None, field) => Matter { procedure: None, field: field.flatten() },
        };
        let agency = self.index.agencies.standing(agency, found.on);
        Ok(PreparedCase { agency, matter, service: found.service, on: found.on, known_on: found.known_on })
    }
}
