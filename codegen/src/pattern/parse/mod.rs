//! The text of a pattern → its [`Ast`], or what is wrong with it and where.
//!
//! The grammar is that of ECMA-262 2025 with the flag `u`, which has none of the leniency of Annex B: an escape is
//! known or an error, and a brace or bracket stands for itself only after a backslash. [`mended`] adds what can mean one thing only.

mod class;
mod cursor;
mod dialect;
mod escape;
mod group;
mod help;
mod name;
#[cfg(test)]
mod tests;

use super::PatternError;
use super::ast::Ast;
use super::set::CharSet;
use cursor::Parser;

/// How deep groups may be nested. Later stages walk the tree by recursion.
const DEPTH: u32 = 150;

/// Parses a whole pattern.
pub(super) fn parse(pattern: &str) -> Result<Ast, PatternError> {
    let mut parser = Parser::new(pattern);
    let (ast, _) = disjunction(&mut parser)?;
    match parser.peek() {
        Some(')') => Err(parser.error("`)` closes nothing", Some("for the character itself, write `\\)`"))),
        Some(_) | None if parser.references.is_empty() => Ok(ast.without_groups()),
        Some(_) | None => name::resolved(&parser, ast),
    }
}

/// A pattern as ECMA-262 writes it, where it is written as without the flag `u`, or as other engines do, and can mean one thing only. One with another
/// mistake stays as it is.
#[must_use]
pub fn mended(pattern: &str) -> String {
    mending(pattern).map_or_else(|| pattern.to_owned(), |(mended, _)| mended)
}

/// The same, and what is wrong as it is written. `None`: nothing that could be mended.
#[must_use]
pub fn mending(pattern: &str) -> Option<(String, &'static str)> {
    let mut mended = dialect::without_delimiters(pattern).map(|inner| (inner, "there are no delimiters around one"));
    // Each sign is mended once.
    for _ in 0..=pattern.len() {
        let written = mended.as_ref().map_or(pattern, |(written, _)| written);
        let Err(PatternError::Syntax { offset, help, .. }) = parse(written) else { return mended };
        let (rest, mut instead) = (written.get(offset..).unwrap_or_default(), written.to_owned());
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        let why = if let Some(at) = unescaped(rest, help.as_deref()) {
            instead.insert(offset + at, '\\');
            "signs with a meaning have a backslash where they stand for themselves"
        } else if escaped.is_some_and(|sign| sign.is_ascii_punctuation() && !matches!(sign, '<' | '>' | '\\')) {
            // `\<` and `\>` are boundaries of words elsewhere.
            instead.remove(offset);
            "other signs than those with a meaning have no backslash"
        } else {
            instead = dialect::translated(written, offset)?;
            "it is written for another engine"
        };
        mended = Some((instead, mended.map_or(why, |(_, why)| why)));
    }
    None
}

/// Where a sign lacks its backslash that can only mean itself (ECMA-262 2025, Annex B.1.2): a lone `{`, `}` or `]`, a `-` beside a class such as `\w`.
fn unescaped(rest: &str, help: Option<&str>) -> Option<usize> {
    let sign = rest.chars().next()?;
    if matches!(sign, '{' | '}' | ']') {
        return (help? == format!("for the character itself, write `\\{sign}`")).then_some(0);
    }
    let first = if sign == '\\' { 2 } else { sign.len_utf8() };
    let is_dash = help? == "for the character `-`, write `\\-`" && rest.get(first..).is_some_and(|rest| rest.starts_with('-'));
    is_dash.then_some(first)
}

/// `a|b|c`, up to `)` or the end; also the names of the groups inside.
fn disjunction(parser: &mut Parser) -> Result<(Ast, Vec<String>), PatternError> {
    if parser.depth == DEPTH {
        return Err(PatternError::Unsupported { what: format!("groups nested over {DEPTH} deep"), offset: parser.offset() });
    }
    parser.depth += 1;
    let (first, mut names) = alternative(parser)?;
    let mut branches = vec![first];
    while parser.eat("|") {
        let (branch, more) = alternative(parser)?;
        branches.push(branch);
        names.extend(more);
    }
    parser.depth -= 1;
    Ok((Ast::alternate(branches), names))
}

