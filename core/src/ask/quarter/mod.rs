//! What the post reports each quarter, half-year and year of the service: volume, revenue, complaints and their outcomes,
//! what was lost, misdirected or damaged, and the compensation paid (Circular 17/2017/TT-BTTTT, article 13).
//!
//! Each fact counts on its own day: a consignment and its harm when it was accepted, a complaint when it was made, its
//! outcome when it was answered. So figures of periods add up to those of the longer one, `complaints_open` aside.

mod answer;
mod ask;
mod builder;
mod question;
mod sums;

pub use answer::{QuarterGroup, QuarterReport};
pub use builder::QuarterBuilder;
pub use question::{Quarter, QuarterRow};
