//! Columns of lists of ids: each list that rows have is looked up once, and a row has its number.

use std::collections::BTreeMap;
use std::ops::Range;

use hoso::batch::{Cell, ListAt, Listed, Lists};
use hoso::wire::Node;

use super::columns::{Column, valid};
use super::recent::Recent;

/// The lists that rows of a column have, and which of them each row has.
#[derive(Default)]
pub(crate) struct ListColumn<'c> {
    lists: Vec<Vec<&'c str>>,
    rows: Vec<Cell<ListAt>>,
}

/// The lists of a column, looked up.
pub(crate) struct LookedUp<'g> {
    lists: Vec<Option<Listed<'g>>>,
    rows: &'g [Cell<ListAt>],
}

impl<'c> ListColumn<'c> {
    /// The lists of so many rows; of a column that the table does not have there are none.
    pub(crate) fn new(column: Option<&'c Column>, rows: usize) -> Self {
        let mut found = Self::default();
        match column {
            None => {}
            Some(Column::Lists(spans, nulls, values)) => {
                let mut known = Known::default();
                let number = |row: usize| {
                    let (start, end) = spans.of(row);
                    if !valid(nulls.as_ref(), row) || start == end {
                        // An empty list is none.
                        return Cell::NULL;
                    }
                    known.number(values, start..end, &mut found.lists)
                };
                found.rows = (0..rows).map(number).collect();
            }
            Some(column) => {
                let cell = |row| if column.node(row) == Node::Null { Cell::NULL } else { Cell::ODD };
                found.rows = (0..rows).map(cell).collect();
            }
        }
        found
    }

    /// Looks up each list.
    pub(crate) fn look_up<'g>(&'g self, find: impl Fn(&'g [&'g str]) -> Option<Listed<'g>>) -> LookedUp<'g> {
        LookedUp { lists: self.lists.iter().map(|list| find(list)).collect(), rows: &self.rows }
    }
}

impl LookedUp<'_> {
    /// The lists of some rows.
    pub(crate) fn of(&self, rows: &Range<usize>) -> Lists<'_> {
        Lists { lists: &self.lists, rows: self.rows.get(rows.clone()).unwrap_or_default() }
    }
}

/// The numbers of lists that were met.
#[derive(Default)]
struct Known<'c> {
    numbers: BTreeMap<Vec<&'c str>, Cell<ListAt>>,
    /// Those of single texts, which most lists are.
    single: Recent<Cell<ListAt>>,
}

impl<'c> Known<'c> {
    /// The number of a list that is not empty; what has something that is no text is odd.
    fn number(&mut self, values: &'c Column, span: Range<usize>, lists: &mut Vec<Vec<&'c str>>) -> Cell<ListAt> {
        if span.len() > 1 {
            let list: Option<Vec<&str>> = span.map(|at| values.text(at)).collect();
            return list.map_or(Cell::ODD, |list| find(&mut self.numbers, &list, lists));
        }
        let Some(text) = values.text(span.start) else { return Cell::ODD };
        let Self { numbers, single } = self;
        single.get(text, |_| find(numbers, &[text], lists))
    }
}

/// The number of a list, which it gets when it is first met.
fn find<'c>(
    numbers: &mut BTreeMap<Vec<&'c str>, Cell<ListAt>>,
    list: &[&'c str],
    lists: &mut Vec<Vec<&'c str>>,
) -> Cell<ListAt> {
    numbers.get(list).copied().unwrap_or_else(|| {
        let number = Cell::from(ListAt::new(lists.len()));
        lists.push(list.to_vec());
        numbers.insert(list.to_vec(), number);
        number
    })
}
