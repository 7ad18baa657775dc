//! What a column holds in a row.

use std::fmt;
use std::marker::PhantomData;

use crate::document::{Agency, Field, Place, Procedure, Zone};
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::wire::{Id, Lookup};

/// What a column holds in a row.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Cell<T> {
    /// Nothing: the same as an absent key.
    #[default]
    Null,
    /// A value.
    Value(T),
    /// Something that is not, or not surely, a value: the row is read again as a whole, by the same readers as a single
    /// question, which know what is wrong with it.
    Odd,
}

/// Where a row has something odd, or lacks what it must have: it is read again as a whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OddCell;

impl<T: Copy> Cell<T> {
    /// What a column holds in a row that must have it.
    ///
    /// # Errors
    /// [`OddCell`] where it holds nothing, or something odd.
    #[inline]
    pub fn required(column: &[Self], row: usize) -> Result<T, OddCell> {
        match column.get(row) {
            Some(Self::Value(value)) => Ok(*value),
            _ => Err(OddCell),
        }
    }

    /// What a column holds in a row that may lack it; a table may lack the whole column.
    ///
    /// # Errors
    /// [`OddCell`] where it holds something odd.
    #[inline]
    pub fn optional(column: &[Self], row: usize) -> Result<Option<T>, OddCell> {
        match column.get(row) {
            None | Some(Self::Null) => Ok(None),
            Some(Self::Value(value)) => Ok(Some(*value)),
            Some(Self::Odd) => Err(OddCell),
        }
    }
}

impl<T> From<Option<T>> for Cell<T> {
    /// A value, or something odd.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Odd, Self::Value)
    }
}

/// An id that was looked up in a rulebook: a thing of it, or none. It serves that rulebook alone.
pub struct Resolved<T>(u32, PhantomData<fn() -> T>);

impl<T> Resolved<T> {
    /// A valid id that the rulebook does not have.
    pub const UNKNOWN: Self = Self(u32::MAX, PhantomData);

    /// The position in a list; `None` when the id is not of the rulebook.
    pub(super) fn within<K>(self, list: &[K]) -> Option<Ix<T>> {
        let ix = Ix::new(self.0);
        (ix.position() < list.len()).then_some(ix)
    }
}

impl<T> Clone for Resolved<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Resolved<T> {}
impl<T> PartialEq for Resolved<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Resolved<T> {}
impl<T> fmt::Debug for Resolved<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::UNKNOWN { f.write_str("unknown") } else { write!(f, "#{}", self.0) }
    }
}

/// Looks up ids: once for each distinct text where a column says which of its texts are equal, else once for each row.
///
/// ```
/// use hoso::Rulebook;
/// use hoso::batch::{Cell, Resolved, Resolver};
/// # let rulebook = Rulebook::parse(
/// #     r#"{"hoso": 1, "id": "binh-duong", "title": "Bình Dương", "currency": "VND", "utc_offset": "+07:00"}"#,
/// # )?;
/// let codes = Resolver::of(&rulebook);
/// assert_eq!(codes.agency("so-noi-vu"), Cell::Value(Resolved::UNKNOWN));
/// assert_eq!(codes.agency("Sở Nội vụ"), Cell::Odd);
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'r>(&'r Rulebook);

impl<'r> Resolver<'r> {
    /// The ids of a rulebook.
    pub const fn of(rulebook: &'r Rulebook) -> Self {
        Self(rulebook)
    }

    /// An agency's code.
    pub fn agency(self, text: &str) -> Cell<Resolved<Agency>> {
        find(&self.0.index.ids.agencies, text)
    }

    /// A procedure's code.
    pub fn procedure(self, text: &str) -> Cell<Resolved<Procedure>> {
        find(&self.0.index.ids.procedures, text)
    }

    /// A field's id.
    pub fn field(self, text: &str) -> Cell<Resolved<Field>> {
        find(&self.0.index.ids.fields, text)
    }

    /// A zone's id.
    pub fn zone(self, text: &str) -> Cell<Resolved<Zone>> {
        find(&self.0.index.ids.zones, text)
    }

    /// A place's code.
    pub fn place(self, text: &str) -> Cell<Resolved<Place>> {
        find(&self.0.index.ids.places, text)
    }

    /// A list of options.
    pub fn options<'a>(self, list: &'a [&'a str]) -> Cell<Listed<'a>> {
        let repeats = || list.iter().enumerate().any(|(at, option)| list.iter().take(at).any(|it| it == option));
        let listed = || Listed { words: list, marks: self.0.routes().marks.options(list.iter().copied()) };
        Cell::from((is_list(list) && !repeats()).then(listed))
    }

    /// A list of the applicant's categories.
    pub fn applicant<'a>(self, list: &'a [&'a str]) -> Cell<Listed<'a>> {
        let listed = || Listed { words: list, marks: self.0.routes().marks.categories(list.iter().copied()) };
        Cell::from(is_list(list).then(listed))
    }
}

/// A list of ids as a row has it, looked up in a rulebook; it serves that rulebook alone.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// As they were written.
    pub(super) words: &'a [&'a str],
    /// What the rulebook knows of them, unless it must read them.
    pub(super) marks: Option<u64>,
}

impl Listed<'_> {
    /// No id at all, in whichever rulebook.
    pub const NONE: Self = Self { words: &[], marks: Some(0) };
}

/// The longest list of categories or options, as a question may have it.
const MAX_LIST: usize = 100;

/// Whether a list is as a question may have it.
fn is_list(list: &[&str]) -> bool {
    list.len() <= MAX_LIST && list.iter().all(|text| Id::is_id(text))
}

fn find<T>(names: &Lookup, text: &str) -> Cell<Resolved<T>> {
    match names.find(text) {
        Some(position) => Cell::Value(Resolved(position, PhantomData)),
        None if Id::is_id(text) => Cell::Value(Resolved::UNKNOWN),
        None => Cell::Odd,
    }
}
