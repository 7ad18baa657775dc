//! Questions by the million: rows of plain columns, answered without taking anything from the heap once what they ask about was
//! asked about before.
//!
//! A table's columns carry the names of the question's keys. Whoever holds the table turns each column into [`Cell`]s:
//! ids, and lists of them, are looked up once by [`Resolver`], days, weights and amounts are what they are. What covers a row is
//! then looked up too: it was found for all days when the first row asked about that agency, procedure and service. The answer
//! is that of a single question, and names its rules by position ([`Labels`]), so that a column of answers is made without a text.
//!
//! A row in which anything is [`Cell::ODD`] or missing is read again as a whole ([`crate::wire::read`]), as a single question
//! would be: its issues are the same, and one bad row never loses a table.
//!
//! ```
//! use hoso::batch::{Batch, CaseColumns, Cell, Resolver, Decided};
//! use hoso::wire::Node;
//! use hoso::{Date, Rulebook, Service};
//! # let rulebook = Rulebook::parse(include_str!("../../../../examples/data/binh-duong.json"))?;
//! let codes = Resolver::of(&rulebook);
//! let columns = CaseColumns {
//!     agency: &[codes.agency("so-noi-vu"), Cell::NULL],
//!     procedure: &[codes.procedure("1.900101"); 2],
//!     service: &[Cell::from(Service::Return); 2],
//!     on: &[Cell::from("2014-10-01".parse::<Date>()?); 2],
//!     ..CaseColumns::default()
//! };
//! // What the second row is when it is read as a whole: here all that matters is that its agency is missing.
//! let whole = |_| Node::Object(vec![("service".into(), Node::Text("return".into()))]);
//! let mut outcomes = Vec::new();
//! Batch::of(&rulebook).decide_many(&columns, 2, whole, |answer| {
//!     outcomes.push(match answer {
//!         Decided::Covered(cover) => cover.contract().id.to_string(),
//!         Decided::NotCovered(reasons) => format!("{reasons:?}"),
//!         Decided::Invalid(issues) => issues.iter().map(|issue| issue.path.as_str()).collect(),
//!     });
//! });
//! assert_eq!(outcomes[0], "SNV-2014");
//! assert!(outcomes[1].contains("/agency"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod ask;
mod beside;
mod cell;
mod columns;
mod event;
mod known;
mod labels;
mod told;

pub use answer::{Decided, Lines, Priced};
pub use ask::Batch;
pub use beside::{Unused, is_answer, of_answer, unused, without_kept};
pub use cell::{Cell, InCell, ListAt, ListTable, Listed, Lists, OddCell, Resolved, Resolver};
pub use columns::{CaseColumns, QuoteColumns};
pub use event::{EventCells, event};
pub use labels::{Labels, RulePositions};
pub use told::{cells_told, day, integer, misfit};
