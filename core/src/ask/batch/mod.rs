//! Questions by the million: rows of plain columns, answered without taking anything from the heap.
//!
//! A table's columns carry the names of the question's keys. Whoever holds the table turns each column into [`Cell`]s:
//! ids are looked up once by [`Codes`], days, weights and amounts are what they are. A row is then answered by the very
//! functions that answer a single question, and the answer names its rules by position ([`Labels`]), so that a column of
//! answers is made without a text.
//!
//! A row in which anything is [`Cell::Odd`] or missing is read again as a whole ([`crate::wire::read`]), as a single question
//! would be: its issues are the same, and one bad row never loses a table.
//!
//! ```
//! use hoso::batch::{CaseColumns, Cell, Codes, Decided};
//! use hoso::wire::Node;
//! use hoso::{Rulebook, Service};
//! # let rulebook = Rulebook::parse(include_str!("../../../examples/data/binh-duong.json"))?;
//! let codes = Codes::of(&rulebook);
//! let columns = CaseColumns {
//!     agency: &[codes.agency("so-noi-vu"), Cell::Null],
//!     procedure: &[codes.procedure("1.900101"); 2],
//!     service: &[Cell::Value(Service::Return); 2],
//!     on: &[Cell::Value("2014-10-01".parse().unwrap()); 2],
//!     ..CaseColumns::default()
//! };
//! // What the second row is when it is read as a whole: here all that matters is that its agency is missing.
//! let whole = |_| Node::Object(vec![("service".into(), Node::Text("return".into()))]);
//! let mut outcomes = Vec::new();
//! rulebook.decide_many(&columns, 2, whole, |answer| {
//!     outcomes.push(match answer {
//!         Decided::Covered(cover) => cover.contract().id.to_string(),
//!         Decided::NotCovered(reasons) => format!("{reasons:?}"),
//!         Decided::Invalid(issues) => issues.iter().map(|issue| issue.path.as_str()).collect(),
//!     });
//! });
//! assert_eq!(outcomes[0], "SNV-2014");
//! assert!(outcomes[1].contains("/agency"));
//! # Ok::<(), hoso::Issues>(())
//! ```

mod cell;
mod labels;

pub use cell::{Cell, Code, Codes};
pub use labels::{Labels, Rule};

use crate::ask::answer::too_large;
use crate::ask::decide::{Case, Cover, Found, PreparedCase, Unready};
use crate::ask::quote::{Carriage, Consignment, End, LineKind, Price};
use crate::document::{Agency, Field, Place, Procedure, Service, Zone};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Date, Grams, Id, Issues, Money, Node, read};

/// Rows of [`Case`]s by column; an empty column is one that the table does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseColumns<'a> {
    /// Agencies.
    pub agency: &'a [Cell<Code<Agency>>],
    /// Procedures.
    pub procedure: &'a [Cell<Code<Procedure>>],
    /// Fields; [`Rulebook::quote_many`] does not look at them.
    pub field: &'a [Cell<Code<Field>>],
    /// Services.
    pub service: &'a [Cell<Service>],
    /// Days on which it is to go.
    pub on: &'a [Cell<Date>],
    /// Days on whose knowledge the answer rests.
    pub known_on: &'a [Cell<Date>],
}

