#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

// From the ground up; what declares shapes, answers and sentences by macros comes before what uses them.
#[macro_use]
#[doc(hidden)]
pub mod wire;
#[macro_use]
mod say;
pub mod document;
pub mod identifier;
mod index;
mod rulebook;
#[macro_use]
mod ask;
pub mod form;
pub mod lists;
mod questions;

pub use ask::answer::{Answerable, Outcome};
pub use ask::check::{Finding, FindingCode, Severity};
pub use ask::compare::{Change, CompareRequest, CompareRow, Comparison, ComparisonBuilder};
pub use ask::compensation::{Claim, Compensation};
pub use ask::deadlines::{Deadlines, Moments};
pub use ask::decide::{Case, Cover, Covered, Decision, NotCovered, Prepared, Share};
pub use ask::foreign::{ForeignCode, ForeignEvent, ForeignSystem, event_of, event_of_json};
pub use ask::journey::{Dossier, DossierState, Journey};
pub use ask::quarter::{QuarterBuilder, QuarterReport, QuarterRequest, QuarterRow};
pub use ask::quote::{Consignment, PreparedQuote, Price, Quotation, Quoted};
pub use ask::reconcile::{InvoiceLine, ReconcileRequest, Reconciliation, ReconciliationBuilder};
pub use ask::report::{GroupKey, Report, ReportBuilder, ReportRequest, ReportRow, RowView};
pub use ask::settle::{SettleItem, SettleRequest, Statement, StatementBuilder};
pub use ask::track::{Event, EventKind, State, Tracking, TransitionRefused, diagram, track};
pub use ask::{Answer, explain, explain_with};
pub use ask::{
    batch, check, choices, compare, compensation, deadlines, decide, foreign, journey, procedures, quarter, quote,
    reconcile, report, settle, track,
};
pub use document::Service;
pub use identifier::{IdentifierKind, parse_identifier};
pub use lists::lists;
pub use questions::{Comparing, FilledForm, FormPreview, Inspection, Question, QuestionKind, describe};
pub use rulebook::{CalendarError, Rulebook};
pub use say::{Reason, ReasonCode, amount_in_words};
pub use wire::{
    Attempts, ById, Count, Currency, Date, Days, FormatVersion, Grams, Id, Issue, IssueCode, Issues, Language, Line,
    List, LostGrams, MAX_SUM, Message, Money, Months, Names, Param, Params, Rate, RoundTo, RoundingMode, Text, Time,
    True, UtcOffset, Validity,
};
