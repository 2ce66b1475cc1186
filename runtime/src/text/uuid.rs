//! Identifiers in the form of RFC 9562.

use std::borrow::Cow;

use crate::string_newtype;
use crate::validate::Constraint;

/// A UUID, as text: `2eb8aa08-aa98-11ea-b4aa-73b441d16380`, in either case, of any version.
///
/// Equality is that of the text: upper and lower case differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(Cow<'static, str>);

string_newtype!(Uuid);

impl Uuid {
    /// A UUID from a literal.
    ///
    /// # Panics
    ///
    /// If the text is not a UUID; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn from_static(value: &'static str) -> Self {
        match Self::check(value) {
            Ok(()) => Self(Cow::Borrowed(value)),
            Err(violated) => violated.panic("Uuid"),
        }
    }

    const fn check(value: &str) -> Result<(), Constraint> {
        if is_uuid(value.as_bytes()) { Ok(()) } else { Err(Constraint::Format("uuid")) }
    }
}

/// Groups of 8, 4, 4, 4 and 12 hexadecimal digits.
const fn is_uuid(text: &[u8]) -> bool {
    if text.len() != 36 {
        return false;
    }
    let mut index = 0;
    while index < 36 {
        let fits = match index {
            8 | 13 | 18 | 23 => text[index] == b'-',
            _ => text[index].is_ascii_hexdigit(),
        };
        if !fits {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::Uuid;

    const NIL: Uuid = Uuid::from_static("00000000-0000-0000-0000-000000000000");

    #[test]
    fn uuids() {
        assert_eq!(NIL.as_str().len(), 36);
        for good in ["2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"] {
            assert!(good.parse::<Uuid>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
            "2eb8aa08aa98-11ea-b4aa-73b441d163800",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
        ] {
            assert!(bad.parse::<Uuid>().is_err(), "{bad}");
        }
    }
}