/// Rows of [`Consignment`]s by column.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteColumns<'a> {
    /// What is to be carried, and when.
    pub case: CaseColumns<'a>,
    /// Weights.
    pub weight_grams: &'a [Cell<Grams>],
    /// For `both`, weights on the way back.
    pub return_weight_grams: &'a [Cell<Grams>],
    /// Zones.
    pub zone: &'a [Cell<Code<Zone>>],
    /// Places.
    pub place: &'a [Cell<Code<Place>>],
    /// Categories of the applicant. A text that is no id makes the cell odd.
    pub applicant: &'a [Cell<&'a [&'a str]>],
    /// What is asked beyond plain carriage. A text that is no id makes the cell odd.
    pub options: &'a [Cell<&'a [&'a str]>],
    /// Declared values.
    pub declared_value: &'a [Cell<Money>],
}

/// The answer to a row of [`CaseColumns`].
#[derive(Clone, Copy, Debug)]
pub enum Decided<'x, 'r> {
    /// The post may carry it.
    Covered(Cover<'r>),
    /// The post may not carry it.
    NotCovered(&'x [ReasonCode]),
    /// The row is no valid question.
    Invalid(&'x Issues),
}

/// The answer to a row of [`QuoteColumns`].
#[derive(Clone, Copy, Debug)]
pub enum Priced<'x, 'r> {
    /// It has a price.
    Quoted(&'x Price<'r>, Lines<'x, 'r>),
    /// It may be carried, but its price cannot be told.
    NoPrice(Cover<'r>, &'x [ReasonCode]),
    /// The post may not carry it.
    NotCovered(&'x [ReasonCode]),
    /// The row is no valid question.
    Invalid(&'x Issues),
}

/// The lines of a price, made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'x, 'r> {
    price: &'x Price<'r>,
    carriage: &'x Carriage<'x, &'x str>,
}

impl<'r> Lines<'_, 'r> {
    /// Every line, in order: kind, id, rate of a tax, amount, source.
    pub fn each(&self, mut line: impl FnMut(LineKind, &str, Option<i64>, i64, Option<&'r str>)) {
        self.price.each_line(self.carriage, |kind, id, bp, amount, source| {
            line(kind, &id, bp, amount, source);
        });
    }

    /// The legal sources of lines and fee, each once, in order of first use.
    pub fn sources(&self) -> Vec<&'r str> {
        let mut sources = Vec::new();
        let mut cite = |source: Option<&'r str>| sources.extend(source.filter(|it| !sources.contains(it)));
        self.price.each_line(self.carriage, |_, _, _, _, source| cite(source));
        cite(self.price.fee_source());
        sources
    }
}

/// The longest list of categories or options, as a question may have it.
const MAX_LIST: usize = 100;

#[inline]
fn required<T: Copy>(column: &[Cell<T>], row: usize) -> Option<T> {
    match column.get(row)? {
        Cell::Value(value) => Some(*value),
        Cell::Null | Cell::Odd => None,
    }
}

/// What may be absent; the outer `None` when it is odd.
#[inline]
fn optional<T: Copy>(column: &[Cell<T>], row: usize) -> Option<Option<T>> {
    match column.get(row) {
        None | Some(Cell::Null) => Some(None),
        Some(Cell::Value(value)) => Some(Some(*value)),
        Some(Cell::Odd) => None,
    }
}

fn texts<'a>(column: &'a [Cell<&'a [&'a str]>], row: usize) -> Option<&'a [&'a str]> {
    let list = optional(column, row)?.unwrap_or(&[]);
    (list.len() <= MAX_LIST).then_some(list)
}

impl CaseColumns<'_> {
    /// The ids of a row; `None` where it must be read as a whole.
    #[expect(clippy::inline_always, reason = "else a row is written to memory and read back, which costs more than it")]
    #[inline(always)]
    fn found(&self, row: usize, rulebook: &Rulebook) -> Option<Found> {
        let document = rulebook.document();
        Some(Found {
            agency: required(self.agency, row)?.within(&document.agencies),
            procedure: optional(self.procedure, row)?.map(|code| code.within(&document.procedures)),
            field: optional(self.field, row)?.map(|code| code.within(&document.fields)),
            service: required(self.service, row)?,
            on: required(self.on, row)?,
            known_on: optional(self.known_on, row)?,
        })
    }
}

impl<'a> QuoteColumns<'a> {
    /// A row; `None` where it must be read as a whole.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn carriage(&self, row: usize, rulebook: &Rulebook) -> Option<(Found, Carriage<'a, &'a str>)> {
        let found = CaseColumns { field: &[], ..self.case }.found(row, rulebook)?;
        let document = rulebook.document();
        let (zone, place) = (optional(self.zone, row)?, optional(self.place, row)?);
        let back = optional(self.return_weight_grams, row)?;
        let (applicant, options) = (texts(self.applicant, row)?, texts(self.options, row)?);
        let repeated = options.iter().enumerate().any(|(at, option)| options.iter().take(at).any(|it| it == option));
        let end = match (zone, place) {
            (Some(zone), None) => End::Zone(zone.within(&document.zones), ""),
            (None, Some(place)) => End::Place(place.within(&document.places), ""),
            _ => return None,
        };
        let lawful = found.procedure.is_some() && !repeated && (back.is_none() || found.service == Service::Both);
        let carriage = Carriage {
            // Ids are for reasons in full; here there are only codes.
            procedure: "",
            service: found.service,
            weight: required(self.weight_grams, row)?,
            back,
            end: Some(end),
            applicant,
            options,
            declared_value: optional(self.declared_value, row)?,
        };
        lawful.then_some((found, carriage))
    }
}

