//! What may go by post, for how much, by when, and what is owed when it goes wrong.

use std::fmt::Debug;

use fastrand::Rng;
use hoso::wire::Shape;
use hoso::{
    Answer, Case, Claim, Compensation, Consignment, Deadlines, Decision, Language, Moments, Quotation, Quoted, Rulebook,
};

use super::{asked, is_explained, told, written};
use crate::rulebooks::Twice;

pub(crate) fn decide(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "decide", "outcome", text, |rulebook, told| {
        let Some((case, Ok(answer))) = asked(text, told, |case: &Case, _| rulebook.decide(case)) else { return };
        is_said(&answer);
        is_decided(rulebook, &case, &answer);
    })
}

/// What is covered names what covers it, what is not says why.
fn is_decided(rulebook: &Rulebook, case: &Case, answer: &Decision<'_>) {
    let prepared = rulebook.prepare(case);
    let cover = prepared.as_ref().and_then(hoso::Prepared::cover);
    match (answer, cover) {
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
}

pub(crate) fn quote(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "quote", "outcome", text, |rulebook, told| {
        let quoted = asked(text, told, |consignment: &Consignment, _| rulebook.quote(consignment));
        let Some((consignment, answer)) = quoted else { return };
        let price = rulebook.price(&consignment);
        if let Ok(Quotation::Quoted(quoted)) = &answer {
            adds_up(quoted);
            let price = price.as_ref().map(|price| (price.net(), price.tax(), price.total(), price.applicant_due()));
            assert_eq!(price, Some((quoted.net, quoted.tax, quoted.total, quoted.applicant_due)), "the price alone");
        } else {
            assert!(price.is_none(), "{price:?} but {answer:?}");
        }
        let Ok(answer) = answer else { return };
        if let Quotation::NotCovered(hoso::NotCovered { reasons, .. }) = &answer {
            assert!(!reasons.is_empty(), "refused without a reason");
        }
        is_said(&answer);
    })
}

fn adds_up(quoted: &Quoted<'_>) {
    let sum: i64 = quoted.payers.iter().map(|payer| payer.amount).sum();
    assert_eq!(sum, quoted.total, "shares of {quoted:?}");
    assert_eq!(quoted.net + quoted.tax, quoted.total, "{quoted:?}");
    // Taken out of a price, a tax may come out below zero: the net is rounded by the tariff, and may pass the price.
    assert!(quoted.net >= 0 && quoted.payers.iter().all(|payer| payer.amount >= 0), "{quoted:?}");
}

pub(crate) fn deadlines(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "deadlines", "outcome", text, |rulebook, told| {
        let answer = asked(text, told, |moments: &Moments, _| rulebook.deadlines(moments));
        let Some((_, Ok(answer))) = answer else { return };
        is_said::<Deadlines<'_>>(&answer);
    })
}

pub(crate) fn compensation(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "compensation", "outcome", text, |rulebook, told| {
        let answer = asked(text, told, |claim: &Claim, _| rulebook.compensation(claim));
        let Some((_, Ok(answer))) = answer else { return };
        is_said::<Compensation<'_>>(&answer);
    })
}

/// An answer is put into words.
fn is_said<'r, A: Shape + Clone + Debug>(answer: &A)
where
    Answer<'r>: From<A>,
{
    is_explained(&written(answer, Language::Vi), answer.clone());
}
