//! What the benchmarks of hoso share: rulebooks, questions, the hand-written loop, and timing.

pub mod measure;
pub mod peer;
pub mod question;
pub mod rulebook;
