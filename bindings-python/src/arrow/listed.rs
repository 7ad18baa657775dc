//! Columns of lists of ids: each list that rows have is looked up once, and a row has its number.

use std::collections::BTreeMap;
use std::ops::Range;

use hoso::batch::{Cell, ListAt, ListTable, Listed, Lists};
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
    lists: ListTable<'g>,
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
                let all = spans.of(0).0..spans.of(rows.saturating_sub(1)).1;
                // Most lists have one text, or none, and which row has one no processor can guess: where there are few enough
                // texts they are numbered first, behind nothing, and a row takes its place among them.
                let most = usize::from(all.len() <= rows.saturating_mul(FEW));
                let mut singles = vec![Cell::NULL];
                let single = |at: usize| known.number(values, at..at + 1, &mut found.lists);
                singles.extend(all.clone().take(all.len() * most).map(single));
                let number = |row: usize, (start, end): (usize, usize)| {
                    let (count, valid) = (end.saturating_sub(start), valid(nulls.as_ref(), row));
                    if count > most && valid {
                        return known.number(values, start..end, &mut found.lists);
                    }
                    let has = usize::from(count > 0) & usize::from(valid);
                    let place = start.wrapping_sub(all.start).wrapping_add(1).wrapping_mul(has);
                    singles.get(place).copied().unwrap_or(Cell::ODD)
                };
                found.rows = spans.map(rows, number);
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
        LookedUp { lists: ListTable::new(self.lists.iter().map(|list| find(list))), rows: &self.rows }
    }
}

impl LookedUp<'_> {
    /// The lists of some rows.
    pub(crate) fn of(&self, rows: &Range<usize>) -> Lists<'_> {
        Lists { table: Some(&self.lists), rows: self.rows.get(rows.clone()).unwrap_or_default() }
    }
}

/// So many texts a row are few.
const FEW: usize = 4;

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
