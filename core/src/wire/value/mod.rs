//! Values that, if they exist, are valid.

mod clock_time;
mod date;
mod id;
mod number;
mod text;
mod time;

pub use clock_time::ClockTime;
pub use date::{Date, Validity};
pub(crate) use date::{Span, digits, earlier, not_before, span_of};
pub use id::Id;
pub use number::*;
pub(crate) use number::{WHOLE, round, signed};
pub use text::{BoundedText, Names, Text};
pub use time::{Time, UtcOffset};
