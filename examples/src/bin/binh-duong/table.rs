//! Tables and wrapped lines, by the columns that a text takes in a terminal.

use unicode_width::UnicodeWidthStr as _;

use crate::terminal::Style;

/// On which side a column's texts begin.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A table: a head and rows, as wide as its widest texts.
#[derive(Debug, Default)]
pub(crate) struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<(Vec<String>, bool)>,
}

impl Table {
    /// A table whose columns are named so; the first is of names, the others are of numbers.
    pub(crate) fn of_numbers<'a>(heads: impl IntoIterator<Item = &'a str>) -> Self {
        let side = |column| if column == 0 { Side::Left } else { Side::Right };
        let columns = heads.into_iter().enumerate().map(|(column, head)| (head.to_owned(), side(column)));
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// A table of texts.
    pub(crate) fn of_texts<'a>(heads: impl IntoIterator<Item = &'a str>) -> Self {
        let columns = heads.into_iter().map(|head| (head.to_owned(), Side::Left));
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push((cells, false));
    }

    /// A row of sums, set apart from those above.
    pub(crate) fn sum(&mut self, cells: Vec<String>) {
        self.rows.push((cells, true));
    }

    /// The lines: each of the same width, with how it looks.
    pub(crate) fn lines(&self, gap: usize) -> Vec<(Style, String)> {
        let width = |column: usize, (head, _): &(String, Side)| {
            let cells = self.rows.iter().filter_map(|(cells, _)| cells.get(column));
            cells.chain([head]).map(|cell| cell.width()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = self.columns.iter().enumerate().map(|(at, column)| width(at, column)).collect();
        let line = |cells: &[String]| {
            let padded = self
                .columns
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, ((_, side), width))| pad(cells.get(at).map_or("", String::as_str), *width, *side));
            padded.collect::<Vec<_>>().join(&" ".repeat(gap))
        };
        let rule = || {
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            (Style::Dim, rules.join(&" ".repeat(gap)))
        };
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| head.clone()).collect();
        let mut lines = vec![(Style::Dim, line(&heads)), rule()];
        for (cells, sum) in &self.rows {
            lines.extend(sum.then(rule));
            lines.push((if *sum { Style::Bold } else { Style::Plain }, line(cells)));
        }
        lines
    }
}

/// A text in a field of some width.
pub(crate) fn pad(text: &str, width: usize, side: Side) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    match side {
        Side::Left => format!("{text}{space}"),
        Side::Right => format!("{space}{text}"),
    }
}

/// Words in lines of at most so many columns; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_vietnamese_names_are_of_one_width() {
        let mut table = Table::of_numbers(["Cơ quan", "Kết quả"]);
        table.row(vec!["Sở Thông tin và Truyền thông".into(), "1.234".into()]);
        table.row(vec!["Thủ Dầu Một (phân rã: Thủ)".into(), "7".into()]);
        table.sum(vec!["Tổng cộng".into(), "1.241".into()]);
        let widths: Vec<usize> = table.lines(2).iter().map(|(_, line)| line.width()).collect();
        assert_eq!(widths, [37; 6]);
    }

    #[test]
    fn words_are_wrapped_by_the_columns_that_they_take() {
        assert_eq!(wrap("Ủy ban nhân dân tỉnh", 11), ["Ủy ban nhân", "dân tỉnh"]);
        assert_eq!(wrap("một_từ_rất_dài x", 5), ["một_từ_rất_dài", "x"]);
        assert_eq!(wrap("", 5), [""]);
    }
}
