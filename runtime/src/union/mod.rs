//! Unions: values that are one of several types, told apart while they are read.
//!
//! Nothing is read twice where the shape allows it: the JSON type decides, or the value of a tag, or the first property that only one variant has.
//! What came before it is kept and read together with the rest. Only where nothing of that tells the variants apart is a value put together first
//! and tried as each of them.

mod exclusive;
mod object;
mod read;
mod tagged;
mod variant;

use serde::Deserializer;

pub use exclusive::exclusive;
pub use read::read;
pub use tagged::write;
pub use variant::Variant;

/// A type that is one of several. Implemented by [`union!`](crate::union!).
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

/// Implements `Deserialize` and `Serialize` for an enum that is a union: of each variant, what its values look like.
///
/// ```
/// use openapi_client::serde_json;
/// use openapi_client::union::Variant;
/// # #[derive(Debug, PartialEq)]
/// # pub struct Circle { radius: f64 }
/// # openapi_client::object!(Circle { radius: "radius" required });
/// # #[derive(Debug, PartialEq)]
/// # pub struct Square { kind: String, side: f64 }
/// # openapi_client::object!(Square { kind: "kind" required, side: "side" required });
///
/// #[derive(Debug, PartialEq)]
/// pub enum Shape {
///     Circle(Circle),
///     Square(Square),
///     Name(String),
///     Unknown(serde_json::Value),
/// }
///
/// openapi_client::union!(Shape by "kind" {
///     Circle: Variant::new().tag(&["circle"]),
///     Square: Variant::new().tags(&["square", "quadrat"]),
///     Name: Variant::new().string(),
/// } else Unknown);
///
/// # for json in [r#"{"kind":"circle","radius":1.0}"#, r#"{"kind":"square","side":1.0}"#, "\"dot\"", r#"{"kind":"cube"}"#] {
/// #     let shape: Shape = serde_json::from_str(json).unwrap();
/// #     assert_eq!(serde_json::to_string(&shape).unwrap(), json);
/// # }
/// ```
///
/// Without `by`, the JSON type or the properties tell the variants apart; without `else`, what no variant fits is an error.
///
/// Behind the list, `checked` also implements [`Validate`](crate::Validate), by that of each variant that is marked with `=> checked`. What no variant fits is a
/// violation then, and with `, exclusive` behind all else, so is what several fit.
#[macro_export]
macro_rules! union {
    ($name:ident $(by $tag:literal)? { $($variant:ident: $look:expr $(=> $check:ident)?),* $(,)? } checked $(else $unknown:ident)? $(, $also:ident)?) => {
        $crate::union!($name $(by $tag)? { $($variant: $look),* } $(else $unknown)?);

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                $($crate::union::$also::<Self>(at, violations);)?
                let tagged = at.tagged(<Self as $crate::union::Union>::TAG);
                match self {
                    $($(Self::$variant(value) => $crate::union!(@$check value, &tagged, violations),)?)*
                    $(Self::$unknown(_) => violations.push(at, $crate::Constraint::Variant, $crate::Found::Other),)?
                    #[allow(unreachable_patterns, reason = "there may be others")]
                    _ => {}
                }
            }
        }
    };
    (@checked $value:expr, $at:expr, $violations:ident) => { $crate::Validate::validate($value, $at, $violations) };
    ($name:ident $(by $tag:literal)? { $($variant:ident: $look:expr),* $(,)? } $(else $unknown:ident)?) => {
        impl $crate::union::Union for $name {
            $(const TAG: ::core::option::Option<&'static ::core::primitive::str> = ::core::option::Option::Some($tag);)?
            const VARIANTS: &'static [$crate::union::Variant] = &[$($look.named(::core::stringify!($variant))),*];

            #[allow(unused_assignments, reason = "nothing comes after the last")]
            fn read<'de, D: $crate::serde::Deserializer<'de>>(variant: usize, value: D) -> ::core::result::Result<Self, D::Error> {
                let mut index = 0;
                $(
                    if variant == index {
                        return $crate::serde::Deserialize::deserialize(value).map(Self::$variant);
                    }
                    index += 1;
                )*
                ::core::result::Result::Err($crate::serde::de::Error::custom("no variant fits"))
            }

            $(fn unknown(value: $crate::serde_json::Value) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::$unknown(value))
            })?
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::union::read(deserializer)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::union::write::<Self, S>(&$look, value, serializer),)*
                    $(Self::$unknown(value) => $crate::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}
