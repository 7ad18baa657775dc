//! The questions that are asked in a way of their own: of two rulebooks, of none, or about a form.

use serde_json::{Value, json};

use crate::ask::answer::Answerable;
use crate::ask::check::Finding;
use crate::ask::compare::{Comparison, Trial};
use crate::ask::foreign::{ForeignCode, ForeignEvent, event_of};
use crate::ask::track::{Event, Tracking, track};
use crate::document::Document;
use crate::form::{Filled, Form, Options, PricedCarriage, preview, validate};
use crate::rulebook::Rulebook;
use crate::wire::{
    Date, Given, Grams, Issues, Kind, Language, Node, Path, Schemas, Shape, Sink, Write, object_schema, read,
};

shape! {
    /// A question: what would change if another rulebook were in force?
    pub struct Comparing {
        /// The document of the other rulebook.
        pub after: Document,
        /// The questions that both are asked.
        pub trial: Trial,
    }
}

/// A question: what is unwise in the rulebook itself? It has no keys.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Inspection;

impl Shape for Inspection {
    const KIND: Kind = Kind::Object(&[]);

    fn hole(_: crate::wire::shape::Seal) -> Self {
        Self
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let [] = read::fields(node, &[], at, issues)?;
        Some(Self)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        let doc = "A question: what is unwise in the rulebook itself? It has no keys.";
        schemas.define("Inspection", |_| object_schema(doc, json!({}), &[]))
    }
}

impl Write for Inspection {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.begin_object();
        to.end_object();
    }
}

shape! {
    /// A question: is a form right that a person filled in?
    pub struct FilledForm {
        /// Which form it is.
        pub form: Form,
        /// What was filled in; issues have paths into it.
        pub value: Given,
        /// The day on which it is to go; without one the form is looked at by itself, without the rulebook.
        pub on: Option<Date>,
    }
}

shape! {
    /// A question: what does each carriage cost that a form asks for?
    pub struct FormPreview {
        /// Which form it is.
        pub form: Form,
        /// What was filled in so far; issues have paths into it.
        pub value: Given,
        /// The day on which it is to go.
        pub on: Date,
        /// The weight of each way, in grams.
        pub weight_grams: Grams,
    }
}

impl Answerable for Comparing {
    type Answer<'r> = Comparison<'static>;

    fn answer(&self, rulebook: &Rulebook, _: Language) -> Result<Comparison<'static>, Issues> {
        let after = Rulebook::compiled(self.after.clone()).map_err(|issues| issues.within(&"/after"))?;
        let compared = rulebook.compare(&after, &self.trial).map_err(|issues| issues.within(&"/trial"))?;
        // It borrows from a rulebook that ends here.
        Comparison::parse(&compared.to_json())
    }
}

impl Answerable for Inspection {
    type Answer<'r> = Vec<Finding<'r>>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Vec<Finding<'r>>, Issues> {
        Ok(rulebook.check())
    }
}

impl Answerable for Vec<Event> {
    type Answer<'r> = Tracking;

    fn answer(&self, _: &Rulebook, _: Language) -> Result<Tracking, Issues> {
        track(self)
    }
}

impl Answerable for ForeignCode {
    type Answer<'r> = ForeignEvent<'static>;

    fn answer(&self, _: &Rulebook, _: Language) -> Result<ForeignEvent<'static>, Issues> {
        Ok(event_of(self.system, self.code.as_str().to_owned()))
    }
}

impl Answerable for FilledForm {
    type Answer<'r> = Filled;

    fn answer(&self, rulebook: &Rulebook, _: Language) -> Result<Filled, Issues> {
        let options = Options { rulebook: self.on.is_some().then_some(rulebook), on: self.on };
        validate(self.form, self.value.node().clone(), &options)
    }
}

impl Answerable for FormPreview {
    type Answer<'r> = Vec<PricedCarriage<'r>>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Vec<PricedCarriage<'r>>, Issues> {
        preview(self.form, self.value.node().clone(), rulebook, self.on, self.weight_grams)
    }
}
