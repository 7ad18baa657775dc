//! The ground floor: how values come in and go out, whatever they are about.
//!
//! A shape is declared once (`shape!`) and read, written and described from there; every issue of an input is
//! collected with its code and place. Nothing here knows of rulebooks, contracts or post. It is public for the bindings,
//! which turn their language's values into a [`Node`] and tell answers to a [`Sink`].

#[macro_use]
mod closed_list;
#[macro_use]
pub(crate) mod shape;
#[macro_use]
mod built;

mod given;
mod issue;
mod kind;
mod language;
mod locate;
pub(crate) mod lookup;
mod nearest;
mod node;
pub(crate) mod param;
mod path;
pub mod read;
mod short;
pub(crate) mod sort;
mod speaker;
mod value;
pub mod write;

pub use closed_list::ClosedList;
pub use given::Given;
pub(crate) use issue::Words;
pub use issue::{Issue, IssueCode, Issues};
pub use kind::{Keys, Kind};
pub use language::Language;
pub use locate::locate;
pub(crate) use lookup::Lookup;
pub(crate) use nearest::Suggest;
pub use nearest::nearest;
pub use node::Node;
pub use param::{Message, Param, Params};
pub use path::Path;
pub use shape::{ById, List, Schemas, Shape, True};
pub(crate) use shape::{Seal, derived, object_schema, property_schema};
pub use short::ShortText;
pub(crate) use speaker::{Naming, Speaker};
pub(crate) use value::signed;
pub use value::*;
pub use write::{Sink, Write};
