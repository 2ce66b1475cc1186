//! What starts with `(`: groups, lookarounds and flags.

use super::cursor::{Flags, Parser};
use super::{Term, assertion, disjunction, help, name};
use crate::pattern::PatternError;
use crate::pattern::ast::Ast;

/// A group, after its `(` at `start`.
pub(super) fn group(parser: &mut Parser, start: usize) -> Result<Term, PatternError> {
    for (opening, ahead, negated) in [("?=", true, false), ("?!", true, true), ("?<=", false, false), ("?<!", false, true)] {
        if parser.eat(opening) {
            let (body, names) = inside(parser, start)?;
            return Ok(Term { names, ..assertion(Ast::look(ahead, negated, body)) });
        }
    }
    if parser.eat("?:") {
        return inside(parser, start).map(|(ast, names)| Term { names, ..ast.into() });
    }
    if parser.eat("?<") {
        parser.groups += 1;
        let number = parser.groups;
        let Some(name) = name::name(parser) else {
            return Err(help::group_opening(parser, start));
        };
        parser.named.push((name.clone(), number));
        let (ast, mut names) = inside(parser, start)?;
        if names.contains(&name) {
            return Err(parser.error_at(start, &format!("two groups have the name `{name}`"), None));
        }
        names.push(name);
        return Ok(Term { names, ..Ast::Group { number, body: Box::new(ast) }.into() });
    }
    if parser.eat("?") {
        let outside = parser.flags;
        parser.flags = modifiers(parser, start)?;
        let (ast, names) = inside(parser, start)?;
        parser.flags = outside;
        return Ok(Term { names, ..ast.into() });
    }
    parser.groups += 1;
    let number = parser.groups;
    inside(parser, start).map(|(ast, names)| Term { names, ..Ast::Group { number, body: Box::new(ast) }.into() })
}

/// The inside of a group and its `)`.
fn inside(parser: &mut Parser, start: usize) -> Result<(Ast, Vec<String>), PatternError> {
    let inside = disjunction(parser)?;
    if parser.eat(")") {
        Ok(inside)
    } else {
        Err(parser.error_at(start, "`(` is not closed", Some("for the character itself, write `\\(`")))
    }
}

/// The flags of `(?i-s:`, after its `?`.
fn modifiers(parser: &mut Parser, start: usize) -> Result<Flags, PatternError> {
    let mut flags = parser.flags;
    let mut seen = Vec::new();
    let mut on = true;
    while let Some(flag) = parser.next() {
        if flag == ':' && !seen.is_empty() {
            return Ok(flags);
        }
        if flag == '-' && on {
            on = false;
            continue;
        }
        match flag {
            'i' => flags.ignore_case = on,
            'm' => flags.multiline = on,
            's' => flags.dot_all = on,
            _ => break,
        }
        if seen.contains(&flag) {
            break;
        }
        seen.push(flag);
    }
    Err(help::group_opening(parser, start))
}
