//! Issues, reasons and findings: what they give, what they say, and how many are kept.

use std::borrow::Cow;

use hoso::{
    Event, EventKind, Finding, FindingCode, Issue, IssueCode, Issues, Language, Param, Params, Reason, ReasonCode,
    Rulebook, Severity, Tracking, track, track_json,
};
use serde_json::Value;

use super::{RULEBOOK, id};

fn too_small(min: i64) -> Issue {
    Issue::new(IssueCode::TooSmall, "/weight_grams", Params::new().with("min", min))
}

#[test]
fn an_issue_says_its_sentence_in_both_languages() {
    let issue = too_small(1);
    assert_eq!((issue.code, issue.path.as_str()), (IssueCode::TooSmall, "/weight_grams"));
    assert_eq!(issue.message(Language::Vi), "Nhỏ hơn 1.");
    assert_eq!(issue.message(Language::En), "Less than 1.");
    assert_eq!(issue.to_string(), "too_small at `/weight_grams`: Less than 1.");
    assert_eq!(issue.within(&"/rows/3").path, "/rows/3/weight_grams");
}

#[test]
fn issues_are_listed_in_order_up_to_a_limit() {
    let mut issues = Issues::new();
    assert!(issues.is_empty() && issues.iter().next().is_none());
    assert_eq!(issues.len(), 0);
    for count in 1..=Issues::MAX {
        issues.push(too_small(0));
        assert_eq!(issues.len(), count);
    }
    assert!(!issues.is_empty());
    assert!(issues.iter().all(|issue| issue.code == IssueCode::TooSmall));
    issues.push(too_small(0));
    issues.push(too_small(0));
    assert_eq!((Issues::MAX, issues.len()), (1_000, 1_001));
    let last = issues.iter().last().unwrap();
    assert_eq!((last.code, last.params.get("max")), (IssueCode::TooManyIssues, Some(&Param::Int(1_000))));
    assert_eq!((&issues).into_iter().count(), 1_001);
}

/// What is read adds its issues at their paths, and stops where a list of them stops.
#[test]
fn reading_lists_no_more_issues_than_are_worth_listing() {
    let document = |count: usize| {
        let places = vec!["{}"; count].join(",");
        let text = format!(
            r#"{{"hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00", "places": [{places}]}}"#
        );
        Rulebook::parse(&text).unwrap_err()
    };
    // Each place lacks its code, its name and its kind.
    assert_eq!(document(333).len(), 999);
    let issues = document(334);
    assert_eq!((issues.len(), issues.iter().last().unwrap().code), (1_001, IssueCode::TooManyIssues));
    assert_eq!(document(500).len(), 1_001);
}

#[test]
fn issues_say_the_first_ten_in_the_language_asked_for() {
    let mut issues = Issues::from(too_small(1));
    issues.push(Issue::new(IssueCode::Missing, "/on", Params::new()));
    let english = "/weight_grams: Less than 1. [too_small]\n/on: A required value is missing. [missing]";
    assert_eq!(issues.to_string(), english);
    assert_eq!(issues.in_words(Language::En), english);
    let vietnamese = "/weight_grams: Nhỏ hơn 1. [too_small]\n/on: Thiếu giá trị bắt buộc. [missing]";
    assert_eq!(issues.in_words(Language::Vi), vietnamese);
    let mut many = Issues::from(Issue::new(IssueCode::Missing, "", Params::new()));
    (0..9).for_each(|_| many.push(too_small(1)));
    assert_eq!(many.to_string().lines().count(), 10);
    assert!(many.to_string().starts_with("(whole): A required value is missing. [missing]\n"));
    (0..3).for_each(|_| many.push(too_small(1)));
    assert_eq!(many.to_string().lines().skip(10).collect::<Vec<_>>(), ["and 3 more"]);
    assert_eq!(many.in_words(Language::Vi).lines().last(), Some("và 3 lỗi khác"));
    let json = r#"{"issues":[{"code":"too_small","path":"/weight_grams","params":{"min":1},"message":"Less than 1."},{"code":"missing","path":"/on","params":{},"message":"A required value is missing."}]}"#;
    assert_eq!(issues.to_json(Language::En), json);
}

