//! Text for a terminal of 80 columns: headings, wrapped lines, tables that line up.

use hoso::Language;
use unicode_width::UnicodeWidthStr as _;

/// The columns that a line may take.
pub(crate) const WIDTH: usize = 80;
/// Where labels and tables begin.
const INDENT: usize = 2;
/// Where what stands beside a label begins.
const BESIDE: usize = 15;

/// How a text looks where colours are on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Good,
    Bad,
    Warn,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Good => "\x1b[32m",
            Self::Bad => "\x1b[31m",
            Self::Warn => "\x1b[33m",
        }
    }
}

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
        let columns = heads
            .into_iter()
            .enumerate()
            .map(|(column, head)| (head.to_owned(), side(column)));
        Self {
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    /// A table of texts.
    pub(crate) fn of_texts<'a>(heads: impl IntoIterator<Item = &'a str>) -> Self {
        let columns = heads.into_iter().map(|head| (head.to_owned(), Side::Left));
        Self {
            columns: columns.collect(),
            rows: Vec::new(),
        }
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
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| width(at, column))
            .collect();
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
fn pad(text: &str, width: usize, side: Side) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    match side {
        Side::Left => format!("{text}{space}"),
        Side::Right => format!("{space}{text}"),
    }
}

/// Words in lines of at most so many columns; a longer word has a line of its own.
fn wrap(text: &str, width: usize) -> Vec<String> {
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

/// What is written so far.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) language: Language,
    colour: bool,
    text: String,
}

impl Page {
    pub(crate) const fn new(language: Language, colour: bool) -> Self {
        Self {
            language,
            colour,
            text: String::new(),
        }
    }

    /// The words in the language of the page.
    pub(crate) const fn pick<T: Copy>(&self, vi: T, en: T) -> T {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// What was written since this was last asked for.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// A line as it is, a few columns in.
    pub(crate) fn line(&mut self, indent: usize, style: Style, line: &str) {
        let line = line.trim_end();
        self.text
            .extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { indent }));
        if self.colour && style != Style::Plain && !line.is_empty() {
            self.text.extend([style.code(), line, "\x1b[0m"]);
        } else {
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        self.line(0, Style::Plain, "");
    }

    /// The title of everything.
    pub(crate) fn title(&mut self, title: &str) {
        self.line(0, Style::Bold, title);
        self.line(0, Style::Dim, &"═".repeat(WIDTH));
    }

    /// The heading of a part.
    pub(crate) fn heading(&mut self, heading: &str) {
        self.blank();
        self.line(0, Style::Bold, heading);
        self.line(0, Style::Dim, &"─".repeat(WIDTH));
    }

    /// A smaller heading.
    pub(crate) fn subheading(&mut self, heading: &str) {
        self.blank();
        self.line(INDENT, Style::Bold, heading);
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, style: Style, text: &str) {
        for line in wrap(text, WIDTH - INDENT) {
            self.line(INDENT, style, &line);
        }
    }

    /// A text beside its label.
    pub(crate) fn pair(&mut self, label: &str, style: Style, text: &str) {
        let mut label = label;
        for line in wrap(text, WIDTH - BESIDE) {
            let padded = pad(label, BESIDE - INDENT, Side::Left);
            let painted = if self.colour && style != Style::Plain {
                format!("{}{line}\x1b[0m", style.code())
            } else {
                line
            };
            self.line(INDENT, Style::Plain, &format!("{padded}{painted}"));
            label = "";
        }
    }

    /// A text beside its label, and an amount at the right edge of its last line.
    pub(crate) fn amount(&mut self, label: &str, style: Style, text: &str, amount: &str) {
        let space = (WIDTH - BESIDE).saturating_sub(amount.width() + 2);
        let mut lines = wrap(text, space);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}  {amount}", pad(last, space, Side::Left));
        }
        let mut label = label;
        for line in lines {
            self.line(
                INDENT,
                style,
                &format!("{}{line}", pad(label, BESIDE - INDENT, Side::Left)),
            );
            label = "";
        }
    }

    pub(crate) fn table(&mut self, table: &Table, gap: usize) {
        for (style, line) in table.lines(gap) {
            self.line(INDENT, style, &line);
        }
    }
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
    fn amounts_end_at_the_edge_however_long_their_text() {
        let mut page = Page::new(Language::Vi, false);
        page.amount("Cước", Style::Plain, "trả kết quả", "35.000 đ");
        page.amount(
            "",
            Style::Plain,
            &"nội huyện, thị xã, thành phố; ".repeat(3),
            "1.040.000 đ",
        );
        let text = page.take();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(
            lines
                .iter()
                .filter(|line| line.ends_with('đ'))
                .all(|line| line.width() == WIDTH),
            "{text}"
        );
        assert!(lines.iter().all(|line| line.width() <= WIDTH));
    }

    #[test]
    fn words_are_wrapped_by_the_columns_that_they_take() {
        assert_eq!(wrap("Ủy ban nhân dân tỉnh", 11), ["Ủy ban nhân", "dân tỉnh"]);
        assert_eq!(wrap("một_từ_rất_dài x", 5), ["một_từ_rất_dài", "x"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn colours_take_no_columns_and_end_with_their_line() {
        let mut page = Page::new(Language::Vi, true);
        page.pair("Đáp", Style::Good, "được");
        page.line(0, Style::Plain, "  ");
        assert_eq!(page.take(), "  Đáp          \x1b[32mđược\x1b[0m\n\n");
    }
}
