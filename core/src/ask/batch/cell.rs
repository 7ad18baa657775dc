//! What a column holds in a row.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use crate::ask::track::State;
use crate::document::{Agency, Field, Place, Procedure, Service, Zone};
use crate::index::table::{Ix, position};
use crate::rulebook::Rulebook;
use crate::wire::{Date, FeeUnits, Grams, Id, Lookup, Money};

/// What can stand in a cell: it is a number, and leaves two numbers over.
pub trait InCell: Copy {
    /// The number that stands for a value.
    type Number: Copy + Eq + fmt::Debug;
    /// A number that stands for none: there is nothing.
    const NULL: Self::Number;
    /// Another that stands for none: there is something that is no value.
    const ODD: Self::Number;

    /// The number of a value.
    fn number(self) -> Self::Number;

    /// The value of a number.
    fn value(number: Self::Number) -> Option<Self>;
}

/// What a column holds in a row: nothing, a value, or something odd. A bare number, so that a column is looked at as fast as
/// numbers are.
///
/// ```
/// use hoso::{Date, batch::Cell};
/// let day: Date = "2014-10-01".parse()?;
/// assert_eq!(Cell::from(day).get(), Ok(Some(day)));
/// assert_eq!((Cell::<Date>::NULL.get(), size_of::<Cell<Date>>()), (Ok(None), 4));
/// # Ok::<(), hoso::IssueCode>(())
/// ```
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Cell<T: InCell>(T::Number);

/// Where a row has something odd, or lacks what it must have: it is read again as a whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OddCell;

impl<T: InCell> Cell<T> {
    /// Nothing: the same as an absent key.
    pub const NULL: Self = Self(T::NULL);
    /// Something that is not, or not surely, a value: the row is read again as a whole, by the same readers as a single
    /// question, which know what is wrong with it.
    pub const ODD: Self = Self(T::ODD);

    /// The value, if there is one.
    ///
    /// # Errors
    /// [`OddCell`] where there is something else.
    #[inline]
    pub fn get(self) -> Result<Option<T>, OddCell> {
        if self.0 == T::NULL { Ok(None) } else { T::value(self.0).map(Some).ok_or(OddCell) }
    }

    /// The bare number.
    #[inline]
    pub(super) fn number(self) -> T::Number {
        self.0
    }

    /// What a column holds in a row that must have it.
    ///
    /// # Errors
    /// [`OddCell`] where it holds nothing, or something odd.
    #[inline]
    pub fn required(column: &[Self], row: usize) -> Result<T, OddCell> {
        Self::optional(column, row)?.ok_or(OddCell)
    }

    /// What a column holds in a row that may lack it; a table may lack the whole column.
    ///
    /// # Errors
    /// [`OddCell`] where it holds something odd.
    #[inline]
    pub fn optional(column: &[Self], row: usize) -> Result<Option<T>, OddCell> {
        column.get(row).copied().unwrap_or_default().get()
    }

    /// Whether a column, which a table may lack, holds nothing in a row.
    #[inline]
    pub(super) fn is_absent(column: &[Self], row: usize) -> bool {
        column.get(row).is_none_or(|cell| cell.0 == T::NULL)
    }
}

impl<T: InCell> Default for Cell<T> {
    fn default() -> Self {
        Self::NULL
    }
}

impl<T: InCell> From<T> for Cell<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self(value.number())
    }
}

impl<T: InCell> From<Option<T>> for Cell<T> {
    /// A value, or something odd.
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::ODD, Self::from)
    }
}

impl<T: InCell + fmt::Debug> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Ok(None) => f.write_str("Null"),
            Ok(Some(value)) => f.debug_tuple("Value").field(&value).finish(),
            Err(OddCell) => f.write_str("Odd"),
        }
    }
}

