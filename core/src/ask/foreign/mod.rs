//! Codes of other systems: which event of ours does a status of theirs tell of?
//!
//! The tables are data, each with its source, one file per family of systems. They show how software in use reads these
//! codes; none of them is law. A code that no table has is kept and named, never dropped: whoever asked can store it and
//! ask again when the table has grown.
//!
//! ```
//! use hoso::{ForeignSystem, Meaning};
//! use hoso::{event_of, EventKind};
//! let delivered = event_of(ForeignSystem::UpuEmsevt, "EMI");
//! assert_eq!(delivered.kind, Some(EventKind::Delivered));
//! let unknown = event_of(ForeignSystem::UpuEmsevt, "EMZ");
//! assert_eq!((unknown.meaning, unknown.code.as_ref()), (Meaning::Unknown, "EMZ"));
//! ```

mod answer;
mod ask;
mod karrio;
mod opencps;
mod portal;
mod question;
mod system;
mod table;
mod told;
mod upu;
mod vnpost;

pub use answer::{ForeignEvent, Meaning};
pub use ask::{event_of, event_of_json};
pub use question::ForeignCode;
pub use system::ForeignSystem;
pub use told::{ForeignTold, Told};
