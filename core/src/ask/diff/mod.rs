//! What changes from one rulebook to another, and what that does, without any rows.

mod answer;
mod ask;
mod bands;
mod budget;
mod classes;
mod document;
mod prices;
mod routes;

pub use answer::{BandChange, Diff, Edit, PriceChange, RouteChange};
