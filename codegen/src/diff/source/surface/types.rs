//! The items of the module `types`.

use super::{Argument, Item, Kind, Member, Of, What};
use crate::diff::source::code::{Code, behind_aliases, integer};
use crate::ir::{
    Access, Api, Enum, EnumBase, Format, Presence, ReplyBody, ReplyVariant, Struct, StructField, Type, TypeDef, TypeId, TypeKind, Union,
};

/// What a newtype of text derives.
const TEXT: [&str; 6] = ["Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];
/// What a tuple struct derives.
const TUPLE: [&str; 5] = ["Clone", "Debug", "PartialEq", "Serialize", "Deserialize"];

pub(super) fn items(api: &Api) -> Vec<Item> {
    api.types.iter().enumerate().map(|(index, def)| item(api, TypeId(index), def)).collect()
}

fn item(api: &Api, id: TypeId, def: &TypeDef) -> Item {
    let (kind, members, mut traits) = match &def.kind {
        TypeKind::Struct(object) => structure(api, def, object),
        TypeKind::Enum(listed) => enumeration(listed),
        TypeKind::Text(_) => (Kind::Type("a newtype of text"), Vec::new(), TEXT.to_vec()),
        TypeKind::Alias(ty) => (Kind::Alias(Code::of(ty)), Vec::new(), Vec::new()),
        TypeKind::Wrapper(ty) => (Kind::Tuple(vec![Code::of(ty)]), Vec::new(), TUPLE.to_vec()),
        TypeKind::Replies(variants) => replies(variants),
        TypeKind::Union(union) => unions(union),
        TypeKind::Tuple(tuple) => (Kind::Tuple(tuple.items.iter().map(Code::of).collect()), Vec::new(), TUPLE.to_vec()),
    };
    // What has a macro of its own for text and listed values is always checked by it.
    let is_by_macro = matches!(def.kind, TypeKind::Text(_) | TypeKind::Enum(_) | TypeKind::Alias(_));
    if def.validated && !is_by_macro {
        traits.push("Validate");
    }
    // An enum of replies is of an operation, which says so itself.
    let deprecated = def.deprecated && !matches!(def.kind, TypeKind::Replies(_) | TypeKind::Wrapper(_));
    Item { members, traits, deprecated, ..Item::new("types", def.name.as_str(), Of::Type(id), kind) }
}

type Parts = (Kind, Vec<Member>, Vec<&'static str>);

fn structure(api: &Api, def: &TypeDef, object: &Struct) -> Parts {
    let fields = object.fields.iter().map(|field| {
        let setter = (def.sent && is_optional(field) && field.access != Access::ReadOnly).then(|| setter(api, field));
        let what = What::Field { ty: held(field.presence, Code::of(&field.ty)), setter };
        Member { deprecated: field.deprecated, ..Member::new(field.name.as_str(), &field.wire.0, what) }
    });
    let rest = object.additional.as_ref().map(|additional| {
        let ty = Code::list([Code::text("String"), Code::of(&additional.values)]).inside("BTreeMap");
        Member::new(additional.name.as_str(), "", What::Field { ty, setter: None })
    });
    let mut members: Vec<Member> = fields.chain(rest).collect();
    let mut traits = vec!["Clone", "Debug", "PartialEq"];
    if def.sent {
        let arguments: Vec<Argument> =
            object.fields.iter().filter(|field| is_argument(api, field)).map(|field| argument(api, field)).collect();
        if arguments.is_empty() {
            traits.push("Default");
        }
        members.push(Member::function("new", false, arguments, None));
    }
    (Kind::Type("a struct"), members, traits)
}

fn argument(api: &Api, field: &StructField) -> Argument {
    let of = held(field.presence, Code::of(unboxed(&field.ty)));
    let ty = if field.presence == Presence::Nullable { of.clone() } else { taken(api, &field.ty) };
    Argument { name: field.name.as_str().to_owned(), wire: field.wire.0.clone(), ty, of }
}

fn setter(api: &Api, field: &StructField) -> Code {
    match field.presence {
        Presence::OptionalNullable => held(Presence::Nullable, Code::of(unboxed(&field.ty))),
        _ => taken(api, &field.ty),
    }
}

fn held(presence: Presence, ty: Code) -> Code {
    match presence {
        Presence::Required => ty,
        Presence::Nullable | Presence::Optional => ty.inside("Option"),
        Presence::OptionalNullable => ty.inside("Option").inside("Option"),
    }
}

fn is_optional(field: &StructField) -> bool {
    matches!(field.presence, Presence::Optional | Presence::OptionalNullable)
}

/// Whether `new` asks for a field: it must be there, and there is more than one thing that it can be.
fn is_argument(api: &Api, field: &StructField) -> bool {
    let is_constant = || match behind_aliases(api, &field.ty) {
        Type::Named(id) => matches!(&api.types[id.0].kind, TypeKind::Enum(listed) if listed.only().is_some()),
        _ => false,
    };
    !is_optional(field) && (field.presence == Presence::Nullable || !is_constant())
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// What a constructor takes for a field: a string by anything that becomes one.
fn taken(api: &Api, ty: &Type) -> Code {
    match behind_aliases(api, ty) {
        Type::String | Type::Format(Format::Password) => Code::of(ty).inside("impl Into"),
        Type::Named(id) if matches!(&api.types[id.0].kind, TypeKind::Enum(listed) if listed.extensible) => Code::of(ty).inside("impl Into"),
        Type::Boxed(inner) => taken(api, inner),
        _ => Code::of(ty),
    }
}

fn enumeration(listed: &Enum) -> Parts {
    let held = match listed.base {
        EnumBase::String => "String".to_owned(),
        EnumBase::Integer(kind) => integer(kind),
        EnumBase::Any => "Value".to_owned(),
    };
    let variants =
        listed.variants.iter().map(|variant| Member::new(variant.name.as_str(), &variant.value.to_string(), What::Variant(None)));
    // That of strings is the macro's.
    let text = match listed.base {
        EnumBase::String => None,
        EnumBase::Integer(_) => Some(Member::function("get", true, Vec::new(), Some(Code::text(held.clone())))),
        EnumBase::Any => Some(Member::function("to_json", true, Vec::new(), Some(Code::text(held.clone())))),
    };
    let members = variants.chain([unknown(Code::text(held.clone()))]).chain(text).collect();
    let ordered: &[&str] = if matches!(listed.base, EnumBase::Integer(_)) { &["Copy", "PartialOrd", "Ord"] } else { &[] };
    let traits = ["Clone", "Debug", "PartialEq", "Eq", "Hash"].into_iter().chain(ordered.iter().copied());
    let others = listed.only().map(|_| "Default").into_iter().chain(listed.extensible.then_some("From"));
    (Kind::Enum(held), members, traits.chain(others).collect())
}

/// The variant of values that no other variant is for.
fn unknown(held: Code) -> Member {
    Member::new("Unknown", "", What::Variant(Some(held)))
}

fn unions(union: &Union) -> Parts {
    let variants = union.variants.iter().map(|variant| {
        let tags: Vec<&str> = variant.tags.iter().map(|tag| tag.0.as_str()).collect();
        Member::new(variant.name.as_str(), &tags.join(", "), What::Variant(Some(Code::of(&variant.ty))))
    });
    let unknown = union.open.then(|| unknown(Code::text("Value")));
    (Kind::Type("an enum of types"), variants.chain(unknown).collect(), vec!["Clone", "Debug", "PartialEq"])
}

fn replies(variants: &[ReplyVariant]) -> Parts {
    let is_stream = variants.iter().any(|variant| variant.body.is_stream());
    let traits = if is_stream { vec!["Debug"] } else { vec!["Clone", "Debug", "PartialEq"] };
    let variants = variants.iter().map(|variant| Member::new(variant.name.as_str(), "", What::Variant(body(&variant.body))));
    (Kind::Type("an enum of replies"), variants.collect(), traits)
}

/// What a body is once it is read.
pub(super) fn body(body: &ReplyBody) -> Option<Code> {
    Some(match body {
        ReplyBody::None => return None,
        ReplyBody::Json(ty) => Code::of(ty),
        ReplyBody::Text => Code::text("String"),
        ReplyBody::Bytes => Code::text("ByteStream"),
        ReplyBody::Events(None) => Code::text("EventStream"),
        ReplyBody::Events(Some(ty)) => Code::of(ty).inside("EventStream"),
        ReplyBody::Items(ty) => Code::of(ty).inside("ItemStream"),
    })
}
