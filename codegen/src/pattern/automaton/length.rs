//! Numbers of characters that a pattern asks for on top of what the characters are.
//!
//! `^.{1,255}$` and `^(?=.{1,253}$)…` count the whole string, which costs an automaton a copy of itself for each
//! number. Counting the characters beside it costs nothing.

use crate::pattern::Length;
use crate::pattern::ast::Ast;

/// The pattern without such counts, and what they were.
pub(super) fn split(ast: &Ast) -> (Ast, Length) {
    let mut length = Length::default();
    let Ast::Concat(parts) = ast else {
        return (ast.clone(), length);
    };
    let Some((Ast::Start, parts)) = parts.split_first() else {
        return (ast.clone(), length);
    };
    let mut rest = parts;
    let mut uncounted = vec![Ast::Start];
    // Lookarounds read nothing, so that what comes after them starts where the string does.
    while let Some((look @ Ast::Look { ahead, negated, body }, after)) = rest.split_first() {
        let counted = if *ahead && !*negated { counted(std::slice::from_ref(body.as_ref())) } else { None };
        uncounted.push(match counted {
            Some((parts, counts)) => {
                length = both(length, counts);
                Ast::look(true, false, Ast::Concat(parts))
            }
            None => look.clone(),
        });
        rest = after;
    }
    match counted(rest) {
        Some((parts, counts)) => {
            length = both(length, counts);
            uncounted.extend(parts);
        }
        None => uncounted.extend(rest.iter().cloned()),
    }
    (Ast::Concat(uncounted), length)
}

/// `a{2,3}$` as `a*$`, and its counts.
fn counted(parts: &[Ast]) -> Option<(Vec<Ast>, Length)> {
    match parts {
        [Ast::Concat(parts)] => counted(parts),
        [Ast::Repeat { body, min, max, .. }, Ast::End] if matches!(body.as_ref(), Ast::Class(_)) && (*min > 1 || max.is_some()) => {
            let any = Ast::Repeat { body: body.clone(), min: 0, max: None, lazy: false };
            let length = Length { min: (*min > 0).then_some((*min).into()), max: max.map(u64::from) };
            Some((vec![any, Ast::End], length))
        }
        _ => None,
    }
}

/// What both allow.
pub(super) fn both(one: Length, other: Length) -> Length {
    let max = match (one.max, other.max) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Length { min: one.min.max(other.min), max }
}
