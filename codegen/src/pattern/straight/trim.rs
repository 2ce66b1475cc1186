//! What makes no difference next to an open end of a pattern.
//!
//! Where the string may go on in any way, what may be missing need not be looked for, and what may be more need not be
//! counted: `^x-.*` matches what `^x-` does, and `[a-z]{14,16}` what `[a-z]{14}` does.

use crate::pattern::ast::Ast;

/// The open end.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Start,
    End,
}

/// The pattern without it.
pub(super) fn trim(ast: Ast, side: Side) -> Ast {
    if is_nullable(&ast) {
        return Ast::Empty;
    }
    match ast {
        Ast::Concat(mut parts) => {
            while !parts.is_empty() {
                let at = if side == Side::Start { 0 } else { parts.len() - 1 };
                let part = trim(parts.remove(at), side);
                if part != Ast::Empty {
                    parts.insert(at, part);
                    break;
                }
            }
            Ast::concat(parts)
        }
        Ast::Alternate(branches) => Ast::alternate(branches.into_iter().map(|branch| trim(branch, side)).collect()),
        Ast::Repeat { body, min: 1, .. } => trim(*body, side),
        Ast::Repeat { body, min, lazy, .. } => Ast::Repeat { body, min, max: Some(min), lazy },
        other => other,
    }
}

/// Whether an expression matches without reading, whatever is around it.
fn is_nullable(ast: &Ast) -> bool {
    match ast {
        Ast::Empty => true,
        Ast::Repeat { body, min, .. } => *min == 0 || is_nullable(body),
        Ast::Concat(parts) => parts.iter().all(is_nullable),
        Ast::Alternate(branches) => branches.iter().any(is_nullable),
        Ast::Class(_) | Ast::Start | Ast::End | Ast::Look { .. } | Ast::Group { .. } | Ast::BackReference { .. } => false,
    }
}
