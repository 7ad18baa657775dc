//! What the faces say must be complete and stand alone: a key that is hovered over has no neighbours.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hoso_tests::folder;
use regex::Regex;

use super::model::Model;
use super::reference;

/// Every text that a face shows beside a name.
fn docs(model: &Model) -> Vec<(String, String)> {
    let of_shapes = model.shapes().flat_map(|shape| {
        let keys = shape.keys().iter().map(|key| (format!("{}.{}", shape.name, key.name), key.doc.clone()));
        keys.chain([(shape.name.clone(), shape.doc.clone())]).collect::<Vec<_>>()
    });
    let of_lists = model.lists.iter().flat_map(|list| {
        let members = list.members.iter().map(|it| (format!("{}: {}", list.name, it.name), it.meaning.clone()));
        members.chain([(list.name.to_owned(), list.about.clone())]).collect::<Vec<_>>()
    });
    of_shapes.chain(of_lists).collect()
}

#[test]
fn every_description_says_something_by_itself() {
    let docs = docs(&Model::new());
    let says = |doc: &str| doc.split_whitespace().count() >= 3 && doc.ends_with(['.', '?', ':', ')', '`']);
    let faults: Vec<_> = docs.iter().filter(|(_, doc)| !says(doc)).collect();
    assert!(faults.is_empty(), "fewer than three words, or no sentence: {faults:#?}");
}

#[test]
fn every_anchor_of_the_reference_page_is_one_of_a_kind() {
    let page = reference::page(&Model::new());
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let mut anchors: Vec<String> =
        headings.map(|line| reference::anchor(line.trim_start_matches('#').trim_start())).collect();
    let named = Regex::new(r#"<a id="([^"]+)">"#).unwrap();
    anchors.extend(named.captures_iter(&page).map(|it| it[1].to_owned()));
    let mut known = BTreeSet::new();
    let twice: Vec<&String> = anchors.iter().filter(|anchor| !known.insert(*anchor)).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let link = Regex::new(r"\]\(#([^)]+)\)").unwrap();
    let dangling: BTreeSet<&str> = link
        .captures_iter(&page)
        .map(|it| it.get(1).unwrap().as_str())
        .filter(|it| !known.contains(&(*it).to_owned()))
        .collect();
    assert!(dangling.is_empty(), "{dangling:?}");
}

#[test]
fn every_code_has_one_word_on_what_to_do() {
    let model = Model::new();
    for (list, cures) in super::cures::CURES {
        let codes: Vec<&str> = model.list(list).members.iter().map(|it| it.name).collect();
        let cured: Vec<&str> = cures.iter().map(|cure| cure.code).collect();
        assert_eq!(cured, codes, "{list}, in its order");
    }
    for (list, cures) in super::cures_vi::IN_VIETNAMESE {
        let codes: Vec<&str> = model.list(list).members.iter().map(|it| it.name).collect();
        let cured: Vec<&str> = cures.iter().map(|(code, _)| *code).collect();
        assert_eq!(cured, codes, "{list} in Vietnamese, in its order");
    }
}

/// Adds where doc comments of a folder begin as if the item before were read first.
fn add_leaning(folder: &Path, leaning: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_leaning(&path, leaning);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let is_doc = |line: &str| line.starts_with("///") || line.starts_with("//!");
        let mut before = "";
        for (number, line) in (1..).zip(text.lines().map(str::trim)) {
            let begins = !is_doc(before) || matches!(before, "///" | "//!");
            if is_doc(line) && begins && line.split_at(3).1.starts_with(" The same") {
                leaning.push(format!("{}:{number}", path.display()));
            }
            before = line;
        }
    }
}

#[test]
fn no_doc_comment_leans_on_its_neighbour() {
    let mut leaning = Vec::new();
    add_leaning(&folder().join("../core/src"), &mut leaning);
    assert!(leaning.is_empty(), "begin with “The same”: {leaning:#?}");
}
