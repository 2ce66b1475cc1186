//! The anchors around a whole pattern.

use crate::pattern::ast::Ast;

/// Whether it starts with `^`, whether it ends with `$`, and what is between. Nothing where only some branches are
/// anchored.
pub(super) fn strip(ast: &Ast) -> Option<(bool, bool, Ast)> {
    let (from_start, ast) = strip_side(ast, &Ast::Start)?;
    let (to_end, ast) = strip_side(&ast, &Ast::End)?;
    Some((from_start, to_end, ast))
}

/// Takes the anchor off its side, if it is there in all branches or in none.
fn strip_side(ast: &Ast, anchor: &Ast) -> Option<(bool, Ast)> {
    match ast {
        _ if ast == anchor => Some((true, Ast::Empty)),
        Ast::Concat(parts) => {
            let mut parts = parts.clone();
            // `^^a` and `a$$` are legal, and mean the same as one.
            let side = if *anchor == Ast::Start { 0 } else { parts.len() - 1 };
            let (anchored, inside) = strip_side(&parts[side], anchor)?;
            parts[side] = inside;
            Some((anchored, Ast::Concat(parts)))
        }
        Ast::Alternate(branches) => {
            let stripped: Vec<_> = branches.iter().map(|branch| strip_side(branch, anchor)).collect::<Option<_>>()?;
            let anchored = stripped.first()?.0;
            let inside = stripped.into_iter().map(|(same, inside)| (same == anchored).then_some(inside));
            Some((anchored, Ast::alternate(inside.collect::<Option<_>>()?)))
        }
        _ => Some((false, ast.clone())),
    }
}
