//! What a validator finds: in comes its error, out come [`Finding`]s that say where and what.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;

/// One thing that a validator found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// A JSON pointer into the value.
    pub(crate) pointer: String,
    /// The value itself is not in it: it may be a secret.
    pub(crate) message: String,
    /// Whether all that is wrong is that the value fits more than one variant of a `oneOf`.
    pub(crate) is_ambiguity: bool,
}

/// An error as it is. Where it says that no variant fits, it also says what the closest lacks.
pub(crate) fn of(error: &ValidationError<'_>) -> Finding {
    let mut finding = plain(error);
    if !closest(error).is_empty() {
        let inner = innermost(error);
        finding.is_ambiguity = inner.iter().all(|inner| inner.is_ambiguity);
        if let Some(inner) = inner.iter().find(|inner| !inner.is_ambiguity).or(inner.first()) {
            finding.message = format!("{}; the closest fails at `{}`: {}", finding.message, inner.pointer, inner.message);
        }
    }
    finding
}

/// The errors that an error comes down to.
pub(crate) fn innermost(error: &ValidationError<'_>) -> Vec<Finding> {
    let closest = closest(error);
    if closest.is_empty() { vec![plain(error)] } else { closest.iter().flat_map(innermost).collect() }
}

fn plain(error: &ValidationError<'_>) -> Finding {
    Finding {
        pointer: error.instance_path().as_str().to_owned(),
        message: error.masked().to_string(),
        is_ambiguity: matches!(error.kind(), ValidationErrorKind::OneOfMultipleValid { .. }),
    }
}

/// The errors of the variant that has the fewest.
fn closest<'a>(error: &'a ValidationError<'_>) -> &'a [ValidationError<'static>] {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.iter().min_by_key(|errors| errors.len()).map_or(&[], Vec::as_slice)
        }
        _ => &[],
    }
}
