//! Numbers of characters that a pattern asks for on top of what the characters are.
//!
//! `^.{1,255}$` and `^(?=.{1,253}$)…` count the whole string, which costs an automaton a copy of itself for each number. Counting the
//! characters beside it costs nothing.

use crate::pattern::Length;
use crate::pattern::ast::Ast;

/// The pattern without such counts, and what they were.
pub(super) fn split(ast: &Ast) -> (Ast, Length) {
    let Ast::Concat(parts) = ast else {
        return (ast.clone(), Length::default());
    };
    if let [Ast::Start, counted @ Ast::Repeat { .. }, Ast::End] = parts.as_slice()
        && let Some((any, length)) = uncounted(counted)
    {
        return (Ast::Concat(vec![Ast::Start, any, Ast::End]), length);
    }
    let mut length = Length::default();
    let mut parts = parts.clone();
    let is_look = |part: &Ast| matches!(part, Ast::Look { .. });
    let looks = parts.iter().skip(1).take_while(|part| is_look(part)).count();
    if parts.first() == Some(&Ast::Start) {
        for part in parts.iter_mut().skip(1).take(looks) {
            if let Ast::Look { ahead: true, negated: false, body } = part
                && let Ast::Concat(inside) = body.as_ref()
                && let [counted, Ast::End] = inside.as_slice()
                && let Some((any, more)) = uncounted(counted)
            {
                length = both(length, more);
                *part = Ast::look(true, false, Ast::Concat(vec![any, Ast::End]));
            }
        }
    }
    (Ast::Concat(parts), length)
}

/// `a{2,3}` as `a*`, and its counts.
fn uncounted(ast: &Ast) -> Option<(Ast, Length)> {
    match ast {
        Ast::Repeat { body, min, max } if matches!(body.as_ref(), Ast::Class(_)) && (*min > 1 || max.is_some()) => {
            let length = Length { min: (*min > 0).then_some((*min).into()), max: max.map(u64::from) };
            Some((Ast::Repeat { body: body.clone(), min: 0, max: None }, length))
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
