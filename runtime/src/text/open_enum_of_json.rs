//! `json_enum!`: everything about an enum of values of different types but the values.

use serde_json::Value;

/// Whether two values are one (JSON Schema Core §4.2.2): numbers by what they are worth, objects whatever their order.
///
/// For the macros of this crate only.
#[doc(hidden)]
#[must_use]
pub fn json_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        // Whole numbers are exact where both are written as such.
        (Value::Number(a), Value::Number(b)) => a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| json_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| json_equal(a, b))),
        _ => a == b,
    }
}

/// Implements what all open enums of different values share.
///
/// The type has `fn to_json(&self) -> Value`, `const LISTED: &[Self]`, and a variant `Unknown(Value)` for what the document does not list (yet):
///
/// ```
/// use openapi_client::serde_json::{self, Value, json};
///
/// /// How many to show.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Limit {
///     /// `10`
///     _10,
///     /// `all`
///     All,
///     /// A value that the document does not list.
///     Unknown(Value),
/// }
///
/// impl Limit {
///     const LISTED: &'static [Self] = &[Self::_10, Self::All];
///
///     pub fn to_json(&self) -> Value {
///         match self {
///             Self::_10 => json!(10),
///             Self::All => json!("all"),
///             Self::Unknown(value) => value.clone(),
///         }
///     }
/// }
///
/// openapi_client::json_enum!(Limit);
///
/// assert_eq!(Limit::try_from(json!(10.0)), Ok(Limit::_10));
/// assert!(Limit::try_from(json!("none")).is_err());
/// let received: Limit = serde_json::from_str("\"none\"").unwrap();
/// assert_eq!(received, Limit::Unknown(json!("none")));
/// assert_eq!(serde_json::to_string(&Limit::All).unwrap(), "\"all\"");
/// ```
///
/// `Deserialize` keeps a value that is not listed, `TryFrom` refuses it, and `Validate` reports it before it is sent.
#[macro_export]
macro_rules! json_enum {
    ($name:ident) => {
        /// As in a URL or a header: text without quotes, anything else as JSON.
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.to_json() {
                    $crate::serde_json::Value::String(text) => ::core::fmt::Display::fmt(&text, f),
                    other => ::core::fmt::Display::fmt(&other, f),
                }
            }
        }

        impl ::core::convert::TryFrom<$crate::serde_json::Value> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(value: $crate::serde_json::Value) -> ::core::result::Result<Self, $crate::InvalidValue> {
                let known = Self::LISTED.iter().find(|listed| $crate::json_equal(&listed.to_json(), &value));
                known.cloned().ok_or($crate::InvalidValue::new(::core::stringify!($name), $crate::Constraint::Enum))
            }
        }

        impl ::core::convert::From<$name> for $crate::serde_json::Value {
            fn from(value: $name) -> Self {
                value.to_json()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.to_json(), serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let value = <$crate::serde_json::Value as $crate::serde::Deserialize>::deserialize(deserializer)?;
                let known = Self::LISTED.iter().find(|listed| $crate::json_equal(&listed.to_json(), &value));
                ::core::result::Result::Ok(known.cloned().unwrap_or(Self::Unknown(value)))
            }
        }

        impl $crate::Validate for $name {
            fn validate(&self, at: &$crate::At<'_>, violations: &mut $crate::Violations) {
                if let Self::Unknown(value) = self {
                    // `Unknown` may hold a listed value that somebody put there by hand: on the wire it is the same.
                    if !Self::LISTED.iter().any(|listed| $crate::json_equal(&listed.to_json(), value)) {
                        violations.push(at, $crate::Constraint::Enum, $crate::Found::Other);
                    }
                }
            }
        }
    };
}
