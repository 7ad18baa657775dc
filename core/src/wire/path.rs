use std::fmt::{self, Write as _};

/// Where a value stands in its input; written as a JSON Pointer (RFC 6901) only when an issue needs it.
#[derive(Clone, Copy, Debug)]
pub enum Path<'p> {
    /// The whole input.
    Root,
    /// A key of an object.
    Key(&'p Self, &'p str),
    /// An element of a list.
    Index(&'p Self, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Index(parent, index) => write!(f, "{parent}/{index}"),
            Self::Key(parent, key) => {
                write!(f, "{parent}/")?;
                key.chars().try_for_each(|char| match char {
                    '~' => f.write_str("~0"),
                    '/' => f.write_str("~1"),
                    other => f.write_char(other),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_json_pointer_with_its_escapes() {
        let list = Path::Key(&Path::Root, "a/b~c");
        assert_eq!(Path::Index(&list, 3).to_string(), "/a~1b~0c/3");
        assert_eq!(Path::Root.to_string(), "");
    }
}