impl Rulebook {
    /// [`Rulebook::decide`] for rows of a table, in their order. `whole` gives a row as a single question's value, and is
    /// asked only for rows with something odd or missing.
    pub fn decide_many<'a, 'r>(
        &'r self,
        columns: &CaseColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Decided<'_, 'r>),
    ) {
        let mut reasons = Vec::new();
        for row in 0..rows {
            let read = || Ok(read::from_node::<Case>(&whole(row))?.asked().find(&self.index.ids));
            let found = columns.found(row, self).filter(|found| found.procedure.is_some() || found.field.is_some());
            match found.map_or_else(read, Ok).and_then(|found| self.case(found, &mut reasons)) {
                Ok(Some((_, cover))) => answer(Decided::Covered(cover)),
                Ok(None) => answer(Decided::NotCovered(&reasons)),
                Err(issues) => answer(Decided::Invalid(&issues)),
            }
        }
    }

    /// [`Rulebook::quote`] for rows of a table, in their order. `whole` gives a row as a single question's value, and is
    /// asked only for rows with something odd or missing.
    pub fn quote_many<'a, 'r>(
        &'r self,
        columns: &QuoteColumns<'_>,
        rows: usize,
        whole: impl Fn(usize) -> Node<'a>,
        mut answer: impl FnMut(Priced<'_, 'r>),
    ) {
        let mut reasons = Vec::new();
        for row in 0..rows {
            match columns.carriage(row, self) {
                Some((found, carriage)) => self.priced(found, &carriage, &mut reasons, &mut answer),
                None => match read::from_node::<Consignment>(&whole(row)) {
                    Ok(consignment) => self.priced_alone(&consignment, &mut reasons, &mut answer),
                    Err(issues) => answer(Priced::Invalid(&issues)),
                },
            }
        }
    }

    /// The case of a row and what covers it; `None` with the reasons that nothing does.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn case(&self, found: Found, reasons: &mut Vec<ReasonCode>) -> Result<Option<(PreparedCase, Cover<'_>)>, Issues> {
        reasons.clear();
        let case = match self.put_together(found) {
            Ok(case) => case,
            Err(Unready::Contradicts(own)) => return Err(self.contradicts(own)),
            Err(Unready::Unknown(code)) => {
                reasons.push(code);
                return Ok(None);
            }
        };
        let cover = self.covers(&case);
        if cover.is_none() {
            self.refuse(&case, reasons);
        }
        Ok(cover.map(|cover| (case, cover)))
    }

    #[expect(clippy::inline_always, reason = "as above; it is used once for rows as they come, once for odd ones")]
    #[inline(always)]
    fn priced<'r>(
        &'r self,
        found: Found,
        carriage: &Carriage<'_, &str>,
        reasons: &mut Vec<ReasonCode>,
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let (case, cover) = match self.case(found, reasons) {
            Ok(Some(covered)) => covered,
            Ok(None) => return answer(Priced::NotCovered(reasons)),
            Err(issues) => return answer(Priced::Invalid(&issues)),
        };
        match self.price_of(carriage, &case, cover, reasons) {
            Some(price) if price.within_limits() => answer(Priced::Quoted(&price, Lines { price: &price, carriage })),
            Some(_) => answer(Priced::Invalid(&too_large())),
            None => answer(Priced::NoPrice(cover, reasons)),
        }
    }

    /// The same for a row that was read as a whole.
    #[cold]
    #[inline(never)]
    fn priced_alone<'r>(
        &'r self,
        consignment: &Consignment,
        reasons: &mut Vec<ReasonCode>,
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        let own = self.carriage(consignment);
        let [applicant, options] =
            [own.applicant, own.options].map(|ids| ids.iter().map(Id::as_str).collect::<Vec<_>>());
        let Carriage { procedure, service, weight, back, end, declared_value, .. } = own;
        let (applicant, options) = (applicant.as_slice(), options.as_slice());
        let carriage = Carriage { procedure, service, weight, back, end, applicant, options, declared_value };
        self.priced(consignment.asked().find(&self.index.ids), &carriage, reasons, answer);
    }
}
