//! Documents and questions that are not valid, or unwise: the vectors written by hand from docs/specification.md.

use hoso::{Answer, Date, FindingCode, Language, Rulebook, explain_with, track_json};
use hoso_tests::{answer_of, folder, read, without_messages};
use serde_json::{Map, Value, json};

fn minimal() -> Value {
    json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" })
}

/// A document with some of its keys changed.
fn changed(mut base: Value, change: &Value) -> Value {
    let keys = change.as_object().cloned().unwrap_or_default();
    base.as_object_mut().unwrap().extend(keys);
    base
}

fn ask(rulebook: &Rulebook, kind: &str, question: &str) -> String {
    match kind {
        "decide" => rulebook.decide_json(question, Language::Vi),
        "quote" => rulebook.quote_json(question, Language::Vi),
        "deadlines" => rulebook.deadlines_json(question, Language::Vi),
        "compensation" => rulebook.compensation_json(question, Language::Vi),
        "track" => track_json(question, Language::Vi),
        other => panic!("no question `{other}`"),
    }
}

/// The issues of a case; params are compared where the vector gives them.
fn issues_of(case: &Value) -> Value {
    if case["kind"] == "rulebook" {
        let text =
            case["text"].as_str().map_or_else(|| changed(minimal(), &case["document"]).to_string(), str::to_owned);
        let issues = Rulebook::parse(&text).err().unwrap_or_default();
        return answer_of(&issues.to_json(Language::Vi));
    }
    let rulebook = Rulebook::from_value(&changed(minimal(), &case["document"])).unwrap();
    answer_of(&ask(&rulebook, case["kind"].as_str().unwrap(), &case["question"].to_string()))
}

#[test]
fn every_issue_at_once_at_its_place() {
    for case in read(&folder().join("vectors/issues.json")).as_array().unwrap() {
        let mut found = issues_of(case)["issues"].clone();
        let expected = case["issues"].as_array().unwrap();
        for (ours, theirs) in found.as_array_mut().unwrap_or(&mut Vec::new()).iter_mut().zip(expected) {
            if theirs.get("params").is_none() {
                ours.as_object_mut().unwrap().remove("params");
            }
        }
        // The keys of an object of serde_json come sorted, so issues are compared as sets.
        let sorted = |list: &Value| {
            let mut texts: Vec<String> = list.as_array().unwrap_or(&Vec::new()).iter().map(Value::to_string).collect();
            texts.sort();
            texts
        };
        assert_eq!(sorted(&found), sorted(&case["issues"]), "{}", case["describes"]);
    }
}

#[test]
fn findings_of_check() {
    let vectors = read(&folder().join("vectors/check.json"));
    for case in vectors["cases"].as_array().unwrap() {
        let rulebook = Rulebook::from_value(&changed(vectors["base"].clone(), &case["change"])).unwrap();
        assert_eq!(answer_of(&rulebook.check_json(Language::Vi)), case["findings"], "{}", case["describes"]);
    }
}

#[test]
fn due_days() {
    let vectors = read(&folder().join("vectors/deadlines.json"));
    let rulebook = Rulebook::from_value(&vectors["rulebook"]).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let answer = answer_of(&rulebook.deadlines_json(&case["question"].to_string(), Language::Vi));
        assert_eq!(answer, case["answer"], "{}", case["describes"]);
    }
}

#[test]
fn the_example_rulebooks_have_no_error_and_no_warning() {
    for name in ["binh-duong", "public-post"] {
        let document = read(&folder().join(format!("../examples/data/{name}.json")));
        let rulebook = Rulebook::from_value(&document).unwrap();
        let findings: Vec<_> =
            rulebook.check().into_iter().filter(|it| it.code.severity() != hoso::Severity::Info).collect();
        assert_eq!(findings, [], "{name}");
    }
}

