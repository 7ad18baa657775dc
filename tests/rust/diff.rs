//! What changes between two rulebooks: nothing in one and the same, and whatever is told is what both answer on that day and
//! did not on the day before.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use hoso::{Case, Change, Consignment, Date, Decision, Diff, Grams, Id, Language, PriceChange, Rulebook, Service};
use hoso_tests::{answer_of, folder, read, rules};
use proptest::prelude::*;
use serde_json::{Value, json};

const BINH_DUONG: &str = include_str!("../../examples/data/binh-duong.json");

static DOCUMENTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let vectors = rules().into_iter().map(|(_, vector)| vector["rulebook"].clone());
    vectors.chain([serde_json::from_str(BINH_DUONG).unwrap()]).collect()
});

/// Every value that a path of steps leads to, with `*` for each of a list.
fn each<'v>(value: &'v mut Value, steps: &[&str], found: &mut Vec<&'v mut Value>) {
    match (steps, value) {
        ([], value) => found.push(value),
        (["*", rest @ ..], Value::Array(list)) => list.iter_mut().for_each(|it| each(it, rest, found)),
        ([key, rest @ ..], Value::Object(map)) => {
            if let Some(value) = map.get_mut(*key) {
                each(value, rest, found);
            }
        }
        _ => {}
    }
}

/// Changes one value of a document, as somebody who edits it might.
fn edited(document: &Value, kind: usize, which: prop::sample::Index) -> Value {
    const PATHS: [&[&str]; 9] = [
        &["tariffs", "*", "versions", "*", "rates", "*", "bands", "*", "price"],
        &["tariffs", "*", "versions", "*", "valid", "from"],
        &["taxes", "*", "rates", "*", "bp"],
        &["contracts", "*", "valid", "from"],
        &["contracts", "*", "clauses"],
        &["contracts", "*", "clauses", "*", "services"],
        &["procedures", "*", "in_person"],
        &["agencies", "*", "valid", "until"],
        &["contracts"],
    ];
    let mut document = document.clone();
    let mut found = Vec::new();
    each(&mut document, PATHS[kind % PATHS.len()], &mut found);
    if found.is_empty() {
        return document;
    }
    let at = which.index(found.len());
    match &mut *found[at] {
        Value::Number(number) => *found[at] = json!(number.as_i64().unwrap() / 2 + 7),
        Value::String(day) => {
            let later = day.parse::<Date>().unwrap().plus(40).unwrap();
            *found[at] = json!(later.to_string());
        }
        Value::Array(list) => drop(list.pop()),
        _ => {}
    }
    document
}

/// The operator, contract, clause and tariff that cover something.
fn cover(rulebook: &Rulebook, ids: (&str, &str), service: Service, on: Date) -> Option<[String; 4]> {
    let [agency, procedure] = [ids.0, ids.1].map(|code| code.parse::<Id>().unwrap());
    match rulebook.decide(&Case::new(agency, procedure, service, on)).unwrap() {
        Decision::Covered(it) => Some([&it.operator, &it.contract, &it.clause, &it.tariff].map(ToString::to_string)),
        Decision::NotCovered(_) => None,
    }
}

/// Total, and what is asked at the door; none where there is no price.
type Cost = Option<(i64, i64)>;

/// What a weight costs of something that is covered, with what a change is told of.
fn price(rulebook: &Rulebook, ids: (&str, &str), change: &PriceChange<'_>, on: Date, weight: i64) -> Cost {
    let [agency, procedure, zone] = [ids.0, ids.1, &change.zone].map(|code| code.parse::<Id>().unwrap());
    let weight = Grams::try_from(weight).unwrap();
    let mut asked = Consignment::new(agency, procedure, change.service, on, weight, zone.clone()).in_zone(zone);
    if let Some(option) = &change.option {
        let options = [option.parse().unwrap()].try_into().unwrap();
        asked = asked.options(options).unwrap().declared_value(1_000_000.try_into().unwrap());
    }
    if let Some(category) = &change.applicant {
        asked = asked.applicant([category.parse().unwrap()].try_into().unwrap());
    }
    let price = rulebook.price(&asked)?;
    Some((price.total(), price.applicant_due()))
}

