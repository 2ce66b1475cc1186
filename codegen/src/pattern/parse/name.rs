//! Names of groups, and whether back-references have something to refer to.

use super::cursor::{Parser, Reference};
use super::escape;
use crate::pattern::{PatternError, unicode};

/// The name of a group, after its `<`, and its `>`.
pub(super) fn name(parser: &mut Parser) -> Option<String> {
    let mut name = String::new();
    loop {
        let next = match parser.next()? {
            '>' if !name.is_empty() => return Some(name),
            '\\' if parser.eat("u") => char::from_u32(escape::unicode(parser)?)?,
            next => next,
        };
        if !(may_continue(next) && (!name.is_empty() || may_start(next))) {
            return None;
        }
        name.push(next);
    }
}

fn may_start(first: char) -> bool {
    first.is_ascii_alphabetic() || matches!(first, '$' | '_') || (!first.is_ascii() && has("ID_Start", first))
}

fn may_continue(next: char) -> bool {
    next.is_ascii_alphanumeric() || matches!(next, '$' | '_' | '\u{200C}' | '\u{200D}') || (!next.is_ascii() && has("ID_Continue", next))
}

fn has(property: &str, next: char) -> bool {
    unicode::property(property).is_some_and(|set| set.contains(next.into()))
}

/// Whether every back-reference has its group, now that all groups are known.
pub(super) fn check_references(parser: &Parser, names: &[String]) -> Result<(), PatternError> {
    for (offset, reference) in &parser.references {
        let message = match reference {
            Reference::Number(number) if *number > parser.groups => {
                format!("`\\{number}` refers to a group, but there are only {}", parser.groups)
            }
            Reference::Name(name) if !names.contains(name) => {
                format!("`\\k<{name}>` refers to a group that is not there")
            }
            Reference::Number(_) | Reference::Name(_) => continue,
        };
        return Err(parser.error_at(*offset, &message, None));
    }
    Ok(())
}
