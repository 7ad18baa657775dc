//! Shapes that users also build in code.

/// Declares a [`shape!`](shape) with a constructor of what it must have and a setter by each other key.
///
/// What must be there is told by its type, as for the reader: all that is neither an `Option`, a `Vec`, a `List` that may
/// be empty, nor has a default. A key that is `#[checked]` agrees with others: who sets it is written by hand, and gives no
/// value that does not agree. `new = name` names the constructor, and keeps it to the file.
macro_rules! built {
    ($(#[doc = $doc:literal])+ $vis:vis struct $name:ident $(<$life:lifetime>)? { $($fields:tt)+ }
     $(new = $new:ident)? $(free = $free:literal)? $(check = $check:path)?) => {
        shape! { $(#[doc = $doc])+ $vis struct $name $(<$life>)? { $($fields)+ } $(free = $free)? $(check = $check)? }

        impl $(<$life>)? $name $(<$life>)? {
            built! { @new ($($new)?) [] [] $($fields)+ }
            built! { @set $($fields)+ }
        }
    };

    // Every key with its first value: what must be there is asked for.
    (@new () [] [$($field:ident: $value:expr,)+]) => {
        /// With nothing; all is absent until it is set.
        #[expect(clippy::new_without_default, reason = "some that hold nothing are refused: none is given unasked")]
        pub fn new() -> Self {
            Self { $($field: $value,)+ }
        }
    };
    (@new () [$($needed:ident: $type:ty,)+] [$($field:ident: $value:expr,)+]) => {
        /// With what it must have; all else is absent until it is set.
        pub fn new($($needed: $type),+) -> Self {
            Self { $($field: $value,)+ }
        }
    };
    (@new ($new:ident) [$($needed:ident: $type:ty,)+] [$($field:ident: $value:expr,)+]) => {
        fn $new($($needed: $type),+) -> Self {
            Self { $($field: $value,)+ }
        }
    };
    (@new $new:tt $needed:tt [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: Option<$type:ty>, $($rest:tt)*) => {
        built! { @new $new $needed [$($all)* $field: None,] $($rest)* }
    };
    (@new $new:tt $needed:tt [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: Vec<$type:ty>, $($rest:tt)*) => {
        built! { @new $new $needed [$($all)* $field: Vec::new(),] $($rest)* }
    };
    (@new $new:tt $needed:tt [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: List<$type:ty, 0, $max:literal>, $($rest:tt)*) => {
        built! { @new $new $needed [$($all)* $field: List::default(),] $($rest)* }
    };
    (@new $new:tt $needed:tt [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: FormatVersion, $($rest:tt)*) => {
        built! { @new $new $needed [$($all)* $field: FormatVersion::CURRENT,] $($rest)* }
    };
    (@new $new:tt $needed:tt [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: $type:ty = $value:expr, $($rest:tt)*) => {
        built! { @new $new $needed [$($all)* $field: $value,] $($rest)* }
    };
    (@new $new:tt [$($needed:tt)*] [$($all:tt)*] $(#[$meta:meta])+ $vis:vis $field:ident: $type:ty $(as $key:literal)?, $($rest:tt)*) => {
        built! { @new $new [$($needed)* $field: $type,] [$($all)* $field: $field,] $($rest)* }
    };

    // A setter by each key that need not be there.
    (@set) => {};
    (@set $(#[doc = $doc:literal])+ #[checked] $vis:vis $field:ident: $type:ty $(= $value:expr)?, $($rest:tt)*) => {
        built! { @set $($rest)* }
    };
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
    (@set $(#[doc = $doc:literal])+ $vis:vis $field:ident: $type:ty $(as $key:literal)?, $($rest:tt)*) => {
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
