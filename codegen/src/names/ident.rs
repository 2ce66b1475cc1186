//! Legal Rust identifiers, each of the kind of item it names.

use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use super::words::snake;

/// A name as it goes over the wire: a property, a parameter, an enum value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wire(pub String);

/// What an identifier names, which decides its case and the words it may not be.
pub trait Kind {
    /// The identifier's text from the words of a name with `_` between them; may still be a keyword or begin with a digit.
    fn case(snake: &str) -> String;
    /// Whether a text is written in that case, as far as letters have one.
    fn is_cased(text: &str) -> bool;
    /// Words that this kind of item may not be called although Rust allows it: the generated code has them already.
    const TAKEN: &'static [&'static str] = &[];
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $case:ident $is_cased:ident $taken:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl Kind for $name {
            fn case(snake: &str) -> String {
                $case(snake)
            }
            fn is_cased(text: &str) -> bool {
                $is_cased(text)
            }
            const TAKEN: &'static [&'static str] = $taken;
        }
    )*};
}

kinds! {
    /// A type: `PascalCase`.
    Type pascal_case is_pascal_case &[];
    /// A variant of an enum: `PascalCase`. Open enums have an `Unknown` of their own.
    Variant pascal_case is_pascal_case &["Unknown"];
    /// A field, or an argument: `snake_case`.
    Field snake_case is_snake_case &[];
    /// A constant: `SHOUTY_SNAKE_CASE`.
    Constant shouty_case is_shouty_case &[];
    /// A method of the client: `snake_case`. `new` and `builder` make one; `clone` would hide `Clone`'s.
    Method snake_case is_snake_case &["new", "builder", "clone"];
}

fn snake_case(snake: &str) -> String {
    snake.to_owned()
}

fn shouty_case(snake: &str) -> String {
    snake.to_uppercase()
}

fn pascal_case(snake: &str) -> String {
    let mut text = String::with_capacity(snake.len());
    for word in snake.split('_') {
        let mut letters = word.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
    }
    text
}

/// Words with `_` between them, each of them one word, which they mostly are.
fn joined(words: &[String]) -> String {
    let text = words.join("_");
    let are_words = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if are_words { text } else { snake(&text, false) }
}

fn is_pascal_case(text: &str) -> bool {
    let inner = text.trim_matches('_');
    let is_lower = |letter: char| !letter.to_uppercase().eq([letter]);
    !inner.starts_with(is_lower) && !inner.contains('_')
}

fn is_shouty_case(text: &str) -> bool {
    text.chars().all(|letter| letter.to_uppercase().eq([letter]))
}

fn is_snake_case(text: &str) -> bool {
    text.chars().all(|letter| letter.to_lowercase().eq([letter]))
}

/// A module: `snake_case`, and the name of a file: ASCII, not too long, none that Windows keeps for devices. The crate has some of its own.
#[derive(Clone, Copy, Debug)]
pub enum Module {}

impl Kind for Module {
    fn case(snake_case: &str) -> String {
        let mut ascii = String::new();
        for character in snake_case.chars() {
            if character.is_ascii() {
                ascii.push(character);
            } else {
                // Writing to a string cannot fail.
                let _ = write!(ascii, "_u{:x}_", u32::from(character));
            }
        }
        let name = snake(&ascii, false);
        if name.len() <= Self::LONGEST {
            return name;
        }
        // What tells two long names apart may be at their ends.
        let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        format!("{}_{hash:08x}", name[..Self::LONGEST].trim_end_matches('_'))
    }
    fn is_cased(text: &str) -> bool {
        is_snake_case(text)
    }
    #[rustfmt::skip]
    const TAKEN: &'static [&'static str] = &[
        "client", "server", "types", "payloads", "security", "shared", "lib", "main", "mod", "build", "std", "core", "alloc", "serde", "serde_json", "openapi_client", "con",
        "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
        "lpt8", "lpt9",
    ];
}

impl Module {
    const LONGEST: usize = 60;
}

impl Ident<Module> {
    /// The module of what several others use. No name of a document makes it.
    #[must_use]
    pub fn shared() -> Self {
        Self { text: "shared".to_owned(), kind: PhantomData }
    }
}

/// A legal Rust identifier for an item of kind `K`. Made by [`Ident::from_words`], [`Ident::new`] and [`Ident::written`] alone.
pub struct Ident<K> {
    text: String,
    kind: PhantomData<K>,
}

