//! Questions, asked of two rulebooks: the example, and one of the vectors.

use std::fmt::Debug;
use std::sync::LazyLock;

use hoso::wire::Shape;
use hoso::{
    Answer, Case, Claim, Compensation, Consignment, Deadlines, Decision, Issues, Language, Moments, Quotation, Rulebook,
};
use serde_json::Value;

use super::{are_issues, is_answer, is_explained, round_trips, text};
use crate::Met;

static RULEBOOKS: LazyLock<[Rulebook; 2]> = LazyLock::new(|| {
    let example = Rulebook::parse(include_str!("../../../examples/data/binh-duong.json"));
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/rules-9000.json")).expect("JSON");
    let vector = Rulebook::from_value(vector.get("rulebook").expect("a rulebook"));
    [example.expect("a valid rulebook"), vector.expect("a valid rulebook")]
});

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    let mut met = Met::Refused;
    for rulebook in &*RULEBOOKS {
        let kinds: [Kind; 4] = [
            (Rulebook::decide_json, |rulebook, text| ask(text, |case| decide(rulebook, case))),
            (Rulebook::quote_json, |rulebook, text| ask(text, |consignment| quote(rulebook, consignment))),
            (Rulebook::deadlines_json, |rulebook, text| ask(text, |moments| deadlines(rulebook, moments))),
            (Rulebook::compensation_json, |rulebook, text| ask(text, |claim| compensation(rulebook, claim))),
        ];
        for (told, asked) in kinds {
            let told = [Language::Vi, Language::En].map(|language| (language, told(rulebook, &text, language)));
            let asked = asked(rulebook, &text);
            for (language, told) in &told {
                let answered = is_answer(told, "outcome");
                assert_eq!(answered, asked.is_ok(), "asked as text and as a value: {told}");
                let own = asked.as_ref().map_or_else(
                    |issues| issues.to_json(*language),
                    |[vi, en]| match language {
                        Language::Vi => vi.clone(),
                        Language::En => en.clone(),
                    },
                );
                assert_eq!(*told, own, "asked as text and as a value");
                met = if answered { Met::Accepted } else { met };
            }
        }
    }
    met
}

/// A question asked as text and as a value.
type Kind = (fn(&Rulebook, &str, Language) -> String, fn(&Rulebook, &str) -> Asked);

/// An answer in Vietnamese and in English.
type Asked = Result<[String; 2], Issues>;

/// Reads a question and asks it.
fn ask<Q: Shape + Debug + PartialEq>(text: &str, answer: impl Fn(&Q) -> Asked) -> Asked {
    match hoso::wire::read::parse::<Q>(text) {
        Ok(question) => {
            round_trips(&question);
            answer(&question)
        }
        Err(issues) => {
            are_issues(&issues, text);
            Err(issues)
        }
    }
}

/// The texts of an answer, which is held to what every answer is held to.
fn told<'r, A: Shape + Clone + Debug + PartialEq + 'r>(answer: &A) -> [String; 2]
where
    Answer<'r>: From<A>,
{
    round_trips(answer);
    let json = super::written(answer, Language::Vi);
    is_explained(&json, answer.clone());
    [json, super::written(answer, Language::En)]
}

pub(crate) fn decide(rulebook: &Rulebook, case: &Case) -> Asked {
    let answer = rulebook.decide(case)?;
    let prepared = rulebook.prepare(case);
    let cover = prepared.as_ref().and_then(hoso::Prepared::cover);
    match (&answer, cover) {
        (Decision::Covered(answer), Some(cover)) => {
            let own = (answer.contract.as_ref(), answer.clause.as_ref(), answer.amendment.as_deref());
            assert_eq!(own, (cover.contract().id.as_str(), cover.clause().id.as_str(), cover.amendment()));
            assert!(answer.reasons.is_empty(), "{answer:?}");
        }
        (Decision::NotCovered(answer), None) => {
            assert!(!answer.reasons.is_empty(), "refused without a reason");
        }
        (answer, cover) => panic!("decided {answer:?}, covered by {cover:?}"),
    }
    Ok(told(&answer))
}

pub(crate) fn quote(rulebook: &Rulebook, consignment: &Consignment) -> Asked {
    let price = rulebook.price(consignment);
    let answer = rulebook.quote(consignment);
    if let Ok(Quotation::Quoted(quoted)) = &answer {
        let sum: i64 = quoted.payers.iter().map(|payer| payer.amount).sum();
        assert_eq!(sum, quoted.total, "shares of {quoted:?}");
        assert_eq!(quoted.net + quoted.tax, quoted.total, "{quoted:?}");
        // Taken out of a price, a tax may come out below zero: the net is rounded by the tariff, and may pass the price.
        assert!(quoted.net >= 0 && quoted.payers.iter().all(|payer| payer.amount >= 0), "{quoted:?}");
        let price = price.as_ref().map(|price| (price.net(), price.tax(), price.total(), price.applicant_due()));
        assert_eq!(price, Some((quoted.net, quoted.tax, quoted.total, quoted.applicant_due)), "the price alone");
    } else {
        assert!(price.is_none(), "{price:?} but {answer:?}");
    }
    let answer = answer?;
    if let Quotation::NotCovered(hoso::NotCovered { reasons, .. }) = &answer {
        assert!(!reasons.is_empty(), "refused without a reason");
    }
    Ok(told(&answer))
}

pub(crate) fn deadlines(rulebook: &Rulebook, moments: &Moments) -> Asked {
    let answer: Deadlines<'_> = rulebook.deadlines(moments)?;
    Ok(told(&answer))
}

fn compensation(rulebook: &Rulebook, claim: &Claim) -> Asked {
    let answer: Compensation<'_> = rulebook.compensation(claim)?;
    Ok(told(&answer))
}
