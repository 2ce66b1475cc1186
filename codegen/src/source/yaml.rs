//! Events of the YAML parser → calls of the [`Builder`]. With `syntax`, the only file that knows the parser.
//!
//! `serde-saphyr` is used by its parser and not by its serde side: the events say more (quotes, tags and where they stand,
//! which alias means which anchor, both ends of everything), cost less, and need no recursion.

use std::ops::Range;

use serde_yaml::granit_parser::{self as granit, Event, Parser, ScalarStyle, StructureStyle, Tag};

use super::build::{Builder, Collection, Failure};
use super::limits::{MAX_DEPTH, MAX_KEY_LENGTH};
use super::scalar::{self, Claim, Scalar};
use super::{Node, SourceError, Span, syntax};

/// Reads a text that holds one YAML document, which may be JSON.
pub(super) fn parse(text: &str) -> Result<Node, Failure> {
    let mut builder = Builder::new(text);
    let result = read_events(text, &mut builder);
    builder.finish(result)
}

/// Feeds the builder. An error is one that reading cannot go on after; the others are the builder's to collect.
fn read_events(text: &str, builder: &mut Builder<'_>) -> Result<(), SourceError> {
    let options = granit::options! {
        simple_key_max_lookahead: MAX_KEY_LENGTH,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_comments: false,
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = event.map_err(|error| syntax::explain(text, &error))?;
        let span = span(place.byte_range());
        let tag_span = place.tag_span().map_or(span, |tag| self::span(tag.byte_range()));
        match event {
            Event::DocumentStart(_, version) => {
                documents += 1;
                check_document(documents, version.map(|version| (version.major, version.minor)), span)?;
            }
            Event::Scalar(value, style, anchor, tag) => {
                let scalar = Scalar { text: value, plain: style == ScalarStyle::Plain, written: !span.is_empty() };
                let tag = tag.as_deref();
                let claim = tag.and_then(claim);
                if builder.wants_key() {
                    if tag.is_some() && claim != Some(Claim::String) {
                        builder.refuse_tag(tag, tag_span)?;
                    }
                    builder.key(scalar, span, anchor)?;
                } else {
                    let data = if tag.is_some() && claim.is_none() { None } else { scalar::read(scalar, claim) };
                    let data = data.map_or_else(|| builder.refuse_tag(tag, tag_span), Ok)?;
                    builder.leaf(Node { span, data }, anchor)?;
                }
            }
            Event::SequenceStart(style, anchor, tag) => {
                check_tag(builder, tag.as_deref(), "seq", tag_span)?;
                builder.open(Collection::array(), span, style == StructureStyle::Flow, anchor)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                check_tag(builder, tag.as_deref(), "map", tag_span)?;
                builder.open(Collection::object(), span, style == StructureStyle::Flow, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(span)?,
            Event::Alias(anchor) => builder.alias(anchor, span)?,
            _ => {}
        }
    }
    Ok(())
}

fn check_document(count: usize, version: Option<(u32, u32)>, span: Span) -> Result<(), SourceError> {
    if count > 1 {
        let error = SourceError::new("several-documents", "this file holds more than one YAML document");
        return Err(error.at(span).label("the second one starts here"));
    }
    // Another version would give `yes` and `017` another meaning than the one they are read with.
    if version.is_some_and(|version| version != (1, 2)) {
        let error = SourceError::new("yaml-version", "this document says that it is not YAML 1.2").at(span);
        return Err(error.help("remove the `%YAML` line, and check what `yes`, `no` and `017` should mean"));
    }
    Ok(())
}

/// What a tag says about a scalar, if it says what JSON could.
fn claim(tag: &Tag) -> Option<Claim> {
    if tag.original() == "!" {
        return Some(Claim::String);
    }
    match tag.core_suffix()? {
        "str" => Some(Claim::String),
        "null" => Some(Claim::Null),
        "bool" => Some(Claim::Bool),
        "int" => Some(Claim::Integer),
        "float" => Some(Claim::Number),
        _ => None,
    }
}

fn check_tag(builder: &mut Builder<'_>, tag: Option<&Tag>, allowed: &str, span: Span) -> Result<(), SourceError> {
    if tag.is_some_and(|tag| !tag.is_yaml_core_schema_tag(allowed) && tag.original() != "!") {
        builder.refuse_tag(tag, span)?;
    }
    Ok(())
}

impl Builder<'_> {
    /// Notes that a tag means nothing here, and gives a value to go on with.
    fn refuse_tag(&mut self, tag: Option<&Tag>, span: Span) -> Result<super::Data, SourceError> {
        let tag = tag.map(Tag::original).unwrap_or_default();
        let error = SourceError::new("unsupported-tag", format!("the tag `{tag}` is not supported here")).at(span);
        self.refuse(error.help("remove it: the document holds what JSON can hold, which needs no tags"))?;
        Ok(super::Data::Null)
    }
}

fn span(range: Option<Range<usize>>) -> Span {
    // The parser knows the bytes whenever it reads a string.
    range.map_or_else(Span::default, |range| Span::new(range.start, range.end))
}
