//! Answers as plain sentences, for the person at the counter.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::ask::answer::Outcome;
use crate::ask::compensation::Compensation;
use crate::ask::deadlines::Deadlines;
use crate::ask::decide::Decision;
use crate::ask::quote::Quotation;
use crate::ask::track::Tracking;
use crate::ask::{compensation, deadlines, decide, quote, track};
use crate::rulebook::Rulebook;
use crate::say::Said;
use crate::wire::{Issues, Kind, Language, Node, Path, Schemas, Seal, Shape, Sink, Speaker, Write, read};

/// An answer of any kind, owned or borrowed: what [`explain()`] puts into words.
///
/// ```
/// use hoso::{explain, Answer, Language};
/// let answer = Answer::parse(r#"{"outcome": "not_covered", "reasons": [
///     {"code": "contract_ended", "params": {"contract": "SNV-2014", "until": "2016-04-01"}}]}"#)?;
/// assert!(matches!(answer, Answer::Decision(_)));
/// assert_eq!(
///     explain(&answer, Language::En),
///     "This cannot go by post.\nThe contract `SNV-2014` ended on 01/04/2016.",
/// );
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer<'r> {
    /// May this go by post?
    Decision(Cow<'r, Decision<'r>>),
    /// What does it cost, and who pays?
    Quotation(Cow<'r, Quotation<'r>>),
    /// By when is each step due?
    Deadlines(Cow<'r, Deadlines<'r>>),
    /// What is owed when it goes wrong?
    Compensation(Cow<'r, Compensation<'r>>),
    /// Where is it, and what may happen next?
    Tracking(Cow<'r, Tracking>),
}

impl Answer<'_> {
    /// Reads an answer of any kind back from its JSON text. The kinds are told apart by `outcome`, and a tracking by
    /// its `state`; `not_covered` is read as a decision, whatever was asked.
    ///
    /// ```
    /// use hoso::Answer;
    /// let issues = Answer::parse(r#"{"outcome": "perhaps"}"#).unwrap_err();
    /// assert_eq!(issues.iter().next().map(|issue| issue.code.as_str()), Some("not_one_of"));
    /// ```
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Answer<'static>, Issues> {
        read::parse(json)
    }

    /// Puts an answer in JSON into words.
    ///
    /// ```
    /// use hoso::{Answer, Language};
    /// let answer = r#"{"outcome": "not_owed", "reasons": [{"code": "not_late", "params": {"due_on": "2018-10-03"}}]}"#;
    /// assert_eq!(
    ///     Answer::explain_json(answer, Language::Vi)?,
    ///     "Bưu điện không phải bồi thường.\nKhông chậm: hạn là 03/10/2018.",
    /// );
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn explain_json(json: &str, language: Language) -> Result<String, Issues> {
        Ok(explain(Answer::parse(json)?, language))
    }
}

/// The answer as a few plain sentences, one a line, made from the answer alone.
///
/// Amounts are written as `26.000 đ` and days as `10/09/2014` in both languages; the rule and its legal sources are
/// named. Takes any answer by value or by reference.
///
/// ```
/// use hoso::{explain, Decision, Language};
/// let answer = Decision::parse(r#"{"outcome": "covered", "contract": "SNV-2014", "clause": "1", "amendment": "PL1",
///     "operator": "vnpost", "tariff": "vnpost", "payers": [{"who": "applicant", "bp": 10000}], "options": [],
///     "sources": ["1602/UBND-VX"], "reasons": []}"#)?;
/// assert_eq!(explain(&answer, Language::Vi), "\
/// Trường hợp này được thực hiện qua bưu điện.
/// Căn cứ điều khoản 1 của hợp đồng SNV-2014, theo phụ lục PL1.
/// Đơn vị thực hiện: vnpost.
/// Cước tính theo bảng giá vnpost.
/// Bên trả cước: người nộp hồ sơ (toàn bộ).
/// Nguồn pháp lý: 1602/UBND-VX.");
/// # Ok::<(), hoso::Issues>(())
/// ```
pub fn explain<'r>(answer: impl Into<Answer<'r>>, language: Language) -> String {
    say(&answer.into(), Speaker::new(language))
}

