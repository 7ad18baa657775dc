//! Parameters of issues, reasons and findings, and the messages made from them.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::wire::write::entry;
use crate::wire::{Date, Issues, Language, Lookup, Node, Path, Shape, Sink, Speaker, Write, read};

/// The parameters that are days.
const DAYS: &[&str] = &["day", "due_on", "effective_on", "from", "on", "signed_on", "until"];

/// The value of one parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Param<'r> {
    /// An id, a code, a day or a key.
    Text(Cow<'r, str>),
    /// A number: grams, đồng, a limit.
    Int(i64),
    /// Several ids, or the values that would be valid.
    List(Vec<Cow<'r, str>>),
    /// Several messages, such as the reasons of an answer that is no.
    Messages(Vec<Message<'r>>),
}

impl<'r> From<&'r str> for Param<'r> {
    fn from(text: &'r str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Param<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Date> for Param<'_> {
    fn from(date: Date) -> Self {
        Self::Text(Cow::Owned(date.to_string()))
    }
}

impl<'r> From<Vec<Cow<'r, str>>> for Param<'r> {
    fn from(list: Vec<Cow<'r, str>>) -> Self {
        Self::List(list)
    }
}

impl Param<'_> {
    fn into_owned(self) -> Param<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Text(text) => Param::Text(own(text)),
            Self::Int(number) => Param::Int(number),
            Self::List(list) => Param::List(list.into_iter().map(own).collect()),
            Self::Messages(messages) => Param::Messages(messages.into_iter().map(Message::into_owned).collect()),
        }
    }

    /// How a message says the value of a parameter: days as `10/09/2014`, lists with commas, reasons in words.
    fn say(&self, name: &str, out: &mut String, speaker: Speaker<'_>) {
        match self {
            // By name and not by looks: an id may look like a day.
            Self::Text(text) if DAYS.contains(&name) => match text.parse::<Date>() {
                Ok(date) => out.push_str(&date.said()),
                Err(_) => out.push_str(text),
            },
            Self::Text(text) => out.push_str(&speaker.name(name, text)),
            Self::Int(number) => {
                let _ = write!(out, "{number}");
            }
            Self::List(list) => out.push_str(&list.join(", ")),
            Self::Messages(messages) => {
                let sentences = messages.iter().map(|message| message.say(speaker));
                out.push_str(&distinct(sentences.collect()).join(" "));
            }
        }
    }
}

/// Parameters by name, in the order of their code's declaration.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Params<'r>(Vec<(&'static str, Param<'r>)>);

impl<'r> Params<'r> {
    /// No parameters.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// These and one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param<'r>>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&Param<'r>> {
        self.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Param<'r>)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// The parameters, borrowing from nothing.
    pub fn into_owned(self) -> Params<'static> {
        Params(self.0.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
    }

    /// Reads the parameters of a code back: those that are there, in the order of its declaration.
    pub(crate) fn read(
        names: &[&'static str],
        node: &Node<'_>,
        at: &Path<'_>,
        issues: &mut Issues,
    ) -> Option<Params<'static>> {
        let given = read::object(node, at, issues)?;
        let mut params = Params::new();
        for name in names {
            let here = Path::Key(at, name);
            params = match read::value(given, name) {
                None => params,
                Some(Node::Int(number)) => params.with(name, *number),
                Some(list @ Node::List(_)) => params.with(name, Vec::<Cow<'static, str>>::read(list, &here, issues)?),
                Some(text) => params.with(name, read::text(text, &here, issues)?.to_owned()),
            };
        }
        Some(params)
    }

    /// Fills a message's template: `{name}` is a value, and `[…]` is left out when a value in it is missing.
    pub(crate) fn fill(&self, template: &str, speaker: Speaker<'_>) -> String {
        self.fill_beside(template, speaker, &|_| None)
    }

    /// What [`Params::fill`] does, with values that are made only where the template has them.
    pub(crate) fn fill_beside(
        &self,
        template: &str,
        speaker: Speaker<'_>,
        beside: &dyn Fn(&str) -> Option<String>,
    ) -> String {
        let mut said = String::with_capacity(template.len().saturating_add(16));
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('[') {
            self.fill_part(before, &mut said, speaker, beside);
            let (optional, tail) = after.split_once(']').unwrap_or((after, ""));
            let mut part = String::new();
            if self.fill_part(optional, &mut part, speaker, beside) {
                said.push_str(&part);
            }
            rest = tail;
        }
        self.fill_part(rest, &mut said, speaker, beside);
        said
    }

    /// Fills a part of a template; whether every value was there.
    fn fill_part(
        &self,
        template: &str,
        said: &mut String,
        speaker: Speaker<'_>,
        beside: &dyn Fn(&str) -> Option<String>,
    ) -> bool {
        let (mut rest, mut whole) = (template, true);
        while let Some((mut before, after)) = rest.split_once('{') {
            let (name, mut tail) = after.split_once('}').unwrap_or((after, ""));
            // Who hears names hears quotes; who hears ids, marks of code.
            let (mut open, mut close) = ("", "");
            if speaker.names()
                && let Some(words) = before.strip_suffix('`').zip(tail.strip_prefix('`'))
            {
                ((before, tail), open, close) = (words, "“", "”");
            }
            said.push_str(before);
            said.push_str(open);
            match (self.get(name), beside(name)) {
                (Some(value), _) => value.say(name, said, speaker),
                (None, Some(value)) => said.push_str(&value),
                (None, None) => whole = false,
            }
            said.push_str(close);
            rest = tail;
        }
        said.push_str(rest);
        whole
    }
}

impl Write for Params<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for (name, value) in &self.0 {
            entry(to, name, value, language);
        }
        to.end_object();
    }
}

impl Write for Param<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Self::Text(text) => to.text(text),
            Self::Int(number) => to.integer(*number),
            Self::List(list) => list.write(to, language),
            Self::Messages(messages) => messages.write(to, language),
        }
    }
}

/// A message that stands within another one: a code, what it says in both languages, and its parameters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message<'r> {
    /// The code.
    pub code: &'static str,
    /// The template in Vietnamese and in English.
    pub(crate) templates: [&'static str; 2],
    /// The parameters of the code.
    pub params: Params<'r>,
}

impl Message<'_> {
    /// The message in words.
    pub(crate) fn say(&self, speaker: Speaker<'_>) -> String {
        let [vi, en] = self.templates;
        self.params.fill(speaker.language.pick(vi, en), speaker)
    }

    fn into_owned(self) -> Message<'static> {
        Message { code: self.code, templates: self.templates, params: self.params.into_owned() }
    }
}

/// Written without its words: those stand in the message of the whole.
impl Write for Message<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        to.key("code");
        to.text(self.code);
        entry(to, "params", &self.params, language);
        to.end_object();
    }
}

/// Sentences, each once: two may say the same of the two ways of a dossier.
pub(crate) fn distinct(mut sentences: Vec<String>) -> Vec<String> {
    let repeated = Lookup::new(sentences.iter().map(String::as_str)).repeated();
    let mut positions = 0..;
    sentences.retain(|_| {
        positions.next().is_some_and(|position| repeated.binary_search_by_key(&position, |(at, _)| *at).is_err())
    });
    sentences
}
