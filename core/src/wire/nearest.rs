//! What was meant by a word that is none: the nearest of those that there are.

use std::borrow::Cow;
use std::cell::Cell;

use super::{Issue, IssueCode, Issues, Param};

/// Words longer than any id or key are not looked at.
const LONGEST: usize = 64;

/// The candidate that is nearest to a word, if one is near: about a letter in four may be wrong, missing, too much
/// or in the place of its neighbour, and letter case does not count. Of several as near the first.
///
/// ```
/// assert_eq!(hoso::nearest("so-noivu", ["so-y-te", "so-noi-vu"]), Some("so-noi-vu"));
/// assert_eq!(hoso::nearest("wieght_grams", ["zone", "weight_grams"]), Some("weight_grams"));
/// assert_eq!(hoso::nearest("colour", ["agency", "zone"]), None);
/// ```
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = letters(word)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(letters) = letters(candidate) else { continue };
        let most = best.map_or((word.len().max(letters.len()) + 1) / 4, |(distance, _)| distance - 1);
        if let Some(distance) = distance(&word, &letters, most) {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The letters of a word, small; none of one that is longer than any name.
fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    (letters.len() <= LONGEST).then_some(letters)
}

/// How many letters must be changed, added, left out or exchanged with their neighbour; none beyond `most`.
fn distance(from: &[char], to: &[char], most: usize) -> Option<usize> {
    if from.len().abs_diff(to.len()) > most {
        return None;
    }
    // The rows of the table of distances between beginnings: the one before the last, and the last.
    let (mut earlier, mut above): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=to.len()).collect());
    let mut before = None;
    for (row, &own) in from.iter().enumerate() {
        let mut line = Vec::with_capacity(above.len());
        line.push(row + 1);
        let mut left = row + 1;
        let mut other_before = None;
        for (column, (&other, pair)) in to.iter().zip(above.windows(2)).enumerate() {
            let [diagonal, over] = pair else { continue };
            let mut least = (diagonal + usize::from(own != other)).min(over + 1).min(left + 1);
            if before == Some(other) && other_before == Some(own) {
                let exchanged = column.checked_sub(1).and_then(|at| earlier.get(at));
                least = exchanged.map_or(least, |distance| least.min(distance + 1));
            }
            line.push(least);
            (left, other_before) = (least, Some(other));
        }
        if line.iter().all(|distance| *distance > most) {
            return None;
        }
        (earlier, above, before) = (above, line, Some(own));
    }
    above.last().copied().filter(|distance| *distance <= most)
}

/// How many candidates are looked at for one document: hostile input must stay cheap.
const MOST: usize = 200_000;

/// Names what is nearest in the issues of one input, until that has cost enough. What a citizen's page loads names nothing:
/// it would be larger for a word that only a programmer reads.
#[derive(Debug)]
pub(crate) struct Suggest(Cell<usize>);

impl Suggest {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(MOST))
    }

    /// What is nearest to a word among so many candidates.
    pub(crate) fn nearest<'c, I: IntoIterator<Item = &'c str>>(
        &self,
        word: &str,
        count: usize,
        candidates: impl FnOnce() -> I,
    ) -> Option<&'c str> {
        if !cfg!(feature = "nearest") {
            return None;
        }
        self.0.set(self.0.get().checked_sub(count)?);
        nearest(word, candidates())
    }
}

/// Names in each issue of a key that an object does not have the key that is nearest.
pub(super) fn name_nearest_keys(mut issues: Issues) -> Issues {
    if cfg!(feature = "nearest") {
        let suggest = Suggest::new();
        issues.amend(|issue| name_nearest_key(issue, &suggest));
    }
    issues
}

fn name_nearest_key(issue: &mut Issue, suggest: &Suggest) {
    let (IssueCode::UnknownKey, Some(Param::List(allowed))) = (issue.code, issue.params.get("allowed")) else { return };
    let key = issue.path.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    let found = suggest.nearest(&key, allowed.len(), || allowed.iter().map(Cow::as_ref)).map(str::to_owned);
    if let Some(found) = found {
        issue.params = std::mem::take(&mut issue.params).with("nearest", found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_wrong_missing_too_many_or_exchanged_are_near() {
        let near = |word: &str| nearest(word, ["so-noi-vu", "so-y-te", "RB000031VN", "on", "1.000001"]);
        for word in ["so-noivu", "So-Noi-Vu", "so-noi-vuu", "so-nio-vu", "so_noi_vu", "o-noi-vu"] {
            assert_eq!(near(word), Some("so-noi-vu"), "{word}");
        }
        assert_eq!(
            [near("RB000031VM"), near("ON"), near("1.00001")],
            [Some("RB000031VN"), Some("on"), Some("1.000001")]
        );
        for word in ["", "xyz", "so", "no", "in", "công ty", &"so-noi-vu".repeat(1 << 20)] {
            assert_eq!(near(word), None, "{word}");
        }
    }

    #[test]
    fn of_several_the_nearest_and_of_equals_the_first() {
        assert_eq!(nearest("abcd", ["abxx", "abcx", "abcy"]), Some("abcx"));
        assert_eq!(nearest("abcd", ["abcde", "abc", "abcd"]), Some("abcd"));
    }

    #[test]
    fn what_costs_too_much_names_nothing() {
        let suggest = Suggest::new();
        assert_eq!(suggest.nearest("abd", MOST, || ["abc"]), Some("abc"));
        assert_eq!(suggest.nearest("abd", 1, || ["abc"]), None);
    }
}
