//! Codes of agencies, in their two generations.

use std::fmt;

use super::Parts;
use super::read::{are_digits, bad, code};
use crate::wire::Issues;

closed_list! {
    /// The generation of an agency's code, told by where the top level stands.
    pub enum AgencyCodeForm {
        /// `000.00.01.H59`: four levels written upwards, zeros for a level that is not used (QCVN 102:2016/BTTTT).
        ProvinceLast = "province_last", "Cấp tỉnh ở cuối", "Province last",
        /// `H15.50.05.13`: levels written downwards, as many as there are (Decision 20/2020/QĐ-TTg).
        ProvinceFirst = "province_first", "Cấp tỉnh ở đầu", "Province first",
    }
}

/// The code of an agency: its province or ministry, and the units below it.
///
/// Level 1 is a letter and two digits (`H…` provinces, `G…` ministries). The first generation (QCVN 102:2016/BTTTT)
/// ends with it and has three levels of 2, 2 and 3 digits; a level of zeros is not used. The second (Decision
/// 20/2020/QĐ-TTg of 22 July 2020, amended by Decision 09/2025/QĐ-TTg) begins with it and goes on with groups of two or
/// three digits or letters, at most 35 characters in all. Whether an agency of this code exists is not known here.
///
/// ```
/// use hoso::identifier::{AgencyCode, AgencyCodeForm};
/// let unit: AgencyCode = "h15.50.05.13".parse()?;
/// assert_eq!((unit.form(), unit.top(), unit.level(2)), (AgencyCodeForm::ProvinceFirst, "H15", Some("50")));
/// let department: AgencyCode = "000.00.01.H59".parse()?;
/// assert_eq!((department.top(), department.level(2), department.level(3)), ("H59", Some("01"), None));
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AgencyCode {
    text: Box<str>,
    form: AgencyCodeForm,
}

/// The names of levels. Ten groups of two characters below the top reach the longest code.
const LEVELS: [&str; 11] = [
    "level_1", "level_2", "level_3", "level_4", "level_5", "level_6", "level_7", "level_8", "level_9", "level_10",
    "level_11",
];

impl AgencyCode {
    /// What stands in for a code that could not be read.
    pub(crate) fn hole() -> Self {
        Self { text: Box::default(), form: AgencyCodeForm::ProvinceLast }
    }

    /// The longest code, in characters.
    pub const MAX_LENGTH: usize = 35;

    /// The generation.
    pub const fn form(&self) -> AgencyCodeForm {
        self.form
    }

    /// Level 1: the province or ministry, such as `H59`.
    pub fn top(&self) -> &str {
        self.level(1).unwrap_or_default()
    }

    /// A level, 1 for the top; `None` when the code has none there.
    pub fn level(&self, number: usize) -> Option<&str> {
        self.groups().nth(number.checked_sub(1)?).filter(|group| is_used(group))
    }

    /// Every group, from the top down, those of zeros too.
    fn groups(&self) -> impl Iterator<Item = &str> {
        let (upwards, downwards) = match self.form {
            AgencyCodeForm::ProvinceLast => (Some(self.text.rsplit('.')), None),
            AgencyCodeForm::ProvinceFirst => (None, Some(self.text.split('.'))),
        };
        upwards.into_iter().flatten().chain(downwards.into_iter().flatten())
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let levels = LEVELS.into_iter().zip(self.groups()).filter(|(_, group)| is_used(group));
        levels.fold(Parts::new().with("form", self.form.as_str()), |parts, (name, group)| parts.with(name, group))
    }

    /// The code of a top level alone.
    pub(super) fn of_top(text: &str) -> Option<Self> {
        is_top(text).then(|| Self { text: text.into(), form: AgencyCodeForm::ProvinceFirst })
    }

    /// Reads a cleaned text, naming its parts with a prefix; `None` always comes with an issue.
    pub(super) fn read(text: &str, prefix: &str, issues: &mut Issues) -> Option<Self> {
        let before = issues.len();
        let form = if text.starts_with(|char: char| char.is_ascii_digit()) {
            read_upwards(text, prefix, issues);
            AgencyCodeForm::ProvinceLast
        } else {
            read_downwards(text, prefix, issues);
            AgencyCodeForm::ProvinceFirst
        };
        (issues.len() == before).then(|| Self { text: text.into(), form })
    }
}

