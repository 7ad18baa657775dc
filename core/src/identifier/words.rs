//! What is wrong with an identifier, as a sentence for the person who typed it: what is right, and how to mend it.

use super::IdentifierKind;
use super::read::{GROUPED, LONGEST};
use crate::wire::{Issue, IssueCode, Issues, Language, Param, Words};

/// A sentence without its end, in Vietnamese and English.
pub(crate) type Demand = (&'static str, &'static str);

/// The dots of a number.
const DOTS: Demand = (
    "Dấu chấm trong số chỉ đứng giữa các nhóm từ hai chữ số, như 280.123.456, và không có .0 ở cuối",
    "A dot in a number stands only between groups of two digits or more, as in 280.123.456, and no .0 at the end",
);

/// Gives each issue of a text of a kind its sentence.
pub(super) fn put(kind: IdentifierKind, text: &str, issues: Issues) -> Issues {
    put_rules(&|issue| rule(kind, issue), text, issues)
}

/// Gives each issue of a text the sentence of its rule; what is said of dots is the same for every number.
pub(crate) fn put_rules(rule: &dyn Fn(&Issue) -> Option<Demand>, text: &str, issues: Issues) -> Issues {
    issues.worded(|issue| {
        let rule = if param(issue, "expected") == GROUPED { DOTS } else { rule(issue)? };
        let is_length = matches!(issue.code, IssueCode::TooShort | IssueCode::TooLong);
        // How much was typed is kept, what was typed is not: it may be a person's.
        let typed = is_length.then(|| super::plain_number(text).map_or(0, |number| number.len()));
        let counted = typed.filter(|typed| *typed <= LONGEST);
        Some(Words::new(move |_, language| sentence(rule, counted, language)))
    })
}

/// A rule, and how to mend what breaks it: by the count of what was typed where that is what is wrong.
fn sentence(rule: Demand, counted: Option<usize>, language: Language) -> String {
    match (language, counted) {
        (Language::Vi, Some(typed)) => format!("{}; đã nhập {typed}.", rule.0),
        (Language::Vi, None) => format!("{}; hãy kiểm tra lại.", rule.0),
        (Language::En, Some(typed)) => format!("{}; you entered {typed}.", rule.1),
        (Language::En, None) => format!("{}; please check it.", rule.1),
    }
}

fn param<'i>(issue: &'i Issue, name: &str) -> &'i str {
    match issue.params.get(name) {
        Some(Param::Text(text)) => text,
        _ => "",
    }
}

/// The rule that an issue says is broken.
fn rule(kind: IdentifierKind, issue: &Issue) -> Option<Demand> {
    let (part, expected) = (param(issue, "part"), param(issue, "expected"));
    Some(match kind {
        IdentifierKind::CitizenId => citizen_id(part),
        IdentifierKind::OldCitizenId => {
            ("Số chứng minh nhân dân phải có 9 chữ số", "An identity card number must have 9 digits")
        }
        IdentifierKind::TaxCode => tax_code(part),
        IdentifierKind::Phone => phone(part, expected),
        IdentifierKind::PostalCode => {
            ("Mã bưu chính có 5 chữ số, trước năm 2018 có 6 chữ số", "A postal code has 5 digits, before 2018 it had 6")
        }
        IdentifierKind::ItemNumber => item_number(part),
        IdentifierKind::ProcedureCode => match part.strip_prefix("place.") {
            Some(level) => level_of(level, expected)?,
            None if part == "place" => (
                "Sau mã thủ tục chỉ có thể là mã nơi ban hành dạng H01 hoặc 000.00.00.H01",
                "After the procedure's code only a place such as H01 or 000.00.00.H01 can stand",
            ),
            None => (
                "Mã thủ tục gồm một chữ số từ 1 đến 9, dấu chấm và 6 chữ số, như 1.001612",
                "A procedure's code is a digit from 1 to 9, a dot and 6 digits, such as 1.001612",
            ),
        },
        IdentifierKind::AgencyCode => level_of(part, expected)?,
        IdentifierKind::DossierCode => match part {
            "day" => (
                "Phần giữa của mã hồ sơ là ngày tiếp nhận, viết liền năm, tháng, ngày bằng 6 chữ số, như 261008",
                "The middle of a dossier's code is the day of receipt: year, month and day in 6 digits, such as 261008",
            ),
            "serial" => (
                "Phần cuối của mã hồ sơ là số thứ tự gồm ít nhất 4 chữ số, như 0975",
                "The end of a dossier's code is its number of at least 4 digits, such as 0975",
            ),
            _ => (
                "Phần đầu của mã hồ sơ là mã cơ quan, như H15.50.05.13 hoặc 000.00.53.H48",
                "A dossier's code begins with the agency's code, such as H15.50.05.13 or 000.00.53.H48",
            ),
        },
    })
}

