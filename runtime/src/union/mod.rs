//! Unions: values that are one of several types, told apart while they are read.
//!
//! Nothing is read twice where the shape allows it: the JSON type decides, or the value of a tag, or the first property that only one variant has.
//! What came before it is kept and read together with the rest. Only where nothing of that tells the variants apart is a value put together first
//! and tried as each of them.

mod object;
mod read;
mod tagged;
mod variant;

use serde::Deserializer;

pub use read::read;
pub use tagged::tagged;
pub use variant::Variant;

/// A type that is one of several: what generated code says of it. [`union!`](crate::union) makes it readable.
pub trait Union: Sized {
    /// The property whose value says which variant an object is.
    const TAG: Option<&'static str> = None;

    /// The variants, the first of which counts where several fit.
    const VARIANTS: &'static [Variant];

    /// Reads the variant of this index.
    ///
    /// # Errors
    ///
    /// If the value is none of that variant.
    fn read<'de, D: Deserializer<'de>>(variant: usize, value: D) -> Result<Self, D::Error>;

    /// What keeps a value that no variant fits, where there is such.
    #[must_use]
    fn unknown(value: serde_json::Value) -> Option<Self> {
        let _ = value;
        None
    }
}

/// Implements `Deserialize` for a [`Union`](crate::union::Union).
#[macro_export]
macro_rules! union {
    ($name:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::union::read(deserializer)
            }
        }
    };
}
