//! From rows to their answers, by the very functions that answer a single question.

use super::answer::{Decided, Lines, Priced};
use super::cell::OddCell;
use super::columns::{CaseColumns, QuoteColumns};
use crate::ask::answer::too_large;
use crate::ask::decide::{Case, CaseIds, Ruling};
use crate::ask::quote::{Carriage, Consignment};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Id, Node, read};

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
            let ids = columns.ids(row, self).ok().filter(|ids| ids.procedure.is_given() || ids.field.is_given());
            reasons.clear();
            match ids.map_or_else(read, Ok).and_then(|ids| self.ruling_on(ids, |_| "", &mut reasons)) {
                Ok(Ruling::Covered(_, cover)) => answer(Decided::Covered(cover)),
                Ok(Ruling::NotCovered(reasons)) => answer(Decided::NotCovered(reasons)),
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
                Ok((ids, carriage)) => self.priced(ids, &carriage, &mut reasons, &mut answer),
                Err(OddCell) => match read::from_node::<Consignment>(&whole(row)) {
                    Ok(consignment) => self.priced_alone(&consignment, &mut reasons, &mut answer),
                    Err(issues) => answer(Priced::Invalid(&issues)),
                },
            }
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "else a row is written to memory and read back; it is used once for rows as they come, once for odd ones"
    )]
    #[inline(always)]
    fn priced<'r>(
        &'r self,
        ids: CaseIds,
        carriage: &Carriage<'_, &str>,
        reasons: &mut Vec<ReasonCode>,
        answer: &mut impl FnMut(Priced<'_, 'r>),
    ) {
        reasons.clear();
        let (case, cover) = match self.ruling_on(ids, |_| "", &mut *reasons) {
            Ok(Ruling::Covered(case, cover)) => (case, cover),
            Ok(Ruling::NotCovered(reasons)) => return answer(Priced::NotCovered(reasons)),
            Err(issues) => return answer(Priced::Invalid(&issues)),
        };
        match self.price_of(carriage, &case, cover, reasons) {
            Some(price) if price.within_limits() => answer(Priced::Quoted(&price, Lines { price: &price, carriage })),
            Some(_) => answer(Priced::Invalid(&too_large())),
            None => answer(Priced::NoPrice(cover, reasons)),
        }
    }

    /// The price of a row that was read as a whole.
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
        let Carriage { procedure, service, weight, back, end, declared_value, fee_units, .. } = own;
        let (applicant, options) = (applicant.as_slice(), options.as_slice());
        let carriage =
            Carriage { procedure, service, weight, back, end, applicant, options, declared_value, fee_units };
        self.priced(consignment.asked().find(&self.index.ids), &carriage, reasons, answer);
    }
}