/// What is told of routes is what both decide on the first day, and not on the day before.
fn routes_are_confirmed(before: &Rulebook, after: &Rulebook, diff: &Diff<'_>) {
    for change in &diff.routes {
        for agency in &change.agencies {
            for procedure in &change.procedures {
                for service in &change.services {
                    let on = |day| [before, after].map(|it| cover(it, (agency, procedure), *service, day));
                    let [one, other] = on(change.from);
                    let id = |cover: &Option<[String; 4]>| cover.as_ref().map(|it| it[1].clone());
                    assert_eq!(id(&one), change.contract_before.as_deref().map(str::to_owned), "{change:?}");
                    assert_eq!(id(&other), change.contract_after.as_deref().map(str::to_owned), "{change:?}");
                    assert_ne!(one, other, "{change:?}");
                    let kind = match (&one, &other) {
                        (None, _) => Change::NowCovered,
                        (_, None) => Change::NoLongerCovered,
                        _ => Change::OtherTerms,
                    };
                    assert_eq!(kind, change.kind);
                    if let Some(eve) = change.from.plus(-1) {
                        assert_ne!(on(eve), [one.clone(), other.clone()], "{change:?}");
                    }
                    if let Some(until) = change.until {
                        assert_eq!(on(until.plus(-1).unwrap()), [one.clone(), other.clone()], "{change:?}");
                        assert_ne!(on(until), [one, other], "{change:?}");
                    }
                }
            }
        }
    }
}

/// An agency and a procedure that both clauses of a price cover on a day.
fn example(books: [&Rulebook; 2], change: &PriceChange<'_>, on: Date) -> Option<(String, String)> {
    let document = books[0].document();
    let terms = [[&change.contract_before, &change.clause_before], [&change.contract_after, &change.clause_after]];
    let pairs = document.agencies.iter().flat_map(|a| document.procedures.iter().map(move |p| (&a.code, &p.code)));
    let mut found = pairs.filter(|(a, p)| {
        books.iter().zip(terms).all(|(book, terms)| {
            cover(book, (a.as_str(), p.as_str()), change.service, on)
                .is_some_and(|it| it[1] == *terms[0] && it[2] == *terms[1])
        })
    });
    found.next().map(|(a, p)| (a.to_string(), p.to_string()))
}

/// The greatest weight of each band and step of a zone, in any tariff.
fn weights(books: [&Rulebook; 2], zone: &str) -> BTreeSet<i64> {
    let tariffs = books.iter().flat_map(|book| &book.document().tariffs);
    let rates = tariffs.flat_map(|tariff| &tariff.versions).flat_map(|version| &version.rates);
    let mut weights = BTreeSet::new();
    for rate in rates.filter(|rate| rate.zone.as_str() == zone) {
        weights.extend(rate.bands.iter().map(|band| band.up_to.get()));
        let last = rate.bands.last().unwrap().up_to.get();
        if let Some(further) = rate.further.as_ref().filter(|further| last < further.max.get()) {
            let (each, max) = (further.each.get(), further.max.get());
            weights.extend((1..=(max - last + each - 1) / each).map(|step| max.min(last + step * each)));
        }
    }
    weights
}

/// What weights cost before and after on a day, where that differs, plainly and with what a change is told of: what goes
/// beyond plain carriage is told where its difference is another one. None: there is no case that both clauses cover.
fn costs(books: [&Rulebook; 2], change: &PriceChange<'_>, on: Date, weights: &[i64]) -> Option<Vec<[Cost; 2]>> {
    let (agency, procedure) = example(books, change, on)?;
    let mut plain = change.clone();
    (plain.option, plain.applicant) = (None, None);
    let both = [&plain, change].into_iter().flat_map(|change| weights.iter().map(move |weight| (change, *weight)));
    let costs = both.map(|(change, weight)| books.map(|book| price(book, (&agency, &procedure), change, on, weight)));
    Some(costs.map(|costs| if costs[0] == costs[1] { [None; 2] } else { costs }).collect())
}

