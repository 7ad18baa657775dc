//! The one list of questions.
//!
//! Whatever must know every question is written from it: the JSON twins and [`Rulebook::ask`] here, the classes of Python
//! and JavaScript, the reference page, the types of the other languages, the service's routes, and the tests that ask at
//! random. A question that is not in the list does not exist; one that is cannot be forgotten.

mod apart;

pub use apart::{Comparing, FilledForm, FormPreview, Inspection};

use serde_json::{Value, json};

use crate::ask::answer::{Answerable, in_json};
use crate::rulebook::Rulebook;
use crate::wire::{Issue, IssueCode, Issues, Language, Params, Schemas, Shape};

/// A question of the list.
pub trait Question: Answerable {
    /// Which question it is.
    const QUESTION: QuestionKind;
}

/// Hands the list to a macro: first what that is given besides, then the questions that are methods of a rulebook, then
/// those that are asked in a way of their own.
///
/// Of each: its kind; its name as a method, as that of the JSON twin, as a text, and as JavaScript writes it; its type;
/// who asks it (`citizen`: also a page that a citizen loads); what it asks, in both languages.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_question {
    ($apply:ident $($with:tt)*) => { $apply! { { $($with)* }
        of_rulebook {
            /// May this go by post? Which contract covers it, or why none does.
            Decide decide decide_json "decide" "decide" ($crate::Case) citizen
                "Có gửi được qua bưu điện không?", "May this go by post?";
            /// What does it cost, and who pays? Line by line, with the rule of each line.
            Quote quote quote_json "quote" "quote" ($crate::Consignment) citizen
                "Cước bao nhiêu, ai trả?", "What does it cost, and who pays?";
            /// By when is each step due? In working days, by the agency's calendar and the post's.
            Deadlines deadlines deadlines_json "deadlines" "deadlines" ($crate::Moments) citizen
                "Hạn của từng bước là ngày nào?", "By when is each step due?";
            /// What does the operator owe when an item is lost, late or damaged?
            Compensation compensation compensation_json "compensation" "compensation" ($crate::Claim) office
                "Bưu điện phải bồi thường bao nhiêu?", "What is owed when it goes wrong?";
            /// How does one dossier stand as a whole: where is it, what is late, and what comes next?
            Journey journey journey_json "journey" "journey" ($crate::Dossier) office
                "Một hồ sơ đang ở đâu, chậm ở khâu nào?", "How does one dossier stand as a whole?";
            /// What does a contract's period come to: charges, shares, what was collected, and who still owes whom?
            Settle settle settle_json "settle" "settle" ($crate::Account<'static>) office
                "Kỳ thanh toán của hợp đồng là bao nhiêu?", "What does a contract's period come to?";
            /// Is the operator's invoice right? Line by line, each difference with the rule that gives the right amount.
            Reconcile reconcile reconcile_json "reconcile" "reconcile" ($crate::Billing<'static>) office
                "Hóa đơn của bưu điện có đúng không?", "Is the operator's invoice right?";
            /// How many results went by post, and how well? Figures by agency, field, procedure and month.
            Report report report_json "report" "report" ($crate::Results) office
                "Bao nhiêu kết quả gửi qua bưu điện, có đúng hạn không?", "How many results went by post, and how well?";
            /// What does the post report of a quarter: how many, how much, and what went wrong?
            QuarterReport quarter_report quarter_report_json "quarter_report" "quarterReport" ($crate::Quarter) office
                "Bưu điện báo cáo gì trong một quý?", "What does the post report of a quarter?";
            /// What does a form offer to choose from on a day: agencies and places, by their names in the language?
            Choices choices choices_json "choices" "choices" ($crate::ChoiceDay) citizen in language
                "Biểu mẫu cho chọn những cơ quan, địa bàn nào?", "Which agencies and places are there to choose from?";
            /// Which procedures does an agency handle on a day, and what of them may go by post?
            Procedures procedures procedures_json "procedures" "procedures" ($crate::AgencyDay) citizen in language
                "Cơ quan có thủ tục nào, gửi được bằng cách nào?", "Which procedures does an agency handle?";
        }
        apart {
            /// What would change if another rulebook were in force instead of this one?
            Compare compare compare_json "compare" "compare" ($crate::Comparing) office
                "Bộ quy tắc khác sẽ làm thay đổi gì?", "What would another rulebook change?";
            /// What is unwise in the rulebook itself: findings by their place in the document, then code.
            Check check check_json "check" "check" ($crate::Inspection) office
                "Bộ quy tắc có chỗ nào chưa ổn?", "What is unwise in the rulebook itself?";
            /// Where is it by all that was told about it, and what may happen next?
            Track track track_json "track" "track" (Vec<$crate::Event>) citizen
                "Bưu gửi đang ở đâu?", "Where is it, and what may happen next?";
            /// What does a code of another system tell of?
            EventOf event_of event_of_json "event_of" "eventOf" ($crate::ForeignCode) office
                "Mã của hệ thống khác nói gì?", "What does a code of another system tell of?";
            /// Is a form right that a person filled in? In its normal form, or every issue at once.
            Validate validate validate_json "validate" "validate" ($crate::FilledForm) citizen
                "Phiếu đã đúng chưa?", "Is a form right that a person filled in?";
            /// What does each carriage cost that a form asks for, whether the form is complete or not?
            Preview preview preview_json "preview" "preview" ($crate::FormPreview) citizen
                "Gửi theo phiếu này tốn bao nhiêu?", "What does the carriage cost that a form asks for?";
        }
    } };
}

/// The language of a method: that of its parameter, where its answer holds names.
macro_rules! spoken {
    () => {
        Language::default()
    };
    ($language:ident) => {
        $language
    };
}

/// What the core itself writes from the list.
macro_rules! core_questions {
    ({}
        of_rulebook { $( $(#[doc = $doc:literal])+ $kind:ident $name:ident $json:ident $text:literal $js:literal
            ($question:ty) $audience:ident $(in $language:ident)? $vi:literal, $en:literal; )+ }
        apart { $( $(#[doc = $adoc:literal])+ $akind:ident $aname:ident $ajson:ident $atext:literal $ajs:literal
            ($aquestion:ty) $aaudience:ident $avi:literal, $aen:literal; )+ }
    ) => {
        closed_list! {
            /// A question that a rulebook answers, by its method's name.
            pub enum QuestionKind {
                $( $(#[doc = $doc])+ $kind = $text, $vi, $en, )+
                $( $(#[doc = $adoc])+ $akind = $atext, $avi, $aen, )+
            }
        }

        impl QuestionKind {
            /// Whether it is a method of a rulebook with one parameter; the others are asked in a way of their own.
            pub const fn is_of_rulebook(self) -> bool {
                match self {
                    $( Self::$kind => true, )+
                    $( Self::$akind => false, )+
                }
            }

            /// Whether a page that a citizen loads can ask it.
            pub const fn is_for_citizens(self) -> bool {
                match self {
                    $( Self::$kind => matches!(stringify!($audience).as_bytes(), b"citizen"), )+
                    $( Self::$akind => matches!(stringify!($aaudience).as_bytes(), b"citizen"), )+
                }
            }

            /// Its name as JavaScript writes it.
            pub const fn in_camel_case(self) -> &'static str {
                match self {
                    $( Self::$kind => $js, )+
                    $( Self::$akind => $ajs, )+
                }
            }

            /// The schemas of the question and of its answer among others: what each is, by the definitions.
            #[doc(hidden)]
            pub fn schemas_in(self, schemas: &mut Schemas) -> [Value; 2] {
                fn both<Q: Question>(schemas: &mut Schemas) -> [Value; 2] {
                    [Q::schema(schemas), <Q::Answer<'_> as Shape>::schema(schemas)]
                }
                match self {
                    $( Self::$kind => both::<$question>(schemas), )+
                    $( Self::$akind => both::<$aquestion>(schemas), )+
                }
            }

            /// The JSON Schemas (2020-12) of the question and of its answer.
            pub fn schemas(self) -> [Value; 2] {
                fn both<Q: Question>() -> [Value; 2] {
                    let name = Q::QUESTION.as_str();
                    [Schemas::of::<Q>(name), Schemas::of::<Q::Answer<'_>>(name)]
                }
                match self {
                    $( Self::$kind => both::<$question>(), )+
                    $( Self::$akind => both::<$aquestion>(), )+
                }
            }
        }

        $( impl Question for $question {
            const QUESTION: QuestionKind = QuestionKind::$kind;
        } )+
        $( impl Question for $aquestion {
            const QUESTION: QuestionKind = QuestionKind::$akind;
        } )+

        impl Rulebook {
            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = include_str!(concat!("questions/", $text, ".md"))]
                pub fn $name<'r>(
                    &'r self,
                    question: &$question
                    $(, $language: Language)?
                ) -> Result<<$question as Answerable>::Answer<'r>, Issues> {
                    question.answer(self, spoken!($($language)?))
                }

                #[doc = concat!("Answers [`Rulebook::", $text, "`] from JSON text to JSON text; an invalid question with `{\"issues\":[…]}`.")]
                pub fn $json(&self, json: &str, language: Language) -> String {
                    self.ask_in_json::<$question>(json, language)
                }
            )+

            /// Asks any question by its name, from JSON text to JSON text: a door for every other language.
            ///
            /// The names are those of [`QuestionKind`]. An invalid question gives `{"issues":[…]}`, and so does a name that is
            /// none: `not_one_of` with the names that are.
            ///
            /// ```
            /// use hoso::{Language, Rulebook};
            /// let rulebook = Rulebook::parse(
            ///     r#"{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00"}"#,
            /// )?;
            /// let case = r#"{"agency": "snv", "procedure": "1.1", "service": "return", "on": "2014-10-01"}"#;
            /// assert!(rulebook.ask("decide", case, Language::En).starts_with(r#"{"outcome":"not_covered","#));
            /// # Ok::<(), hoso::Issues>(())
            /// ```
            pub fn ask(&self, name: &str, json: &str, language: Language) -> String {
                match QuestionKind::from_name(name) {
                    $( Some(QuestionKind::$kind) => self.ask_in_json::<$question>(json, language), )+
                    $( Some(QuestionKind::$akind) => self.ask_in_json::<$aquestion>(json, language), )+
                    None => no_such_question().to_json(language),
                }
            }
        }
    };
}

for_each_question!(core_questions);

fn no_such_question() -> Issues {
    let names = QuestionKind::ALL.iter().map(|kind| kind.as_str().into()).collect::<Vec<_>>();
    Issue::new(IssueCode::NotOneOf, "", Params::new().with("allowed", names)).into()
}

impl Rulebook {
    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    fn ask_in_json<Q: Question>(&self, json: &str, language: Language) -> String {
        in_json(json, language, |question: Q| question.answer(self, language))
    }
}

/// Every question with what it asks and the JSON Schemas of question and answer, for tools of every language.
///
/// `{"questions": [{"name", "title": {"vi", "en"}, "doc", "question": schema, "answer": schema}]}`
pub fn describe() -> Value {
    let described = QuestionKind::ALL.iter().map(|kind| {
        let [question, answer] = kind.schemas();
        json!({
            "name": kind.as_str(), "title": { "vi": kind.label(Language::Vi), "en": kind.label(Language::En) },
            "doc": kind.describe().trim(), "question": question, "answer": answer,
        })
    });
    json!({ "questions": described.collect::<Vec<_>>() })
}
