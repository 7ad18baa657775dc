//! What is cited exists: files, headings of Markdown files, sections of the specification.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use hoso_tests::folder;
use regex::{Captures, Regex};

const SPECIFICATION: &str = "docs/specification.md";

/// Names of this file would be found in it.
const SELF: &str = "tests/rust/citations.rs";

/// There "SPEC 4", "section 4" and "the page" are the specification; its README says so. Their numbers are looked at too.
const SHORT: &str = "tests/oracle/";

/// Built or fetched, never cited.
const SKIPPED: [&str; 8] = ["target", "node_modules", "pkg", "dist", "failures", "artifacts", "corpus", "mutants.out"];

/// Where "the page" can be no page of a browser or of paper.
const WITHOUT_PAGES: [&str; 7] =
    ["core/", "tests/", "fuzz/", "benches/", "bindings-python/src/", "bindings-wasm/src/", "bindings-wasm/ts/"];

/// Larger files hold data, and cite nothing.
const LARGEST: u64 = 200_000;

/// The files of a tree by their paths from its root, with `/` between.
type Files = BTreeMap<String, String>;

/// Word boundaries are those of ASCII: those of Unicode are slow on Vietnamese text.
macro_rules! pattern {
    ($name:ident = $text:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).unwrap());
    };
}

