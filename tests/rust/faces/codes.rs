//! The closed lists on the reference page: labels as tables, codes with what to do about each.

use std::fmt::Write as _;

use hoso::{Fact, ListInfo, MemberInfo};

use super::cures::{CURES, Cure};
use super::model::Model;
use super::reference::{anchor, cell};

pub(super) const INTRODUCTION: &str = "\
## Codes

What an issue, a reason, a finding or an anomaly says, and what to do about it. `{name}` in a message stands for the
parameter of that name; `[…]` is left out when its parameter is missing. An example shows what is refused, then what is right.

";

fn has_messages(list: &ListInfo) -> bool {
    list.members.iter().any(|member| member.params.is_some())
}

/// The lists of names, each a table.
pub(super) fn lists(page: &mut String, model: &Model) {
    for list in model.lists.iter().filter(|list| !has_messages(list)) {
        writeln!(page, "### {}\n\n{}\n", list.name, list.about).unwrap();
        let facts = short_facts(&list.members[0]).map(|(name, _)| format!(" `{name}` |"));
        let (headers, rules): (String, String) = facts.map(|header| (header, "---|")).unzip();
        writeln!(page, "| name | meaning | Tiếng Việt | English |{headers}\n|---|---|---|---|{rules}").unwrap();
        for it in &list.members {
            let facts: String = short_facts(it).map(|(_, fact)| format!(" {} |", short(fact))).collect();
            writeln!(page, "| `{}` | {} | {} | {} |{facts}", it.name, cell(&it.meaning), it.vi, it.en).unwrap();
        }
        page.push('\n');
    }
}

/// What a member says of itself that a cell can hold; the tables of other systems have their sources and codes.
fn short_facts(it: &MemberInfo) -> impl Iterator<Item = (&'static str, &Fact)> {
    it.facts.iter().map(|(name, fact)| (*name, fact)).filter(|(_, fact)| is_short(fact))
}

fn is_short(fact: &Fact) -> bool {
    match fact {
        Fact::Text(Some(text)) => !text.contains(' '),
        Fact::Texts(_) => false,
        _ => true,
    }
}

fn short(fact: &Fact) -> String {
    match fact {
        Fact::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Fact::Number(number) => number.to_string(),
        Fact::Text(Some(text)) => format!("`{text}`"),
        Fact::Text(None) => String::new(),
        _ => panic!("too long for a cell: {fact:?}"),
    }
}

/// Links to the lists of codes.
pub(super) fn links(model: &Model) -> String {
    let lists = model.lists.iter().filter(|list| has_messages(list));
    lists.map(|list| format!("[{0}](#{1})", list.name, anchor(list.name))).collect::<Vec<_>>().join(" · ")
}

/// The lists of codes, with what to do about each.
pub(super) fn codes(page: &mut String, model: &Model) {
    for list in model.lists.iter().filter(|list| has_messages(list)) {
        writeln!(page, "### {}\n\n{}\n", list.name, list.about).unwrap();
        for member in &list.members {
            code(page, list, member);
        }
    }
}

fn code(page: &mut String, list: &ListInfo, it: &MemberInfo) {
    let cure = cure_of(list, it.name);
    writeln!(page, "<a id=\"{}\"></a>\n**`{}`**{} {}  ", anchor_of(list, it.name), it.name, aside(it), it.meaning)
        .unwrap();
    writeln!(page, "*{}* *{}*  ", it.vi, it.en).unwrap();
    write!(page, "→ {}", cure.what).unwrap();
    if let Some((wrong, right)) = cure.example {
        write!(page, "  \n`{wrong}` → `{right}`").unwrap();
    }
    page.push_str("\n\n");
}

/// The parameters of a code and what else it says of itself.
fn aside(it: &MemberInfo) -> String {
    let params = it.params.unwrap_or_default().iter().map(|name| format!("`{name}`"));
    let facts =
        it.facts.iter().filter(|(_, fact)| is_short(fact)).map(|(name, fact)| format!("{name}: {}", short(fact)));
    let all: Vec<String> = params.chain(facts).collect();
    if all.is_empty() { ".".to_owned() } else { format!(" ({}).", all.join(", ")) }
}

/// `issue-not_with`: a code of its own may stand in several lists.
fn anchor_of(list: &ListInfo, code: &str) -> String {
    let list = list.name.strip_suffix("Code").unwrap_or(list.name);
    format!("{}-{code}", list.to_lowercase())
}

fn cure_of(list: &ListInfo, code: &str) -> &'static Cure {
    let cures = CURES.iter().find(|(name, _)| *name == list.name).map(|(_, cures)| *cures).unwrap_or_default();
    let found = cures.iter().find(|cure| cure.code == code);
    found.unwrap_or_else(|| panic!("{}: {code}: no word on what to do, see tests/rust/faces/cures.rs", list.name))
}