/// Numbers within limits, which all fit.
macro_rules! small_numbers {
    ($($of:ty: $number:ty),+) => { $(
        impl InCell for $of {
            type Number = $number;
            const NULL: $number = <$number>::MAX;
            const ODD: $number = <$number>::MAX - 1;

            #[inline]
            fn number(self) -> $number {
                <$number>::try_from(self.get()).unwrap_or(Self::ODD)
            }

            #[inline]
            fn value(number: $number) -> Option<Self> {
                i64::from(number).try_into().ok()
            }
        }
    )+ };
}
small_numbers!(Grams: i32, FeeUnits: i32, Money: i64);

/// Members of a closed list, by their place in it.
macro_rules! members {
    ($($of:ty),+) => { $(
        impl InCell for $of {
            type Number = u8;
            const NULL: u8 = u8::MAX;
            const ODD: u8 = u8::MAX - 1;

            #[inline]
            fn number(self) -> u8 {
                let place = Self::ALL.iter().position(|member| *member == self);
                place.and_then(|place| place.try_into().ok()).unwrap_or(Self::ODD)
            }

            #[inline]
            fn value(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }
        }
    )+ };
}
members!(Service, State);

/// Days since 1970.
impl InCell for Date {
    type Number = i32;
    const NULL: i32 = i32::MIN;
    const ODD: i32 = i32::MIN + 1;

    #[inline]
    fn number(self) -> i32 {
        self.unix_day()
    }

    #[inline]
    fn value(number: i32) -> Option<Self> {
        Self::from_unix_days(i64::from(number))
    }
}

impl Cell<Date> {
    /// A day as tables count days, from 1 January 1970; one outside the years that there are is something odd.
    #[inline]
    pub fn of_unix_days(days: i32) -> Self {
        Self(days.max(Date::ODD))
    }
}

/// An id that was looked up in a rulebook: a thing of it, or none. It serves that rulebook alone.
pub struct Resolved<T>(u32, PhantomData<fn() -> T>);

/// Positions in lists, all but the last of those that a number counts.
macro_rules! positions {
    ($({ $($of:tt)+ } is $make:expr;)+) => { $(
        $($of)+ {
            type Number = u32;
            const NULL: u32 = u32::MAX;
            const ODD: u32 = u32::MAX - 1;

            #[inline]
            fn number(self) -> u32 {
                self.0
            }

            #[inline]
            fn value(number: u32) -> Option<Self> {
                (number < Self::ODD).then_some($make(number))
            }
        }
    )+ };
}
positions! {
    { impl<T> InCell for Resolved<T> } is |at| Self(at, PhantomData);
    { impl InCell for ListAt } is Self;
}

impl<T> Cell<Resolved<T>> {
    /// The position in a list of what a column holds in a row; none where it is not of the list.
    #[inline]
    pub(super) fn known<K>(column: &[Self], row: usize, list: &[K]) -> Option<Ix<T>> {
        column.get(row)?.within(list)
    }

    /// The position in a list; none where it is not of the list.
    #[inline]
    pub(super) fn within<K>(self, list: &[K]) -> Option<Ix<T>> {
        Resolved::<T>(self.0, PhantomData).within(list)
    }
}

impl<T> Resolved<T> {
    /// A valid id that the rulebook does not have.
    pub const UNKNOWN: Self = Self(u32::MAX - 2, PhantomData);

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
/// assert_eq!(codes.agency("so-noi-vu"), Cell::from(Resolved::UNKNOWN));
/// assert_eq!(codes.agency("Sở Nội vụ"), Cell::ODD);
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