pattern!(FENCE = r"(?ms)^ *```.*?^ *```[^\n]*$");
pattern!(SAID = r"(?ms)^ *```text$.*?^ *```$");
pattern!(CODE = r"`(?:[^`\n]|\n[^`\n])*`");
pattern!(LINK = r"\[([^\[\]]*)\]\(([^()\s]+)\)");
pattern!(HEADING = r"(?m)^#{1,6} +(.+)$");
pattern!(NAMED_ANCHOR = r#"<a (?:id|name)="([^"]+)""#);
pattern!(NUMBER = r"^\d+(?:\.\d+)?");
pattern!(FILE = r"([0-9A-Za-z_./-]*[0-9A-Za-z_-]\.md)(?-u:\b)(?:#([\w-]+))?");
pattern!(SECTION = r"(?i)(?-u:\b)sections?[ \n](\d+(?:\.\d+)?)((?:(?:,|,? and| to) \d+(?:\.\d+)?)*)");
pattern!(BY_NUMBER = r"\d+(?:\.\d+)?");
pattern!(OLD_NAME = r"(?-u:\b)(SPEC|SPEC-2|DESIGN|STYLE|HOUSE) (\d+(?:\.\d+)*)");
pattern!(THE_PAGE = r"(?i)(?-u:\b)the[ \n]page(?-u:\b)");

/// A heading that a link can lead to.
struct Heading {
    /// What a link names.
    anchor: String,
    /// The section's number, of headings that have one.
    number: Option<String>,
    /// Whether another heading of the file reads the same.
    repeated: bool,
}

/// What the files say of each other.
struct Tree<'f> {
    files: &'f Files,
    folders: BTreeSet<&'f str>,
    headings: BTreeMap<&'f str, Vec<Heading>>,
    faults: BTreeSet<(&'f str, usize, String)>,
}

/// Everything that is cited and does not exist, as `file:line: what`.
fn faults(files: &Files) -> Vec<String> {
    let mut tree = Tree::of(files);
    for (path, text) in files.iter().filter(|(path, _)| path.as_str() != SELF) {
        if is_markdown(path) {
            tree.look_at_links(path, &without_code(text));
        }
        // What a program says names files of whoever runs it.
        tree.look_at_files(path, &SAID.replace_all(text, blank));
        tree.look_at_sections(path, text);
        tree.look_at_old_names(path, text);
    }
    tree.faults.into_iter().map(|(path, line, what)| format!("{path}:{line}: {what}")).collect()
}

impl<'f> Tree<'f> {
    fn of(files: &'f Files) -> Self {
        let above = |path: &'f String| path.match_indices('/').map(|(at, _)| path.split_at(at).0);
        let markdown = files.iter().filter(|(path, _)| is_markdown(path));
        Self {
            files,
            folders: files.keys().flat_map(above).collect(),
            headings: markdown.map(|(path, text)| (path.as_str(), headings(text))).collect(),
            faults: BTreeSet::new(),
        }
    }

    fn fault(&mut self, path: &'f str, text: &str, at: usize, what: String) {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        self.faults.insert((path, line, what));
    }

    /// Links lead to a file or folder, and to one heading of it.
    fn look_at_links(&mut self, path: &'f str, prose: &str) {
        for link in LINK.captures_iter(prose) {
            let (at, target) = (link.get(0).unwrap().start(), &link[2]);
            if target.contains(':') {
                continue;
            }
            let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
            let file = if file.is_empty() { path.to_owned() } else { joined(parent(path), file) };
            if !self.files.contains_key(&file) && !self.folders.contains(file.trim_end_matches('/')) {
                self.fault(path, prose, at, format!("there is no `{target}`"));
            } else if let Some(anchor) = anchor {
                self.look_at_anchor(path, prose, at, &file, anchor);
            }
        }
    }

    fn look_at_anchor(&mut self, path: &'f str, text: &str, at: usize, file: &str, anchor: &str) {
        let found = self.headings.get(file).and_then(|list| list.iter().find(|heading| heading.anchor == anchor));
        let what = match found {
            None => format!("`{file}` has no heading `#{anchor}`"),
            Some(heading) if heading.repeated => format!("`{file}` has several headings `#{anchor}`"),
            Some(_) => return,
        };
        self.fault(path, text, at, what);
    }

    /// A Markdown file that is named exists: beside the file that names it, or beside a folder above that; in code, where its
    /// folder may be named by itself, anywhere.
    fn look_at_files(&mut self, path: &'f str, text: &str) {
        for named in FILE.captures_iter(text) {
            let (at, name) = (named.get(0).unwrap().start(), &named[1]);
            let before = text.split_at(at).0;
            let address = before.rsplit([' ', '\n', '"', '(']).next().is_some_and(|word| word.contains(':'));
            let linked = is_markdown(path) && before.ends_with("](");
            let bare = !is_markdown(path) && self.files.keys().any(|file| file.rsplit('/').next() == Some(name));
            if address || linked || bare {
                continue;
            }
            let mut above = std::iter::successors(Some(parent(path)), |at| (!at.is_empty()).then(|| parent(at)));
            match above.find_map(|at| Some(joined(at, name)).filter(|file| self.files.contains_key(file))) {
                None => self.fault(path, text, at, format!("there is no `{name}`")),
                Some(file) => {
                    if let Some(anchor) = named.get(2) {
                        self.look_at_anchor(path, text, at, &file, anchor.as_str());
                    }
                }
            }
        }
    }

    /// A section that is cited by its number exists, and whoever reads knows of what; in Markdown a link leads there.
    fn look_at_sections(&mut self, path: &'f str, text: &str) {
        let prose = if is_markdown(path) { without_code(text) } else { String::new() };
        let links: Vec<(Range<usize>, &str)> = LINK
            .captures_iter(&prose)
            .map(|link| (link.get(1).unwrap().range(), link.get(2).unwrap().as_str()))
            .collect();
        for cited in SECTION.captures_iter(text) {
            let found = cited.get(0).unwrap();
            if lines_before(text, found.start()).contains("RFC") {
                continue;
            }
            for number in BY_NUMBER.find_iter(found.as_str()) {
                self.look_at_number(path, text, found.start(), number.as_str());
            }
            let within = links.iter().find(|(range, _)| range.contains(&found.start()));
            let in_prose = prose.get(found.range()).is_some_and(|it| it == found.as_str());
            let what = match within {
                _ if path.starts_with(SHORT) => continue,
                Some((_, target)) if self.leads_to(path, target, &cited[1]) => continue,
                Some((_, target)) => format!("`{target}` is not section {}", &cited[1]),
                None if in_prose => format!("section {} without a link to it", &cited[1]),
                None if lines_before(text, found.end()).contains("specification") => continue,
                None => format!("section {} of what?", &cited[1]),
            };
            self.fault(path, text, found.start(), what);
        }
    }

    fn look_at_number(&mut self, path: &'f str, text: &str, at: usize, number: &str) {
        let sections = self.headings.get(SPECIFICATION).into_iter().flatten();
        if !sections.filter_map(|heading| heading.number.as_deref()).any(|own| own == number) {
            self.fault(path, text, at, format!("the specification has no section {number}"));
        }
    }

    /// Whether a link leads to a section, or to a part of it.
    fn leads_to(&self, path: &str, target: &str, number: &str) -> bool {
        let Some((file, anchor)) = target.split_once('#') else { return false };
        let file = if file.is_empty() { path.to_owned() } else { joined(parent(path), file) };
        let mut sections = self.headings.get(file.as_str()).into_iter().flatten();
        let heading = sections.find(|heading| heading.anchor == anchor).filter(|_| file == SPECIFICATION);
        let own = heading.and_then(|heading| heading.number.as_deref());
        own.and_then(|own| own.strip_prefix(number)).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Pages from before the specification was here.
    fn look_at_old_names(&mut self, path: &'f str, text: &str) {
        for named in OLD_NAME.captures_iter(text) {
            let at = named.get(0).unwrap().start();
            if path.starts_with(SHORT) && &named[1] == "SPEC" {
                self.look_at_number(path, text, at, &named[2]);
            } else {
                self.fault(path, text, at, format!("`{}` is not here: cite {SPECIFICATION}", &named[0]));
            }
        }
        let without = WITHOUT_PAGES.iter().any(|folder| path.starts_with(folder)) || parent(path).is_empty();
        if (without || path.starts_with("docs/")) && !path.starts_with(SHORT) {
            for named in THE_PAGE.find_iter(text) {
                self.fault(path, text, named.start(), format!("which page? cite {SPECIFICATION}"));
            }
        }
    }
}

fn is_markdown(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|kind| kind == "md")
}

/// The folder of a file, or above a folder.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path as a file in this folder writes it.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The line of a place up to it, and the line before: comments are wrapped.
fn lines_before(text: &str, at: usize) -> &str {
    let before = text.split_at(at).0;
    let from = before.rmatch_indices('\n').nth(1).map_or(0, |(line, _)| line + 1);
    before.split_at(from).1
}

/// The text with its code blanked, every place where it was.
fn without_code(text: &str) -> String {
    CODE.replace_all(&FENCE.replace_all(text, blank), blank).into_owned()
}

fn blank(code: &Captures<'_>) -> String {
    code[0].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// The headings of a Markdown file with the anchors that GitHub gives them, and its anchors with a name.
fn headings(text: &str) -> Vec<Heading> {
    let text = FENCE.replace_all(text, "");
    let titles: Vec<String> =
        HEADING.captures_iter(&text).map(|it| LINK.replace_all(it[1].trim(), "$1").into_owned()).collect();
    let plain: Vec<String> = titles.iter().map(|title| anchor(title)).collect();
    let told = titles.iter().enumerate().map(|(at, title)| {
        let before = plain[..at].iter().filter(|other| **other == plain[at]).count();
        Heading {
            anchor: if before == 0 { plain[at].clone() } else { format!("{}-{before}", plain[at]) },
            number: NUMBER.find(title).map(|number| number.as_str().to_owned()),
            repeated: plain.iter().filter(|other| **other == plain[at]).count() > 1,
        }
    });
    let named = NAMED_ANCHOR.captures_iter(&text).map(|it| it[1].to_owned());
    told.chain(named.map(|anchor| Heading { anchor, number: None, repeated: false })).collect()
}

/// GitHub's rule: small letters, no punctuation, dashes for spaces.
fn anchor(title: &str) -> String {
    let kept = title.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|it| if it == ' ' { '-' } else { it }).collect()
}

/// Every text file of the workspace.
fn workspace() -> Files {
    fn walk(folder: &Path, path: &str, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let hidden = name.starts_with('.') && !matches!(name.as_str(), ".ci" | ".cargo");
            let of_others = name.starts_with("LICENSE") || name.contains("lock");
            if hidden || of_others || SKIPPED.contains(&name.as_str()) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &inner, files);
            } else if entry.metadata().unwrap().len() > LARGEST {
                files.insert(inner, String::new());
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                files.insert(inner, text);
            }
        }
    }
    let mut files = Files::new();
    walk(folder().parent().unwrap(), "", &mut files);
    files
}

