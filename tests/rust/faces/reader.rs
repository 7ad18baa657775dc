//! How the model is read from the schemas.

use hoso::ListInfo;
use hoso::wire::Schemas;
use serde_json::Value;

use super::model::{Body, Key, Shape, Type};

/// Reads schemas.
pub(super) struct Reader<'s> {
    pub(super) schemas: &'s Schemas,
    pub(super) lists: Vec<ListInfo>,
}

impl Reader<'_> {
    pub(super) fn shape(&self, name: &str, schema: &Value) -> Shape {
        let variants = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
        let body = match variants {
            None => Body::Object(self.keys(name, schema)),
            Some(variants) if variants.iter().all(|variant| variant["$ref"].is_string()) => {
                Body::OneOf(variants.iter().map(|variant| self.variant(variant)).collect())
            }
            Some(variants) => Body::OneKeyOf(variants.iter().flat_map(|variant| self.keys(name, variant)).collect()),
        };
        let patterns = schema["patternProperties"].as_object().into_iter().flatten();
        let free = patterns.filter_map(|(pattern, _)| pattern.strip_prefix('^')?.strip_suffix('$'));
        let free = free.map(|key| key.replace('\\', "")).collect();
        Shape { name: name.to_owned(), doc: doc(schema), body, free }
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

    pub(super) fn type_of(&self, schema: &Value) -> Type {
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
            None if schema["const"].is_string() => Type::Word(schema["const"].as_str().unwrap().to_owned()),
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
pub(super) fn without_links(doc: &str) -> String {
    doc.replace("[`", "`").replace("`]", "`").replace("`Rulebook::", "`")
}

/// A doc comment's first paragraph.
pub(super) fn first_paragraph(doc: &str) -> String {
    one_line(doc.split("\n\n").next().unwrap())
}

fn one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}
