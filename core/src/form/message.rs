//! The issues of a form, as sentences for the person who fills it in: what is right here, and how to mend it.

use super::asked::value;
use super::field::{FormField, Way};
use super::words::is_organisation;
use super::{PaperKind, Relation};
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::say::{ReasonCode, within};
use crate::wire::param::distinct;
use crate::wire::{Issue, IssueCode, Issues, Language, Node, Param, Speaker, Words};

/// Gives each issue of a form its sentence. Reasons say the names of a rulebook, if there is one.
pub(super) fn put(issues: Issues, form: &Node<'_>, rulebook: Option<&Rulebook>) -> Issues {
    issues.worded(|issue| match issue.code {
        IssueCode::NotCovered => {
            // An issue does not hold the rulebook, whose names it says: it holds what they make.
            let said = |language| not_covered(issue, Speaker::naming(language, rulebook));
            let (vi, en) = (said(Language::Vi)?, said(Language::En)?);
            Some(Words::new(move |_, language| language.pick(&vi, &en).clone()))
        }
        _ => alone(issue)
            .or_else(|| of_organisation(issue, form))
            .or_else(|| of_field(FormField::at(&issue.path, form)?, issue)),
    })
}

/// What is said alike whatever the field is called.
fn alone(issue: &Issue) -> Option<Words> {
    let say = |vi, en| Some(Words::of(vi, en));
    match issue.code {
        // A box that must be ticked is not a question.
        IssueCode::Missing | IssueCode::ConsentRequired if issue.path == "/consent" => say(
            "Hãy đánh dấu đồng ý chuyển thông tin cho bưu điện; thông tin chỉ dùng cho lần chuyển phát này.",
            "Please tick that your details may go to the post; they are used for this delivery alone.",
        ),
        IssueCode::Missing | IssueCode::AuthorisationRequired if issue.path == "/recipient/authorised" => say(
            "Người nhận thay phải được người nộp hồ sơ ủy quyền bằng văn bản; hãy đánh dấu khi đã có giấy ủy quyền.",
            "The recipient needs the applicant's written authorisation; please tick this once it is given.",
        ),
        IssueCode::OptionNotOffered if issue.path == "/collect_agency_fee" => say(
            "Bưu điện không thu hộ phí, lệ phí của thủ tục này; hãy bỏ chọn.",
            "The post does not collect the agency's fee here; please untick this.",
        ),
        IssueCode::OptionNotOffered => say(
            "Thủ tục này không có dịch vụ cộng thêm đã chọn; hãy bỏ chọn.",
            "This extra service is not offered here; please untick it.",
        ),
        IssueCode::UnknownReference => say(
            "Không có địa bàn này trong danh mục; hãy chọn lại trong danh sách.",
            "This place is not in the catalogue; please choose one from the list.",
        ),
        IssueCode::Duplicate => say(
            "Dịch vụ cộng thêm này đã được chọn một lần; hãy bỏ lần chọn thừa.",
            "This extra service is chosen already; please remove it here.",
        ),
        IssueCode::UnknownKey => say(
            "Phiếu không có mục này; hãy bỏ mục này. Các mục ở đây: {allowed}.",
            "The form has no such field; please remove it. The fields here: {allowed}.",
        ),
        _ => None,
    }
}

/// What is said of the name of an organisation.
fn of_organisation(issue: &Issue, form: &Node<'_>) -> Option<Words> {
    let person = issue.path.strip_prefix('/')?.strip_suffix("/name")?;
    let is_its = issue.code == IssueCode::NotAName && is_organisation(value(form, person)?);
    is_its.then(|| {
        Words::of(
            "Tên tổ chức chỉ gồm chữ cái, chữ số, khoảng trắng và các dấu . , ' - & / ( ) + @ \" : ; hãy bỏ ký tự khác.",
            "An organisation's name has letters, digits, spaces and . , ' - & / ( ) + @ \" : only; please remove other signs.",
        )
    })
}

/// What is said of a field by its name.
fn of_field(field: FormField, issue: &Issue) -> Option<Words> {
    let (vi, en) = match issue.code {
        IssueCode::WrongType => ("{ask}{what}.", "{ask}{what}."),
        IssueCode::NotInteger => {
            ("{ask} bằng một số nguyên, không có phần thập phân.", "{ask} as a whole number, without a fraction.")
        }
        IssueCode::TooSmall => ("{begin} phải ít nhất là {min}.", "{begin} must be at least {min}."),
        IssueCode::TooLarge => ("{begin} không được quá {max}.", "{begin} must be at most {max}."),
        IssueCode::TooShort if field.way == Way::Fill => ("{ask}: ít nhất {min} mục.", "{ask}: at least {min}."),
        IssueCode::Missing | IssueCode::TooShort => ("{ask}.", "{ask}."),
        IssueCode::TooLong if field.way == Way::Fill => (
            "{begin} có quá {max} mục; hãy bớt lại.",
            "There are more than {max} entries in {name}; please remove some.",
        ),
        IssueCode::TooLong => (
            "{begin} dài quá {max} ký tự; hãy viết ngắn lại.",
            "{begin} is longer than {max} characters; please shorten it.",
        ),
        IssueCode::ControlCharacter => (
            "{begin} có ký tự không đọc được; hãy xóa và gõ lại.",
            "{begin} has a character that cannot be read; please delete it and type it again.",
        ),
        IssueCode::DuplicateKey if field.way == Way::Say => {
            ("Mục này được ghi hai lần; hãy giữ lại một.", "This field is given twice; please keep one.")
        }
        IssueCode::DuplicateKey => {
            ("{begin} được ghi hai lần; hãy giữ lại một.", "{begin} is given twice; please keep one.")
        }
        IssueCode::NotAnId => (
            "{ask} trong danh sách; mã chỉ gồm chữ không dấu, chữ số và . _ / -, tối đa 64 ký tự.",
            "{ask} from the list; a code has letters, digits and . _ / - only, at most 64 characters.",
        ),
        IssueCode::NotOneOf => ("{ask}: {chosen}.", "{ask}: {chosen}."),
        IssueCode::NotAName => (
            "{begin} chỉ gồm chữ cái, khoảng trắng và các dấu . ' -; hãy bỏ chữ số và ký tự khác.",
            "{begin} has letters, spaces and . ' - only; please remove digits and other signs.",
        ),
        IssueCode::NotAnEmail => (
            "{begin} chưa đúng; hãy nhập dạng ten@coquan.vn hoặc để trống.",
            "{begin} is not right; please enter it as name@office.vn, or leave it empty.",
        ),
        _ => return None,
    };
    Some(Words::new(move |issue, language| {
        issue.params.fill_beside(language.pick(vi, en), Speaker::new(language), &|name| match name {
            "ask" => Some(field.ask(language)),
            "begin" => Some(field.begin(language)),
            "name" => Some(field.name(language)),
            "chosen" => Some(choices(issue, language)),
            "what" => as_what(field, issue, language).map(str::to_owned),
            _ => None,
        })
    }))
}

