//! The real program, as its clients and its machine treat it.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and takes the time of what is to be quick"
)]

mod backup;
mod client;
mod clock;
mod conditional;
mod deploy;
mod drill;
mod erased;
mod file;
mod folded;
mod foreign;
mod full_disk;
mod http;
mod keys;
mod killed;
mod limits;
mod lines;
mod listed;
mod looked_after;
mod once;
mod openapi;
mod parties;
mod postgres;
mod privacy;
mod public;
mod receiver;
mod rulebooks;
mod running;
mod same;
mod server;
mod settlements;
mod shuffled;
mod statements;
mod stream;
mod upgrade;
mod webhooks;
mod whose;