/// What is told of prices is what both say at each band's edges from the first day to the last, and neither on the day before
/// nor on the day after.
fn prices_are_confirmed(before: &Rulebook, after: &Rulebook, diff: &Diff<'_>) {
    let books = [before, after];
    for change in diff.prices.iter().step_by(diff.prices.len() / 12 + 1) {
        let (agency, procedure) = example(books, change, change.from).unwrap();
        // Of many bands the first and the last ones.
        let (head, tail) = (change.bands.iter().take(8), change.bands.iter().skip(8).rev().take(2));
        for band in head.chain(tail) {
            for weight in [band.over + 1, band.up_to] {
                let [one, other] = books.map(|book| price(book, (&agency, &procedure), change, change.from, weight));
                assert_eq!(one, band.before.zip(band.due_before), "{change:?}");
                assert_eq!(other, band.after.zip(band.due_after), "{change:?}");
                assert_eq!(band.difference, one.zip(other).map(|(one, other)| other.0 - one.0));
                assert_ne!(one, other);
            }
        }
        let all: Vec<i64> = weights(books, &change.zone).into_iter().collect();
        let some: Vec<i64> = all.iter().copied().step_by(all.len() / 6 + 1).collect();
        let is_so = |day, weights| costs(books, change, day, weights) == costs(books, change, change.from, weights);
        let is_so_at_all = |day| is_so(day, &some) && is_so(day, &all);
        if let Some(eve) = change.from.plus(-1) {
            assert!(!is_so_at_all(eve), "so already on the day before: {change:?}");
        }
        if let Some(until) = change.until {
            // What plain carriage costs may have changed meanwhile.
            let own = |day| {
                costs(books, change, day, &some).map(|both| both.into_iter().skip(some.len()).collect::<Vec<_>>())
            };
            assert_eq!(own(until.plus(-1).unwrap()), own(change.from), "not so on the last day: {change:?}");
            assert!(!is_so_at_all(until), "still so: {change:?}");
        }
    }
}

/// Whether a weight's price is told to be another one on a day.
fn is_told(diff: &Diff<'_>, clauses: [&str; 4], (service, zone): (Service, &str), on: Date, weight: i64) -> bool {
    diff.prices.iter().any(|it| {
        [&it.contract_before, &it.clause_before, &it.contract_after, &it.clause_after].map(|id| &**id) == clauses
            && it.service == service
            && it.zone == zone
            && it.option.is_none()
            && it.applicant.is_none()
            && it.from <= on
            && it.until.is_none_or(|until| on < until)
            && it.bands.iter().any(|band| band.over < weight && weight <= band.up_to)
    })
}

#[test]
fn diff_vectors() {
    let file = read(&folder().join("vectors/diff.json"));
    let of = |case: &Value, side: &str| {
        let mut document = file["base"].clone();
        document.as_object_mut().unwrap().extend(case[side].as_object().unwrap().clone());
        Rulebook::from_value(&document).unwrap()
    };
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let (before, after) = (of(case, "before"), of(case, "after"));
        let diff = before.diff(&after);
        let json = before.diff_json(&after, Language::Vi);
        assert_eq!(answer_of(&json), case["answer"], "{}", case["describes"]);
        assert_eq!(Diff::parse(&json).unwrap().to_json(Language::Vi), json, "{}", case["describes"]);
        routes_are_confirmed(&before, &after, &diff);
        prices_are_confirmed(&before, &after, &diff);
    }
    assert_eq!(cases.len(), 17);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(hoso_tests::cases(80)))]

    #[test]
    fn whatever_is_told_is_what_both_answer(
        document in any::<prop::sample::Index>(), kind in 0_usize..9, which in any::<prop::sample::Index>(),
    ) {
        let document = document.get(DOCUMENTS.as_slice());
        let before = Rulebook::from_value(document).unwrap();
        let Ok(after) = Rulebook::from_value(&edited(document, kind, which)) else { return Ok(()) };
        let diff = before.diff(&after);
        prop_assert!(diff.complete);
        prop_assert_eq!(diff.edits.is_empty(), before.to_json() == after.to_json());
        routes_are_confirmed(&before, &after, &diff);
        prices_are_confirmed(&before, &after, &diff);
        prop_assert_eq!(&Diff::parse(&diff.to_json(Language::En)).unwrap(), &diff);
        prop_assert_eq!(swapped(&after.diff(&before)), told(&diff));
    }

    /// What is not told is not so: a question that comes out otherwise is in the answer.
    #[test]
    fn whatever_both_answer_otherwise_is_told(
        document in any::<prop::sample::Index>(), kind in 0_usize..9, which in any::<prop::sample::Index>(),
        agency in any::<prop::sample::Index>(), procedure in any::<prop::sample::Index>(), day in 41_300_i64..46_500,
        zone in any::<prop::sample::Index>(), weight in 1_i64..60_000,
    ) {
        let document = document.get(DOCUMENTS.as_slice());
        let before = Rulebook::from_value(document).unwrap();
        let Ok(after) = Rulebook::from_value(&edited(document, kind, which)) else { return Ok(()) };
        let diff = before.diff(&after);
        let codes = before.document();
        let ids = (agency.get(&codes.agencies).code.as_str(), procedure.get(&codes.procedures).code.as_str());
        let on = Date::MIN.plus(day).unwrap();
        let zone = &zone.get(&codes.zones).id;
        for service in Service::ALL {
            let [one, other] = [&before, &after].map(|book| cover(book, ids, *service, on));
            let told = diff.routes.iter().any(|it| {
                it.agencies.iter().any(|code| code == ids.0) && it.procedures.iter().any(|code| code == ids.1)
                    && it.services.contains(service) && it.from <= on && it.until.is_none_or(|until| on < until)
            });
            prop_assert_eq!(one != other, told);
            let (Some([_, contract, clause, _]), Some([_, newer, newer_clause, _])) = (&one, &other) else { continue };
            let asked = Consignment::new(ids.0.parse().unwrap(), ids.1.parse().unwrap(), *service, on,
                Grams::try_from(weight).unwrap(), zone.clone()).in_zone(zone.clone());
            let [one, other] = [&before, &after].map(|book| {
                book.price(&asked).map(|price| (price.total(), price.applicant_due()))
            });
            let told = is_told(&diff, [contract, clause, newer, newer_clause], (*service, zone.as_str()), on, weight);
            prop_assert_eq!(one != other, told, "{:?} {} g in {} on {}", ids, weight, zone, on);
        }
    }
}

