//! What a form may offer to choose from on a day: the procedures of an agency, and what of them may go by post.

mod answer;
mod ask;
mod question;

pub use answer::{FieldChoice, ProcedureChoice, Procedures};
pub use question::AgencyDay;