/// The national rulebook with the communes of every province, as a page or a program adds those that it needs.
#[test]
fn the_places_of_every_province_are_merged_into_the_national_rulebook() {
    let data = folder().join("../examples/data");
    let mut document = read(&data.join("public-post.json"));
    let places = document["places"].as_array_mut().unwrap();
    let mut parts: Vec<_> =
        std::fs::read_dir(data.join("places")).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.sort();
    for part in &parts {
        places.extend(read(part)["places"].as_array().unwrap().iter().cloned());
    }
    assert_eq!((parts.len(), places.len()), (2 * 34, 63 + 696 + 3_321 + 10_035));
    let rulebook = Rulebook::from_value(&document).unwrap();
    let findings: Vec<_> =
        rulebook.check().into_iter().filter(|it| it.code.severity() != hoso::Severity::Info).collect();
    assert_eq!(findings, []);

    // Phường Phú Thọ of Thủ Dầu Một went into Phường Thủ Dầu Một, and its province into another.
    let zone_of = |place: &str, on: &str| {
        let question = json!({ "agency": "so-noi-vu-tphcm", "procedure": "2.900603", "service": "return", "on": on,
            "place": place, "weight_grams": 100 });
        answer_of(&rulebook.quote_json(&question.to_string(), Language::Vi))["zone"].clone()
    };
    assert_eq!(zone_of("25753", "2025-06-30"), "in_region_cities_south");
    assert_eq!(zone_of("25753", "2026-09-01"), "intra_province");
    assert_eq!(zone_of("79/25747", "2026-09-01"), "intra_province");
}