/// Routes, prices and findings as texts, in an order that does not depend on the sides.
fn told(diff: &Diff<'_>) -> [BTreeSet<String>; 4] {
    let routes = diff.routes.iter().map(|it| format!("{it:?}"));
    let prices = diff.prices.iter().map(|it| format!("{it:?}"));
    let edits = diff.edits.iter().map(|it| format!("{:?}{:?}{:?}{:?}", it.list, it.id, it.before, it.after));
    let counts = [diff.new_findings.len(), diff.gone_findings.len()].map(|it| it.to_string()).join("-");
    [routes.collect(), prices.collect(), edits.collect(), [counts].into()]
}

/// That of an answer whose sides are exchanged.
fn swapped(diff: &Diff<'_>) -> [BTreeSet<String>; 4] {
    let mut diff = diff.clone();
    std::mem::swap(&mut diff.new_findings, &mut diff.gone_findings);
    for it in &mut diff.edits {
        std::mem::swap(&mut it.before, &mut it.after);
    }
    for it in &mut diff.routes {
        std::mem::swap(&mut it.contract_before, &mut it.contract_after);
        std::mem::swap(&mut it.clause_before, &mut it.clause_after);
        it.kind = match it.kind {
            Change::NowCovered => Change::NoLongerCovered,
            Change::NoLongerCovered => Change::NowCovered,
            other => other,
        };
    }
    for it in &mut diff.prices {
        std::mem::swap(&mut it.contract_before, &mut it.contract_after);
        std::mem::swap(&mut it.clause_before, &mut it.clause_after);
        for band in &mut it.bands {
            std::mem::swap(&mut band.before, &mut band.after);
            std::mem::swap(&mut band.due_before, &mut band.due_after);
            band.difference = band.difference.map(|it| -it);
        }
    }
    told(&diff)
}

#[test]
fn one_and_the_same_rulebook_differs_in_nothing() {
    for document in DOCUMENTS.iter() {
        let rulebook = Rulebook::from_value(document).unwrap();
        assert!(rulebook.diff(&rulebook).is_empty());
    }
}

#[test]
fn a_national_rulebook_is_looked_at_as_a_whole() {
    let text = include_str!("../../examples/data/public-post.json");
    let before = Rulebook::parse(text).unwrap();
    let mut document: Value = serde_json::from_str(text).unwrap();
    document["tariffs"][0]["versions"][0]["rates"][0]["bands"][0]["price"] = json!(1);
    document["contracts"][0]["valid"]["from"] = json!("2017-03-01");
    let after = Rulebook::from_value(&document).unwrap();
    let diff = before.diff(&after);
    assert!(diff.complete);
    assert_eq!(diff.edits.len(), 2);
}
