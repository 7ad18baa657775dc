//! Tables as wide as the page at most. `comfy-table` sets them; it knows neither rules above sums nor tables in parts,
//! so those are here.

use std::iter;
use std::ops::Range;

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width,
};
use textwrap::core::display_width;

use crate::terminal::Style;

/// No borders; under the heads a rule, in pieces where heads stand so close that it must tell them apart.
const LOOK: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));
/// Words are wrapped in no fewer columns than this, or than the longest of them takes.
const NARROWEST: usize = 12;

/// What a column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Column {
    /// Words, which may take several lines.
    Words,
    /// Ids and days, which are kept whole.
    Whole,
    /// Numbers, which are kept whole and end at the right.
    Numbers,
}

impl Column {
    /// The fewest columns of the terminal in which a cell can be read.
    fn least(self, cell: &str) -> usize {
        let longest = || cell.split(' ').map(display_width).max().unwrap_or(0);
        match self {
            Self::Words => display_width(cell).min(NARROWEST).max(longest()),
            Self::Whole | Self::Numbers => display_width(cell),
        }
    }
}

/// A table: a head and rows.
#[derive(Debug)]
pub(crate) struct Table {
    /// What each column holds, and the fewest columns of the terminal that it takes.
    columns: Vec<(Column, usize)>,
    cells: comfy_table::Table,
    has_sum: bool,
}

impl Table {
    pub(crate) fn new<'a>(heads: impl IntoIterator<Item = (&'a str, Column)>) -> Self {
        let heads = heads.into_iter().map(|(head, column)| (head, (column, column.least(head))));
        let (heads, columns): (Vec<&str>, Vec<_>) = heads.unzip();
        let mut cells = comfy_table::Table::new();
        cells.load_style(LOOK).set_header(heads);
        Self { columns, cells, has_sum: false }
    }

    /// A table of numbers, each row of which has a name.
    pub(crate) fn of_numbers<'a>(name: &'a str, numbers: impl IntoIterator<Item = &'a str>) -> Self {
        let numbers = numbers.into_iter().map(|head| (head, Column::Numbers));
        Self::new(iter::once((name, Column::Words)).chain(numbers))
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        for ((column, least), cell) in self.columns.iter_mut().zip(&cells) {
            *least = column.least(cell).max(*least);
        }
        self.cells.add_row(cells);
    }

    /// The last row: of sums, set apart from those above.
    pub(crate) fn sum(&mut self, cells: Vec<String>) {
        self.row(cells);
        self.has_sum = true;
    }

    /// The lines, with how each looks. A table that is too wide is in parts, one below the other, each with the names of
    /// its rows: in as few as there is room for, airy where there is room for that too.
    pub(crate) fn lines(&self, room: usize) -> Vec<(Style, String)> {
        let beside = self.columns.len().saturating_sub(1);
        let fits = |parts: &Vec<Vec<String>>| parts.iter().flatten().all(|line| display_width(line) <= room);
        let mut ways =
            (1..=beside).flat_map(|parts| [1, 0].map(|gap| self.in_parts(beside.div_ceil(parts), gap, room)));
        let parts = ways.find(fits).unwrap_or_else(|| self.in_parts(1, 0, room));
        let styled: Vec<_> = parts.into_iter().map(|lines| styled(lines, self.has_sum)).collect();
        styled.join(&(Style::Plain, String::new()))
    }

    /// The lines of each part, which has so many columns beside the first.
    fn in_parts(&self, size: usize, gap: u16, room: usize) -> Vec<Vec<String>> {
        let end = self.columns.len();
        (1..end).step_by(size).map(|from| self.part(&(from..end.min(from + size)), gap, room)).collect()
    }

    fn part(&self, shown: &Range<usize>, gap: u16, room: usize) -> Vec<String> {
        let mut cells = self.cells.clone();
        let narrow = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        cells.set_content_arrangement(ContentArrangement::Dynamic).set_width(narrow(room));
        if gap > 0 {
            cells.style_mut().header_separator.junction = Some('─');
        }
        for (at, (cells, (column, least))) in cells.column_iter_mut().zip(&self.columns).enumerate() {
            let gap = if at + 1 == shown.end { 0 } else { gap };
            cells.set_padding((0, gap)).set_constraint(match column {
                _ if at > 0 && !shown.contains(&at) => ColumnConstraint::Hidden,
                Column::Words => ColumnConstraint::LowerBoundary(Width::Fixed(narrow(*least) + gap)),
                Column::Whole | Column::Numbers => ColumnConstraint::ContentWidth,
            });
            if *column == Column::Numbers {
                cells.set_cell_alignment(CellAlignment::Right);
            }
        }
        cells.lines().collect()
    }
}

