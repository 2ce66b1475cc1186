//! Examples and defaults of the document, held against their own types.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::Example;
use super::draft::Draft;
use super::text;
use crate::ir::{Docs, EnumBase, IntegerKind, Presence, Range, Struct, Text, Type, TypeId, TypeKind};
use crate::report::{Diagnostic, Place, Report};

/// Warns of each example and default that its own schema refuses: a reader would copy it and be refused.
pub(super) fn check(examples: &[Example<'_>], types: &[Draft], report: &mut Report) {
    for example in examples {
        let value = example.node.to_json();
        if value.is_null() && example.nullable {
            continue;
        }
        if let Err((pointer, why)) = conforms(types, &example.ty, &value, &mut String::new()) {
            let at = if pointer.is_empty() { String::new() } else { format!(" at `{pointer}`") };
            report.push(
                Diagnostic::warning(
                    if example.noun == "default" { "bad-default" } else { "bad-example" },
                    format!("its own schema refuses this {}{at}: {why}", example.noun),
                )
                .at(Place::of(example.node.span)),
            );
        }
    }
}

/// Gives each constrained string an example that keeps its constraints, and takes those from the docs that break them.
pub(super) fn show(examples: &[Example<'_>], types: &mut [Draft]) {
    let mut shown: BTreeMap<TypeId, &str> = BTreeMap::new();
    for example in examples {
        if let Some((id, text)) = constrained(types, &example.ty)
            && let Some(value) = example.node.as_str().filter(|value| value.len() <= LONGEST && text::is_shown_by(text, value))
        {
            // Which one does not follow from the document's order.
            let best = shown.entry(id).or_insert(value);
            *best = (*best).min(value);
        }
    }
    let shown: Vec<(TypeId, String)> = shown.into_iter().map(|(id, value)| (id, value.to_owned())).collect();
    let refused: Vec<Vec<bool>> = types
        .iter()
        .map(|draft| match &draft.kind {
            TypeKind::Struct(object) => object.fields.iter().map(|field| is_refused(types, &field.ty, &field.docs)).collect(),
            TypeKind::Text(text) => vec![breaks(text, &draft.docs)],
            _ => Vec::new(),
        })
        .collect();
    for (draft, refused) in types.iter_mut().zip(refused) {
        let docs = match &mut draft.kind {
            TypeKind::Struct(object) => object.fields.iter_mut().map(|field| &mut field.docs).collect(),
            _ => vec![&mut draft.docs],
        };
        for (docs, _) in docs.into_iter().zip(refused).filter(|(_, refused)| *refused) {
            docs.facts.retain(|fact| fact.about != "Example");
        }
    }
    for (id, value) in shown {
        let docs = &mut types[id.0].docs;
        docs.facts.retain(|fact| fact.about != "Example");
        docs.example = Some(value);
    }
}

/// Longer examples are no help.
const LONGEST: usize = 80;

/// The constrained string that a type is, behind its aliases.
fn constrained<'t>(types: &'t [Draft], ty: &Type) -> Option<(TypeId, &'t Text)> {
    let mut id = ty.named()?;
    // A circle has no end.
    for _ in 0..types.len() {
        match &types[id.0].kind {
            TypeKind::Text(text) => return Some((id, text)),
            TypeKind::Alias(Type::Named(next)) => id = *next,
            _ => return None,
        }
    }
    None
}

fn is_refused(types: &[Draft], ty: &Type, docs: &Docs) -> bool {
    matches!(ty, Type::Named(_)) && constrained(types, ty).is_some_and(|(_, text)| breaks(text, docs))
}

/// Whether an example in the docs breaks the constraints of its type.
fn breaks(text: &Text, docs: &Docs) -> bool {
    docs.facts.iter().any(|fact| fact.about == "Example" && text::satisfies(text, &fact.value).is_err())
}

pub(super) type Verdict = Result<(), (String, String)>;

/// Whether a value is one of a type; where it is not, and why.
pub(super) fn conforms(types: &[Draft], ty: &Type, value: &Value, at: &mut String) -> Verdict {
    let wrong = |expected: &str| Err((at.clone(), format!("it is {}, not {expected}", kind(value))));
    match (ty, value) {
        // Formats are checked where they are sent; an example in another spelling is still one.
        (Type::Any | Type::Chosen(_) | Type::File, _)
        | (Type::Boolean, Value::Bool(_))
        | (Type::Null | Type::Nullable(_), Value::Null)
        | (Type::String | Type::Format(_), Value::String(_)) => Ok(()),
        (Type::Null, _) => wrong("null"),
        (Type::Boolean, _) => wrong("a boolean"),
        (Type::String | Type::Format(_), _) => wrong("a string"),
        (Type::Nullable(inner) | Type::Boxed(inner), _) => conforms(types, inner, value, at),
        (Type::Integer { kind, bounds, .. }, Value::Number(number)) => {
            let Some(number) = number.as_i128().or_else(|| whole(number.as_f64())) else {
                return wrong("a whole number");
            };
            let below = bounds.min.is_some_and(|min| number < min.value || min.exclusive && number == min.value);
            let above = bounds.max.is_some_and(|max| number > max.value || max.exclusive && number == max.value);
            match (below, above) {
                (true, _) => Err((at.clone(), format!("{number} is less than `minimum` allows"))),
                (_, true) => Err((at.clone(), format!("{number} is more than `maximum` allows"))),
                _ if !fits(*kind, number) => Err((at.clone(), format!("{number} does not fit its format"))),
                _ => Ok(()),
            }
        }
        (Type::Number { bounds, .. }, Value::Number(number)) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            let below = bounds.min.is_some_and(|min| number < min.value || min.exclusive && number <= min.value);
            let above = bounds.max.is_some_and(|max| number > max.value || max.exclusive && number >= max.value);
            match (below, above) {
                (true, _) => Err((at.clone(), format!("{number} is less than `minimum` allows"))),
                (_, true) => Err((at.clone(), format!("{number} is more than `maximum` allows"))),
                _ => Ok(()),
            }
        }
        (Type::Integer { .. }, _) => wrong("an integer"),
        (Type::Number { .. }, _) => wrong("a number"),
        (Type::Array { items, size, unique, .. }, Value::Array(values)) => {
            sized(*size, values.len(), "items", at)?;
            if *unique && values.iter().enumerate().any(|(index, value)| values[..index].contains(value)) {
                return Err((at.clone(), "two items are equal".to_owned()));
            }
            values.iter().enumerate().try_for_each(|(index, value)| below(at, &index.to_string(), |at| conforms(types, items, value, at)))
        }
        (Type::Array { .. }, _) => wrong("a list"),
        (Type::Map { values, size, .. }, Value::Object(members)) => {
            sized(*size, members.len(), "properties", at)?;
            members.iter().try_for_each(|(key, value)| below(at, key, |at| conforms(types, values, value, at)))
        }
        (Type::Map { .. }, _) => wrong("an object"),
        (Type::Named(id), _) => named(types, &types[id.0].kind, value, at),
    }
}

