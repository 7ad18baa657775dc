//! Amounts in words: a table written by hand, and every amount read back from its words by another hand.

use hoso::{Language, amount_in_words};
use proptest::prelude::*;

#[test]
fn as_people_write_them() {
    let table = [
        (0, "không", "zero"),
        (1, "một", "one"),
        (4, "bốn", "four"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (11, "mười một", "eleven"),
        (14, "mười bốn", "fourteen"),
        (15, "mười lăm", "fifteen"),
        (19, "mười chín", "nineteen"),
        (20, "hai mươi", "twenty"),
        (21, "hai mươi mốt", "twenty-one"),
        (24, "hai mươi tư", "twenty-four"),
        (25, "hai mươi lăm", "twenty-five"),
        (90, "chín mươi", "ninety"),
        (100, "một trăm", "one hundred"),
        (101, "một trăm linh một", "one hundred one"),
        (104, "một trăm linh bốn", "one hundred four"),
        (105, "một trăm linh năm", "one hundred five"),
        (110, "một trăm mười", "one hundred ten"),
        (115, "một trăm mười lăm", "one hundred fifteen"),
        (999, "chín trăm chín mươi chín", "nine hundred ninety-nine"),
        (1_000, "một nghìn", "one thousand"),
        (1_005, "một nghìn không trăm linh năm", "one thousand five"),
        (1_021, "một nghìn không trăm hai mươi mốt", "one thousand twenty-one"),
        (26_000, "hai mươi sáu nghìn", "twenty-six thousand"),
        (31_818, "ba mươi mốt nghìn tám trăm mười tám", "thirty-one thousand eight hundred eighteen"),
        (1_000_005, "một triệu không trăm linh năm", "one million five"),
        (1_050_000, "một triệu không trăm năm mươi nghìn", "one million fifty thousand"),
        (2_000_000_000, "hai tỷ", "two billion"),
        (2_000_000_010, "hai tỷ không trăm mười", "two billion ten"),
        (10_000_000_000_000, "mười nghìn tỷ", "ten trillion"),
        (-26_000, "âm hai mươi sáu nghìn", "minus twenty-six thousand"),
        (
            9_007_199_254_740_991,
            "chín triệu không trăm linh bảy nghìn một trăm chín mươi chín tỷ hai trăm năm mươi tư triệu bảy trăm bốn mươi \
             nghìn chín trăm chín mươi mốt",
            "nine quadrillion seven trillion one hundred ninety-nine billion two hundred fifty-four million seven hundred \
             forty thousand nine hundred ninety-one",
        ),
    ];
    for (amount, vi, en) in table {
        assert_eq!(amount_in_words(amount, Language::Vi), format!("{vi} đồng"));
        assert_eq!(amount_in_words(amount, Language::En), format!("{en} đồng"));
    }
}

/// The number that words say: what is said of a group is added up, and a unit multiplies what was said before it.
fn number(words: &str, minus: &str, meaning: impl Fn(&str) -> Said) -> i128 {
    let words = words.strip_suffix(" đồng").unwrap();
    let (sign, words) = words.strip_prefix(minus).map_or((1, words), |rest| (-1, rest));
    let (mut done, mut large, mut group) = (0, 0, 0);
    for word in words.split([' ', '-']) {
        match meaning(word) {
            Said::Digit(value) => group += value,
            Said::Times(value) => group = group / 10 * 10 + group % 10 * value,
            Said::Hundred => group *= 100,
            Said::Unit(unit) => large += std::mem::take(&mut group) * unit,
            Said::Billion => done = (done + std::mem::take(&mut large) + std::mem::take(&mut group)) * 1_000_000_000,
        }
    }
    sign * (done + large + group)
}

enum Said {
    /// A number of its own.
    Digit(i128),
    /// Multiplies the digit before it.
    Times(i128),
    /// Multiplies the group so far.
    Hundred,
    /// Multiplies the group so far, and ends it.
    Unit(i128),
    /// Multiplies all so far.
    Billion,
}

fn vietnamese(word: &str) -> Said {
    const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    match word {
        "mốt" => Said::Digit(1),
        "tư" => Said::Digit(4),
        "lăm" => Said::Digit(5),
        "mười" => Said::Digit(10),
        "linh" => Said::Digit(0),
        "mươi" => Said::Times(10),
        "trăm" => Said::Hundred,
        "nghìn" => Said::Unit(1_000),
        "triệu" => Said::Unit(1_000_000),
        "tỷ" => Said::Billion,
        _ => Said::Digit(DIGITS.iter().position(|digit| *digit == word).unwrap().try_into().unwrap()),
    }
}

fn english(word: &str) -> Said {
    const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                         sixteen seventeen eighteen nineteen";
    const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
    const UNITS: &str = "thousand million billion trillion quadrillion quintillion";
    let place = |list: &str| list.split_whitespace().position(|known| known == word);
    if word == "hundred" {
        Said::Hundred
    } else if let Some(at) = place(SMALL) {
        Said::Digit(at.try_into().unwrap())
    } else if let Some(at) = place(TENS) {
        Said::Digit(10 * i128::try_from(at + 2).unwrap())
    } else {
        Said::Unit(1_000_i128.pow(u32::try_from(place(UNITS).unwrap() + 1).unwrap()))
    }
}

fn amounts() -> impl Strategy<Value = i64> {
    // Of every length, and with zeros in between.
    let sparse = proptest::collection::vec(prop_oneof![3 => Just(0_i64), 1 => 0..10_i64], 1..=18);
    let sparse = sparse.prop_map(|digits| digits.into_iter().fold(0, |number, digit| number * 10 + digit));
    prop_oneof![any::<i64>(), -2_000_000_i64..2_000_000, sparse, Just(i64::MIN), Just(i64::MAX)]
}

proptest! {
    #[test]
    fn are_read_back(amount in amounts()) {
        let vi = amount_in_words(amount, Language::Vi);
        prop_assert_eq!(number(&vi, "âm ", vietnamese), i128::from(amount), "{}", vi);
        let en = amount_in_words(amount, Language::En);
        prop_assert_eq!(number(&en, "minus ", english), i128::from(amount), "{}", en);
    }
}
