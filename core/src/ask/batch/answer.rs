//! The answers to rows.

#[cfg(doc)]
use super::columns::{CaseColumns, QuoteColumns};
use crate::ask::decide::Cover;
use crate::ask::quote::{Carriage, Price, PriceLine, Words};
use crate::say::reason::ReasonCode;
use crate::wire::Issues;

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
    pub(super) price: &'x Price<'r>,
    pub(super) carriage: &'x Carriage<'x>,
    pub(super) words: Words<'x, &'x str>,
}

impl<'r> Lines<'_, 'r> {
    /// Every line, in order.
    pub fn each(&self, line: impl FnMut(PriceLine<'r>)) {
        self.price.each_line(&self.words, self.carriage, line);
    }

    /// The legal sources of lines and fee, each once, in order of first use.
    pub fn sources(&self) -> Vec<&'r str> {
        let mut sources = Vec::new();
        let mut cite = |source: Option<&'r str>| sources.extend(source.filter(|it| !sources.contains(it)));
        self.price.each_line(&self.words, self.carriage, |line| cite(line.source));
        cite(self.price.fee_source());
        sources
    }
}
