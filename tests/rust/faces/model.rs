//! What the faces are made from: every shape that is asked, answered or written down, read from the schemas.

use std::collections::{BTreeMap, BTreeSet};

use hoso::document::Document;
use hoso::lists::ListInfo;
use hoso::wire::{Schemas, Shape as _};
use hoso::{Answer, QuestionKind};
use serde_json::Value;

/// Everything that a face can name.
pub(super) struct Model {
    pub(super) questions: Vec<Asked>,
    /// What `explain` takes.
    pub(super) explained: Type,
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

/// Shapes, each once, in two orders.
#[derive(Default)]
pub(super) struct Parts<'m> {
    pub(super) names: BTreeSet<String>,
    /// A shape before what it is made of.
    pub(super) wholes_first: Vec<&'m Shape>,
    /// A shape after what it is made of.
    pub(super) parts_first: Vec<&'m Shape>,
}

/// A named shape.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) body: Body,
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
        let reader = Reader { schemas: &schemas, lists: hoso::lists() };
        let asked = |(kind, [question, answer]): (QuestionKind, [Value; 2])| {
            let (question, answer) = (reader.type_of(&question), reader.type_of(&answer));
            Asked { kind, question, answer }
        };
        let questions = questions.into_iter().map(asked).collect();
        let (document, explained) = (reader.type_of(&document), reader.type_of(&explained));
        let shapes =
            schemas.definitions().iter().map(|(name, schema)| ((*name).to_owned(), reader.shape(name, schema)));
        let shapes = shapes.collect();
        let mut model = Self { questions, explained, document, shapes, lists: reader.lists };
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
                parts.wholes_first.push(shape);
                shape.types().into_iter().for_each(|part| self.add_parts(part, stop, parts));
                parts.parts_first.push(shape);
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

/// Reads schemas.
struct Reader<'s> {
    schemas: &'s Schemas,
    lists: Vec<ListInfo>,
}

impl Reader<'_> {
    fn shape(&self, name: &str, schema: &Value) -> Shape {
        let variants = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        let body = match variants {
            None => Body::Object(self.keys(name, schema)),
            Some(variants) if variants.iter().all(|variant| variant["$ref"].is_string()) => {
                Body::OneOf(variants.iter().map(|variant| self.variant(variant)).collect())
            }
            Some(variants) => Body::OneKeyOf(variants.iter().flat_map(|variant| self.keys(name, variant)).collect()),
        };
        Shape { name: name.to_owned(), doc: doc(schema), body }
    }

    /// One shape of several: where `outcome` tells them apart, with its outcome.
    fn variant(&self, schema: &Value) -> Type {
        let shape = self.type_of(schema);
        match schema["properties"]["outcome"]["const"].as_str() {
            Some(outcome) => Type::Either(vec![shape, Type::Outcome(vec![outcome.to_owned()])]),
            None => shape,
        }
    }

    fn keys(&self, name: &str, schema: &Value) -> Vec<Key> {
        let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let properties = schema["properties"].as_object().unwrap();
        let order = self.schemas.order_of(name);
        assert!(order.is_empty() || order.len() == properties.len(), "{name}: not every key has its place");
        let mut keys: Vec<_> = properties.iter().filter(|(_, property)| property["type"] != "null").collect();
        keys.sort_by_key(|(key, _)| order.iter().position(|(name, _)| name == key));
        let key = |(key, property): (&String, &Value)| {
            let is_optional = !required.contains(&key.as_str());
            let default = property.get("default").cloned();
            Key {
                name: key.clone(),
                doc: doc(property),
                of: self.type_of(property),
                is_optional,
                is_always_written: !is_optional || default.is_some() || property["readOnly"] == true,
                default,
            }
        };
        keys.into_iter().map(key).collect()
    }

    fn type_of(&self, schema: &Value) -> Type {
        if let Some(reference) = schema["$ref"].as_str() {
            return Type::Shape(reference.rsplit('/').next().unwrap().to_owned());
        }
        if let Some(types) = schema["anyOf"].as_array() {
            return self.either(types);
        }
        if let Some(names) = schema["enum"].as_array() {
            return self.member(names);
        }
        match schema["type"].as_str() {
            None if schema["const"] == true => Type::True,
            None => Type::Any,
            Some("boolean") => Type::Boolean,
            Some("integer") => {
                let limit = |key: &str| schema[key].as_i64().unwrap();
                Type::Integer { min: limit("minimum"), max: limit("maximum") }
            }
            Some("array") => Type::Each(Box::new(self.type_of(&schema["items"]))),
            Some("object") => match schema["additionalProperties"]["anyOf"].as_array() {
                Some(types) => Type::ById(Box::new(self.either(types))),
                None => Type::Params,
            },
            _ => text(schema),
        }
    }

    /// Nothing, as `null` or as a blank text of a form, is no type of its own.
    fn either(&self, types: &[Value]) -> Type {
        let told = types.iter().filter(|of| of["type"] != "null" && of["pattern"] != "^\\s*$");
        let mut types: Vec<Type> = told.map(|of| self.type_of(of)).collect();
        if types.len() == 1 { types.remove(0) } else { Type::Either(types) }
    }

    /// A closed list is known by its members.
    fn member(&self, names: &[Value]) -> Type {
        let is_it = |list: &&ListInfo| {
            list.members.iter().map(|member| member.name).eq(names.iter().map(|it| it.as_str().unwrap()))
        };
        let found: Vec<&str> = self.lists.iter().filter(is_it).map(|list| list.name).collect();
        let [name] = found.as_slice() else { panic!("closed lists that have these members: {found:?}: {names:?}") };
        Type::Member((*name).to_owned())
    }
}

fn text(schema: &Value) -> Type {
    let named = |text: &str| Type::Text(text.to_owned());
    match schema["format"].as_str() {
        Some("date") => Type::Day,
        Some("date-time") => Type::Time,
        Some(format) => named(&format.replace('_', " ")),
        None if schema["pattern"] == hoso::Id::PATTERN => named("id"),
        None if schema["maxLength"].is_u64() => named(&format!("text of 1 to {} characters", schema["maxLength"])),
        None => named("text"),
    }
}

fn doc(schema: &Value) -> String {
    let paragraphs = schema["description"].as_str().unwrap_or_default().split("\n\n").map(one_line);
    without_links(&paragraphs.collect::<Vec<_>>().join("\n\n"))
}

/// Links of Rust lead nowhere elsewhere.
fn without_links(doc: &str) -> String {
    doc.replace("[`", "`").replace("`]", "`").replace("`Rulebook::", "`")
}

/// A doc comment's first paragraph.
pub(super) fn first_paragraph(doc: &str) -> String {
    one_line(doc.split("\n\n").next().unwrap())
}

fn one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}
