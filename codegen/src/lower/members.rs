//! Names of what is in a type: fields and variants that had a name before keep it, others give way.
//!
//! What can never have another name needs no line in the lock: a property that is written as Rust would write it goes before all others.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter::once_with;

use foldhash::{HashMap, HashSet, HashSetExt};
use serde_json::Value;

use super::context::Context;
use super::kept::{self, Item, Taken};
use super::naming::Named;
use crate::ir::{Enum, EnumBase, Struct, Type, TypeId, TypeKind, Union};
use crate::names::{Candidates, Ident, Kind, Lock, resolve, spellings, within};
use crate::report::{Diagnostic, Report};
use crate::source::pointer::child;

/// Gives the fields and variants of named types the names that they had.
pub(super) fn names(cx: &mut Context<'_, '_>, named: &HashMap<TypeId, Named>) {
    let ids: BTreeMap<TypeId, &Named> = named.iter().map(|(id, named)| (*id, named)).collect();
    for (id, owner) in ids {
        let mut scope = Scope { lock: cx.lock, kept: &mut cx.names, report: cx.report, owner };
        match &mut cx.drafts.types[id.0].kind {
            TypeKind::Struct(object) => scope.fields(object),
            TypeKind::Enum(listed) => scope.values(listed),
            TypeKind::Union(union) => scope.variants(union, named),
            TypeKind::Text(_) | TypeKind::Alias(_) | TypeKind::Wrapper(_) | TypeKind::Replies(_) | TypeKind::Tuple(_) => {}
        }
    }
}

/// A type whose members are named.
struct Scope<'s> {
    lock: &'s Lock,
    kept: &'s mut Lock,
    report: &'s mut Report,
    owner: &'s Named,
}

/// A field or a variant.
struct Member<'m, K> {
    /// Where it is below its type: a keyword, and the key there.
    pointer: (&'static str, Option<Cow<'m, str>>),
    name: &'m mut Ident<K>,
    /// What else it may be called.
    others: Box<dyn Iterator<Item = Ident<K>> + 'm>,
    /// No other member can take its name.
    is_safe: bool,
}

impl Scope<'_> {
    fn fields(&mut self, object: &mut Struct) {
        let fields = object.fields.iter_mut().map(|field| Member {
            pointer: ("/properties", Some(Cow::Borrowed(&field.wire.0))),
            others: Box::new(once_with(|| spellings(&field.wire.0)).flatten()),
            is_safe: field.name.bare() == field.wire.0,
            name: &mut field.name,
        });
        let additional = object.additional.as_mut().map(|additional| Member {
            pointer: ("/additionalProperties", None),
            name: &mut additional.name,
            others: Box::new(once_with(|| Ident::new("undeclared properties"))),
            is_safe: false,
        });
        self.name(fields.chain(additional).collect(), "field");
    }

    fn values(&mut self, listed: &mut Enum) {
        let base = listed.base;
        let values = listed.variants.iter_mut().map(|variant| {
            let (text, plain) = match &variant.value {
                Value::String(text) => (Cow::Borrowed(text.as_str()), Cow::Borrowed(text.as_str())),
                other => (other.to_string().into(), other.to_string().replace('-', "minus ").into()),
            };
            let is_integer = matches!(base, EnumBase::Integer(_)) && variant.name == Ident::new(&plain);
            Member {
                is_safe: is_integer || variant.name.bare() == text,
                pointer: ("/enum", Some(text)),
                others: Box::new(once_with(move || spellings(&plain).collect::<Vec<_>>()).flatten()),
                name: &mut variant.name,
            }
        });
        self.name(values.collect(), "variant");
    }

    fn variants(&mut self, union: &mut Union, named: &HashMap<TypeId, Named>) {
        let all: Vec<String> = union.variants.iter().map(|variant| held(&variant.ty, named)).collect();
        let variants = union.variants.iter_mut().zip(&all).map(|(variant, held)| {
            // Numbers of two kinds are told apart by what they are called.
            let is_only = all.iter().filter(|other| *other == held).count() == 1;
            let held = if is_only { held.clone() } else { format!("{held}:{}", variant.name.bare()) };
            let others = Box::new(std::iter::once(Ident::new(&held)));
            Member { pointer: ("/oneOf", Some(held.into())), others, is_safe: false, name: &mut variant.name }
        });
        self.name(variants.collect(), "variant");
    }

    fn name<K: Kind>(&mut self, mut members: Vec<Member<'_, K>>, aspect: &str) {
        let mut known = HashSet::new();
        let is_plain = members.iter().all(|member| known.insert(member.name.as_str()));
        if is_plain && self.lock.is_empty() && members.iter().all(|member| member.is_safe) {
            return;
        }
        let Named { key, before, .. } = self.owner;
        let keys = |member: &Member<'_, K>| {
            let (keyword, token) = &member.pointer;
            let pointer = token.as_ref().map_or_else(|| (*keyword).to_owned(), |token| child(keyword, token));
            let own = before.iter().chain([key]);
            own.map(|key| within(key, &pointer, aspect)).collect()
        };
        let items: Vec<Item> = members.iter().map(|member| Item { keys: keys(member), ..Item::default() }).collect();
        let lines = kept::here(self.lock, &items);
        if !is_plain || lines.iter().any(Option::is_some) {
            let given = kept::names(&lines, members.iter().map(|_| None), self.report);
            let taken = Taken::by(&given);
            let candidates = members.iter_mut().zip(&given).map(|(member, given)| {
                let all = std::iter::once(member.name.clone()).chain(&mut member.others);
                taken.leaves(given.as_ref(), Candidates::new(all), aspect)
            });
            let mut candidates: Vec<_> = candidates.collect();
            let resolved = resolve(&mut candidates);
            drop(candidates);
            match resolved {
                Ok(names) => members.iter_mut().zip(names).for_each(|(member, name)| *member.name = name),
                Err(clashes) => self.report.extend(clashes.into_iter().map(|clash| {
                    let line = clash.items.iter().find_map(|&item| lines[item]);
                    let message = format!("several members of `{}` would all be `{}`", self.owner.name, clash.name);
                    let diagnostic = Diagnostic::error("locked-name", message).help("give one of them another name in names.lock");
                    diagnostic.pointer(line.map_or(key.as_str(), |(key, _)| key))
                })),
            }
        }
        for ((member, mut item), line) in members.into_iter().zip(items).zip(&lines) {
            if let Some(key) = item.keys.pop().filter(|_| line.is_some() || !member.is_safe) {
                self.kept.insert(key, String::new(), member.name.bare());
            }
        }
    }
}

/// What a variant holds, in a word or two.
fn held(ty: &Type, named: &HashMap<TypeId, Named>) -> String {
    match ty {
        Type::Named(id) => named.get(id).map_or_else(String::new, |named| named.name.bare().to_owned()),
        Type::Array { items, .. } => format!("list of {}", held(items, named)),
        Type::Map { values, .. } => format!("map of {}", held(values, named)),
        Type::Nullable(inner) | Type::Boxed(inner) => held(inner, named),
        Type::Chosen(path) => path.clone(),
        Type::Any => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer { .. } => "integer".to_owned(),
        Type::Number { .. } => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Format(format) => format!("{format:?}"),
        Type::File => "file".to_owned(),
    }
}
