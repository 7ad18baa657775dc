//! One dossier as a whole: both ways and the stay at the agency.
//!
//! Built from [`track()`](crate::ask::track::track()) and [`Rulebook::deadlines`](crate::rulebook::Rulebook::deadlines): each leg is tracked by its events, the moments that
//! are not given are read from these trackings, and the due days are those of `deadlines` for these moments. What is added
//! is only what neither says alone: the state of the dossier, what is late and whose days they are, what comes next.
//!
//! Sources: the dossier counts as filed from the hand-over record (Decision 45/2016/QĐ-TTg, article 7); the time for a
//! result runs to the first attempt (Circular 17/2017/TT-BTTTT, article 3), and it goes back to the agency after at least
//! two invitations (the same, article 5(2)). The ten states are the national portal's, as one-stop software uses them.

mod answer;
mod ask;
mod course;
mod late;
mod leg;
mod next;
mod question;
mod state;

pub use answer::{Expected, ExpectedKind, Journey, Late, Leg, Whose};
pub use question::Dossier;
pub use state::DossierState;