fn named(types: &[Draft], kind_of: &TypeKind, value: &Value, at: &mut String) -> Verdict {
    let wrong = |expected: &str| Err((at.clone(), format!("it is {}, not {expected}", kind(value))));
    match (kind_of, value) {
        (TypeKind::Alias(ty) | TypeKind::Wrapper(ty), _) => conforms(types, ty, value, at),
        (TypeKind::Replies(_), _) => Ok(()),
        (TypeKind::Enum(listed), _) => match listed.base {
            _ if listed.variants.iter().any(|variant| equal(&variant.value, value)) => Ok(()),
            EnumBase::String if !value.is_string() => wrong("a string"),
            EnumBase::String if listed.extensible => Ok(()),
            EnumBase::Integer(_) if !value.is_number() => wrong("an integer"),
            _ => Err((at.clone(), "it is none of the values listed".to_owned())),
        },
        (TypeKind::Union(union), _) => {
            let fits = union.variants.iter().any(|variant| conforms(types, &variant.ty, value, at).is_ok());
            if fits { Ok(()) } else { Err((at.clone(), "no variant fits it".to_owned())) }
        }
        (TypeKind::Tuple(tuple), Value::Array(values)) if tuple.items.len() == values.len() => {
            let pairs = tuple.items.iter().zip(values).enumerate();
            pairs.into_iter().try_for_each(|(index, (item, value))| below(at, &index.to_string(), |at| conforms(types, item, value, at)))
        }
        (TypeKind::Tuple(tuple), _) => Err((at.clone(), format!("it is no list of {} items", tuple.items.len()))),
        (TypeKind::Text(constraints), Value::String(value)) => text::satisfies(constraints, value).map_err(|why| (at.clone(), why)),
        (TypeKind::Text(_), _) => wrong("a string"),
        (TypeKind::Struct(object), Value::Object(members)) => fields(types, object, members, at),
        (TypeKind::Struct(_), _) => wrong("an object"),
    }
}

