//! What is wrong with a column or a cell, for whoever looks at the table.

use crate::wire::{Issue, IssueCode, Issues, Keys, Kind, Language, Node, Params, Words, signed};

/// A cell of a file where a whole number is wanted: digits in one piece, with a sign or without. Something else that is a
/// number is none of those; what is no number is nothing here.
///
/// Unlike what a person types into a form ([`crate::form::whole_number`]) no groups are read: a program wrote the file, and
/// `1.000` may be its one.
pub fn integer(text: &str) -> Option<Node<'static>> {
    let (negative, digits) = signed(text);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, fraction)) if is_number(whole) && is_number(fraction) => Some(Node::Fraction),
        None if is_number(digits) => {
            let size: Result<i64, _> = digits.parse();
            Some(size.map_or(Node::Huge { negative }, |size| Node::Int(if negative { -size } else { size })))
        }
        _ => None,
    }
}

/// A cell of a file where a day is wanted: a time of midnight, as spreadsheets and dataframes write days, is its day.
///
/// ```
/// use hoso::batch::day;
/// assert_eq!(day("2014-10-01 00:00:00"), "2014-10-01");
/// assert_eq!(day("2014-10-01 08:30:00"), "2014-10-01 08:30:00");
/// ```
pub fn day(text: &str) -> &str {
    const LENGTH: usize = "2014-10-01".len();
    let Some((day, rest)) = text.split_at_checked(LENGTH) else { return text };
    let time = rest.strip_prefix([' ', 'T']).and_then(|time| time.strip_prefix("00:00"));
    match time.map(|time| time.strip_prefix(":00").unwrap_or(time)) {
        Some("") => day,
        Some(rest) if rest.strip_prefix('.').is_some_and(|zeros| zeros.bytes().all(|byte| byte == b'0')) => day,
        _ => text,
    }
}

/// Says of issues about cells of a file what is wrong with how they are written, where that can be told. `cell` gives the
/// text under a key, and what is wanted there.
#[must_use]
pub fn cells_told<'c>(issues: Issues, cell: impl Fn(&str) -> Option<(&'c str, Kind)>) -> Issues {
    issues.worded(|issue| {
        let (text, kind) = cell(issue.path.strip_prefix('/')?)?;
        let wrong = matches!(issue.code, IssueCode::WrongType | IssueCode::NotInteger);
        let (vi, en) = if wrong { how(text.trim(), kind)? } else { return None };
        Some(Words::of(vi, en))
    })
}

/// Words for nothing, in small letters.
const NOTHING: [&str; 12] =
    ["null", "none", "nil", "nan", "na", "n/a", "#n/a", "-", "--", "\u{2013}", "\u{2014}", "không có"];

/// What is wrong with how a cell is written.
fn how(text: &str, kind: Kind) -> Option<(&'static str, &'static str)> {
    if NOTHING.contains(&text.to_lowercase().as_str()) {
        return Some((
            "Ô không có giá trị thì để trống, không ghi NULL, N/A hay dấu gạch.",
            "Leave a cell that holds nothing empty, without NULL, N/A or a dash.",
        ));
    }
    if kind != Kind::Integer {
        return None;
    }
    let digits = signed(text).1;
    let is_sign = |char: char| matches!(char, ',' | '.' | '\'' | '\u{2019}' | '_') || char.is_whitespace();
    let number = digits.trim_end_matches(|char: char| !char.is_ascii_digit() && !is_sign(char)).trim_end();
    let mut groups = number.split(is_sign);
    let begins = groups.next().is_some_and(|first| !first.is_empty());
    if !begins || !number.chars().all(|char| char.is_ascii_digit() || is_sign(char)) {
        return None;
    }
    let mut rest = groups.peekable();
    if rest.peek().is_none() {
        return (number != digits).then_some((
            "Chỉ viết chữ số, không viết đơn vị: 26000.",
            "Write the digits alone, without a unit: 26000.",
        ));
    }
    if rest.all(|group| group.len() == 3) {
        return Some((
            "Viết liền các chữ số, không có dấu ngăn nghìn: 26000.",
            "Write the digits in one piece, without separators: 26000.",
        ));
    }
    Some((IssueCode::NotInteger.template(Language::Vi), IssueCode::NotInteger.template(Language::En)))
}

