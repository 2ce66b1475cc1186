//! Functions for serde's field attributes in generated code.

use serde::{Deserialize, Deserializer};

/// For `Option<Option<T>>`, where absent, `null` and a value are three things.
///
/// A field that is there, `null` or not, is `Some`; with `#[serde(default)]` one that is not is `None`:
///
/// ```
/// use openapi_client::serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize, Serialize)]
/// #[serde(crate = "openapi_client::serde")]
/// struct Patch {
///     #[serde(
///         default,
///         deserialize_with = "openapi_client::serde_helpers::present",
///         skip_serializing_if = "Option::is_none"
///     )]
///     name: Option<Option<String>>,
/// }
/// # for json in [r#"{}"#, r#"{"name":null}"#, r#"{"name":"x"}"#] {
/// #     let patch: Patch = openapi_client::serde_json::from_str(json).unwrap();
/// #     assert_eq!(openapi_client::serde_json::to_string(&patch).unwrap(), json);
/// # }
/// ```
///
/// # Errors
///
/// Where the value is not a `T`.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
