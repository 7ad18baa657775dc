//! Shapes that users also build in code.

/// Declares a [`shape!`](shape) with a constructor of what it must have and a setter by each other key.
///
/// What must be there is told by its type, as for the reader: all that is neither an `Option`, a `Vec`, a `List` that may
/// be empty, nor has a default. What must hold across keys is looked at when the whole is taken, as of JSON text.
macro_rules! built {
    ($(#[doc = $doc:literal])+ $vis:vis struct $name:ident { $($fields:tt)+ } $(check = $check:path)?) => {
        shape! { $(#[doc = $doc])+ $vis struct $name { $($fields)+ } $(check = $check)? }

        impl $name {
            built! { @new [] [] $($fields)+ }
            built! { @set $($fields)+ }
        }
    };

    (@new [] [$($field:ident: $value:expr,)+]) => {
        /// With nothing; all is absent until it is set.
        #[expect(clippy::new_without_default, reason = "some that hold nothing are refused: none is given unasked")]
        pub fn new() -> Self {
            Self { $($field: $value,)+ }
        }
    };
    (@new [$($needed:ident: $type:ty,)+] [$($field:ident: $value:expr,)+]) => {
        /// With what it must have; all else is absent until it is set.
        pub fn new($($needed: $type),+) -> Self {
            Self { $($field: $value,)+ }
        }
    };
    (@new $needed:tt [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        built! { @new $needed [$($all)* $field: None,] $($rest)* }
    };
    (@new $needed:tt [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        built! { @new $needed [$($all)* $field: Vec::new(),] $($rest)* }
    };
    (@new $needed:tt [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: List<$type:ty, 0, $max:literal>, $($rest:tt)*) => {
        built! { @new $needed [$($all)* $field: List::default(),] $($rest)* }
    };
    (@new $needed:tt [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: FormatVersion, $($rest:tt)*) => {
        built! { @new $needed [$($all)* $field: FormatVersion::CURRENT,] $($rest)* }
    };
    (@new $needed:tt [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty = $value:expr, $($rest:tt)*) => {
        built! { @new $needed [$($all)* $field: $value,] $($rest)* }
    };
    (@new [$($needed:tt)*] [$($all:tt)*] $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty, $($rest:tt)*) => {
        built! { @new [$($needed)* $field: $type,] [$($all)* $field: $field,] $($rest)* }
    };

    (@set) => {};
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        built! { @to $field: $type, Some($field), $($doc)+ }
        built! { @set $($rest)* }
    };
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        built! { @to $field: impl IntoIterator<Item = $type>, $field.into_iter().collect(), $($doc)+ }
        built! { @set $($rest)* }
    };
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: List<$type:ty, 0, $max:literal>, $($rest:tt)*) => {
        built! { @to $field: List<$type, 0, $max>, $field, $($doc)+ }
        built! { @set $($rest)* }
    };
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty = $value:expr, $($rest:tt)*) => {
        built! { @to $field: $type, $field, $($doc)+ }
        built! { @set $($rest)* }
    };
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty, $($rest:tt)*) => {
        built! { @set $($rest)* }
    };
    (@to $field:ident: $type:ty, $value:expr, $($doc:literal)+) => {
        $(#[doc = $doc])+
        #[must_use]
        pub fn $field(self, $field: $type) -> Self {
            Self { $field: $value, ..self }
        }
    };
}