/// The issue of a column of a type that does not fit, with what to cast it to. `held` is what it holds, or, where that cannot
/// be `read` at all, what it calls it.
pub fn misfit(wanted: Kind, path: impl Into<String>, held: &str, read: bool) -> Issue {
    let expected = types(wanted, Language::En);
    let params = Params::new().with("expected", format!("{expected}; the column is {held}"));
    let held = held.to_owned();
    Issue::new(IssueCode::WrongType, path, params).said(Words::new(move |_, language| {
        let types = types(wanted, language);
        match (language, read) {
            (Language::Vi, true) => format!("Cột có kiểu {held}; hãy đổi (cast) sang {types}."),
            (Language::Vi, false) => format!("Cột có kiểu không đọc được ({held}); hãy đổi (cast) sang {types}."),
            (Language::En, true) => format!("The column is {held}; cast it to {types}."),
            (Language::En, false) => {
                format!("The column is of a type that cannot be read ({held}); cast it to {types}.")
            }
        }
    }))
}

/// The types of Arrow that a column may have.
fn types(wanted: Kind, language: Language) -> String {
    let names = |keys: Keys| keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let pick = |vi: &str, en: &str| language.pick(vi, en).to_owned();
    match wanted {
        Kind::Text => pick(
            "string, large_string, string_view hoặc dictionary của các kiểu ấy",
            "string, large_string, string_view, or a dictionary of these",
        ),
        Kind::Day => pick("date32, date64, timestamp hoặc văn bản (string)", "date32, date64, timestamp, or strings"),
        Kind::Time => pick("timestamp có múi giờ hoặc văn bản (string)", "timestamp with a time zone, or strings"),
        Kind::Integer => pick(
            "int8 đến int64, uint8 đến uint64, hoặc float, decimal có giá trị nguyên",
            "int8 to int64 or uint8 to uint64, or floats or decimals that are whole",
        ),
        Kind::Flag => "bool".to_owned(),
        Kind::Object(keys) => format!("{} {}", pick("struct gồm", "struct of"), names(keys)),
        Kind::List(Kind::Object(keys)) => {
            format!(
                "{} {}",
                pick("list hoặc large_list của struct gồm", "list or large_list of structs of"),
                names(keys)
            )
        }
        Kind::List(_) => pick("list hoặc large_list của string", "list or large_list of strings"),
        Kind::Open => pick("kiểu khác", "another type"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, kind: Kind) -> String {
        let code = if integer(text).is_some() { IssueCode::NotInteger } else { IssueCode::WrongType };
        let issue = Issue::new(code, "/weight_grams", Params::new().with("expected", "integer"));
        let told = cells_told(issue.into(), |key| (key == "weight_grams").then_some((text, kind)));
        told.iter().map(|issue| issue.message(Language::En)).collect()
    }

    #[test]
    fn cells_say_how_they_are_written_wrongly() {
        for text in ["26,000", "1 000", "1.000", "1\u{a0}000", "-1'000", "1.000.000", "26.000 đ"] {
            assert!(told(text, Kind::Integer).contains("separators"), "{text}");
        }
        for text in ["NULL", "n/a", "-", "Không có", " NaN "] {
            assert!(told(text, Kind::Integer).contains("empty"), "{text}");
        }
        assert!(told("80g", Kind::Integer).contains("unit"));
        assert!(told("80.5", Kind::Integer).contains("fraction") && told("80,5", Kind::Integer).contains("fraction"));
        assert!(told("null", Kind::Flag).contains("empty"));
        for (text, kind) in [("heavy", Kind::Integer), (".", Kind::Integer), ("", Kind::Integer), ("1,000", Kind::Flag)]
        {
            assert!(told(text, kind).starts_with("Wrong type"), "{text}");
        }
    }

    #[test]
    fn integers_of_files_have_signs_and_no_groups() {
        assert_eq!(integer("+0080"), Some(Node::Int(80)));
        assert_eq!(integer("\u{2212}5"), Some(Node::Int(-5)));
        assert_eq!(integer("-99999999999999999999"), Some(Node::Huge { negative: true }));
        assert_eq!([integer("80.0"), integer("1.000")], [Some(Node::Fraction), Some(Node::Fraction)]);
        for text in ["", "+", "--5", "1,000", "1 000", "1e3", ".5", "5."] {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn only_midnight_is_a_day() {
        for text in ["2014-10-01", "2014-10-01 00:00:00", "2014-10-01T00:00", "2014-10-01 00:00:00.000"] {
            assert_eq!(day(text), "2014-10-01", "{text}");
        }
        for text in ["2014-10-01 00:00:01", "2014-10-01T00:00:00Z", "2014-10-01 ", "2014-10-01 00", "ngày 1 tháng 10"]
        {
            assert_eq!(day(text), text);
        }
    }
}
