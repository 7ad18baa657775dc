//! Rows of a table beside single questions: a field that is no part of the question, an odd cell, a sum beyond limits.

use std::cell::Cell as Counter;

use hoso::batch::{Batch, CaseColumns, Cell, Decided, Priced, QuoteColumns, Resolved, Resolver};
use hoso::wire::Node;
use hoso::{Grams, Money, Rulebook, Service};
use serde_json::{Value, json};

use super::{RULEBOOK, date};

/// Prices two rows: as their columns say them, and, where a cell is odd, as they are when they are read as a whole.
fn priced(rulebook: &Rulebook, grams: i64, odd: bool, whole: &Value) -> (Vec<String>, usize) {
    let codes = Resolver::of(rulebook);
    let agency = codes.agency("so-noi-vu");
    let agencies = [agency, if odd { Cell::ODD } else { agency }];
    let (weight, value) = (Grams::try_from(grams).unwrap(), Money::try_from(1_000_000).unwrap());
    let columns = QuoteColumns {
        case: CaseColumns {
            agency: &agencies,
            procedure: &[codes.procedure("1.1"); 2],
            // Another than the procedure's own: what a consignment does not have is not looked at.
            field: &[codes.field("other"); 2],
            service: &[Cell::from(Service::Return); 2],
            on: &[Cell::from(date("2014-09-20")); 2],
            ..CaseColumns::default()
        },
        weight_grams: &[Cell::from(weight); 2],
        zone: &[codes.zone("near"); 2],
        declared_value: &[Cell::from(value); 2],
        ..QuoteColumns::default()
    };
    let (mut told, read) = (Vec::new(), Counter::new(0));
    let whole = |_| {
        read.set(read.get() + 1);
        Node::from_value(whole).unwrap()
    };
    Batch::of(rulebook).quote_many(&columns, 2, whole, |answer| {
        told.push(match answer {
            Priced::Quoted(price, lines) => format!("{} {}", price.total(), lines.sources().join(" ")),
            Priced::NoPrice(cover, reasons) => format!("{} {reasons:?}", cover.clause().id),
            Priced::NotCovered(reasons) => format!("{reasons:?}"),
            Priced::Invalid(issues) => issues.to_string(),
        });
    });
    (told, read.get())
}

#[test]
fn a_row_with_an_odd_cell_is_priced_as_it_is_read_as_a_whole() {
    let whole = json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "return", "on": "2014-09-20", "zone": "near",
        "weight_grams": 200, "options": ["collect_agency_fee"], "applicant": ["poor"] });
    assert_eq!(priced(&RULEBOOK, 100, false, &whole), (vec!["28600 QĐ-1 TT-1".to_owned(); 2], 0));
    // 30,000 less 14,000 for the poor, and 10 %.
    let expected = vec!["28600 QĐ-1 TT-1".to_owned(), "17600 QĐ-1 TT-1 NQ-1".to_owned()];
    assert_eq!(priced(&RULEBOOK, 100, true, &whole), (expected, 1));
}

/// Steps of 10^12 đồng for each gram beyond 250: with the tax within 2^53 − 1 up to 8,438 grams.
#[test]
fn a_row_that_costs_too_much_is_an_issue_as_a_question_is() {
    let steps = r#""each": 100, "price": 5000, "max": 500"#;
    let dear = r#""each": 1, "price": 1000000000000, "max": 100000"#;
    let rulebook = Rulebook::parse(&include_str!("rulebook.json").replace(steps, dear)).unwrap();
    let told = |grams: i64| priced(&rulebook, grams, false, &Value::Null).0.remove(0);
    assert_eq!(told(251), "1100000033000 QĐ-1 TT-1");
    assert!(told(8_437).starts_with("9005700000033000 "), "{}", told(8_437));
    assert_eq!(told(8_439), "(whole): More than 9007199254740991. [too_large]");
}

#[test]
fn a_code_is_a_thing_of_the_rulebook_or_none() {
    let codes = Resolver::of(&RULEBOOK);
    assert_eq!(codes.procedure("1.1"), codes.procedure("1.1"));
    assert_ne!(codes.procedure("1.1"), codes.procedure("1.2"));
    assert_eq!(codes.procedure("9.9"), Cell::from(Resolved::UNKNOWN));
    assert_ne!(codes.procedure("1.1"), Cell::from(Resolved::UNKNOWN));
    assert_eq!(codes.procedure("Thủ tục"), Cell::ODD);
    assert_eq!(format!("{:?} {:?}", codes.procedure("1.2"), codes.procedure("9.9")), "Value(#1) Value(unknown)");
}

/// A table may count days that no date is: they are read as a whole, and never looked up among days.
#[test]
fn a_day_outside_the_years_is_read_as_a_whole() {
    let codes = Resolver::of(&RULEBOOK);
    let days = [i32::MIN, i32::MIN + 1, -25_568, 376_200, i32::MAX].map(Cell::of_unix_days);
    let columns = CaseColumns {
        agency: &[codes.agency("so-noi-vu"); 5],
        procedure: &[codes.procedure("1.1"); 5],
        service: &[Cell::from(Service::Return); 5],
        on: &days,
        ..CaseColumns::default()
    };
    let read = Counter::new(0);
    let whole = |_| {
        read.set(read.get() + 1);
        Node::Object(Vec::new())
    };
    Batch::of(&RULEBOOK)
        .decide_many(&columns, 5, whole, |answer| assert!(matches!(answer, Decided::Invalid(_)), "{answer:?}"));
    assert_eq!(read.get(), 5);
    let within = [-25_567, 376_199].map(|day| Cell::of_unix_days(day).get().map(|day| day.map(|day| day.to_string())));
    assert_eq!(within, ["1900-01-01", "2999-12-31"].map(|day| Ok(Some(day.to_owned()))));
}
