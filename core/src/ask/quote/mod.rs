//! What does it cost, and who pays?

mod answer;
mod ask;
mod carriage;
mod explain;
mod lines;
mod options;
mod postage;
mod prepared;
mod price;
mod pricing;
mod question;
mod scale;
mod wishes;

pub use answer::{Line, LineKind, NoPrice, Payment, Quotation, Quoted};
pub(crate) use carriage::Carriage;
pub(crate) use explain::explain;
pub use lines::PriceLine;
pub use prepared::PreparedQuote;
pub use price::{Price, Sums};
pub use question::Consignment;
pub(crate) use question::carriage_keys_agree;
pub(crate) use wishes::Words;
