//! A rulebook that is built in code is the one that its JSON text gives, and is held to no less.

use std::fmt::Debug;
use std::str::FromStr;

use hoso::document::*;
use hoso::{ById, Days, List, Rulebook, Service, True, Validity};
use serde_json::json;

fn is<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn number<T: TryFrom<i64, Error: Debug>>(number: i64) -> T {
    number.try_into().unwrap()
}

fn list<T: Debug, const N: usize, const MIN: usize, const MAX: usize>(list: [T; N]) -> List<T, MIN, MAX> {
    list.try_into().unwrap()
}

fn always() -> Validity {
    Validity::new(is("2014-01-01"), None).unwrap()
}

fn empty() -> Document {
    Document::new(is("t"), is("T"), is("VND"), is("+07:00"))
}

fn tariff(bands: [i64; 2]) -> Tariff {
    let bands = bands.map(|up_to| Band::new(number(up_to), number(26_000)));
    let rate = PostageRate::new(list([Service::Return]), is("near"), list(bands));
    let fragile = Surcharge::new(is("s"), is("fragile")).fixed(number(1_000)).max(number(2_000));
    let version = TariffVersion::new(is("v1"), always()).rates([rate]).surcharges(list([fragile]));
    Tariff::new(is("letters"), is("Letters")).price_includes_tax(true).versions([version.combine(Combine::Best)])
}

fn contract() -> Contract {
    let days: ById<Days> = ById::new([(is("near"), number(2))]).unwrap();
    let sla = Sla::new().delivery_days(days).attempts(number(2));
    let payers = list([Payer::new(is("agency"), number(10_000))]);
    let clause = Clause::new(is("c1"), list([Service::Return]), Scope::All(True), is("letters"));
    let amendment = Amendment::new(is("a1"), is("2015-01-01"), is("2015-02-01")).remove(list([is("c1")]));
    Contract::new(is("2014"), is("post"), Selector::All(True), is("2013-12-20"), always())
        .clauses(list([clause.payers(payers).sla(sla)]))
        .amendments(list([amendment]))
}

#[test]
fn what_is_built_is_what_is_read() {
    let text = json!({
        "hoso": 1, "id": "t", "title": "T", "currency": "VND", "utc_offset": "+07:00",
        "zones": [{ "id": "near", "name": "Near", "when": { "any": true } }],
        "operators": [{ "id": "post", "name": "Post" }],
        "tariffs": [{ "id": "letters", "title": "Letters", "price_includes_tax": true, "versions": [{
            "id": "v1", "valid": { "from": "2014-01-01" }, "combine": "best",
            "rates": [{ "services": ["return"], "zone": "near", "bands": [
                { "up_to": 100, "price": 26_000 }, { "up_to": 200, "price": 26_000 },
            ] }],
            "surcharges": [{ "id": "s", "option": "fragile", "fixed": 1_000, "max": 2_000 }],
        }] }],
        "contracts": [{
            "id": "2014", "operator": "post", "agencies": { "all": true }, "signed_on": "2013-12-20",
            "valid": { "from": "2014-01-01" },
            "clauses": [{
                "id": "c1", "services": ["return"], "scope": { "all": true }, "tariff": "letters",
                "payers": [{ "who": "agency", "bp": 10_000 }], "sla": { "delivery_days": { "near": 2 }, "attempts": 2 },
            }],
            "amendments": [
                { "id": "a1", "signed_on": "2015-01-01", "effective_on": "2015-02-01", "remove": ["c1"] },
            ],
        }],
    });
    let built = empty()
        .zones(list([Zone::new(is("near"), is("Near"), ZoneRule::Any(True))]))
        .operators([Operator::new(is("post"), is("Post"))])
        .tariffs([tariff([100, 200])])
        .contracts([contract()]);
    let rulebook = Rulebook::from_document(&built).unwrap();
    assert_eq!(rulebook.document(), Rulebook::from_value(&text).unwrap().document());
    assert_eq!(rulebook.document(), &built);
}

#[test]
fn what_is_refused_in_json_is_refused_in_code() {
    let issue = |document: &Document| {
        let issues = Rulebook::from_document(document).unwrap_err();
        let issue = issues.iter().next().unwrap();
        (issue.code.as_str(), issue.path.clone())
    };
    let falling = empty().tariffs([tariff([200, 100])]);
    let bands = "/tariffs/0/versions/0/rates/0/bands";
    assert_eq!(issue(&falling), ("not_rising", format!("{bands}/1/up_to")));
    let mut nothing = contract();
    nothing.clauses =
        list([Clause::new(is("c1"), list([Service::Return]), Scope::All(True), is("letters")).except(Except::new())]);
    assert_eq!(issue(&empty().contracts([nothing])), ("at_least_one_of", "/contracts/0/clauses/0/except".to_owned()));
    assert_eq!(issue(&empty().contracts([contract()])), ("unknown_reference", "/contracts/0/operator".to_owned()));
}
