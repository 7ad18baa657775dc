//! What a form may offer to choose from on a day: agencies, places, and the procedures of an agency.

use std::borrow::Cow;

use crate::ask::answer::in_json;
use crate::ask::decide::PreparedCase;
use crate::document::{Agency, Place, Procedure, Service};
use crate::index::contract::Matter;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::span_of;
use crate::wire::{Date, Id, Issues, Language, read};

shape! {
    /// A question: which agencies and places are there to choose from?
    pub struct ChoicesRequest {
        /// The day on which it is to go.
        pub on: Date,
    }
}

shape! {
    /// A question: which procedures of an agency are there to choose from, and what of them may go by post?
    pub struct ProceduresRequest {
        /// The agency's code; an ended agency stands for its successor.
        pub agency: Id,
        /// The day on which it is to go.
        pub on: Date,
    }
}

impl ChoicesRequest {
    /// A question.
    pub const fn new(on: Date) -> Self {
        Self { on }
    }
}

impl ProceduresRequest {
    /// A question.
    pub const fn new(agency: Id, on: Date) -> Self {
        Self { agency, on }
    }
}

/// Reads questions, writes answers.
macro_rules! wire {
    ($($question:ident -> $answer:ident),+) => { $(
        impl $question {
            /// Reads a question from JSON text.
            ///
            /// # Errors
            /// Every issue of the text at once.
            pub fn parse(json: &str) -> Result<Self, Issues> {
                read::parse(json)
            }
        }

        impl $answer<'_> {
            /// The answer as JSON text.
            pub fn to_json(&self) -> String {
                // Its names are in one language already, and it has no messages.
                crate::wire::write::json(self, Language::default())
            }
        }
    )+ };
}

wire!(ChoicesRequest -> Choices, ProceduresRequest -> Procedures);

shape! {
    /// An agency to choose.
    pub struct AgencyChoice<'r> {
        /// Its code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// What it is, such as `department` or `commune`.
        pub kind: Option<Cow<'r, str>>,
        /// The agency above it.
        pub parent: Option<Cow<'r, str>>,
        /// Where it is.
        pub place: Option<Cow<'r, str>>,
    }
}

shape! {
    /// A place to choose.
    pub struct PlaceChoice<'r> {
        /// Its code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// What it is, such as `province` or `commune`.
        pub kind: Cow<'r, str>,
        /// The place that it is part of.
        pub parent: Option<Cow<'r, str>>,
        /// How many places it lies in, one in another: 0 for a province.
        pub level: i64,
    }
}

shape! {
    /// What there is to choose from on a day, each list in the order of the document.
    pub struct Choices<'r> {
        /// The agencies that exist on the day.
        pub agencies: Vec<AgencyChoice<'r>>,
        /// The places that exist on the day.
        pub places: Vec<PlaceChoice<'r>>,
    }
}

shape! {
    /// The field (lĩnh vực) of a procedure.
    pub struct FieldChoice<'r> {
        /// Its id.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
    }
}

shape! {
    /// A procedure to choose.
    pub struct ProcedureChoice<'r> {
        /// Its code.
        pub id: Cow<'r, str>,
        /// Its name in the language asked for.
        pub name: Cow<'r, str>,
        /// The field that it belongs to.
        pub field: Option<FieldChoice<'r>>,
        /// What of it may go by post on the day, as `decide` says it; `both` also where each way has its own clause. Empty:
        /// the person must go to the agency.
        pub services: Vec<Service>,
    }
}

shape! {
    /// The procedures that an agency handles on a day, in the order of the document; none for an agency that is unknown.
    pub struct Procedures<'r> {
        /// The procedures.
        pub procedures: Vec<ProcedureChoice<'r>>,
    }
}

