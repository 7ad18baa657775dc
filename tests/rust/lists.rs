//! Closed lists: each is in the registry, and each member can be shown to people in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hoso::{Fact, Language, MemberInfo};
use hoso_tests::folder;
use regex::Regex;
use serde_json::{Value, json};

/// Adds the names of the enums that the files of a folder declare as closed lists.
fn add_declared(folder: &Path, declaration: &Regex, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_declared(&path, declaration, names);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let found = declaration.captures_iter(&source).map(|it| it[1].to_owned());
            // The macros themselves have a parameter there.
            names.extend(found.filter(|name| !name.starts_with('$')));
        }
    }
}

#[test]
fn every_list_that_is_declared_is_registered_once() {
    let declaration = Regex::new(r"(?s)(?:closed_list|messages)! \{.*?pub enum (\S+)").unwrap();
    let mut declared = Vec::new();
    add_declared(&folder().join("../core/src"), &declaration, &mut declared);
    let mut registered: Vec<String> = hoso::lists().iter().map(|list| list.name.to_owned()).collect();
    declared.sort();
    registered.sort();
    assert_eq!(registered, declared, "core/src/lists.rs names every closed_list! and messages! of core");
    let lists = hoso::lists();
    let exports: BTreeSet<&str> = lists.iter().map(|list| list.export).collect();
    assert_eq!(exports.len(), lists.len(), "two lists are exported by one name");
}

#[test]
fn every_member_has_a_name_of_its_own_and_a_meaning() {
    for list in hoso::lists() {
        let names: BTreeSet<&str> = list.members.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), list.members.len(), "{}: a name twice", list.name);
        assert!(!list.about.is_empty() && list.members.iter().all(|it| !it.meaning.is_empty()), "{}", list.name);
    }
}

#[test]
fn a_list_is_written_whole_for_other_languages() {
    let fact = |fact: &Fact| match fact {
        Fact::Flag(flag) => json!(flag),
        Fact::Number(number) => json!(number),
        Fact::Text(text) => json!(text),
        Fact::Texts(texts) => json!(texts),
        other => panic!("{other:?}"),
    };
    for list in hoso::lists() {
        let mut expected = serde_json::Map::new();
        for member in &list.members {
            let mut told = json!({ "vi": member.vi, "en": member.en });
            if let Some(params) = member.params {
                told["params"] = json!(params);
            }
            for (key, value) in &member.facts {
                told[*key] = fact(value);
            }
            expected.insert(member.name.to_owned(), told);
        }
        let written: Value = serde_json::from_str(&hoso::wire::write::json(&list, Language::Vi)).unwrap();
        assert_eq!(written, Value::Object(expected), "{}", list.name);
    }
}

/// What people choose from, or read in a column of a table, they must be able to tell apart.
#[test]
fn every_label_stands_alone_and_no_two_of_a_list_are_alike() {
    for list in hoso::lists() {
        for words in [|it: &MemberInfo| it.vi, |it: &MemberInfo| it.en] {
            let all: BTreeSet<&str> = list.members.iter().map(words).collect();
            assert_eq!(all.len(), list.members.len(), "{}: words twice", list.name);
            for it in list.members.iter().filter(|it| it.params.is_none()) {
                let label = words(it);
                let begins = label.chars().next().is_some_and(char::is_uppercase);
                assert!(begins && !label.ends_with('.') && label.trim() == label, "{} {}: {label}", list.name, it.name);
            }
        }
    }
}

#[test]
fn every_message_holds_its_parameters_and_no_others() {
    for list in hoso::lists() {
        for it in list.members {
            let Some(params) = it.params else {
                assert!(!it.vi.contains('{') && !it.en.contains('{'), "{}: a label with a parameter", it.name);
                continue;
            };
            for template in [it.vi, it.en] {
                let used: BTreeSet<&str> =
                    template.split('{').skip(1).map(|part| part.split('}').next().unwrap()).collect();
                let known: BTreeSet<&str> = params.iter().copied().collect();
                assert!(!template.is_empty() && used.is_subset(&known), "{}: {template}", it.name);
            }
        }
    }
}
