//! What a form may offer to choose from on a day: agencies and places.

mod answer;
mod ask;
mod question;

pub use answer::{AgencyChoice, Choices, PlaceChoice, ReceptionChoice};
pub use question::ChoiceDay;