/// Since 1 July 2025 any centre of the city takes in what its departments and communes decide. A certified copy costs by its
/// pages, and from 15:00 on it waits for the next working day (2637/QĐ-UBND of Vĩnh Long).
#[test]
fn the_rulebook_of_binh_duong_goes_on_to_what_holds_today() {
    let rulebook = Rulebook::from_value(&read(&folder().join("../examples/data/binh-duong.json"))).unwrap();
    let asked = |agency: &str, procedure: &str, reception: &str, on: &str| json!({ "agency": agency, "procedure": procedure, "reception": reception, "service": "intake", "on": on });
    let reasons = |question: &Value| {
        let answer = answer_of(&rulebook.decide_json(&question.to_string(), Language::Vi));
        let codes = answer["reasons"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    for centre in ["tphcm", "thu-dau-mot", "di-an", "phu-loi"].map(|it| format!("trung-tam-hcc-{it}")) {
        assert_eq!(reasons(&asked("ubnd-phuong-di-an", "2.000815", &centre, "2026-10-16")), none, "{centre}");
        let permit = asked("ban-quan-ly-khu-cong-nghiep-tphcm", "1.014199", &centre, "2025-07-01");
        assert_eq!(reasons(&permit), none, "{centre}");
        let before = asked("ubnd-phu-loi", "2.900502", &centre, "2025-06-30");
        assert_eq!(reasons(&before), ["not_received_there"], "{centre}");
    }
    let shut = asked("ubnd-phu-loi", "2.900502", "trung-tam-hcc-di-an", "2025-06-30").to_string();
    let answer = Answer::parse(&rulebook.decide_json(&shut, Language::En)).unwrap();
    let said = explain_with(answer, Language::En, &rulebook);
    assert!(
        said.contains("Public Administration Service Centre of Dĩ An ward") && !said.contains("trung-tam"),
        "{said}"
    );

    // What was invented ends where a real code takes its place; the agency of before leads to the one of today.
    let centre = "trung-tam-hcc-tphcm";
    assert_eq!(reasons(&asked("ubnd-phu-loi", "2.900502", centre, "2025-07-01")), ["procedure_not_in_force"]);
    assert_eq!(reasons(&asked("ubnd-phu-loi", "1.001612", centre, "2025-07-01")), none);
    assert_eq!(reasons(&asked("ubnd-di-an", "2.000884", centre, "2026-10-16")), ["in_person_only"]);
    assert_eq!(reasons(&asked("so-noi-vu-tphcm", "1.014111", centre, "2026-10-16")), none);

    let copy = asked("ubnd-phuong-di-an", "2.000815", centre, "2026-10-16");
    for (pages, fee) in [(1, 2_000), (2, 4_000), (3, 5_000), (5, 7_000), (198, 200_000), (199, 200_000)] {
        let more = json!({ "zone": "intra_province", "weight_grams": 50, "options": ["collect_agency_fee"],
            "agency_fee_units": pages });
        let answer = answer_of(&rulebook.quote_json(&changed(copy.clone(), &more).to_string(), Language::Vi));
        assert_eq!(answer["agency_fee"], fee, "{pages} pages");
    }
    for (filed_at, due) in [("2026-10-16T14:59:59+07:00", "2026-10-16"), ("2026-10-16T15:00:00+07:00", "2026-10-19")] {
        let question = changed(copy.clone(), &json!({ "zone": "intra_province", "filed_at": filed_at }));
        let answer = answer_of(&rulebook.deadlines_json(&question.to_string(), Language::Vi));
        let step = answer["steps"].as_array().unwrap().iter().find(|step| step["id"] == "result").unwrap();
        assert_eq!(step["due"], due, "{filed_at}");
    }
}

/// From 1 July 2026 the police issue criminal record certificates (107/2025/QH15), until then the departments of justice.
#[test]
fn judicial_records_go_to_the_police() {
    let rulebook = Rulebook::from_value(&read(&folder().join("../examples/data/public-post.json"))).unwrap();
    let covered = |agency: &str, procedure: &str, on: &str| {
        let question = json!({ "agency": agency, "procedure": procedure, "service": "return", "on": on });
        answer_of(&rulebook.decide_json(&question.to_string(), Language::Vi))["outcome"] == "covered"
    };
    for (department, police) in [("so-tu-phap-nghe-an", "cong-an-nghe-an"), ("so-tu-phap-can-tho", "cong-an-can-tho")] {
        assert!(covered(department, "2.900604", "2025-02-28") && !covered(department, "2.900604", "2025-03-01"));
        assert!(!covered(police, "2.900609", "2025-02-28") && covered(police, "2.900609", "2025-03-01"));
    }
}

/// 2 January 2026 was off and Saturday the 10th was worked for it (12729/VPCP-KGVX): five working days from New Year's Eve
/// end on the 9th, and from the 5th on the 10th.
#[test]
fn the_days_swapped_in_january_2026_count() {
    let rulebook = Rulebook::from_value(&read(&folder().join("../examples/data/public-post.json"))).unwrap();
    let due = |agency: &str, procedure: &str, filed_on: &str| {
        let question = json!({ "agency": agency, "procedure": procedure, "service": "intake", "on": filed_on,
            "zone": "in_region", "filed_on": filed_on });
        let answer = answer_of(&rulebook.deadlines_json(&question.to_string(), Language::Vi));
        answer["steps"].as_array().unwrap().iter().find(|step| step["id"] == "result").unwrap()["due"].clone()
    };
    assert_eq!(due("so-ngoai-vu-da-nang", "2.900601", "2025-12-31"), "2026-01-09");
    assert_eq!(due("so-ngoai-vu-da-nang", "2.900601", "2026-01-05"), "2026-01-10");
}

#[test]
fn bad_input_changes_nothing_and_an_unknown_id_is_an_answer() {
    let rulebook = Rulebook::from_value(&minimal()).unwrap();
    let before = rulebook.to_json();
    let question = r#"{"agency": "nowhere", "procedure": "1.000001", "service": "return", "on": "2014-10-01"}"#;
    let answer = answer_of(&rulebook.decide_json(question, Language::Vi));
    assert_eq!(
        answer,
        json!({ "outcome": "not_covered", "reasons": [{ "code": "unknown_agency", "params": { "agency": "nowhere" } }] })
    );
    for text in ["", "null", "{\"agency\": 5}", "[[[["] {
        assert!(answer_of(&rulebook.decide_json(text, Language::En))["issues"].is_array(), "{text}");
    }
    assert_eq!(rulebook.to_json(), before);
}

/// A table that names its zones has them by name: no two places lie in one, and a question may name it.
#[test]
fn a_zone_by_name_is_asked_for_and_never_found() {
    let quoted = |zones: Value, end: Value| {
        let rates: Vec<Value> = zones
            .as_array()
            .unwrap()
            .iter()
            .map(|zone| json!({ "services": ["return"], "zone": zone["id"], "bands": [{ "up_to": 100, "price": 1 }] }))
            .collect();
        let document = changed(
            minimal(),
            &json!({ "zones": zones, "places": [{ "code": "p", "name": "p", "kind": "province" }],
            "operators": [{ "id": "post", "name": "p" }], "agencies": [{ "code": "a", "name": "a", "place": "p" }],
            "procedures": [{ "code": "1.000001", "name": "n", "agencies": { "all": true } }],
            "tariffs": [{ "id": "t", "title": "t", "versions": [{ "id": "v", "valid": { "from": "2014-01-01" }, "rates": rates }] }],
            "contracts": [{ "id": "c", "operator": "post", "agencies": { "all": true }, "signed_on": "2014-01-01", "valid": { "from": "2014-01-01" },
                "clauses": [{ "id": "1", "services": ["return"], "scope": { "all": true }, "tariff": "t" }] }] }),
        );
        let question = json!({ "agency": "a", "procedure": "1.000001", "service": "return", "on": "2014-10-01", "weight_grams": 1 });
        answer_of(
            &Rulebook::from_value(&document).unwrap().quote_json(&changed(question, &end).to_string(), Language::Vi),
        )
    };
    let by_name = json!({ "id": "y", "name": "y", "when": { "by_name": true } });
    let always = json!({ "id": "z", "name": "z", "when": { "any": true } });
    assert_eq!(quoted(json!([by_name, always]), json!({ "place": "p" }))["zone"], "z");
    assert_eq!(quoted(json!([by_name, always]), json!({ "zone": "y" }))["zone"], "y");
    let nowhere = json!([{ "code": "no_zone", "params": { "place": "p" } }]);
    assert_eq!(quoted(json!([by_name]), json!({ "place": "p" }))["reasons"], nowhere);
}

/// A reference that leads nowhere says where it led, and what was probably meant.
#[test]
fn what_was_probably_meant_is_named() {
    let agency = |n: usize| json!({ "code": format!("so-{n:05}"), "name": "n" });
    let mut agencies: Vec<Value> = (0..11_000).map(agency).collect();
    agencies
        .push(json!({ "code": "so-noi-vu", "name": "Sở Nội vụ", "parent": "so-noivu", "merged_into": "SO-NOI-VU" }));
    let refused =
        |agencies: &[Value]| Rulebook::from_value(&changed(minimal(), &json!({ "agencies": agencies }))).unwrap_err();
    let answer = answer_of(&refused(&agencies).to_json(Language::En));
    let params = |value: &str| json!({ "list": "agencies", "value": value, "nearest": "so-noi-vu" });
    assert_eq!(
        [&answer["issues"][0]["params"], &answer["issues"][1]["params"]],
        [&params("so-noivu"), &params("SO-NOI-VU")]
    );
    // A thousand of them are told too, in time, though not each with what is nearest.
    for agency in &mut agencies {
        agency["parent"] = json!("so-noivu");
    }
    let issues = refused(&agencies);
    assert_eq!(issues.len(), hoso::Issues::MAX + 1);
    let named = issues.iter().filter(|issue| issue.params.get("nearest").is_some()).count();
    assert!((1..100).contains(&named), "{named}");
    // Free keys are nobody's mistake.
    assert!(Rulebook::from_value(&changed(minimal(), &json!({ "x_titel": 1 }))).is_ok());
}

/// Documents made to hurt: each ends in an issue or an answer, quickly.
#[test]
fn hostile_documents_end_in_issues() {
    let first =
        |text: &str| Rulebook::parse(text).err().map(|issues| issues.iter().last().unwrap().code.as_str().to_owned());
    let deep = "[".repeat(16 << 20);
    assert_eq!(first(&deep).as_deref(), Some("too_deep"));
    let nested = format!("{}1{}", "{\"a\":".repeat(1 << 20), "}".repeat(1 << 20));
    assert_eq!(first(&nested).as_deref(), Some("too_deep"));
    let many_keys: Map<String, Value> = (0..400_000).map(|n| (format!("k{n}"), json!(n))).collect();
    assert_eq!(first(&Value::Object(many_keys).to_string()).as_deref(), Some("too_many_issues"));
    let same_key = format!("{{{}\"hoso\":1}}", "\"hoso\":1,".repeat(500_000));
    assert_eq!(first(&same_key).as_deref(), Some("too_many_issues"));
    let long = format!("{{\"title\":\"{}\"}}", "a".repeat(65 << 20));
    assert_eq!(first(&long).as_deref(), Some("too_long"));
    let chain =
        |n: usize| json!({ "code": format!("p{n}"), "name": "p", "kind": "k", "parent": format!("p{}", n + 1) });
    let mut places: Vec<Value> = (0..100_000).map(chain).collect();
    places.push(json!({ "code": "p100000", "name": "p", "kind": "k" }));
    let document = changed(minimal(), &json!({ "places": places }));
    assert_eq!(first(&document.to_string()).as_deref(), Some("too_many_issues"));
    places.pop();
    places.push(json!({ "code": "p100000", "name": "p", "kind": "k", "parent": "p0" }));
    assert_eq!(
        first(&changed(minimal(), &json!({ "places": places })).to_string()).as_deref(),
        Some("too_many_issues")
    );
}

/// A rulebook whose every clause overlaps every other is read, asked and checked without drowning.
#[test]
fn a_rulebook_that_overlaps_everywhere_stays_answerable() {
    let clause = json!({ "id": "1", "services": ["return"], "scope": { "all": true }, "except": { "procedures": ["1.000000"] }, "tariff": "t" });
    let contract = |n: usize| {
        json!({ "id": format!("c{n}"), "operator": "post", "agencies": { "all": true }, "signed_on": "2014-01-01",
            "valid": { "from": Date::MIN.plus(i64::try_from(n).unwrap()).unwrap().to_string() }, "clauses": [clause] })
    };
    let document = changed(
        minimal(),
        &json!({
            "operators": [{ "id": "post", "name": "p" }], "agencies": [{ "code": "a", "name": "a" }], "tariffs": [{ "id": "t", "title": "t" }],
            "procedures": [{ "code": "1.000000", "name": "n", "agencies": { "all": true } }, { "code": "1.000001", "name": "n", "agencies": { "all": true } }],
            "contracts": (0..3_000).map(contract).collect::<Vec<_>>(),
        }),
    );
    let rulebook = Rulebook::from_value(&document).unwrap();
    let question = |procedure| {
        json!({ "agency": "a", "procedure": procedure, "service": "return", "on": "2014-10-01" }).to_string()
    };
    let answer = answer_of(&rulebook.decide_json(&question("1.000001"), Language::Vi));
    assert_eq!(answer["contract"], "c0");
    let answer = answer_of(&rulebook.decide_json(&question("1.000000"), Language::Vi));
    assert_eq!(answer["reasons"].as_array().unwrap().len(), 3_000);
    let findings = rulebook.check();
    assert!(findings.iter().any(|finding| finding.code == FindingCode::TooMuchToCheck));
    assert_eq!(without_messages(json!({ "message": 1 })), json!({}));
}

/// The codes of the findings about contracts with one agency, one procedure and one clause each, valid on such days.
fn findings_of_contracts(days: impl Iterator<Item = (i64, i64)>) -> Vec<FindingCode> {
    let day = |n: i64| Date::MIN.plus(n).unwrap().to_string();
    let contract = |(n, (from, until)): (usize, (i64, i64))| {
        json!({ "id": format!("c{n}"), "operator": "post", "agencies": { "all": true }, "signed_on": day(from),
            "valid": { "from": day(from), "until": day(until) },
            "clauses": [{ "id": "1", "services": ["return"], "scope": { "all": true }, "tariff": "t" }] })
    };
    let document = changed(
        minimal(),
        &json!({
            "operators": [{ "id": "post", "name": "p" }], "agencies": [{ "code": "a", "name": "a" }],
            "procedures": [{ "code": "1.000000", "name": "n", "agencies": { "all": true } }],
            "zones": [{ "id": "z", "name": "z", "when": { "any": true } }],
            "tariffs": [{ "id": "t", "title": "t", "versions": [{ "id": "v", "valid": { "from": day(0) },
                "rates": [{ "services": ["return"], "zone": "z", "bands": [{ "up_to": 100, "price": 1 }] }] }] }],
            "contracts": days.enumerate().map(contract).collect::<Vec<_>>(),
        }),
    );
    Rulebook::from_value(&document).unwrap().check().into_iter().map(|finding| finding.code).collect()
}

/// As many findings as are listed are all there is; one more, and the list says that it ends.
#[test]
fn ten_thousand_findings_are_listed_and_the_next_is_too_much() {
    // 141 contracts that all overlap are 9,870 pairs; the last overlaps the 130 that have not ended.
    let all = |last: i64| (0..141).map(|n| (n, if n < 11 { 200 } else { 300 })).chain([(last, 300)]);
    assert_eq!(findings_of_contracts(all(200)), [FindingCode::ContractOverlap; 10_000]);
    let findings = findings_of_contracts(all(199));
    assert_eq!(
        findings.split_first(),
        Some((&FindingCode::TooMuchToCheck, &[FindingCode::ContractOverlap; 10_000][..]))
    );
}

/// What would take too long to compare is not compared, and nobody is accused of what was not looked at.
#[test]
fn more_than_can_be_looked_at_is_too_much_and_accuses_nobody() {
    // Each wins on its own day, and is to be compared with all others.
    let days = (0..15_000).map(|n| (n, n + 1));
    assert_eq!(findings_of_contracts(days), [FindingCode::TooMuchToCheck]);
}
