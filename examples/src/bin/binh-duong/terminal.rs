//! Text for a terminal of 80 columns: headings, wrapped lines, tables that line up.

use hoso::Language;
use unicode_width::UnicodeWidthStr as _;

use crate::table::{Side, Table, pad, wrap};

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

/// What is written so far.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) language: Language,
    colour: bool,
    text: String,
}

impl Page {
    pub(crate) const fn new(language: Language, colour: bool) -> Self {
        Self { language, colour, text: String::new() }
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
        self.text.extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { indent }));
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
            let painted =
                if self.colour && style != Style::Plain { format!("{}{line}\x1b[0m", style.code()) } else { line };
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
            self.line(INDENT, style, &format!("{}{line}", pad(label, BESIDE - INDENT, Side::Left)));
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
    fn amounts_end_at_the_edge_however_long_their_text() {
        let mut page = Page::new(Language::Vi, false);
        page.amount("Cước", Style::Plain, "trả kết quả", "35.000 đ");
        page.amount("", Style::Plain, &"nội huyện, thị xã, thành phố; ".repeat(3), "1.040.000 đ");
        let text = page.take();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().filter(|line| line.ends_with('đ')).all(|line| line.width() == WIDTH), "{text}");
        assert!(lines.iter().all(|line| line.width() <= WIDTH));
    }

    #[test]
    fn colours_take_no_columns_and_end_with_their_line() {
        let mut page = Page::new(Language::Vi, true);
        page.pair("Đáp", Style::Good, "được");
        page.line(0, Style::Plain, "  ");
        assert_eq!(page.take(), "  Đáp          \x1b[32mđược\x1b[0m\n\n");
    }
}
