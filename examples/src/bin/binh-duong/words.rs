//! Names, numbers and days as people read them.

use hoso::document::{Agency, Procedure};
use hoso::{Date, Language, Rulebook, Service, Time};

/// An amount: `35.000 đ`, as `hoso::explain` writes it.
pub(crate) fn money(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{} đ", grouped(amount.unsigned_abs(), '.'))
}

/// A count: `41.870` in Vietnamese, `41,870` in English.
pub(crate) fn count(count: impl TryInto<u64>, language: Language) -> String {
    grouped(count.try_into().unwrap_or(0), if language == Language::Vi { '.' } else { ',' })
}

/// By hand: a library of locales is much for one point or comma.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if place > 0 && place % 3 == 0 {
            text.push(separator);
        }
    }
    text
}

/// A share in basis points: `52,31%` in Vietnamese, `52.31%` in English.
pub(crate) fn percent(bp: i64, language: Language) -> String {
    let point = if language == Language::Vi { ',' } else { '.' };
    format!("{}{point}{:02}%", bp / 100, bp % 100)
}

/// A time: `13/10/2014 09:30`, in the offset that it came with.
pub(crate) fn moment(time: Time) -> String {
    let text = time.to_string();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    let day = day.parse::<Date>().map_or_else(|_| day.to_owned(), Date::said);
    format!("{day} {}", clock.get(..5).unwrap_or(clock))
}

/// What the post carries, within a sentence.
pub(crate) fn service(service: Service, language: Language) -> String {
    service.label(language).to_lowercase()
}

/// Who pays.
pub(crate) fn payer(who: &str, language: Language) -> &str {
    match (who, language) {
        ("applicant", Language::Vi) => "người nộp hồ sơ",
        ("applicant", Language::En) => "applicant",
        ("agency", Language::Vi) => "cơ quan",
        ("operator", Language::Vi) => "bưu điện",
        _ => who,
    }
}

/// An agency's name in a few words, where a table has no room for all of it.
pub(crate) fn short_name(code: &str, language: Language) -> &str {
    match (code, language) {
        ("so-noi-vu", Language::Vi) => "Sở Nội vụ",
        ("so-noi-vu", Language::En) => "Home Affairs",
        ("so-thong-tin-truyen-thong", Language::Vi) => "Sở TT&TT",
        ("so-thong-tin-truyen-thong", Language::En) => "Info & Comms",
        ("ban-quan-ly-khu-cong-nghiep", Language::Vi) => "BQL các KCN",
        ("ban-quan-ly-khu-cong-nghiep", Language::En) => "Ind. Zones",
        _ => code,
    }
}

/// The agency of a code.
pub(crate) fn agency<'r>(rulebook: &'r Rulebook, code: &str) -> Option<&'r Agency> {
    rulebook.document().agencies.iter().find(|agency| agency.code.as_str() == code)
}

/// The procedure of a code.
pub(crate) fn procedure<'r>(rulebook: &'r Rulebook, code: &str) -> Option<&'r Procedure> {
    rulebook.document().procedures.iter().find(|procedure| procedure.code.as_str() == code)
}

/// The name of an agency, or its code.
pub(crate) fn agency_name<'r>(rulebook: &'r Rulebook, code: &'r str, language: Language) -> &'r str {
    agency(rulebook, code).map_or(code, |agency| agency.name.say(language))
}

/// The name of a place, or its code.
pub(crate) fn place_name<'r>(rulebook: &'r Rulebook, code: &'r str, language: Language) -> &'r str {
    let place = rulebook.document().places.iter().find(|place| place.code.as_str() == code);
    place.map_or(code, |place| place.name.say(language))
}

/// The name of a zone, or its id.
pub(crate) fn zone_name<'r>(rulebook: &'r Rulebook, id: &'r str, language: Language) -> &'r str {
    let zone = rulebook.document().zones.iter().find(|zone| zone.id.as_str() == id);
    zone.map_or(id, |zone| zone.name.say(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!((money(35_000), money(-17_500), money(0)), ("35.000 đ".into(), "-17.500 đ".into(), "0 đ".into()));
        assert_eq!((count(41_870, Language::Vi), count(999, Language::En)), ("41.870".into(), "999".into()));
        assert_eq!((percent(5_231, Language::Vi), percent(5, Language::En)), ("52,31%".into(), "0.05%".into()));
    }

    #[test]
    fn times_are_read_in_their_own_offset() {
        assert_eq!(moment("2014-10-13T09:30:59+07:00".parse().unwrap()), "13/10/2014 09:30");
    }
}
