//! The answers to rows.

#[cfg(doc)]
use super::columns::CaseColumns;
use super::columns::QuoteColumns;
use crate::ask::decide::Cover;
use crate::ask::quote::{Carriage, Price, PriceLine, Sums, Words};
use crate::index::route::Terms;
use crate::rulebook::Rulebook;
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
    Quoted(&'x Sums<'r>, Lines<'x, 'r>),
    /// It may be carried, but its price cannot be told.
    NoPrice(Cover<'r>, &'x [ReasonCode]),
    /// The post may not carry it.
    NotCovered(&'x [ReasonCode]),
    /// The row is no valid question.
    Invalid(&'x Issues),
}

/// The lines of a price, made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'x, 'r>(pub(super) Basis<'x, 'r>);

/// What the lines of a price are made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Basis<'x, 'r> {
    /// A price.
    Price(&'x Price<'r>, &'x Carriage<'x>, Words<'x, &'x str>),
    /// A row whose sums a scale said: its price is made when its lines are asked for.
    Row { rulebook: &'r Rulebook, columns: &'x QuoteColumns<'x>, row: usize, terms: Terms<'r> },
}

impl<'r> Lines<'_, 'r> {
    /// Every line, in order.
    pub fn each(&self, line: impl FnMut(PriceLine<'r>)) {
        self.with_price(|price, carriage, words| price.each_line(words, carriage, line));
    }

    /// The legal sources of lines and fee, each once, in order of first use.
    pub fn sources(&self) -> Vec<&'r str> {
        let mut sources = Vec::new();
        self.with_price(|price, carriage, words| {
            let mut cite = |source: Option<&'r str>| sources.extend(source.filter(|it| !sources.contains(it)));
            price.each_line(words, carriage, |line| cite(line.source));
            cite(price.fee_source());
        });
        sources
    }

    fn with_price(&self, tell: impl FnOnce(&Price<'r>, &Carriage<'_>, &Words<'_, &str>)) {
        match &self.0 {
            Basis::Price(price, carriage, words) => tell(price, carriage, words),
            Basis::Row { rulebook, columns, row, terms } => {
                if let Some((price, carriage, words)) = rulebook.price_of_row(columns, *row, *terms) {
                    tell(&price, &carriage, &words);
                }
            }
        }
    }
}