fn fields(types: &[Draft], object: &Struct, members: &serde_json::Map<String, Value>, at: &mut String) -> Verdict {
    sized(object.size, members.len(), "properties", at)?;
    for field in &object.fields {
        match members.get(&field.wire.0) {
            None if matches!(field.presence, Presence::Required | Presence::Nullable) => {
                return Err((at.clone(), format!("the property `{}` is missing", field.wire.0)));
            }
            Some(Value::Null) if matches!(field.presence, Presence::Nullable | Presence::OptionalNullable) => {}
            Some(value) => below(at, &field.wire.0, |at| conforms(types, &field.ty, value, at))?,
            None => {}
        }
    }
    let Some(additional) = &object.additional else { return Ok(()) };
    let undeclared = members.iter().filter(|(key, _)| object.fields.iter().all(|field| field.wire.0 != **key));
    undeclared.into_iter().try_for_each(|(key, value)| below(at, key, |at| conforms(types, &additional.values, value, at)))
}

fn below(at: &mut String, token: &str, check: impl FnOnce(&mut String) -> Verdict) -> Verdict {
    let length = at.len();
    crate::source::pointer::push_token(at, token);
    let verdict = check(at);
    at.truncate(length);
    verdict
}

fn sized(size: Range<u64>, count: usize, of: &str, at: &str) -> Verdict {
    let count = count as u64;
    let (keyword_min, keyword_max) = if of == "items" { ("minItems", "maxItems") } else { ("minProperties", "maxProperties") };
    match (size.min, size.max) {
        (Some(min), _) if count < min => Err((at.to_owned(), format!("it has {count} {of}, fewer than `{keyword_min}: {min}`"))),
        (_, Some(max)) if count > max => Err((at.to_owned(), format!("it has {count} {of}, more than `{keyword_max}: {max}`"))),
        _ => Ok(()),
    }
}

fn fits(kind: IntegerKind, number: i128) -> bool {
    match kind {
        IntegerKind::I8 => i8::try_from(number).is_ok(),
        IntegerKind::I16 => i16::try_from(number).is_ok(),
        IntegerKind::I32 => i32::try_from(number).is_ok(),
        IntegerKind::I64 => i64::try_from(number).is_ok(),
        IntegerKind::I128 => true,
        IntegerKind::U8 => u8::try_from(number).is_ok(),
        IntegerKind::U16 => u16::try_from(number).is_ok(),
        IntegerKind::U32 => u32::try_from(number).is_ok(),
        IntegerKind::U64 => u64::try_from(number).is_ok(),
    }
}

/// A number written as a float that is an integer all the same (JSON Schema Validation §6.1.1).
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers within 2^63 come through")]
fn whole(number: Option<f64>) -> Option<i128> {
    number.filter(|number| number.fract() == 0.0 && number.abs() < 9.2e18).map(|number| number as i128)
}

/// Equal as JSON Schema has it: `1` and `1.0` are.
fn equal(listed: &Value, value: &Value) -> bool {
    listed == value || listed.is_number() && listed.as_f64() == value.as_f64()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
