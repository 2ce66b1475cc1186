//! Names of groups, and whether back-references have something to refer to.

use std::collections::HashMap;

use super::cursor::{Parser, Reference};
use super::escape;
use crate::pattern::ast::Ast;
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

/// The pattern with back-references that know their groups, now that all groups are known.
pub(super) fn resolved(parser: &Parser, mut ast: Ast) -> Result<Ast, PatternError> {
    let mut groups_of = HashMap::new();
    for (offset, reference) in &parser.references {
        let groups: Vec<u32> = match reference {
            Reference::Number(number) => Some(*number).filter(|number| *number <= parser.groups).into_iter().collect(),
            Reference::Name(name) => parser.named.iter().filter(|(known, _)| known == name).map(|&(_, number)| number).collect(),
        };
        if groups.is_empty() {
            let message = match reference {
                Reference::Number(number) => format!("`\\{number}` refers to a group, but there are only {}", parser.groups),
                Reference::Name(name) => format!("`\\k<{name}>` refers to a group that is not there"),
            };
            return Err(parser.error_at(*offset, &message, None));
        }
        groups_of.insert(*offset, groups);
    }
    ast.resolve(&|offset| groups_of.get(&offset).cloned().unwrap_or_default());
    Ok(ast)
}
