#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

// The macros that declare closed lists, shapes and answers come before what they declare.
#[macro_use]
mod closed_list;
#[macro_use]
pub mod shape;
pub mod write;
#[macro_use]
pub mod answer;

mod amount_in_words;
pub mod batch;
pub mod check;
pub mod choices;
pub mod compare;
pub mod compensation;
mod date;
pub mod deadlines;
pub mod decide;
mod explain;
pub mod foreign;
pub mod form;
mod id;
pub mod identifier;
mod index;
pub mod issue;
pub mod journey;
mod language;
pub mod number;
mod param;
pub mod quote;
pub mod read;
pub mod reason;
pub mod report;
pub mod rulebook;
mod service;
pub mod settle;
mod sort;
mod speaker;
pub mod text;
mod time;
pub mod track;

pub use amount_in_words::amount_in_words;
pub use answer::Outcome;
pub use check::{Finding, FindingCode, Severity};
pub use compare::{Change, CompareRequest, CompareRow, Comparison, ComparisonBuilder};
pub use compensation::{Claim, Compensation};
pub use date::{Date, Validity};
pub use deadlines::{Deadlines, Moments};
pub use decide::{Case, Cover, Covered, Decision, NotCovered, Prepared, Share};
pub use explain::{Answer, explain, explain_with};
pub use foreign::{ForeignCode, ForeignEvent, ForeignSystem, event_of, event_of_json};
pub use id::Id;
pub use identifier::{IdentifierKind, parse_identifier};
pub use issue::{Issue, IssueCode, Issues};
pub use journey::{Dossier, DossierState, Journey};
pub use language::Language;
pub use param::{Param, Params};
pub use quote::{Consignment, PreparedQuote, Price, Quotation, Quoted};
pub use reason::{Reason, ReasonCode};
pub use report::{
    GroupKey, QuarterBuilder, QuarterReport, QuarterRequest, QuarterRow, Report, ReportBuilder, ReportRequest,
    ReportRow, RowView,
};
pub use rulebook::{CalendarError, Rulebook};
pub use service::Service;
pub use settle::{
    InvoiceLine, ReconcileRequest, Reconciliation, ReconciliationBuilder, SettleItem, SettleRequest, Statement,
    StatementBuilder,
};
pub use time::{Time, UtcOffset};
pub use track::{Event, EventKind, State, Tracking, TransitionRefused, diagram, track};