/// Terms one after the other.
fn alternative(parser: &mut Parser) -> Result<(Ast, Vec<String>), PatternError> {
    let mut terms = Vec::new();
    let mut names: Vec<String> = Vec::new();
    while let Some(next) = parser.peek()
        && !matches!(next, '|' | ')')
    {
        let start = parser.offset();
        let mut term = term(parser)?;
        if let Some(twice) = term.names.iter().find(|name| names.contains(name)) {
            return Err(parser.error_at(start, &format!("two groups have the name `{twice}`"), None));
        }
        names.append(&mut term.names);
        terms.push(quantified(parser, term)?);
    }
    Ok((Ast::concat(terms), names))
}

/// What stands before a quantifier.
struct Term {
    ast: Ast,
    /// Whether a quantifier may follow: not after an assertion.
    repeatable: bool,
    /// The names of the groups inside.
    names: Vec<String>,
}

impl From<Ast> for Term {
    fn from(ast: Ast) -> Self {
        Self { ast, repeatable: true, names: Vec::new() }
    }
}

fn assertion(ast: Ast) -> Term {
    Term { ast, repeatable: false, names: Vec::new() }
}

/// An assertion or an atom, without its quantifier.
fn term(parser: &mut Parser) -> Result<Term, PatternError> {
    let start = parser.offset();
    let flags = parser.flags;
    match parser.next() {
        Some('^') if flags.multiline => Ok(assertion(Ast::look(false, true, Ast::Class(line_terminators().complement())))),
        Some('$') if flags.multiline => Ok(assertion(Ast::look(true, true, Ast::Class(line_terminators().complement())))),
        Some('^') => Ok(assertion(Ast::Start)),
        Some('$') => Ok(assertion(Ast::End)),
        Some('(') => group::group(parser, start),
        Some('[') => class::class(parser, start).map(|set| Ast::Class(set).into()),
        Some('\\') => escape::atom(parser, start),
        Some('.') if flags.dot_all => Ok(Ast::Class(CharSet::any()).into()),
        Some('.') => Ok(Ast::Class(line_terminators().complement()).into()),
        Some(found @ ('*' | '+' | '?' | '{' | '}' | ']')) => Err(help::stray(parser, start, found)),
        Some(found) => parser.folded(CharSet::one(found.into())).map(|set| Ast::Class(set).into()),
        None => Ok(Ast::Empty.into()),
    }
}

/// The term with the quantifier that follows it, if one does.
fn quantified(parser: &mut Parser, term: Term) -> Result<Ast, PatternError> {
    let start = parser.offset();
    let (min, max) = match parser.peek() {
        Some('*') => (0, None),
        Some('+') => (1, None),
        Some('?') => (0, Some(1)),
        Some('{') => counts(parser, start)?,
        _ => return Ok(term.ast),
    };
    // Counts stop at the last of their characters, as the others do.
    parser.next();
    let lazy = parser.eat("?");
    if !term.repeatable {
        return Err(parser.error_at(start, "an assertion cannot be repeated", Some("it reads nothing: leave the quantifier out")));
    }
    if max.is_some_and(|max| max < min) {
        return Err(parser.error_at(start, &format!("the counts of `{}` are out of order", parser.since(start)), None));
    }
    Ok(Ast::Repeat { body: Box::new(term.ast), min, max, lazy })
}

/// `{2}`, `{2,}` or `{2,3}`, up to the closing brace.
fn counts(parser: &mut Parser, start: usize) -> Result<(u32, Option<u32>), PatternError> {
    parser.next();
    let min = number(parser);
    let max = if parser.eat(",") { number(parser) } else { min };
    match min {
        Some(min) if parser.peek() == Some('}') => Ok((min, max.filter(|&max| max < u32::MAX))),
        _ => Err(help::stray(parser, start, '{')),
    }
}

/// Decimal digits, if there are any. What is too large is as large as can be.
fn number(parser: &mut Parser) -> Option<u32> {
    let mut value: Option<u32> = None;
    while let Some(digit) = parser.peek().and_then(|next| next.to_digit(10)) {
        parser.next();
        value = Some(value.unwrap_or(0).saturating_mul(10).saturating_add(digit));
    }
    value
}

/// What ends a line: `\n`, `\r` and the two separators of Unicode.
fn line_terminators() -> CharSet {
    CharSet::from_ranges(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)])
}
