//! What the faces are made from: every shape that is asked, answered or written down, read from the schemas.

use std::collections::{BTreeMap, BTreeSet};

use hoso::ListInfo;
use hoso::document::Document;
use hoso::form::WithoutPerson;
use hoso::wire::{Schemas, Shape as _};
use hoso::{Answer, Diff, QuestionKind};
use serde_json::Value;

use super::reader::{Reader, without_links};

/// Everything that a face can name.
pub(super) struct Model {
    pub(super) questions: Vec<Asked>,
    /// What `explain` takes.
    pub(super) explained: Type,
    /// What is answered and is no question of the list.
    pub(super) functions: Vec<Function>,
    /// A rulebook's document.
    pub(super) document: Type,
    pub(super) lists: Vec<ListInfo>,
    shapes: BTreeMap<String, Shape>,
}

/// A question, with what it is asked with and answered with.
pub(super) struct Asked {
    pub(super) kind: QuestionKind,
    pub(super) question: Type,
    pub(super) answer: Type,
}

/// A function whose answer has a shape of its own, and which has no question.
pub(super) struct Function {
    pub(super) name: &'static str,
    /// What it answers.
    pub(super) about: &'static str,
    pub(super) answer: Type,
}

impl Function {
    pub(super) fn heading(&self) -> String {
        format!("{}: {}", self.name, self.about)
    }
}

/// Shapes, each once, in two orders.
#[derive(Default)]
pub(super) struct Parts<'m> {
    pub(super) names: BTreeSet<String>,
    /// A shape before what it is made of.
    pub(super) outer_first: Vec<&'m Shape>,
    /// A shape after what it is made of.
    pub(super) inner_first: Vec<&'m Shape>,
}

/// A named shape.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) body: Body,
    /// The keys that are free besides those that begin with `x_`.
    pub(super) free: Vec<String>,
}

/// What a shape is.
pub(super) enum Body {
    /// An object with these keys, in the order in which they are written.
    Object(Vec<Key>),
    /// An object with exactly one of these keys.
    OneKeyOf(Vec<Key>),
    /// One of several shapes.
    OneOf(Vec<Type>),
}

/// A key of an object.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) of: Type,
    /// Whether it may be absent, or `null`, where it is read.
    pub(super) is_optional: bool,
    /// Whether it is there where it is written.
    pub(super) is_always_written: bool,
    /// What absent means, where that is a value.
    pub(super) default: Option<Value>,
}

/// What a value is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Type {
    Shape(String),
    /// A member of a closed list, by the list's name.
    Member(String),
    /// The outcomes of an answer of one shape.
    Outcome(Vec<String>),
    /// A text that is this one.
    Word(String),
    True,
    Boolean,
    Integer {
        min: i64,
        max: i64,
    },
    /// A civil date.
    Day,
    /// A time with an offset.
    Time,
    /// A text, as the reference says it: `text`, `id`, `code`.
    Text(String),
    /// The parameters of a message.
    Params,
    /// Whatever was given.
    Any,
    Each(Box<Self>),
    ById(Box<Self>),
    Either(Vec<Self>),
}

impl Model {
    pub(super) fn new() -> Self {
        let mut schemas = Schemas::default();
        let questions: Vec<_> = QuestionKind::ALL.iter().map(|&kind| (kind, kind.schemas_in(&mut schemas))).collect();
        let (document, explained) = (Document::schema(&mut schemas), Answer::schema(&mut schemas));
        let functions = [
            ("diff", "What changes from one rulebook to another, without any rows?", Diff::schema(&mut schemas)),
            ("form_without_person", "What of a form is about no person?", WithoutPerson::schema(&mut schemas)),
        ];
        let reader = Reader { schemas: &schemas, lists: hoso::lists() };
        let asked = |(kind, [question, answer]): (QuestionKind, [Value; 2])| {
            let (question, answer) = (reader.type_of(&question), reader.type_of(&answer));
            Asked { kind, question, answer }
        };
        let questions = questions.into_iter().map(asked).collect();
        let (document, explained) = (reader.type_of(&document), reader.type_of(&explained));
        let functions = functions.map(|(name, about, answer)| {
            let answer = reader.type_of(&answer);
            Function { name, about, answer }
        });
        let shapes =
            schemas.definitions().iter().map(|(name, schema)| ((*name).to_owned(), reader.shape(name, schema)));
        let shapes = shapes.collect();
        let mut model =
            Self { questions, explained, functions: functions.into(), document, shapes, lists: reader.lists };
        for list in &mut model.lists {
            list.about = without_links(&list.about);
            list.members.iter_mut().for_each(|member| member.meaning = without_links(&member.meaning));
        }
        model.tell_outcomes();
        model
    }

