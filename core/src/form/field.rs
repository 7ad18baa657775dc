//! The fields of the forms, as they are called where a person is spoken to.

use super::asked::value;
use super::person::PaperKind;
use crate::wire::{Language, Node, Params, Speaker};

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// A text or number is entered.
    Enter,
    /// One of a list is chosen.
    Choose,
    /// It has fields of its own, or is a list.
    Fill,
    /// Yes or no is said.
    Say,
}

/// A field: how it is filled in, and what it is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormField {
    pub(super) way: Way,
    vi: &'static str,
    en: &'static str,
    of: Of,
}

/// Whose a field is.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// The form's: its name says all.
    Form,
    /// A person's, who is called this in either language.
    Person(&'static str, &'static str),
    /// That of a document, counted from 1: its name has a place for the number.
    Document(i64),
}

impl FormField {
    const fn new(way: Way, vi: &'static str, en: &'static str, of: Of) -> Self {
        Self { way, vi, en, of }
    }

    /// Its name in a language, as it stands within a sentence.
    pub(super) fn name(&self, language: Language) -> String {
        let name = language.pick(self.vi, self.en);
        match (self.of, language) {
            (Of::Form, _) => name.to_owned(),
            (Of::Person(person, _), Language::Vi) => format!("{name} của {person}"),
            (Of::Person(_, person), Language::En) => format!("the {person}'s {name}"),
            (Of::Document(n), _) => Params::new().with("n", n).fill(name, Speaker::new(language)),
        }
    }

    /// Its name at the beginning of a sentence. No name begins with another letter beyond ASCII than `đ`.
    pub(super) fn begin(&self, language: Language) -> String {
        let name = self.name(language);
        let mut letters = name.chars();
        let first = letters.next().map(|letter| if letter == 'đ' { 'Đ' } else { letter.to_ascii_uppercase() });
        first.into_iter().chain(letters).collect()
    }

    /// What is to be done with it, a sentence without its end.
    pub(super) fn ask(&self, language: Language) -> String {
        let (vi, en) = match self.way {
            Way::Enter => ("nhập", "enter"),
            Way::Choose => ("chọn", "choose"),
            Way::Fill => ("điền", "fill in"),
            Way::Say => ("cho biết", "say"),
        };
        match language {
            Language::Vi => format!("Hãy {vi} {}", self.name(language)),
            Language::En => format!("Please {en} {}", self.name(language)),
        }
    }

    /// The field at a JSON Pointer into a form.
    pub(super) fn at(path: &str, form: &Node<'_>) -> Option<Self> {
        let keys: Vec<&str> = path.split('/').skip(1).collect();
        Some(match keys.as_slice() {
            [] => Self::new(Way::Fill, "phiếu", "the form", Of::Form),
            ["applicant", rest @ ..] => {
                of_person(Of::Person("người nộp hồ sơ", "applicant"), rest, value(form, "applicant"))?
            }
            ["submitter", rest @ ..] => {
                of_person(Of::Person("người nộp thay", "submitter"), rest, value(form, "submitter"))?
            }
            ["recipient", rest @ ..] => {
                of_person(Of::Person("người nhận thay", "recipient"), rest, value(form, "recipient"))?
            }
            ["documents", number, rest @ ..] => of_document(number.parse().ok()?, rest)?,
            keys => {
                let (_, way, vi, en) = PLAIN.iter().find(|(own, ..)| *own == keys || is_entry(own, keys))?;
                Self::new(*way, vi, en, Of::Form)
            }
        })
    }
}