#[test]
fn what_is_cited_exists() {
    let files = workspace();
    assert!(files.contains_key(SPECIFICATION) && files.contains_key(SELF), "{} files", files.len());
    let faults = faults(&files);
    assert!(faults.is_empty(), "{} citations lead nowhere:\n{}", faults.len(), faults.join("\n"));
}

/// One tree with everything right, and for each thing that can be wrong a tree that has only that.
#[test]
fn what_leads_nowhere_is_found() {
    let specification = "# S\n## 4. track: where?\n### 4.2 Equal `events`\n```sh\n# 9. none\n```\n## Twice\n## Twice\n";
    let tree = |path: &str, text: &str| {
        let files = [(SPECIFICATION, specification), ("core/README.md", "# Core\n"), (path, text)];
        files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
    };
    let right = [
        (
            "README.md",
            "[a](docs/specification.md#42-equal-events) [b](core) [c](#d)\n# D\n```\n[e](none)\n```\n`[f](none)`",
        ),
        ("README.md", "As in [section 4](docs/specification.md#42-equal-events); `docs/specification.md, section 4.2`"),
        (
            "core/src/a.rs",
            "// By docs/specification.md, sections 4 and\n// 4.2, and docs/specification.md#4-track-where",
        ),
        ("core/src/a.rs", "// See README.md, https://example.org/none.md and RFC 3339, section 5.6."),
        ("tests/oracle/a.py", "\"\"\"SPEC 4.2: the page, section 4\"\"\""),
        ("examples/form/a.ts", "// The foot of the page."),
    ];
    for (path, text) in right {
        assert_eq!(faults(&tree(path, text)), [""; 0], "{text}");
    }
    let wrong = [
        ("README.md", "\n[a](docs/none.json)", "README.md:2: there is no `docs/none.json`"),
        ("README.md", "[a](#none)", "README.md:1: `README.md` has no heading `#none`"),
        ("README.md", "[a\nb](docs/specification.md#9-none)", "`docs/specification.md` has no heading `#9-none`"),
        ("README.md", "[a](docs/specification.md#twice-1)", "`docs/specification.md` has several headings `#twice-1`"),
        ("README.md", "By section 4.", "section 4 without a link to it"),
        ("README.md", "[section 4.2](docs/specification.md#4-track-where)", "is not section 4.2"),
        ("core/src/a.rs", "// docs/specification.md, section 4.3", "the specification has no section 4.3"),
        ("core/src/a.rs", "// specification, sections 4 and 5", "the specification has no section 5"),
        ("core/src/a.rs", "// By section 4.", "section 4 of what?"),
        ("core/src/a.rs", "// docs/specification.md#none", "`docs/specification.md` has no heading `#none`"),
        ("core/src/a.rs", "// See SPEC.md.", "core/src/a.rs:1: there is no `SPEC.md`"),
        ("core/src/a.rs", "// See DESIGN 3.", "`DESIGN 3` is not here"),
        ("core/src/a.rs", "// As the page says.", "which page?"),
        ("tests/oracle/a.py", "\"\"\"SPEC 5\"\"\"", "the specification has no section 5"),
    ];
    for (path, text, what) in wrong {
        let found = faults(&tree(path, text));
        assert!(matches!(found.as_slice(), [one] if one.contains(what)), "{text}: {found:?}");
    }
}
