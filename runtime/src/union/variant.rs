//! What the values of a variant look like.

use std::str::FromStr;

use serde_json::Value;

/// One variant of a union, by what its values look like in JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct Variant {
    pub(super) name: &'static str,
    types: u8,
    parses: Option<fn(&str) -> bool>,
    pub(super) tags: &'static [&'static str],
    pub(super) adds_tag: bool,
    pub(super) is_tag_optional: bool,
    pub(super) properties: Option<Properties>,
}

/// The declared properties of a variant's objects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Properties {
    pub(super) required: &'static [&'static str],
    pub(super) optional: &'static [&'static str],
}

/// A JSON type, with whole numbers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Boolean = 1,
    Integer = 2,
    Fraction = 4,
    String = 8,
    Array = 16,
    Object = 32,
}

impl Variant {
    /// A variant without values so far.
    #[must_use]
    pub const fn new() -> Self {
        Self { name: "", types: 0, parses: None, tags: &[], adds_tag: false, is_tag_optional: false, properties: None }
    }

    /// The same, called this in messages.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    const fn with(mut self, json: Json) -> Self {
        self.types |= json as u8;
        self
    }

    /// `true` and `false`.
    #[must_use]
    pub const fn boolean(self) -> Self {
        self.with(Json::Boolean)
    }

    /// Numbers without a fraction.
    #[must_use]
    pub const fn integer(self) -> Self {
        self.with(Json::Integer)
    }

    /// Numbers.
    #[must_use]
    pub const fn number(self) -> Self {
        self.with(Json::Integer).with(Json::Fraction)
    }

    /// Strings.
    #[must_use]
    pub const fn string(self) -> Self {
        self.with(Json::String)
    }

    /// Strings that parse as `T`; the others are left to other variants.
    #[must_use]
    pub const fn parsed<T: FromStr>(mut self) -> Self {
        self.parses = Some(|text| text.parse::<T>().is_ok());
        self.with(Json::String)
    }

    /// Arrays.
    #[must_use]
    pub const fn array(self) -> Self {
        self.with(Json::Array)
    }

    /// Objects.
    #[must_use]
    pub const fn object(self) -> Self {
        self.with(Json::Object)
    }

    /// Objects whose tag has one of these values.
    #[must_use]
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self.with(Json::Object)
    }

    /// Objects whose tag has this value and is no property of their type, so that the union writes it.
    #[must_use]
    pub const fn tag(mut self, tag: &'static [&'static str; 1]) -> Self {
        self.adds_tag = true;
        self.tags(tag)
    }

    /// The tag may be absent.
    #[must_use]
    pub const fn optional_tag(mut self) -> Self {
        self.is_tag_optional = true;
        self
    }

    /// Objects with these properties, of which the first ones are always there. Those that all variants have need not be said.
    #[must_use]
    pub const fn properties(mut self, required: &'static [&'static str], optional: &'static [&'static str]) -> Self {
        self.properties = Some(Properties { required, optional });
        self.with(Json::Object)
    }

    pub(super) const fn has(&self, json: Json) -> bool {
        self.types & json as u8 != 0
    }

    /// How sure it is that a text is of this variant, among those that are strings.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.parses.is_none_or(|parses| parses(text))
    }

    /// Whether its strings parse or are none of its.
    pub(super) const fn is_parsed(&self) -> bool {
        self.parses.is_some()
    }

    /// Whether its objects have this tag. What is no text counts as it is written.
    pub(super) fn is_tagged(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.tags.contains(&text.as_str()),
            Value::Number(_) | Value::Bool(_) => self.tags.contains(&value.to_string().as_str()),
            Value::Null | Value::Array(_) | Value::Object(_) => false,
        }
    }

    /// Whether its objects have such a property.
    pub(super) fn declares(&self, name: &str) -> bool {
        // Without declared properties, any may be its.
        self.properties.is_none_or(|known| known.required.contains(&name) || known.optional.contains(&name))
    }
}
