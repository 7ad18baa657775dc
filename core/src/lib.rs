//! hoso
#[macro_use]
mod closed_list;
#[macro_use]
pub mod shape;

mod date;
mod id;
mod index;
pub mod issue;
mod language;
pub mod number;
mod param;
pub mod read;
pub mod rulebook;
mod service;
pub mod text;
mod time;

pub use date::{Date, Validity};
pub use id::Id;
pub use issue::{Issue, IssueCode, Issues};
pub use language::Language;
pub use param::{Param, Params};
pub use rulebook::{CalendarError, Rulebook};
pub use service::Service;
pub use time::{Time, UtcOffset};
