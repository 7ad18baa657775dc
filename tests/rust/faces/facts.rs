//! What the members of a closed list say of themselves beside their words.

use hoso::{Fact, ListInfo};

/// What the facts of one name are, over all members of a list.
pub(super) enum Says {
    Flag,
    Number,
    Text,
    Texts,
    /// One of a few names, or nothing.
    OneOf {
        names: Vec<&'static str>,
        or_nothing: bool,
    },
}

/// What the members of a list say of themselves, by name.
pub(super) fn of(list: &ListInfo) -> Vec<(&'static str, Says)> {
    let names = list.members[0].facts.iter().map(|(name, _)| *name).enumerate();
    names.map(|(at, name)| (name, said(list.members.iter().map(|member| &member.facts[at].1)))).collect()
}

fn said<'f>(facts: impl Iterator<Item = &'f Fact>) -> Says {
    let (mut names, mut or_nothing) = (Vec::new(), false);
    for fact in facts {
        match fact {
            Fact::Flag(_) => return Says::Flag,
            Fact::Number(_) => return Says::Number,
            Fact::Texts(_) => return Says::Texts,
            Fact::Text(Some(text)) if text.contains(' ') => return Says::Text,
            Fact::Text(Some(name)) if names.contains(name) => {}
            Fact::Text(Some(name)) => names.push(*name),
            Fact::Text(None) => or_nothing = true,
            _ => panic!("a fact of a new kind: {fact:?}"),
        }
    }
    Says::OneOf { names, or_nothing }
}

/// What a fact says, in a few words.
pub(super) fn about(name: &str) -> &'static str {
    match name {
        "severity" => "How serious it is.",
        "needs" => "The key that an event of this kind must have, if any.",
        "final" => "Whether the carriage is over.",
        "charged" => "Whether the carriage is charged.",
        "cause" => "Who caused it.",
        "number" => "Its number among the states of a dossier.",
        "source" => "Where its codes are from.",
        "codes" => "The codes that are known.",
        _ => panic!("no words for the fact {name}"),
    }
}

/// What the type of a list's entries is called.
pub(super) fn entry_of(list: &ListInfo) -> String {
    if of(list).is_empty() { words_of(list).to_owned() } else { format!("{}Info", list.name) }
}

/// What the type of an entry's words is called: messages have parameters, labels have none.
pub(super) fn words_of(list: &ListInfo) -> &'static str {
    if list.members.iter().any(|member| member.params.is_some()) { "CodeInfo" } else { "LabelInfo" }
}
