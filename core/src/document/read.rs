//! Reading a document while its text is read: of its longest lists one element after the other, each of which lets go of the
//! room that the next one takes.

use std::cell::RefCell;

use super::{Agency, Contract, Document, Place, Procedure, Reception};
use crate::wire::{Issues, Node, Path, Shape, read};

impl Document {
    /// The document of a JSON text, if there is nothing wrong with it. What is wrong with another is said by whoever reads it
    /// as a whole ([`read::parse`]).
    pub(crate) fn read_as_it_comes(json: &str) -> Option<Self> {
        let lists = RefCell::new(Lists::default());
        let rest = Node::parse_without(json, Some(&|key, element| lists.borrow_mut().take(key, element))).ok()?;
        let document = read::from_node(&rest).ok()?;
        lists.into_inner().complete(document)
    }
}

/// The lists that take nearly all of a large document, as far as they were read.
#[derive(Default)]
struct Lists {
    places: Vec<Place>,
    agencies: Vec<Agency>,
    procedures: Vec<Procedure>,
    receptions: Vec<Reception>,
    contracts: Vec<Contract>,
    /// Whether there is an element with which something is wrong.
    wrong: bool,
}

impl Lists {
    fn take(&mut self, key: &str, element: &Node<'_>) -> bool {
        let right = match key {
            _ if self.wrong => return true,
            "places" => push(&mut self.places, element),
            "agencies" => push(&mut self.agencies, element),
            "procedures" => push(&mut self.procedures, element),
            "receptions" => push(&mut self.receptions, element),
            "contracts" => push(&mut self.contracts, element),
            _ => return false,
        };
        self.wrong = !right;
        true
    }

    /// The document with these lists, if all of them is right.
    fn complete(self, rest: Document) -> Option<Document> {
        let Self { places, agencies, procedures, receptions, contracts, wrong } = self;
        (!wrong).then(|| Document {
            places: fitting(places),
            agencies: fitting(agencies),
            procedures: fitting(procedures),
            receptions: fitting(receptions),
            contracts: fitting(contracts),
            ..rest
        })
    }
}

/// Reads an element to the end of its list; says whether nothing is wrong with it.
fn push<T: Shape>(list: &mut Vec<T>, element: &Node<'_>) -> bool {
    let mut issues = Issues::new();
    list.extend(T::read(element, &Path::Root, &mut issues));
    issues.is_empty()
}

/// A list in no more room than it takes: a rulebook is kept for long.
fn fitting<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Rulebook};

    const RULEBOOKS: [&str; 2] = [
        include_str!("../../../examples/data/binh-duong.json"),
        include_str!("../../../examples/data/public-post.json"),
    ];

    fn as_a_whole(json: &str) -> Result<Document, String> {
        read::parse(json).map_err(|issues: Issues| issues.to_json(Language::En))
    }

    #[test]
    fn a_document_is_the_same_as_it_comes_and_as_a_whole() {
        for json in RULEBOOKS {
            assert!(!as_a_whole(json).unwrap().agencies.is_empty());
            assert_eq!(Document::read_as_it_comes(json), as_a_whole(json).ok());
        }
    }

    #[test]
    fn what_is_wrong_is_said_of_the_whole() {
        let [json, _] = RULEBOOKS;
        let spoilt = |from: &str, to: &str| {
            assert!(json.contains(from), "{from}");
            json.replacen(from, to, 1)
        };
        let twice = format!("{{\"contracts\": [], {}", json.trim_start().trim_start_matches('{'));
        let wrong = [
            spoilt("\"contracts\":", "\"kontracts\":"),
            spoilt("\"contracts\": [", "\"contracts\": [7, {},"),
            spoilt("\"agencies\": [", "\"agencies\": [{\"code\": \"a b\"},"),
            spoilt("\"title\":", "\"titel\":"),
            spoilt("\"procedures\": [", "\"procedures\": 7, \"x_procedures\": ["),
            twice,
            json.trim_end().trim_end_matches('}').to_owned(),
            "[]".to_owned(),
        ];
        for json in wrong {
            assert_eq!(Document::read_as_it_comes(&json), None);
            let told = Rulebook::parse(&json).map_err(|issues| issues.to_json(Language::En));
            assert_eq!(told.err(), Some(as_a_whole(&json).unwrap_err()));
        }
    }
}
