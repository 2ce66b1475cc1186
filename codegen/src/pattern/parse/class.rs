//! Character classes: `[…]`.

use super::cursor::Parser;
use super::escape;
use crate::pattern::PatternError;
use crate::pattern::set::CharSet;

/// What stands on its own, or on either side of a `-`, in a class.
enum Member {
    Point(u32),
    Set(CharSet),
}

impl Member {
    fn into_set(self) -> CharSet {
        match self {
            Self::Point(point) => CharSet::one(point),
            Self::Set(set) => set,
        }
    }
}

/// A class, after its `[` at `start`.
pub(super) fn class(parser: &mut Parser, start: usize) -> Result<CharSet, PatternError> {
    let negated = parser.eat("^");
    let mut set = CharSet::empty();
    while !parser.eat("]") {
        let from = parser.offset();
        let first = member(parser, start)?;
        if !parser.rest().starts_with('-') || parser.rest().starts_with("-]") {
            set = set.union(&first.into_set());
            continue;
        }
        parser.eat("-");
        match (first, member(parser, start)?) {
            (Member::Point(first), Member::Point(last)) if first <= last => {
                set = set.union(&CharSet::range(first, last));
            }
            (Member::Point(_), Member::Point(_)) => {
                let message = format!("the range `{}` is out of order", parser.since(from));
                return Err(parser.error_at(from, &message, None));
            }
            _ => {
                let message = format!("`{}` has a class where a range has its end", parser.since(from));
                return Err(parser.error_at(from, &message, Some("for the character `-`, write `\\-`")));
            }
        }
    }
    let set = parser.folded(set)?;
    Ok(if negated { set.complement() } else { set })
}

fn member(parser: &mut Parser, class: usize) -> Result<Member, PatternError> {
    let start = parser.offset();
    match parser.next() {
        None => Err(parser.error_at(class, "`[` is not closed", Some("for the character itself, write `\\[`"))),
        Some('\\') => {
            if parser.eat("b") {
                return Ok(Member::Point(0x08));
            }
            if parser.eat("-") {
                return Ok(Member::Point(u32::from('-')));
            }
            match escape::set(parser, start)? {
                Some(set) => Ok(Member::Set(set)),
                None => escape::character(parser, start).map(Member::Point),
            }
        }
        Some(other) => Ok(Member::Point(other.into())),
    }
}
