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
mod headings;
mod lists;
mod questions;

pub use ask::answer::{Answerable, Outcome};
pub use ask::batch;
pub use ask::check::{Finding, FindingCode, Severity};
pub use ask::choices::{AgencyChoice, ChoiceDay, Choices, PlaceChoice, ReceptionChoice};
pub use ask::compare::{
    Change, ChangeFigures, ChangedRow, CompareRow, Comparison, ComparisonBuilder, ComparisonGroup, SideFigures, Terms,
    Top, Trial,
};
pub use ask::compensation::{Claim, Compensation, Harm, Incomplete, NotOwed, Owed, OwedKind, OwedLine};
pub use ask::deadlines::{Dated, DayUnit, Deadlines, Moments, Step, StepId};
pub use ask::decide::{Case, Cover, Covered, Decision, NotCovered, Prepared, Share};
pub use ask::diff::{BandChange, Diff, Edit, PriceChange, RouteChange};
pub use ask::foreign::{ForeignCode, ForeignEvent, ForeignSystem, ForeignTold, Meaning, Told, event_of, event_of_json};
pub use ask::journey::{Dossier, DossierState, Expected, ExpectedKind, Journey, Late, Leg, Whose};
pub use ask::procedures::{AgencyDay, FieldChoice, ProcedureChoice, Procedures};
pub use ask::quarter::{Quarter, QuarterBuilder, QuarterGroup, QuarterReport, QuarterRow};
pub use ask::quote::{
    Consignment, Line, LineKind, NoPrice, Payment, PreparedQuote, Price, PriceLine, Quotation, Quoted, Sums,
};
pub use ask::reconcile::{
    BilledLine, Billing, Credited, InvoiceLine, Matched, NotBilled, Reconciliation, ReconciliationBuilder,
    ReconciliationPart, WrongAmount,
};
pub use ask::report::{GroupKey, Mismatch, Report, ReportBuilder, ReportGroup, ReportRow, Results, RowView};
pub use ask::settle::{Account, CompensationTo, SettleItem, Statement, StatementBuilder, StatementPart};
pub use ask::track::{
    Anomaly, AnomalyCode, Applied, Cause, ClaimState, Event, EventKind, EventRecipient, FailureReason, Fold, LastEvent,
    State, Tracking, TransitionRefused, diagram, track, track_json,
};
pub use ask::{Answer, explain, explain_with};
pub use document::service::Service;
pub use document::text::{format_document, merge_documents, split_document};
pub use headings::{Headings, KeyHeading, ShapeHeadings, headings};
pub use lists::{Fact, ListInfo, MemberInfo, lists};
pub use questions::{Comparing, FilledForm, FormPreview, Inspection, Question, QuestionKind, describe};
pub use rulebook::{CalendarError, Rulebook};
pub use say::{Reason, ReasonCode, amount_in_words};
// The ground floor is hidden, its values are not.
#[doc(inline)]
pub use wire::{
    Attempts, BoundedText, ById, ClockTime, Count, Currency, Date, Days, FeeUnits, FormatVersion, Grams, Id,
    InvoiceAmount, Issue, IssueCode, Issues, Language, List, LostGrams, MAX_SUM, Message, Money, Months, Names, Param,
    Params, Rate, RoundTo, RoundingMode, ShareBp, Text, Time, True, UtcOffset, Validity, locate, nearest,
};