    /// A list of options; none where it is none as a question may have it.
    pub fn options<'a>(self, list: &'a [&'a str]) -> Option<Listed<'a>> {
        let repeats = || list.iter().enumerate().any(|(at, option)| list.iter().take(at).any(|it| it == option));
        let listed = || Listed { words: list, marks: self.0.routes().marks.options(list.iter().copied()) };
        (is_list(list) && !repeats()).then(listed)
    }

    /// A list of the applicant's categories; none where it is none as a question may have it.
    pub fn applicant<'a>(self, list: &'a [&'a str]) -> Option<Listed<'a>> {
        let listed = || Listed { words: list, marks: self.0.routes().marks.categories(list.iter().copied()) };
        is_list(list).then(listed)
    }
}

/// A list of ids, looked up in a rulebook; it serves that rulebook alone.
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

/// The place of a list of ids among those of its column.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ListAt(u32);

impl ListAt {
    /// A place; none beyond four thousand million.
    pub fn new(place: usize) -> Option<Self> {
        Self::value(u32::try_from(place).ok()?)
    }
}

/// The lists of ids that rows of a column have, each once, looked up in a rulebook.
#[derive(Clone, Debug)]
pub struct ListTable<'a> {
    lists: Vec<Option<Listed<'a>>>,
    /// The kind of an odd list, of none, and of each list: lists of which the rulebook knows the same are of one kind.
    kinds: Vec<u32>,
    /// What the rulebook knows of each kind; of the first it is nothing at all.
    marks: Vec<u64>,
}

/// The kind of a list that the rulebook must read.
pub(super) const ODD_LIST: u32 = u32::MAX;

impl<'a> ListTable<'a> {
    /// Lists by their place; none for one that is none as a question may have it.
    pub fn new(lists: impl IntoIterator<Item = Option<Listed<'a>>>) -> Self {
        let lists: Vec<_> = lists.into_iter().collect();
        let (mut marks, mut known) = (vec![0], BTreeMap::from([(0, 0)]));
        let mut kind = |list: &Option<Listed<'_>>| {
            let own = list.and_then(|list| list.marks)?;
            let next = u32::try_from(known.len()).ok()?;
            Some(*known.entry(own).or_insert_with(|| {
                marks.push(own);
                next
            }))
        };
        let mut kinds = vec![ODD_LIST, 0];
        kinds.extend(lists.iter().map(|list| kind(list).unwrap_or(ODD_LIST)));
        Self { lists, kinds, marks }
    }
}

impl Default for ListTable<'_> {
    fn default() -> Self {
        Self::new([])
    }
}

/// A column of lists of ids: which list each row has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists<'a> {
    /// The lists; none when the table has no such column.
    pub table: Option<&'a ListTable<'a>>,
    /// The place of each row's list.
    pub rows: &'a [Cell<ListAt>],
}

impl<'a> Lists<'a> {
    /// The list of a row.
    #[inline]
    pub(super) fn of(&self, row: usize) -> Result<Listed<'a>, OddCell> {
        match (Cell::optional(self.rows, row)?, self.table) {
            (None, _) | (_, None) => Ok(Listed::NONE),
            (Some(ListAt(at)), Some(table)) => table.lists.get(position(at)).copied().flatten().ok_or(OddCell),
        }
    }

    /// The kinds of the lists of some rows. Without a branch: whether a row has a list is what a processor cannot guess.
    pub(super) fn kinds(&self, rows: Range<usize>) -> impl Iterator<Item = u32> {
        let (table, rows) = (self.table, self.rows.get(rows.clone()).ok_or(rows));
        let kind = move |cell: Cell<ListAt>| {
            let kinds = table.map_or(&[ODD_LIST, 0][..], |table| &table.kinds);
            kinds.get(position(cell.0.wrapping_sub(ListAt::ODD))).copied().unwrap_or(ODD_LIST)
        };
        let absent = rows.as_ref().err().map_or(0, ExactSizeIterator::len);
        let cells = rows.unwrap_or_default().iter().copied();
        cells.chain(std::iter::repeat_n(Cell::NULL, absent)).map(kind)
    }

    /// What the rulebook knows of each kind of lists.
    pub(super) fn marks(&self) -> &'a [u64] {
        self.table.map_or(&[0], |table| &table.marks)
    }
}

/// The longest list of categories or options, as a question may have it.
const MAX_LIST: usize = 100;

/// Whether a list is as a question may have it.
fn is_list(list: &[&str]) -> bool {
    list.len() <= MAX_LIST && list.iter().all(|text| Id::is_id(text))
}

fn find<T>(names: &Lookup, text: &str) -> Cell<Resolved<T>> {
    match names.find(text) {
        Some(position) => Cell(position),
        None if Id::is_id(text) => Cell::from(Resolved::UNKNOWN),
        None => Cell::ODD,
    }
}
