//! An amount of money in words, as statements and receipts have it beside the figures.

use crate::wire::Language;

/// An amount in đồng in words: `hai mươi sáu nghìn đồng`, `twenty-six thousand đồng`.
///
/// Vietnamese as its schools teach it: a group of digits that follows another says its hundreds (`không trăm`), an empty ten
/// is `linh`, after `mươi` the digits 1, 4 and 5 are `mốt`, `tư` and `lăm`, and thousands of millions are `tỷ`.
///
/// ```
/// use hoso::{amount_in_words, Language};
/// assert_eq!(amount_in_words(-1_005_021, Language::Vi), "âm một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng");
/// assert_eq!(amount_in_words(26_000, Language::En), "twenty-six thousand đồng");
/// ```
pub fn amount_in_words(amount: i64, language: Language) -> String {
    let (minus, zero, count): (_, _, fn(u64, &mut Spelling)) = match language {
        Language::Vi => ("âm ", "không", vietnamese),
        Language::En => ("minus ", "zero", english),
    };
    let mut words = Spelling(String::new());
    count(amount.unsigned_abs(), &mut words);
    let number = if amount == 0 { zero } else { &words.0 };
    let minus = if amount < 0 { minus } else { "" };
    format!("{minus}{number} đồng")
}

/// Spelling so far, with spaces between.
struct Spelling(String);

impl Spelling {
    fn say(&mut self, word: &str) {
        if !self.0.is_empty() && !word.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }
}

fn vietnamese(number: u64, words: &mut Spelling) {
    const BILLION: u64 = 1_000_000_000;
    if number >= BILLION {
        vietnamese(number / BILLION, words);
        words.say("tỷ");
    }
    for (unit, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = number % BILLION / unit % 1_000;
        if group > 0 {
            vietnamese_group(group, words);
            words.say(name);
        }
    }
}

fn vietnamese_group(group: u64, words: &mut Spelling) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let full = hundreds > 0 || !words.0.is_empty();
    if full {
        words.say(vietnamese_digit(hundreds));
        words.say("trăm");
    }
    match tens {
        0 if full && ones > 0 => words.say("linh"),
        0 => {}
        1 => words.say("mười"),
        _ => {
            words.say(vietnamese_digit(tens));
            words.say("mươi");
        }
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.say("mốt"),
        (2.., 4) => words.say("tư"),
        (1.., 5) => words.say("lăm"),
        _ => words.say(vietnamese_digit(ones)),
    }
}

const fn vietnamese_digit(digit: u64) -> &'static str {
    match digit {
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        9 => "chín",
        _ => "không",
    }
}

fn english(number: u64, words: &mut Spelling) {
    const UNITS: [(u64, &str); 7] = [
        (1_000_000_000_000_000_000, "quintillion"),
        (1_000_000_000_000_000, "quadrillion"),
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
        (1, ""),
    ];
    for (unit, name) in UNITS {
        let group = number / unit % 1_000;
        if group > 0 {
            english_group(group, words);
            words.say(name);
        }
    }
}

fn english_group(group: u64, words: &mut Spelling) {
    let (hundreds, rest) = (group / 100, group % 100);
    if hundreds > 0 {
        words.say(english_small(hundreds));
        words.say("hundred");
    }
    if rest < 20 {
        words.say(english_small(rest));
        return;
    }
    words.say(english_tens(rest / 10));
    if rest % 10 > 0 {
        words.0.push('-');
        words.0.push_str(english_small(rest % 10));
    }
}

const fn english_small(number: u64) -> &'static str {
    match number {
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        11 => "eleven",
        12 => "twelve",
        13 => "thirteen",
        14 => "fourteen",
        15 => "fifteen",
        16 => "sixteen",
        17 => "seventeen",
        18 => "eighteen",
        19 => "nineteen",
        _ => "",
    }
}

const fn english_tens(tens: u64) -> &'static str {
    match tens {
        2 => "twenty",
        3 => "thirty",
        4 => "forty",
        5 => "fifty",
        6 => "sixty",
        7 => "seventy",
        8 => "eighty",
        _ => "ninety",
    }
}