#[test]
fn parameters_stand_in_order_and_are_found_by_name() {
    let list: Vec<Cow<'_, str>> = vec!["a".into(), "b".into()];
    let params =
        Params::new().with("max", 3).with("key", "on").with("keys", list.clone()).with("day", String::from("x"));
    assert_eq!(params.get("max"), Some(&Param::Int(3)));
    assert_eq!(params.get("key"), Some(&Param::Text("on".into())));
    assert_eq!(params.get("min"), None);
    assert_eq!(params.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["max", "key", "keys", "day"]);
    let owned = params.clone().into_owned();
    assert_eq!(owned, params);
    assert_eq!(owned.get("keys"), Some(&Param::List(list)));
    assert_eq!(hoso::wire::write::json(&params, Language::Vi), r#"{"max":3,"key":"on","keys":["a","b"],"day":"x"}"#);
}

#[test]
fn a_reason_says_days_as_people_read_them() {
    let json = r#"{"code": "contract_ended", "params": {"contract": "c-2014", "until": "2015-09-15"}}"#;
    let reason: Reason<'_> = hoso::wire::read::parse(json).unwrap();
    assert_eq!(reason.code, ReasonCode::ContractEnded);
    assert_eq!(reason.message(Language::Vi), "Hợp đồng `c-2014` hết hiệu lực từ 15/09/2015.");
    assert_eq!(reason.to_string(), "contract_ended: The contract `c-2014` ended on 15/09/2015.");
    assert_eq!(reason.clone().into_owned(), reason);
}

#[test]
fn a_finding_says_how_bad_it_is_and_where() {
    let findings: Vec<Finding<'_>> = RULEBOOK.check();
    let retroactive = findings.iter().find(|finding| finding.code == FindingCode::RetroactiveAmendment).unwrap();
    assert_eq!((retroactive.code.severity(), retroactive.path.as_str()), (Severity::Info, "/contracts/0/amendments/0"));
    let said = "Amendment `pl-1` of the contract `c-2014` was signed on 03/11/2014 and takes effect from 01/10/2014.";
    assert_eq!(retroactive.message(Language::En), said);
    assert_eq!(retroactive.to_string(), format!("info: retroactive_amendment at `/contracts/0/amendments/0`: {said}"));
    let json: Value = serde_json::from_str(&RULEBOOK.check_json(Language::En)).unwrap();
    assert_eq!(json.as_array().unwrap().len(), findings.len());
}

#[test]
fn a_tracking_is_advanced_and_refuses_in_words() {
    let at = "2014-10-01T08:30:00+07:00".parse().unwrap();
    let event = |id_: &str, kind| Event::new(id(id_), id("c1"), kind, at).unwrap();
    assert_eq!(Tracking::default(), Tracking::new());
    let accepted = Tracking::new().advance(&event("e1", EventKind::Accepted)).unwrap();
    assert_eq!(accepted, track(&[event("e1", EventKind::Accepted)]).unwrap());
    assert!(accepted.allowed().contains(&EventKind::Departed) && !accepted.allowed().contains(&EventKind::Accepted));
    let refused = accepted.advance(&event("e2", EventKind::Found)).unwrap_err();
    assert_eq!(refused.to_string(), "`found` may not happen in state `accepted`");
    assert_eq!(refused.message(Language::En), "“Found again” cannot happen in the state “Accepted by the post”.");
    let unexpected = track(&[event("e1", EventKind::Accepted), event("e2", EventKind::Found)]).unwrap();
    let said = unexpected.anomalies[0].message(Language::Vi);
    assert_eq!(said, "“Tìm thấy lại” không thể xảy ra khi bưu gửi ở trạng thái “Đã chấp nhận”.");
    let other = Event::new(id("e3"), id("c2"), EventKind::Departed, at).unwrap();
    assert!(accepted.advance(&other).unwrap_err().allowed.is_empty());
    assert!(track_json("[{}]", Language::En).contains("A required value is missing."));
    let told = Event::parse(
        r#"{"id": "e", "consignment": "c", "kind": "delivered", "at": "2014-10-01T08:30:00Z", "recipient": "Lê Văn A"}"#,
    );
    assert_eq!(told.unwrap().recipient().unwrap().as_str(), "Lê Văn A");
}
