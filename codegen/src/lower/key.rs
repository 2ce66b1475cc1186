//! What a type looks like, as a text that is equal for equal shapes. Prose does not count.
//!
//! It is made for every type several times: what mostly is not there, such as bounds, takes no room in it.

use std::fmt::Write;

use super::draft::Draft;
use crate::ir::{Access, Presence, Range, ReplyBody, Rule, Struct, StructField, Type, TypeId, TypeKind};

/// A text that is equal for equal shapes of the types made so far.
pub(super) fn key(draft: &Draft) -> String {
    key_by(draft, &|id, key| {
        // Writing to a string cannot fail, here and below.
        let _ = write!(key, "#{}", id.0);
    })
}

/// The same, with what `held` writes in place of the types that it holds.
pub(super) fn key_by(draft: &Draft, held: &dyn Fn(TypeId, &mut String)) -> String {
    let mut key = Key { text: String::new(), held };
    match &draft.kind {
        TypeKind::Struct(object) => key.structure(object),
        TypeKind::Enum(listed) => {
            key.debug("enum ", &listed.base);
            key.text.push_str(if listed.extensible { " .." } else { "" });
            for variant in &listed.variants {
                let _ = write!(key.text, " {}:{}", variant.value, variant.name);
            }
        }
        TypeKind::Text(text) => {
            // A pattern says what a string is. Mere bounds of its length do not: two such strings are one type only under one name.
            let name = match text.pattern {
                Some(_) => None,
                None => draft.uses.first().and_then(|place| place.path.first()),
            };
            key.debug("text ", &(text.length, text.pattern.as_ref().map(|pattern| &pattern.source), text.format, name));
        }
        TypeKind::Union(union) => {
            key.debug("union ", &(&union.tag, union.exclusive));
            for variant in &union.variants {
                key.word(variant.name.as_str());
                key.ty(&variant.ty);
                key.debug_unless(variant.tags.is_empty(), &variant.tags);
            }
        }
        TypeKind::Tuple(tuple) => {
            key.text.push_str("tuple");
            tuple.items.iter().for_each(|item| key.ty(item));
            key.rules(&tuple.rules);
        }
        TypeKind::Alias(ty) => {
            key.text.push_str("alias");
            key.ty(ty);
        }
        TypeKind::Wrapper(ty) => {
            key.text.push_str("wrapper");
            key.ty(ty);
        }
        TypeKind::Replies(variants) => {
            key.text.push_str("replies");
            for variant in variants {
                key.word(variant.name.as_str());
                key.word(match variant.body {
                    ReplyBody::None => "none",
                    ReplyBody::Json(_) => "json",
                    ReplyBody::Text => "text",
                    ReplyBody::Bytes => "bytes",
                    ReplyBody::Events(_) => "events",
                    ReplyBody::Items(_) => "items",
                });
                variant.body.ty().into_iter().for_each(|ty| key.ty(ty));
            }
        }
    }
    key.text
}

/// A key that is being written: each part begins with a space or a sign of its own.
struct Key<'h> {
    text: String,
    held: &'h dyn Fn(TypeId, &mut String),
}

impl Key<'_> {
    fn structure(&mut self, object: &Struct) {
        let Struct { fields, additional, closed, size, rules } = object;
        self.text.push_str("struct");
        for StructField { wire, name: _, presence, ty, access, docs: _, deprecated } in fields {
            if wire.0.contains(['"', '\\']) {
                self.debug(" ", &wire.0);
            } else {
                self.text.extend([" \"", &wire.0, "\""]);
            }
            self.text.push_str(match presence {
                Presence::Required => "!",
                Presence::Nullable => "!?",
                Presence::Optional => "",
                Presence::OptionalNullable => "?",
            });
            self.ty(ty);
            self.text.push_str(match access {
                Access::Both => "",
                Access::ReadOnly => " read",
                Access::WriteOnly => " write",
            });
            self.text.push_str(if *deprecated { " deprecated" } else { "" });
        }
        if let Some(additional) = additional {
            self.text.push_str(" ..");
            self.ty(&additional.values);
        }
        self.text.push_str(if *closed { " closed" } else { "" });
        self.size(*size);
        self.rules(rules);
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Any => self.word("any"),
            Type::Null => self.word("null"),
            Type::Boolean => self.word("boolean"),
            Type::String => self.word("string"),
            Type::File => self.word("file"),
            Type::Integer { kind, bounds, multiple_of } => {
                self.debug(" ", kind);
                self.debug_unless(bounds.is_open(), bounds);
                self.debug_unless(multiple_of.is_empty(), multiple_of);
            }
            Type::Number { kind, bounds, multiple_of } => {
                self.debug(" ", kind);
                self.debug_unless(bounds.is_open(), bounds);
                self.debug_unless(multiple_of.is_empty(), multiple_of);
            }
            Type::Format(format) => self.debug(" ", format),
            Type::Chosen(text) => self.debug(" chosen ", text),
            Type::Array { items, size, unique, rules } => {
                self.text.push_str(if *unique { " set" } else { " list" });
                self.ty(items);
                self.size(*size);
                self.rules(rules);
                self.text.push(')');
            }
            Type::Map { values, size, rules } => {
                self.text.push_str(" map");
                self.ty(values);
                self.size(*size);
                self.rules(rules);
                self.text.push(')');
            }
            Type::Nullable(inner) => {
                self.text.push_str(" nullable");
                self.ty(inner);
            }
            Type::Boxed(inner) => {
                self.text.push_str(" boxed");
                self.ty(inner);
            }
            Type::Named(id) => {
                self.text.push(' ');
                (self.held)(*id, &mut self.text);
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.text.push(' ');
        self.text.push_str(word);
    }

    fn size(&mut self, size: Range<u64>) {
        self.debug_unless(size.is_open(), &size);
    }

    fn rules(&mut self, rules: &[Rule]) {
        self.debug_unless(rules.is_empty(), &rules);
    }

    fn debug_unless(&mut self, is_absent: bool, value: &dyn std::fmt::Debug) {
        if !is_absent {
            self.debug(" ", value);
        }
    }

    fn debug(&mut self, before: &str, value: &dyn std::fmt::Debug) {
        let _ = write!(self.text, "{before}{value:?}");
    }
}