/// Fields that are called the same in every form.
const PLAIN: &[(&[&str], Way, &str, &str)] = &[
    (&["dossier"], Way::Enter, "mã hồ sơ", "the dossier's code"),
    (&["agency"], Way::Choose, "cơ quan giải quyết hồ sơ", "the agency"),
    (&["procedure"], Way::Choose, "thủ tục", "the procedure"),
    (&["reception"], Way::Choose, "nơi nộp hồ sơ, nhận kết quả", "the counter for the dossier and its result"),
    (
        &["agency_fee_units"],
        Way::Enter,
        "số trang, số bản tính phí",
        "the number of pages or copies that the fee counts",
    ),
    (&["address"], Way::Fill, "địa chỉ", "the address"),
    (
        &["address", "place"],
        Way::Choose,
        "địa bàn (tỉnh, thành phố; xã, phường) của địa chỉ",
        "the place (province or city; commune or ward) of the address",
    ),
    (&["address", "street"], Way::Enter, "số nhà, tên đường", "the house number and street"),
    (&["options"], Way::Fill, "dịch vụ cộng thêm", "the extra services"),
    (&["options", "*"], Way::Choose, "dịch vụ cộng thêm", "an extra service"),
    (&["applicant_categories"], Way::Fill, "diện ưu tiên của người nộp hồ sơ", "the applicant's categories"),
    (&["applicant_categories", "*"], Way::Choose, "diện ưu tiên của người nộp hồ sơ", "a category of the applicant"),
    (
        &["consent"],
        Way::Say,
        "có đồng ý chuyển thông tin cho bưu điện hay không",
        "whether you agree that your details go to the post",
    ),
    (&["note"], Way::Enter, "ghi chú", "the note"),
    (&["documents"], Way::Fill, "danh sách giấy tờ gửi đi", "the list of documents"),
    (&["pick_up"], Way::Say, "bưu tá có đến lấy hồ sơ hay không", "whether the postman comes for the dossier"),
    (&["return_by_post"], Way::Say, "có nhận kết quả qua bưu điện hay không", "whether the result is to come by post"),
    (
        &["collect_agency_fee"],
        Way::Say,
        "có nhờ bưu điện thu hộ phí, lệ phí hay không",
        "whether the post is to collect the agency's fee",
    ),
    (&["weight_grams"], Way::Enter, "khối lượng tính bằng gam", "the weight in grams"),
    (&["on"], Way::Enter, "ngày gửi", "the day on which it is to go"),
];

/// Whether a path is of an entry of a list.
fn is_entry(own: &[&str], keys: &[&str]) -> bool {
    matches!((own, keys), ([list, "*"], [given, _]) if list == given)
}

fn of_person(person: Of, rest: &[&str], node: Option<&Node<'_>>) -> Option<FormField> {
    let (way, vi, en) = match rest {
        [] => (Way::Fill, "thông tin", "details"),
        ["name"] => (Way::Enter, "họ và tên", "name"),
        ["phone"] => (Way::Enter, "số điện thoại", "telephone number"),
        ["email"] => (Way::Enter, "địa chỉ email", "email address"),
        ["document"] => (Way::Fill, "giấy tờ tùy thân", "identity document"),
        ["document", "kind"] => (Way::Choose, "loại giấy tờ tùy thân", "kind of identity document"),
        ["document", "number"] => {
            let (vi, en) = number_of(node.and_then(|node| value(value(node, "document")?, "kind")));
            (Way::Enter, vi, en)
        }
        ["relation"] => {
            let en = "what the recipient is to the applicant";
            return Some(FormField::new(Way::Choose, "quan hệ của người nhận thay với người nộp hồ sơ", en, Of::Form));
        }
        ["authorised"] => {
            let en = "whether the recipient has the applicant's written authorisation";
            return Some(FormField::new(
                Way::Say,
                "người nhận thay có được ủy quyền bằng văn bản hay không",
                en,
                Of::Form,
            ));
        }
        _ => return None,
    };
    Some(FormField::new(way, vi, en, person))
}

/// What the number of papers of a kind is called.
fn number_of(kind: Option<&Node<'_>>) -> (&'static str, &'static str) {
    let Some(Node::Text(kind)) = kind else { return ("số giấy tờ tùy thân", "identity document number") };
    match PaperKind::from_name(kind) {
        Some(PaperKind::CitizenId) => ("số căn cước", "citizen number"),
        Some(PaperKind::OldCitizenId) => ("số chứng minh nhân dân", "identity card number"),
        Some(PaperKind::Passport) => ("số hộ chiếu", "passport number"),
        Some(PaperKind::TaxCode) => ("mã số thuế", "tax code"),
        None => ("số giấy tờ tùy thân", "identity document number"),
    }
}

fn of_document(position: i64, rest: &[&str]) -> Option<FormField> {
    let (way, vi, en) = match rest {
        [] => (Way::Fill, "giấy tờ thứ {n}", "document {n}"),
        ["name"] => (Way::Enter, "tên giấy tờ thứ {n}", "the name of document {n}"),
        ["copies"] => (Way::Enter, "số bản của giấy tờ thứ {n}", "the number of copies of document {n}"),
        ["original"] => {
            (Way::Say, "giấy tờ thứ {n} có phải bản chính hay không", "whether document {n} is the original")
        }
        _ => return None,
    };
    Some(FormField::new(way, vi, en, Of::Document(position.checked_add(1)?)))
}
