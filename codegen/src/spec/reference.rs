//! The text of a `$ref`: what it says, and what a component is called that it leads to.

use std::borrow::Cow;

/// What a `$ref` of the loaded document says. All of them lead to components: what stands elsewhere was made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// `#/components/SECTION/NAME`, the name unescaped.
    Component {
        /// `schemas`, `parameters`, …
        section: &'a str,
        /// The component's name.
        name: Cow<'a, str>,
    },
    /// Anything else.
    Elsewhere,
}

impl<'a> Target<'a> {
    /// Takes a `$ref`'s text apart.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let mut tokens = text.strip_prefix('#').unwrap_or_default().split('/');
        match (tokens.next(), tokens.next(), tokens.next(), tokens.next(), tokens.next()) {
            (Some(""), Some("components"), Some(section), Some(name), None) => Self::Component { section, name: unescape(name) },
            _ => Self::Elsewhere,
        }
    }
}

/// The `$ref` to a component.
#[must_use]
pub fn to_component(section: &str, name: &str) -> String {
    let mut text = ["#/components/", section].concat();
    let name = if name.contains('%') { Cow::Owned(name.replace('%', "%25")) } else { Cow::Borrowed(name) };
    crate::source::pointer::push_token(&mut text, &name);
    text
}

/// The name of the component schema that stands at a pointer, as [`Numbered`](super::Numbered) has it.
#[must_use]
pub fn component_at(pointer: &str) -> String {
    let key = if pointer.starts_with('/') { format!("#{pointer}") } else { pointer.to_owned() };
    match Target::parse(&key.replace('%', "%25")) {
        Target::Component { section: "schemas", name } => name.into_owned(),
        _ => key,
    }
}

/// A token of a JSON pointer in a URI fragment, as the key it means (RFC 6901 §4, §6).
fn unescape(token: &str) -> Cow<'_, str> {
    let decoded = percent_decoded(token);
    if decoded.contains('~') { decoded.replace("~1", "/").replace("~0", "~").into() } else { decoded }
}

/// `%41` → `A`; what is no escape stays.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = (first == b'%').then(|| tail.get(..2)).flatten().and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Keys of an object that names what is below it, wherever they stand.
const NAMING: &[&str] = &["$defs", "definitions"];

/// Those that do so only at the top of a file or in its `components`.
const SECTIONS: &[&str] = &["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems", "mediaTypes", "examples"];

/// Keys on the way to something that has no name of its own.
#[rustfmt::skip]
const STRUCTURE: &[&str] = &[
    "paths", "webhooks", "properties", "patternProperties", "items", "prefixItems", "additionalProperties", "allOf", "oneOf", "anyOf", "not", "schema", "content",
    "responses", "parameters", "requestBody", "headers", "if", "then", "else", "contains", "propertyNames", "dependentSchemas", "unevaluatedProperties",
    "unevaluatedItems", "itemSchema", "components",
];

/// What a component is called, the plainest name first and then what tells it from others: its own key for one of the document's `components`; for what
/// was made a component, its key or its file's name, then the names around it. `None` for what has no name, such as a property's schema.
#[must_use]
pub fn names_of(key: &str) -> Option<Vec<String>> {
    let Some((file, pointer)) = key.split_once('#') else { return Some(vec![key.to_owned()]) };
    let tokens: Vec<String> = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    let is = |list: &[&str], token: &String| list.contains(&token.as_str());
    let mut folders = file.rsplit('/').map(str::to_owned);
    let stem = folders.next().map(|name| name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned());
    let stem = stem.map(|stem| stem.strip_suffix(".schema").map_or(stem.clone(), str::to_owned));
    let around = stem.into_iter().chain(folders).filter(|name| !name.is_empty() && name != "..");
    let Some((last, outer)) = tokens.split_last() else {
        let mut names: Vec<String> = around.collect();
        // `pet/index.yaml` says in its folder's name what it is.
        if names.len() > 1 && ["index", "_index", "schema"].contains(&names[0].as_str()) {
            names.remove(0);
        }
        return Some(names).filter(|names| !names.is_empty());
    };
    let container = outer.last().is_some_and(|container| {
        let before = outer.len().checked_sub(2).map(|index| outer[index].as_str());
        is(NAMING, container) && before != Some("properties")
            || is(SECTIONS, container) && (before.is_none() || outer.len() == 2 && before == Some("components"))
    });
    let is_index = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    if is_index || !container && tokens.iter().any(|token| is(STRUCTURE, token)) {
        return None;
    }
    let told_by = outer.iter().rev().filter(|token| !is(NAMING, token) && !is(SECTIONS, token) && !is(STRUCTURE, token)).cloned();
    Some(std::iter::once(last.clone()).chain(told_by).chain(around).collect())
}

/// The names on the way to what has none of its own, from the inside out: `#/components/schemas/Pet/properties/tag` is `tag` of `Pet`, and so is
/// `Pet.yaml#/properties/tag`.
#[must_use]
pub fn place_of(key: &str) -> Vec<String> {
    let (file, pointer) = key.split_once('#').unwrap_or(("", key));
    let tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
    let telling = tokens.filter(|token| ![STRUCTURE, SECTIONS, NAMING].iter().any(|list| list.contains(&token.as_str())));
    let mut names: Vec<String> = telling.collect();
    names.reverse();
    let is_whole = !["/components/", "/$defs/", "/definitions/"].iter().any(|start| pointer.starts_with(start));
    names.extend(names_of(&format!("{file}#")).into_iter().flatten().take(usize::from(is_whole)));
    if names.is_empty() { vec![pointer.to_owned()] } else { names }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        assert_eq!(Target::parse("#/components/schemas/a~1b%20c"), Target::Component { section: "schemas", name: "a/b c".into() });
        assert_eq!(Target::parse("#/components/schemas/A/properties/b"), Target::Elsewhere);
        assert_eq!(Target::parse("other.yaml#/A"), Target::Elsewhere);
        let key = "a b.yaml#/components/schemas/~1x%20";
        assert_eq!(Target::parse(&to_component("schemas", key)), Target::Component { section: "schemas", name: key.into() });
    }

    #[test]
    fn components_are_called_by_their_keys_or_files() {
        let names = |key: &str| names_of(key).map(|names| names.join(" "));
        for (key, expected) in [
            ("Pet", Some("Pet")),
            ("models/pet.yaml#", Some("pet models")),
            ("models/pet/index.yaml#", Some("pet models")),
            ("models/pet.schema.json#", Some("pet models")),
            ("common.yml#/components/schemas/Pet", Some("Pet common")),
            ("common.yml#/Pet", Some("Pet common")),
            ("#/definitions/Pet", Some("Pet")),
            ("#/components/schemas/Owner/$defs/Pet", Some("Pet Owner")),
            ("#/components/schemas/Owner/properties/pet", None),
            ("#/components/schemas/Owner/allOf/1", None),
            ("#/paths/~1pets/get/responses/200", None),
            ("../shared/responses/not_found.yml#", Some("not_found responses shared")),
        ] {
            assert_eq!(names(key).as_deref(), expected, "{key}");
        }
        for key in
            ["#/components/schemas/Owner/properties/pet", "models/Owner.yaml#/properties/pet", "defs.yaml#/$defs/Owner/properties/pet"]
        {
            assert_eq!(place_of(key), ["pet", "Owner"], "{key}");
        }
    }
}
