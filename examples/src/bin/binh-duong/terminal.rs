//! A page for a terminal: headings, wrapped lines, tables. Colours are always written; the stream leaves them out.

use std::borrow::Cow;

use anstyle::AnsiColor;
use hoso::Language;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

use crate::table::Table;

/// The fewest columns that a page has room in, and the most in which its lines are still easy to read.
const WIDTHS: (usize, usize) = (40, 100);
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
    /// The text in this style.
    fn paint(self, text: &str) -> String {
        let plain = anstyle::Style::new();
        let style = match self {
            Self::Plain => plain,
            Self::Bold => plain.bold(),
            Self::Dim => plain.dimmed(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// What is written so far.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) language: Language,
    /// The columns that a line may take.
    width: usize,
    text: String,
}

impl Page {
    /// A page as wide as `COLUMNS` says or the terminal is.
    pub(crate) fn new(language: Language) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        Self::of_width(language, said.unwrap_or_else(textwrap::termwidth))
    }

    fn of_width(language: Language, width: usize) -> Self {
        let (least, most) = WIDTHS;
        Self { language, width: width.clamp(least, most), text: String::new() }
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
    fn line(&mut self, indent: usize, style: Style, line: &str) {
        let line = line.trim_end();
        if !line.is_empty() {
            self.text.extend([&" ".repeat(indent), &style.paint(line)].map(String::as_str));
        }
        self.text.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        self.line(0, Style::Plain, "");
    }

    /// The title of everything.
    pub(crate) fn title(&mut self, title: &str) {
        self.underlined(title, "═");
    }

    /// The heading of a part.
    pub(crate) fn heading(&mut self, heading: &str) {
        self.blank();
        self.underlined(heading, "─");
    }

    fn underlined(&mut self, heading: &str, rule: &str) {
        for line in wrapped(heading, self.width) {
            self.line(0, Style::Bold, &line);
        }
        self.line(0, Style::Dim, &rule.repeat(self.width));
    }

    /// A smaller heading.
    pub(crate) fn subheading(&mut self, heading: &str) {
        self.blank();
        self.paragraph(Style::Bold, heading);
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, style: Style, text: &str) {
        for line in wrapped(text, self.width - INDENT) {
            self.line(INDENT, style, &line);
        }
    }

    /// A text beside its label.
    pub(crate) fn pair(&mut self, label: &str, style: Style, text: &str) {
        self.beside(label, style, wrapped(text, self.width - BESIDE));
    }

    /// A text beside its label, and an amount at the right edge of its last line, which no library sets so.
    pub(crate) fn amount(&mut self, label: &str, style: Style, text: &str, amount: &str) {
        let space = (self.width - BESIDE).saturating_sub(display_width(amount) + 2);
        let mut lines = wrapped(text, space);
        if let Some(last) = lines.last_mut() {
            let gap = space.saturating_sub(display_width(last)) + 2;
            last.to_mut().extend([&" ".repeat(gap), amount]);
        }
        self.beside(label, style, lines);
    }

    fn beside(&mut self, mut label: &str, style: Style, lines: Vec<Cow<'_, str>>) {
        for line in lines {
            let gap = (BESIDE - INDENT).saturating_sub(display_width(label));
            self.line(INDENT, Style::Plain, &format!("{label}{:gap$}{}", "", style.paint(&line)));
            label = "";
        }
    }

    pub(crate) fn table(&mut self, table: &Table) {
        for (style, line) in table.lines(self.width - INDENT) {
            self.line(INDENT, style, &line);
        }
    }
}

/// Words in lines of at most so many columns; ids with hyphens are kept whole.
fn wrapped(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, Options::new(width).word_splitter(WordSplitter::NoHyphenation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_end_at_the_edge_however_long_their_text() {
        let mut page = Page::of_width(Language::Vi, 80);
        page.amount("Cước", Style::Plain, "trả kết quả", "35.000 đ");
        page.amount("", Style::Plain, &"nội huyện, thị xã, thành phố; ".repeat(3), "1.040.000 đ");
        let text = page.take();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().filter(|line| line.ends_with('đ')).all(|line| display_width(line) == 80), "{text}");
        assert!(lines.iter().all(|line| display_width(line) <= 80));
    }

    #[test]
    fn colours_take_no_columns_and_end_with_their_line() {
        let mut page = Page::of_width(Language::Vi, 80);
        page.pair("Đáp", Style::Good, "được");
        page.line(0, Style::Plain, "  ");
        assert_eq!(page.take(), "  Đáp          \x1b[32mđược\x1b[0m\n\n");
    }
}
