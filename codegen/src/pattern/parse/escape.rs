//! What starts with a backslash.

use super::cursor::{Parser, Reference};
use super::{Term, assertion, help, name};
use crate::pattern::ast::Ast;
use crate::pattern::set::CharSet;
use crate::pattern::{PatternError, unicode};

/// An escape outside of a class, after its backslash at `start`.
pub(super) fn atom(parser: &mut Parser, start: usize) -> Result<Term, PatternError> {
    match parser.peek() {
        Some(boundary @ ('b' | 'B')) => {
            parser.next();
            let word = parser.folded(word())?;
            return Ok(assertion(Ast::word_boundary(&word, boundary == 'B')));
        }
        Some('1'..='9') => {
            // The largest number is no group either.
            let number = super::number(parser).unwrap_or(u32::MAX);
            parser.references.push((start, Reference::Number(number)));
            return Ok(reference(parser, start)?.into());
        }
        Some('k') => {
            parser.next();
            let name = if parser.eat("<") { name::name(parser) } else { None };
            let Some(name) = name else {
                return Err(parser.error_at(start, "`\\k` is not followed by the name of a group", Some("write `\\k<name>`")));
            };
            parser.references.push((start, Reference::Name(name)));
            return Ok(reference(parser, start)?.into());
        }
        _ => {}
    }
    let set = match set(parser, start)? {
        Some(set) => set,
        None => CharSet::one(character(parser, start)?),
    };
    parser.folded(set).map(|set| Ast::Class(set).into())
}

/// A back-reference at `start`, whose groups are not known yet.
fn reference(parser: &Parser, start: usize) -> Result<Ast, PatternError> {
    if parser.flags.ignore_case {
        return Err(PatternError::Unsupported { what: "a back-reference without case".to_owned(), offset: start });
    }
    Ok(Ast::BackReference { offset: start, groups: Vec::new() })
}

/// An escape that stands for a set: `\d`, `\p{…}`, …
pub(super) fn set(parser: &mut Parser, start: usize) -> Result<Option<CharSet>, PatternError> {
    let Some(letter) = parser.peek() else { return Ok(None) };
    let positive = match letter.to_ascii_lowercase() {
        'd' => CharSet::range(0x30, 0x39),
        's' => space(),
        'w' => parser.folded(word())?,
        'p' => CharSet::empty(),
        _ => return Ok(None),
    };
    parser.next();
    let positive = if matches!(letter, 'p' | 'P') { property(parser, start)? } else { positive };
    Ok(Some(if letter.is_ascii_uppercase() { positive.complement() } else { positive }))
}

/// `{Name}` or `{Name=Value}`, after `\p` or `\P`.
fn property(parser: &mut Parser, start: usize) -> Result<CharSet, PatternError> {
    let inside = parser.rest().strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let Some((expression, _)) = inside else {
        return Err(help::property_without_braces(parser, start));
    };
    let found = unicode::property(expression).ok_or_else(|| help::unknown_property(parser, start, expression))?;
    parser.back_to(parser.offset() + expression.len() + 2);
    Ok(found)
}

/// An escape that stands for one code point.
pub(super) fn character(parser: &mut Parser, start: usize) -> Result<u32, PatternError> {
    let found = parser.next();
    let point = match found {
        Some('t') => Some(0x09),
        Some('n') => Some(0x0A),
        Some('v') => Some(0x0B),
        Some('f') => Some(0x0C),
        Some('r') => Some(0x0D),
        Some('c') => parser.next().filter(char::is_ascii_alphabetic).map(|letter| u32::from(letter) % 32),
        Some('0') if !parser.peek().is_some_and(|next| next.is_ascii_digit()) => Some(0),
        Some('x') => digits(parser, 2),
        Some('u') => unicode(parser),
        Some('^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/') => found.map(u32::from),
        _ => None,
    };
    point.ok_or_else(|| help::escape(parser, start, found))
}

/// `{1F432}`, `1234`, or a surrogate pair such as `D83D\uDC32`, after `\u`.
pub(super) fn unicode(parser: &mut Parser) -> Option<u32> {
    if parser.eat("{") {
        let (text, _) = parser.rest().split_once('}')?;
        let valid = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let significant = text.trim_start_matches('0');
        let point = if significant.is_empty() { 0 } else { u32::from_str_radix(significant, 16).ok()? };
        parser.back_to(parser.offset() + text.len() + 1);
        return (valid && point <= 0x10_FFFF).then_some(point);
    }
    let first = digits(parser, 4)?;
    let after_first = parser.offset();
    if (0xD800..0xDC00).contains(&first)
        && parser.eat("\\u")
        && let Some(second @ 0xDC00..0xE000) = digits(parser, 4)
    {
        return Some(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
    }
    parser.back_to(after_first);
    Some(first)
}

/// As many hexadecimal digits.
fn digits(parser: &mut Parser, count: usize) -> Option<u32> {
    let text = parser.rest().get(..count)?;
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    parser.back_to(parser.offset() + count);
    u32::from_str_radix(text, 16).ok()
}

/// `\w`: letters, digits and `_` of ASCII.
fn word() -> CharSet {
    CharSet::from_ranges(vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
}

/// `\s`: what ECMA-262 calls white space (with all of `Zs`, and the byte order mark) and line terminators.
fn space() -> CharSet {
    let other = [(0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F)];
    CharSet::from_ranges([other.as_slice(), &[(0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]].concat())
}
