//! Answers: read whoever wrote them, and put into words.

use std::fmt::Debug;

use fastrand::Rng;
use hoso::wire::Shape;
use hoso::{Answer, Comparison, Compensation, Deadlines, Decision, Quotation, Report, Tracking};

use super::{are_issues, is_explained, round_trips, written};

pub(crate) fn read(text: &str, _: &mut Rng) -> bool {
    let kinds: [fn(&str) -> bool; 7] = [
        is_read::<Decision<'_>>,
        is_read::<Quotation<'_>>,
        is_read::<Deadlines<'_>>,
        is_read::<Compensation<'_>>,
        is_read::<Tracking>,
        is_read::<Report<'_>>,
        is_read::<Comparison<'_>>,
    ];
    let known = kinds.into_iter().filter(|is_read| is_read(text)).count();
    match Answer::parse(text) {
        Err(issues) => {
            are_issues(&issues, text);
            false
        }
        Ok(answer) => {
            assert!(known > 0, "an answer of no kind");
            round_trips(&answer);
            is_explained(&written(&answer, hoso::Language::Vi), &answer);
            true
        }
    }
}

fn is_read<T: Shape + Debug + PartialEq>(text: &str) -> bool {
    match hoso::wire::read::parse::<T>(text) {
        Ok(answer) => {
            round_trips(&answer);
            true
        }
        Err(issues) => {
            are_issues(&issues, text);
            false
        }
    }
}