fn citizen_id(part: &str) -> Demand {
    match part {
        "province" => (
            "Ba chữ số đầu của số căn cước phải là mã của một tỉnh, thành phố, từ 001 đến 096, hoặc của một nước, từ 101",
            "The first three digits of a citizen number must be the code of a province, from 001 to 096, or of a country, from 101",
        ),
        "century_sex" => (
            "Chữ số thứ tư của số căn cước (thế kỷ sinh và giới tính) phải từ 0 đến 5",
            "The fourth digit of a citizen number (century of birth and sex) must be from 0 to 5",
        ),
        "birth_year" => (
            "Chữ số thứ năm và thứ sáu của số căn cước phải là hai chữ số cuối của năm sinh",
            "The fifth and sixth digits of a citizen number must be the last two of the year of birth",
        ),
        "serial" => {
            ("Sáu ký tự cuối của số căn cước phải là chữ số", "The last six signs of a citizen number must be digits")
        }
        _ => ("Số căn cước phải có 12 chữ số", "A citizen number must have 12 digits"),
    }
}

fn tax_code(part: &str) -> Demand {
    match part {
        "check" => (
            "Mã số thuế không đúng: chữ số thứ mười không khớp với chín chữ số trước",
            "This is no tax code: its tenth digit does not fit the nine before it",
        ),
        "branch" => (
            "Mã số thuế của đơn vị phụ thuộc phải có thêm 3 chữ số, từ 001 đến 999",
            "The tax code of a branch must have 3 more digits, from 001 to 999",
        ),
        "province" | "serial" => (
            "Mười ký tự đầu của mã số thuế phải là chữ số, từ thứ ba đến thứ chín không toàn số 0",
            "The first ten signs of a tax code must be digits, the third to the ninth not all 0",
        ),
        _ => ("Mã số thuế phải có 10, 12 hoặc 13 chữ số", "A tax code must have 10, 12 or 13 digits"),
    }
}

fn phone(part: &str, expected: &str) -> Demand {
    match (part, expected) {
        ("number", "0 + 9 × 0–9") => (
            "Số điện thoại di động phải có 10 chữ số, kể cả số 0 ở đầu",
            "A mobile telephone number must have 10 digits, with the 0 at its beginning",
        ),
        ("number", _) => (
            "Số điện thoại có đầu số này phải có 11 chữ số, kể cả số 0 ở đầu",
            "A telephone number that begins like this must have 11 digits, with the 0 at its beginning",
        ),
        ("area", _) => (
            "Mã vùng của số điện thoại cố định phải là 024, 028 hoặc từ 0203 đến 0299",
            "The area code of a landline must be 024, 028 or one from 0203 to 0299",
        ),
        ("prefix", _) => (
            "Số di động phải bắt đầu bằng 03, 05, 07, 08 hoặc 09, số cố định bắt đầu bằng 02",
            "A mobile number must begin with 03, 05, 07, 08 or 09, a landline with 02",
        ),
        _ => (
            "Số điện thoại phải là số ở Việt Nam, bắt đầu bằng 0 hoặc +84",
            "The telephone number must be one in Vietnam and begin with 0 or +84",
        ),
    }
}

fn item_number(part: &str) -> Demand {
    match part {
        "service" | "country" => (
            "Số hiệu bưu gửi bắt đầu và kết thúc bằng hai chữ cái, như RK166520145VN",
            "An item's number begins and ends with two letters, such as RK166520145VN",
        ),
        "check" => (
            "Số hiệu bưu gửi không đúng: chữ số thứ chín không khớp với tám chữ số trước",
            "This is no item's number: its ninth digit does not fit the eight before it",
        ),
        "serial" => (
            "Giữa hai cặp chữ cái của số hiệu bưu gửi là 9 chữ số",
            "Between its two pairs of letters an item's number has 9 digits",
        ),
        _ => (
            "Số hiệu bưu gửi có 13 ký tự: hai chữ cái, 9 chữ số và hai chữ cái",
            "An item's number has 13 signs: two letters, 9 digits and two letters",
        ),
    }
}

/// A level of an agency's code, which is told by what is expected there.
fn level_of(part: &str, expected: &str) -> Option<Demand> {
    Some(match (part, expected) {
        ("level_1", _) => (
            "Cấp cao nhất trong mã cơ quan (tỉnh hoặc bộ) là một chữ cái và hai chữ số, như H59",
            "The top level of an agency's code (province or ministry) is a letter and two digits, such as H59",
        ),
        (_, "00–99") => (
            "Hai nhóm giữa của mã cơ quan dạng 000.00.01.H59 có hai chữ số",
            "The two middle groups of an agency's code such as 000.00.01.H59 have two digits",
        ),
        (_, "000–999") => (
            "Nhóm đầu của mã cơ quan dạng 000.00.01.H59 có ba chữ số",
            "The first group of an agency's code such as 000.00.01.H59 has three digits",
        ),
        ("levels", "000.00.01.H59") => (
            "Mã cơ quan bắt đầu bằng chữ số thì có bốn nhóm, như 000.00.01.H59",
            "An agency's code that begins with a digit has four groups, such as 000.00.01.H59",
        ),
        ("levels", _) => (
            "Mã cơ quan có nhiều nhất 11 nhóm và 35 ký tự, như H15.50.05.13",
            "An agency's code has at most 11 groups and 35 signs, such as H15.50.05.13",
        ),
        _ if part.starts_with("level_") => (
            "Mỗi nhóm sau nhóm đầu của mã cơ quan có 2 hoặc 3 chữ cái, chữ số, không toàn số 0, như H15.50.05.13",
            "Each group of an agency's code after the first has 2 or 3 letters or digits, not all 0, as in H15.50.05.13",
        ),
        _ => return None,
    })
}
