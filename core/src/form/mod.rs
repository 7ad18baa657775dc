//! Forms that citizens fill in: right before they are sent.
//!
//! A form is read as people fill it in and given back in its normal form, or with every issue at once. What cannot be seen
//! is taken off, white space is made single, letters are composed, numbers and codes get the one way to write them; what was
//! changed is seen in the value. A blank text is the same as an absent key, because that is what an untouched field holds.
//! A number that is typed is read by [`whole_number`] before it is put into a form.
//!
//! Without a rulebook a form is looked at by itself. With one, and the day on which it is to go, it is also asked whether
//! the post may carry it ([`Rulebook::decide`](crate::rulebook::Rulebook::decide)), whether the place is known, and whether the options are offered; and
//! [`preview`] gives its price, before it is complete.
//!
//! A form holds persons. When it has served its purpose, [`without_person`] leaves of it what figures need.

mod asked;
mod code;
mod field;
mod kind;
mod letters;
mod message;
mod nfc;
mod number;
mod person;
mod request;
mod required;
mod validate;
mod without_person;
mod words;

pub use asked::PricedCarriage;
pub use code::{Code, OptionIds};
pub use kind::{Form, Options};
pub use number::whole_number;
pub use person::{Authorised, Consent, PaperKind, Papers, Passport, Person, Recipient, Relation};
pub use request::{Address, Copies, Enclosure, IntakeRequest, Original, ReturnRequest};
pub use validate::{Filled, preview, preview_json, said_to_person, schema, validate, validate_json};
pub use without_person::{PlaceAlone, WithoutPerson, without_person};
pub use words::{Email, Name, Tidy};