impl<K: Kind> Ident<K> {
    /// The identifier for a name of the document.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let plain = snake(name, false);
        Self::from_snake(&if plain.is_empty() { snake(name, true) } else { plain })
    }

    /// The identifier for words, in the case of its kind. No words give `empty`.
    #[must_use]
    pub fn from_words(words: &[String]) -> Self {
        Self::from_snake(&joined(words))
    }

    fn from_snake(snake: &str) -> Self {
        let mut text = K::case(snake);
        if text.is_empty() {
            text = K::case("empty");
        }
        if !text.starts_with(|first: char| unicode_ident::is_xid_start(first)) {
            text.insert(0, '_');
        }
        if K::TAKEN.contains(&text.as_str()) || is_never_raw(&text) {
            text.push('_');
        } else if is_keyword(&text) {
            text.insert_str(0, "r#");
        }
        Self { text, kind: PhantomData }
    }

    /// The identifier that somebody has written down, [`bare`](Self::bare).
    ///
    /// # Errors
    /// Why it can be none of this kind.
    pub fn written(text: &str) -> Result<Self, &'static str> {
        let mut characters = text.chars();
        let is_first = |first: char| first == '_' || unicode_ident::is_xid_start(first);
        if !characters.next().is_some_and(is_first) || !characters.all(unicode_ident::is_xid_continue) {
            return Err("it is no identifier of Rust's");
        }
        if is_never_raw(text) {
            return Err("it is a keyword of Rust's");
        }
        if K::TAKEN.contains(&text) {
            return Err("the generated code has that name already");
        }
        if !K::is_cased(text) {
            return Err("its case is not what Rust writes such names in");
        }
        let raw = if is_keyword(text) { "r#" } else { "" };
        Ok(Self { text: format!("{raw}{text}"), kind: PhantomData })
    }
}

impl<K> Ident<K> {
    /// The identifier, with `r#` where it needs it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The identifier without `r#`: what a file name or a longer identifier is made of.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.text.strip_prefix("r#").unwrap_or(&self.text)
    }
}

/// Keywords that not even `r#` makes identifiers (The Rust Reference, "Raw identifiers").
fn is_never_raw(text: &str) -> bool {
    matches!(text, "self" | "Self" | "super" | "crate" | "_")
}

/// Strict and reserved keywords of every edition to 2024 (The Rust Reference, "Keywords").
fn is_keyword(text: &str) -> bool {
    #[rustfmt::skip]
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum", "extern", "false", "final",
        "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
        "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&text).is_ok()
}

// By hand, because a derive would ask the same of the kind, which is never a value.
impl<K> Clone for Ident<K> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kind: PhantomData }
    }
}
impl<K> PartialEq for Ident<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<K> Eq for Ident<K> {}
impl<K> PartialOrd for Ident<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Ident<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}
impl<K> Hash for Ident<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<K> fmt::Debug for Ident<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl<K> fmt::Display for Ident<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_a_legal_identifier() {
        for name in
            ["type", "self", "Self", "crate", "3d", "", "+1", "@id", "größe", "_", "a-b", "gen", "\u{202e}x", "日本", "²", "ª", "Ⅷ", "$"]
        {
            for text in
                [Ident::<Field>::new(name).to_string(), Ident::<Type>::new(name).to_string(), Ident::<Method>::new(name).to_string()]
            {
                assert!(syn::parse_str::<syn::Ident>(&text).is_ok(), "{name:?} became {text:?}");
            }
            let (field, ty) = (Ident::<Field>::new(name), Ident::<Type>::new(name));
            assert_eq!(Ident::written(field.bare()), Ok(field));
            assert_eq!(Ident::written(ty.bare()), Ok(ty));
        }
        for wrong in ["", "a b", "1a", "self", "_", "orgID"] {
            assert!(Ident::<Field>::written(wrong).is_err() && Ident::<Type>::written(wrong).is_err(), "{wrong}");
        }
        assert!(Ident::<Method>::written("clone").is_err() && Ident::<Variant>::written("Unknown").is_err());
        assert_eq!(Ident::<Field>::new("type").as_str(), "r#type");
        assert_eq!(Ident::<Field>::new("self").as_str(), "self_");
        assert_eq!(Ident::<Type>::new("self").as_str(), "Self_");
        assert_eq!(Ident::<Type>::new("3d").as_str(), "_3d");
        assert_eq!(Ident::<Method>::new("new").as_str(), "new_");
        let long = Ident::<Module>::new(&format!("{} b c", "a".repeat(59)));
        assert!(long.as_str().starts_with(&format!("{}_", "a".repeat(59))) && !long.as_str().contains("__"), "{long}");
    }
}