    pub(super) fn shape(&self, name: &str) -> &Shape {
        &self.shapes[name]
    }

    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    pub(super) fn list(&self, name: &str) -> &ListInfo {
        self.lists.iter().find(|list| list.name == name).unwrap()
    }

    /// The shapes that types are made of, but for those that `stop` names and what only they are made of.
    pub(super) fn parts<'t>(
        &self,
        types: impl IntoIterator<Item = &'t Type>,
        stop: &dyn Fn(&str) -> bool,
    ) -> Parts<'_> {
        let mut parts = Parts::default();
        types.into_iter().for_each(|of| self.add_parts(of, stop, &mut parts));
        parts
    }

    fn add_parts<'m>(&'m self, of: &Type, stop: &dyn Fn(&str) -> bool, parts: &mut Parts<'m>) {
        match of {
            Type::Shape(name) if !stop(name) && parts.names.insert(name.clone()) => {
                let shape = self.shape(name);
                parts.outer_first.push(shape);
                shape.types().into_iter().for_each(|part| self.add_parts(part, stop, parts));
                parts.inner_first.push(shape);
            }
            Type::Each(inner) | Type::ById(inner) => self.add_parts(inner, stop, parts),
            Type::Either(types) => types.iter().for_each(|of| self.add_parts(of, stop, parts)),
            _ => {}
        }
    }

    /// Says of each shape of an answer by which outcomes it is told from the others.
    fn tell_outcomes(&mut self) {
        let mut outcomes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for shape in self.shapes.values() {
            if let Body::OneOf(types) = &shape.body {
                for of in types {
                    if let Type::Either(pair) = of
                        && let [Type::Shape(name), Type::Outcome(outcome)] = pair.as_slice()
                    {
                        outcomes.entry(name.clone()).or_default().extend(outcome.iter().cloned());
                    }
                }
            }
        }
        for shape in self.shapes.values_mut() {
            shape.set_outcomes(outcomes.get(&shape.name));
        }
    }
}

impl Shape {
    /// The types that it is made of.
    pub(super) fn types(&self) -> Vec<&Type> {
        match &self.body {
            Body::Object(keys) | Body::OneKeyOf(keys) => keys.iter().map(|key| &key.of).collect(),
            Body::OneOf(types) => types.iter().collect(),
        }
    }

    pub(super) fn keys(&self) -> &[Key] {
        match &self.body {
            Body::Object(keys) | Body::OneKeyOf(keys) => keys,
            Body::OneOf(_) => &[],
        }
    }

    fn set_outcomes(&mut self, outcomes: Option<&Vec<String>>) {
        match (&mut self.body, outcomes) {
            (Body::Object(keys), Some(outcomes)) => {
                let mut outcomes = outcomes.clone();
                outcomes.sort_by_key(|name| hoso::Outcome::from_name(name));
                outcomes.dedup();
                keys.iter_mut()
                    .filter(|key| key.name == "outcome")
                    .for_each(|key| key.of = Type::Outcome(outcomes.clone()));
            }
            // Told: from here on a shape of an answer is a shape like others, however many outcomes it has.
            (Body::OneOf(types), _) => {
                let plain = types.iter().map(|of| match of {
                    Type::Either(pair) => pair[0].clone(),
                    of => of.clone(),
                });
                let mut plain: Vec<Type> = plain.collect();
                plain.dedup();
                *types = plain;
            }
            _ => {}
        }
    }
}