/// How each line looks; above a sum the rule stands once more.
fn styled(lines: Vec<String>, has_sum: bool) -> Vec<(Style, String)> {
    let mut lines: Vec<(Style, String)> = lines.into_iter().map(|line| (Style::Plain, line)).collect();
    let heads = lines.iter().take_while(|(_, line)| !line.starts_with('─')).count();
    lines.iter_mut().take(heads + 1).for_each(|(style, _)| *style = Style::Dim);
    if has_sum && let (Some(rule), Some((_, sum))) = (lines.get(heads).cloned(), lines.pop()) {
        lines.extend([rule, (Style::Bold, sum)]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agencies() -> Table {
        let mut table = Table::of_numbers("Cơ quan", ["Kết quả", "Bưu điện"]);
        table.row(vec!["Sở Thông tin và Truyền thông".into(), "1.234".into(), "1.000".into()]);
        table.row(vec!["Thu\u{309} Dầu Một (phân rã: Thu\u{309})".into(), "7".into(), "6".into()]);
        table.sum(vec!["Tổng cộng".into(), "1.241".into(), "1.006".into()]);
        table
    }

    #[test]
    fn rows_of_vietnamese_names_are_of_one_width() {
        for (room, width) in [(80, 47), (47, 47), (46, 46), (31, 31)] {
            let widths: Vec<usize> = agencies().lines(room).iter().map(|(_, line)| display_width(line)).collect();
            assert!(widths.iter().all(|it| *it == width), "{widths:?} in {room}");
        }
    }

    #[test]
    fn sums_are_set_apart_and_nothing_is_lost() {
        let starts = |lines: Vec<(Style, String)>| -> Vec<_> {
            lines.into_iter().map(|(style, line)| (style, line.chars().take(3).collect::<String>())).collect()
        };
        let mut texts = Table::new([("Mã", Column::Whole), ("Sự kiện", Column::Words)]);
        texts.row(vec!["e1".into(), "Đến bưu cục".into()]);
        assert_eq!(
            starts(texts.lines(80)),
            [(Style::Dim, "Mã ".into()), (Style::Dim, "───".into()), (Style::Plain, "e1 ".into())]
        );
        let [.., row, rule, sum] = &starts(agencies().lines(80))[..] else { panic!("no sum") };
        assert_eq!(row, &(Style::Plain, "Thu".into()));
        assert_eq!((rule, sum), (&(Style::Dim, "───".into()), &(Style::Bold, "Tổn".into())));
    }

    #[test]
    fn words_are_wrapped_and_numbers_are_not() {
        let lines = agencies().lines(32);
        assert!(lines.iter().all(|(_, line)| display_width(line) <= 32), "{lines:?}");
        assert!(lines.iter().any(|(_, line)| line.ends_with("1.234     1.000")), "{lines:?}");
    }

    #[test]
    fn a_table_that_is_too_wide_is_in_parts_that_name_their_rows() {
        let lines = agencies().lines(22);
        assert!(lines.iter().all(|(_, line)| display_width(line) <= 22), "{lines:?}");
        let sums = lines.iter().filter(|(style, line)| *style == Style::Bold && line.starts_with("Tổng cộng"));
        assert_eq!(sums.count(), 2, "{lines:?}");
    }
}
