//! The guide's page of what each code wants of its reader, in both languages: made from the lists of core, the cures, and what
//! the library really says of the vectors.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hoso::{Fact, Language, ListInfo, MemberInfo, QuestionKind, Rulebook};
use hoso_tests::asked::asked;
use hoso_tests::{folder, read};
use serde_json::Value;

use super::cures::CURES;
use super::cures_vi::IN_VIETNAMESE;
use super::model::Model;

/// What the library said, by list and code.
type Said = BTreeMap<(&'static str, String), String>;

/// The lists of codes, what they are called, and the key under which answers hold them.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("IssueCode", "Lỗi dữ liệu", "Issues", "issues"),
    ("FindingCode", "Phát hiện khi rà soát", "Findings of check", "findings"),
    ("ReasonCode", "Lý do câu trả lời là không", "Reasons why an answer is no", "reasons"),
    ("AnomalyCode", "Bất thường trong sự kiện", "Anomalies of events", "anomalies"),
];

/// Beside the folder of the guide.
const REFERENCE: &str = "reference.md";

const VIETNAMESE: &str = "\
# Lỗi, phát hiện, lý do: mỗi mã cần bạn làm gì

*[English](codes.md)*

Mỗi thông báo của hoso có một mã trong ngoặc vuông, ví dụ `[unknown_reference]`. Tìm mã đó ở đây: câu đầu là thông báo, với chỗ
trống `{…}` cho phần thay đổi (phần trong `[…]` có khi không có), dòng sau là việc cần làm, rồi một ví dụ. Khóa và ý nghĩa đầy
đủ có trong [tra cứu](@REFERENCE#codes) (tiếng Anh).

Trang này được tạo từ mã nguồn bằng `UPDATE=1 cargo test -p hoso-tests faces`; đừng sửa trực tiếp.
";

const ENGLISH: &str = "\
# Issues, findings, reasons: what each code wants of you

*[Tiếng Việt](codes.vi.md)*

Each message of hoso has a code in brackets, such as `[unknown_reference]`. Look for it here: first the message, with `{…}` for
what varies (what stands in `[…]` may be missing), then what to do, then an example. All that a code says has its place in the
[reference](@REFERENCE#codes).

Made from the source by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
";

/// All of it in a language.
pub(super) fn page(model: &Model, language: Language) -> String {
    let said = said(language);
    let mut page = one_of(language, VIETNAMESE, ENGLISH).replace("@REFERENCE", &format!("../{REFERENCE}"));
    for (name, vi, en, _) in LISTS {
        let list = model.list(name);
        writeln!(page, "\n## {}", one_of(language, vi, en)).unwrap();
        for member in &list.members {
            code(&mut page, model, list, member, language, &said);
        }
    }
    page
}

/// Codes that nothing short can show.
const TOO_LARGE_TO_SHOW: [&str; 2] = ["too_many_issues", "too_much_to_check"];

fn one_of(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    if language == Language::Vi { vi } else { en }
}

fn code(page: &mut String, model: &Model, list: &ListInfo, it: &MemberInfo, language: Language, said: &Said) {
    let message = one_of(language, it.vi, it.en);
    writeln!(page, "\n### {}\n\n{}*{message}*  ", it.name, severity(model, it, language)).unwrap();
    let (what, example) = cure(list.name, it.name, language);
    write!(page, "→ {what}").unwrap();
    if let Some((wrong, right)) = example {
        write!(page, "  \n{} `{wrong}` → `{right}`", one_of(language, "Ví dụ:", "Example:")).unwrap();
    }
    let said = said.get(&(list.name, it.name.to_owned()));
    let is_shown = example.is_some() || said.is_some() || TOO_LARGE_TO_SHOW.contains(&it.name);
    assert!(is_shown, "{}: {}: no example, see tests/rust/faces/cures.rs", list.name, it.name);
    if let Some(said) = said.filter(|said| *said != message) {
        write!(page, "  \n{} “{said}”", one_of(language, "hoso nói:", "hoso says:")).unwrap();
    }
    page.push('\n');
}

/// How grave a finding is, in words.
fn severity(model: &Model, it: &MemberInfo, language: Language) -> String {
    let Some((_, Fact::Text(Some(name)))) = it.facts.iter().find(|(name, _)| *name == "severity") else {
        return String::new();
    };
    let label = model.list("Severity").members.iter().find(|member| member.name == *name).unwrap();
    format!("**{}.** ", one_of(language, label.vi, label.en))
}

fn cure(list: &str, code: &str, language: Language) -> (&'static str, Option<(&'static str, &'static str)>) {
    let cures = CURES.iter().find(|(name, _)| *name == list).unwrap().1;
    let cure = cures.iter().find(|cure| cure.code == code).unwrap();
    let in_vietnamese = IN_VIETNAMESE.iter().find(|(name, _)| *name == list).unwrap().1;
    let what = in_vietnamese.iter().find(|(name, _)| *name == code).unwrap().1;
    (one_of(language, what, cure.what), cure.example)
}

/// What the library says of the vectors: the first message of each code. Documents come first, since forms speak to citizens.
fn said(language: Language) -> Said {
    let mut said = Said::new();
    for case in vectors("check")["cases"].as_array().unwrap() {
        let mut document = vectors("check")["base"].clone();
        let changed = case["change"].as_object().unwrap().clone();
        document.as_object_mut().unwrap().extend(changed);
        let answer = Rulebook::from_value(&document).unwrap().ask("check", "{}", language);
        note(&mut said, &serde_json::from_str(&answer).unwrap(), "findings");
    }
    for case in vectors("issues").as_array().unwrap() {
        note(&mut said, &refused(case, language), "issues");
    }
    for &kind in QuestionKind::ALL {
        for (rulebook, questions) in asked(kind) {
            for asked in questions {
                let answer = rulebook.ask(kind.as_str(), &asked.question.to_string(), language);
                let key = if kind == QuestionKind::Check { "findings" } else { "" };
                note(&mut said, &serde_json::from_str(&answer).unwrap(), key);
            }
        }
    }
    said
}

/// The issues of a document of the vectors; those of questions are another's.
fn refused(case: &Value, language: Language) -> Value {
    let text = case["text"].as_str().map_or_else(|| with_head(&case["document"]).to_string(), str::to_owned);
    match (case["kind"].as_str(), Rulebook::parse(&text)) {
        (Some("rulebook"), Err(issues)) => serde_json::from_str(&issues.to_json(language)).unwrap(),
        _ => Value::Null,
    }
}

/// A document of the vectors with the head that it lacks.
fn with_head(document: &Value) -> Value {
    let mut whole =
        serde_json::json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" });
    whole.as_object_mut().unwrap().extend(document.as_object().cloned().unwrap_or_default());
    whole
}

fn vectors(name: &str) -> Value {
    read(&folder().join(Path::new("vectors")).join(format!("{name}.json")))
}

/// Notes the messages of an answer, each under the list whose key holds it.
fn note(said: &mut Said, answer: &Value, key: &str) {
    match answer {
        Value::Array(list) => list.iter().for_each(|it| note(said, it, key)),
        Value::Object(object) => {
            let list = LISTS.iter().find(|(_, _, _, held)| *held == key);
            // What is said of a document of a later format says nothing of other numbers.
            if let (Some((list, ..)), Some(code), Some(message)) =
                (list, answer["code"].as_str(), answer["message"].as_str())
                && answer["path"] != "/hoso"
            {
                said.entry((list, code.to_owned())).or_insert_with(|| message.to_owned());
            }
            object.iter().for_each(|(key, it)| note(said, it, key));
        }
        _ => {}
    }
}