impl Rulebook {
    /// What a form offers to choose from on a day, named in a language: what has ended by then is left out, its successor
    /// stands in the list.
    ///
    /// ```
    /// use hoso::{Language, Rulebook};
    /// use hoso::choices::ChoicesRequest;
    /// let rulebook = Rulebook::parse(r#"{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00",
    ///     "places": [{"code": "74", "name": "Bình Dương", "kind": "province"}]}"#)?;
    /// let question = ChoicesRequest::parse(r#"{"on": "2019-01-02"}"#)?;
    /// assert_eq!(rulebook.choices(&question, Language::Vi).places[0].name, "Bình Dương");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn choices(&self, question: &ChoicesRequest, language: Language) -> Choices<'_> {
        let on = question.on;
        let agencies = self.document().agencies.iter().filter(|agency| span_of(agency.valid.as_ref()).contains(on));
        let places = self.document().places.iter().filter(|place| span_of(place.valid.as_ref()).contains(on));
        Choices {
            agencies: agencies.map(|agency| self.agency_choice(agency, on, language)).collect(),
            places: places.map(|place| self.place_choice(place, on, language)).collect(),
        }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn choices_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |question: ChoicesRequest| Ok(self.choices(&question, language)))
    }

    /// The procedures that an agency handles on a day, and what of them may go by post.
    pub fn procedures(&self, question: &ProceduresRequest, language: Language) -> Procedures<'_> {
        let agency = self.index.ids.agencies.find(question.agency.as_str()).map(Ix::new);
        let agency = agency
            .map(|agency| self.index.agencies.standing(agency, question.on))
            .filter(|agency| self.index.agencies.node(*agency).span.contains(question.on));
        let all = Ix::all(&self.document().procedures);
        let chosen =
            |agency| all.filter_map(move |procedure| self.procedure_choice(procedure, agency, question.on, language));
        Procedures { procedures: agency.map(|agency| chosen(agency).collect()).unwrap_or_default() }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn procedures_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |question: ProceduresRequest| Ok(self.procedures(&question, language)))
    }

    fn place_choice<'r>(&'r self, place: &'r Place, on: Date, language: Language) -> PlaceChoice<'r> {
        // A parent that was merged is its successor; one that does not exist on the day is none.
        let parent = |place: &Place| {
            let found = Ix::new(self.index.ids.places.find(place.parent.as_ref()?.as_str())?);
            let standing = self.document().places.at(self.index.map.standing(found, on));
            span_of(standing.valid.as_ref()).contains(on).then_some(standing)
        };
        let above = std::iter::successors(parent(place), |above| parent(above)).count();
        PlaceChoice {
            id: text(&place.code),
            name: place.name.say(language).into(),
            kind: text(&place.kind),
            parent: parent(place).map(|parent| text(&parent.code)),
            level: i64::try_from(above).unwrap_or(i64::MAX),
        }
    }

    fn agency_choice<'r>(&'r self, agency: &'r Agency, on: Date, language: Language) -> AgencyChoice<'r> {
        let parent = || {
            let found = Ix::new(self.index.ids.agencies.find(agency.parent.as_ref()?.as_str())?);
            let standing = self.document().agencies.at(self.index.agencies.standing(found, on));
            span_of(standing.valid.as_ref()).contains(on).then_some(standing)
        };
        AgencyChoice {
            id: text(&agency.code),
            name: agency.name.say(language).into(),
            kind: agency.kind.as_ref().map(text),
            parent: parent().map(|parent| text(&parent.code)),
            place: agency.place.as_ref().map(text),
        }
    }

    /// The procedure, if the agency handles it and it is in force on the day.
    fn procedure_choice(
        &self,
        procedure: Ix<Procedure>,
        agency: Ix<Agency>,
        on: Date,
        language: Language,
    ) -> Option<ProcedureChoice<'_>> {
        let node = self.index.procedures.at(procedure);
        let matter = Matter { procedure: Some(procedure), field: node.field };
        let case = |service| PreparedCase::new(agency, matter, service, on);
        if !node.span.contains(on) || !self.handled(&case(Service::Return), agency) {
            return None;
        }
        let covered = |service| self.covers(&case(service)).is_some();
        let [intake, back] = [Service::Intake, Service::Return].map(covered);
        let both = (intake && back) || covered(Service::Both);
        let may = [(Service::Intake, intake), (Service::Return, back), (Service::Both, both)];
        let own = self.document().procedures.at(procedure);
        let field = node.field.map(|field| self.document().fields.at(field));
        Some(ProcedureChoice {
            id: text(&own.code),
            name: own.name.say(language).into(),
            field: field.map(|field| FieldChoice { id: text(&field.id), name: field.name.say(language).into() }),
            services: may.into_iter().filter(|(_, may)| *may).map(|(service, _)| service).collect(),
        })
    }
}

fn text(id: &Id) -> Cow<'_, str> {
    id.as_str().into()
}
