//! How a dossier stands as a whole.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Dossier;
use super::state::DossierState;
use crate::ask::compensation::Harm;
use crate::ask::deadlines::{Deadlines, StepId};
use crate::ask::quote::Quotation;
use crate::ask::track::Tracking;
use crate::document::Service;
use crate::wire::{Date, Id, IssueCode, Issues, Language, Params, Path, read, write};

shape! {
    /// One way of a dossier: a consignment and where it is.
    pub struct Leg {
        /// `intake`: to the agency; `return`: to the person.
        pub leg: Service,
        /// Where it is.
        pub tracking: Tracking,
    }
}

closed_list! {
    /// Who must keep a due day.
    pub enum Whose {
        /// The post had to keep it.
        Post = "post", "Bưu điện", "The post",
        /// The agency had to keep it.
        Agency = "agency", "Cơ quan", "The agency",
    }
}

shape! {
    /// A step that was not done by its due day; without `reached` it is not done yet.
    pub struct Late {
        /// Which step it is.
        pub step: StepId,
        /// The consignment, where events name it.
        pub consignment: Option<Id>,
        /// Its due day.
        pub due: Date,
        /// The day on which it was done; absent: not yet, and it counts up to the day of asking.
        pub reached: Option<Date>,
        /// By how many days, in working days of the step's calendar, suspended days aside; absent where the calendar does
        /// not cover them.
        pub days: Option<i64>,
        /// Who had to keep the due day.
        pub whose: Whose,
    }
}

closed_list! {
    /// What is expected next.
    pub enum ExpectedKind {
        /// Another attempt of delivery.
        Attempt = "attempt", "Phát lại", "Another attempt",
        /// Another invitation to come for what is held at an office.
        Invitation = "invitation", "Mời nhận lại", "Another invitation",
        /// It is held for the person.
        Hold = "hold", "Lưu giữ chờ nhận", "Held for the person",
        /// It goes back to the agency.
        Return = "return", "Chuyển hoàn cơ quan", "Back to the agency",
        /// A person may claim.
        Claim = "claim", "Khiếu nại", "Claim",
    }
}

shape! {
    /// Something that the contract, or the liability rule, expects next.
    pub struct Expected<'r> {
        /// What is expected next.
        pub kind: ExpectedKind,
        /// The consignment, where events name it.
        pub consignment: Option<Id>,
        /// Which attempt or invitation it would be: 2 is the second.
        pub number: Option<i64>,
        /// For what a person may claim, of an expected claim.
        pub harm: Option<Harm>,
        /// The first day for it; absent where it cannot be told.
        pub not_before: Option<Date>,
        /// The last day for it.
        pub until: Option<Date>,
        /// Its legal source.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// A dossier as a whole: where it stands, its legs and due days, what is late and what comes next.
    pub struct Journey<'r> {
        /// The dossier's code.
        pub dossier: Id,
        /// The day of asking.
        pub on: Date,
        /// Where the dossier stands, in the national portal's terms.
        pub state: DossierState,
        /// The number of the state there, 1 to 10.
        pub state_number: i64,
        /// The day by which the agency is to be done: the due day of `result`.
        pub promised_on: Option<Date>,
        /// The day on which the agency was done.
        pub resolved_on: Option<Date>,
        /// The day on which the post handed the result over.
        pub handed_over_on: Option<Date>,
        /// The legs of which something was told: the intake, then each sending of the result.
        pub legs: Vec<Leg>,
        /// The due days, with the moments that the events tell; of the last sending, when the result was sent again.
        pub deadlines: Deadlines<'r>,
        /// What is late, in the order of the steps and sendings.
        pub late: Vec<Late>,
        /// What is expected next.
        pub next: Vec<Expected<'r>>,
        /// The price, when a weight was given.
        pub quote: Option<Quotation<'r>>,
    }
    check = Journey::numbered
}

impl Journey<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text, with messages in Vietnamese.
    pub fn to_json(&self) -> String {
        self.to_json_in(Language::Vi)
    }

    /// The answer as JSON text, with messages in a language.
    pub fn to_json_in(&self, language: Language) -> String {
        write::json(self, language)
    }

    fn numbered(&self, at: &Path<'_>, issues: &mut Issues) {
        let expected = self.state.number();
        if self.state_number != expected {
            let params = Params::new().with("expected", expected);
            issues.add(IssueCode::Contradicts, &Path::Key(at, "state_number"), params);
        }
    }
}