/// How a value of the right type is given.
fn as_what(field: FormField, issue: &Issue, language: Language) -> Option<&'static str> {
    let Some(Param::Text(expected)) = issue.params.get("expected") else { return None };
    let (vi, en) = match expected.as_ref() {
        "text" if field.way == Way::Choose => (" trong danh sách", " from the list"),
        "text" => (" dưới dạng chữ", " as text"),
        "integer" => (" bằng một số nguyên", " as a whole number"),
        "true or false" => (": có hoặc không", ": yes or no"),
        "list" => (" thành một danh sách", " as a list"),
        "object" => (" theo từng mục", " field by field"),
        _ => return None,
    };
    Some(language.pick(vi, en))
}

/// The members of the lists that a form has, as people call them.
fn choices(issue: &Issue, language: Language) -> String {
    let Some(Param::List(allowed)) = issue.params.get("allowed") else { return String::new() };
    let paper = |name: &str| PaperKind::from_name(name).map(|kind| kind.label(language));
    let relation = |name: &str| Relation::from_name(name).map(|relation| relation.label(language));
    let called = |name: &str| paper(name).or_else(|| relation(name)).map_or_else(|| name.to_owned(), within);
    allowed.iter().map(|name| called(name)).collect::<Vec<_>>().join("; ")
}

/// That the post may not carry it, what to do instead, and why.
fn not_covered(issue: &Issue, speaker: Speaker<'_>) -> Option<String> {
    let Some(Param::Messages(reasons)) = issue.params.get("reasons") else { return None };
    let Some(Param::Text(service)) = issue.params.get("service") else { return None };
    let why = distinct(reasons.iter().map(|reason| reason.say(speaker)).collect()).join(" ");
    if let Some((vi, en)) = reasons.iter().filter_map(|reason| ReasonCode::from_name(reason.code)).find_map(again) {
        return Some(format!("{why} {}", speaker.language.pick(vi, en)));
    }
    let (what, do_it) = match (Service::from_name(service)?, speaker.language) {
        (Service::Intake, Language::Vi) => ("Hồ sơ này không gửi qua bưu điện được", "hãy nộp tại cơ quan"),
        (Service::Return, Language::Vi) => ("Kết quả không nhận qua bưu điện được", "hãy nhận tại cơ quan"),
        (Service::Both, Language::Vi) => (
            "Hồ sơ này không gửi qua bưu điện được, kết quả cũng không nhận qua bưu điện được",
            "hãy nộp và nhận tại cơ quan",
        ),
        (Service::Intake, Language::En) => ("The dossier cannot go by post", "please hand it in at the agency"),
        (Service::Return, Language::En) => ("The result cannot come by post", "please fetch it at the agency"),
        (Service::Both, Language::En) => {
            ("Neither the dossier nor the result can go by post", "please go to the agency for both")
        }
    };
    Some(format!("{what}; {do_it}. {why}"))
}

/// What to choose again where another choice would help: what was chosen does not exist, or not together.
const fn again(reason: ReasonCode) -> Option<(&'static str, &'static str)> {
    use ReasonCode as Code;
    match reason {
        Code::UnknownAgency
        | Code::UnknownProcedure
        | Code::AgencyNotInForce
        | Code::ProcedureNotInForce
        | Code::ProcedureNotOfAgency => Some((
            "Hãy chọn lại cơ quan và thủ tục trong danh sách.",
            "Please choose agency and procedure again from the lists.",
        )),
        Code::UnknownReception | Code::NotReceivedThere => {
            Some(("Hãy chọn lại nơi nộp hồ sơ trong danh sách.", "Please choose another counter from the list."))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_has_a_capital_within_a_sentence() {
        for language in [Language::Vi, Language::En] {
            let papers = PaperKind::ALL.iter().map(|kind| kind.label(language));
            for label in papers.chain(Relation::ALL.iter().map(|relation| relation.label(language))) {
                assert_eq!(within(label), label.to_lowercase());
            }
        }
    }
}
