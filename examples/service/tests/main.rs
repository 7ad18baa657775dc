//! The real program, as its clients and its machine treat it.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod backup;
mod client;
mod clock;
mod conditional;
mod erased;
mod foreign;
mod full_disk;
mod http;
mod keys;
mod killed;
mod limits;
mod listed;
mod openapi;
mod parties;
mod postgres;
mod privacy;
mod public;
mod receiver;
mod rulebooks;
mod same;
mod server;
mod shuffled;
mod statements;
mod stream;
mod upgrade;
mod webhooks;
mod whose;