/// The answer as a few plain sentences, by the names of a rulebook: where [`explain()`] says the ids of agencies, procedures, contracts, tariffs,
/// taxes, zones, places and legal sources, this says what the rulebook calls them; what it has no name for is said by its id.
///
/// ```
/// use hoso::{explain_with, Decision, Language, Rulebook};
/// let rulebook = Rulebook::parse(r#"{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00",
///     "agencies": [{"code": "snv", "name": {"vi": "Sở Nội vụ", "en": "Department of Home Affairs"}}]}"#)?;
/// let answer = Decision::parse(r#"{"outcome": "not_covered", "reasons": [
///     {"code": "no_contract", "params": {"agency": "snv"}}]}"#)?;
/// assert_eq!(
///     explain_with(&answer, Language::Vi, &rulebook),
///     "Trường hợp này chưa được thực hiện qua bưu điện.\nChưa có hợp đồng nào với cơ quan “Sở Nội vụ”.",
/// );
/// # Ok::<(), hoso::Issues>(())
/// ```
pub fn explain_with<'r, 'b>(
    answer: impl Into<Answer<'r>>,
    language: Language,
    rulebook: impl Into<Option<&'b Rulebook>>,
) -> String {
    say(&answer.into(), Speaker::naming(language, rulebook.into()))
}

fn say(answer: &Answer<'_>, speaker: Speaker<'_>) -> String {
    let mut said = Said::new(speaker);
    match answer {
        Answer::Decision(answer) => decide::explain(answer, &mut said),
        Answer::Quotation(answer) => quote::explain(answer, &mut said),
        Answer::Deadlines(answer) => deadlines::explain(answer, &mut said),
        Answer::Compensation(answer) => compensation::explain(answer, &mut said),
        Answer::Tracking(answer) => track::explain(answer, &mut said),
    }
    said.into_text()
}

impl<'a> From<&'a Answer<'_>> for Answer<'a> {
    fn from(answer: &'a Answer<'_>) -> Self {
        match answer {
            Answer::Decision(answer) => Self::from(&**answer),
            Answer::Quotation(answer) => Self::from(&**answer),
            Answer::Deadlines(answer) => Self::from(&**answer),
            Answer::Compensation(answer) => Self::from(&**answer),
            Answer::Tracking(answer) => Self::from(&**answer),
        }
    }
}

/// An answer of one kind is an answer, by value and by reference.
macro_rules! kinds {
    ($( $kind:ident $(<$life:lifetime>)? ),+) => { $(
        impl<'r> From<$kind $(<$life>)?> for Answer<'r> {
            fn from(answer: $kind $(<$life>)?) -> Self {
                Self::$kind(Cow::Owned(answer))
            }
        }

        impl<'r> From<&'r $kind $(<$life>)?> for Answer<'r> {
            fn from(answer: &'r $kind $(<$life>)?) -> Self {
                Self::$kind(Cow::Borrowed(answer))
            }
        }
    )+ };
}

kinds!(Decision<'r>, Quotation<'r>, Deadlines<'r>, Compensation<'r>, Tracking);

impl Shape for Answer<'_> {
    const KIND: Kind = Kind::Open;
    fn hole(_: Seal) -> Self {
        Self::Tracking(Cow::Owned(Tracking::new()))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let entries = read::object(node, at, issues)?;
        let outcome = read::value(entries, "outcome");
        if outcome.is_none() && read::value(entries, "state").is_some() {
            return Tracking::read(node, at, issues).map(Self::from);
        }
        match read::field(outcome, "outcome", Outcome::absent, at, issues)? {
            Outcome::Covered | Outcome::NotCovered => Decision::read(node, at, issues).map(Self::from),
            Outcome::Quoted | Outcome::NoPrice => Quotation::read(node, at, issues).map(Self::from),
            Outcome::Dated | Outcome::NoDeadline => Deadlines::read(node, at, issues).map(Self::from),
            Outcome::Owed | Outcome::NotOwed | Outcome::Incomplete => {
                Compensation::read(node, at, issues).map(Self::from)
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Answer", |schemas| {
            // A refusal has the same shape under three of these.
            let answers = [
                Decision::schema(schemas),
                Quotation::schema(schemas),
                Deadlines::schema(schemas),
                Compensation::schema(schemas),
                Tracking::schema(schemas),
            ];
            json!({ "description": "An answer that can be put into words: `explain` does.", "anyOf": answers })
        })
    }
}

impl Write for Answer<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Self::Decision(answer) => answer.write(to, language),
            Self::Quotation(answer) => answer.write(to, language),
            Self::Deadlines(answer) => answer.write(to, language),
            Self::Compensation(answer) => answer.write(to, language),
            Self::Tracking(answer) => answer.write(to, language),
        }
    }
}