/// Whether a group names a unit.
fn is_used(group: &str) -> bool {
    group.bytes().any(|byte| byte != b'0')
}

/// Whether this is a top level: a letter and two digits, not both zero.
fn is_top(group: &str) -> bool {
    matches!(group.as_bytes(), [b'A'..=b'Z', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] if (*tens, *ones) != (b'0', b'0'))
}

fn bad_level(issues: &mut Issues, prefix: &str, level: &str, expected: &'static str) {
    bad(issues, format!("{prefix}{level}"), expected);
}

fn read_upwards(text: &str, prefix: &str, issues: &mut Issues) {
    let groups: Vec<&str> = text.split('.').collect();
    let [level_4, level_3, level_2, level_1] = groups.as_slice() else {
        return bad_level(issues, prefix, "levels", "000.00.01.H59");
    };
    if !is_top(level_1) {
        bad_level(issues, prefix, "level_1", "A01–Z99");
    }
    for (name, group) in [("level_2", level_2), ("level_3", level_3)] {
        if !are_digits(group, 2) {
            bad_level(issues, prefix, name, "00–99");
        }
    }
    if !are_digits(level_4, 3) {
        bad_level(issues, prefix, "level_4", "000–999");
    }
}

fn read_downwards(text: &str, prefix: &str, issues: &mut Issues) {
    if text.len() > AgencyCode::MAX_LENGTH {
        return bad_level(issues, prefix, "levels", "≤ 35 × A–Z 0–9 .");
    }
    if text.split('.').nth(LEVELS.len()).is_some() {
        return bad_level(issues, prefix, "levels", "≤ 11");
    }
    for (index, (name, group)) in LEVELS.into_iter().zip(text.split('.')).enumerate() {
        let plain = group.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if index == 0 && !is_top(group) {
            bad_level(issues, prefix, name, "A01–Z99");
        } else if !(matches!(group.len(), 2 | 3) && plain && is_used(group)) {
            bad_level(issues, prefix, name, "2–3 × A–Z 0–9, ≠ 00");
        }
    }
}

impl AgencyCode {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        let agency = Self::read(&code(text), "", &mut issues);
        issues.or(agency)
    }
}

impl fmt::Display for AgencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Param;

    fn wrong(text: &str) -> Vec<String> {
        let issues = text.parse::<AgencyCode>().unwrap_err();
        let part = |issue: &crate::wire::Issue| match issue.params.get("part") {
            Some(Param::Text(part)) => part.clone().into_owned(),
            other => panic!("{other:?}"),
        };
        issues.iter().map(part).collect()
    }

    #[test]
    fn reads_levels_in_both_directions() {
        let old: AgencyCode = "000.01.02.G22".parse().unwrap();
        assert_eq!([1, 2, 3, 4].map(|level| old.level(level)), [Some("G22"), Some("02"), Some("01"), None]);
        assert_eq!((old.level(0), old.level(5), old.form()), (None, None, AgencyCodeForm::ProvinceLast));
        let new: AgencyCode = "H15.50.05.13".parse().unwrap();
        assert_eq!(
            [1, 2, 3, 4, 5].map(|level| new.level(level)),
            [Some("H15"), Some("50"), Some("05"), Some("13"), None]
        );
        assert_eq!("H09".parse::<AgencyCode>().unwrap().level(2), None);
    }

    #[test]
    fn names_every_wrong_level() {
        assert_eq!(wrong("0x0.0.001.H5"), ["level_1", "level_2", "level_3", "level_4"]);
        assert_eq!(wrong("000.00.H59"), ["levels"]);
        assert_eq!(wrong("H00.5.00.?1"), ["level_1", "level_2", "level_3", "level_4"]);
        assert_eq!(wrong(""), ["level_1"]);
        assert_eq!(wrong("H15.50.05.13.50.05.13.50.05.13.50.05"), ["levels"]);
        assert_eq!(wrong("H15..........."), ["levels"]);
    }

    #[test]
    fn takes_the_longest_code() {
        let longest = "H15.123.05.13.50.05.13.50.05.13.123";
        assert_eq!(longest.len(), AgencyCode::MAX_LENGTH);
        assert_eq!(longest.parse::<AgencyCode>().unwrap().level(11), Some("123"));
    }
}
