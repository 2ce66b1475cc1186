//! Headers of replies: a struct for each set of them, which replies with the same set share.

use openapiv3::{Header, ParameterSchemaOrContent, Response};

use super::context::{Context, Where, docs, reference_of, resolved};
use super::draft::{Draft, Refusal, Standing};
use super::object::field_names;
use super::schema::{self, Slot};
use super::{annotations, media};
use crate::ir::{Access, Docs, Presence, Range, Struct, StructField, Type, TypeId, TypeKind};
use crate::names::{Wire, words};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node};

/// Headers by their names, each of them an object of the document: many responses share theirs.
pub(super) type HeaderSet<'a> = Vec<(&'a str, *const Header)>;

/// The headers that a response declares, called after what they are about, or else after `owner`. `None`: it declares none.
pub(super) fn headers<'a>(
    cx: &mut Context<'a, '_>,
    response: &'a Response,
    operation: &str,
    owner: &str,
) -> Result<Option<TypeId>, Refusal> {
    let numbered = cx.spec.node(&response.extensions);
    let components = cx.spec.document.components.as_ref().map(|components| &components.headers);
    let mut declared: Vec<(&str, &Header)> = Vec::new();
    for (name, header) in &response.headers {
        let place = place(numbered.node, name);
        let mut ignored = |message: String, label: &str| {
            cx.report.push(Diagnostic::warning("not-a-header", message).at(place).label(label));
        };
        if name.eq_ignore_ascii_case("content-type") {
            // OpenAPI 3.1 §4.8.17.1, "Fixed Fields", `headers`.
            ignored(format!("`{name}` is not declared by `headers`"), "OpenAPI says to ignore it: `content` says it");
            continue;
        }
        if declared.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            ignored(format!("the header `{name}` is declared twice"), "the case of its name means nothing: the first counts");
            continue;
        }
        match resolved(components, "headers", header) {
            Some((header, _)) => declared.push((name, header)),
            None => return Err(cx.refusal(&reference_of(cx.spec, header), place)),
        }
    }
    if declared.is_empty() {
        return Ok(None);
    }
    let owner = Where::operation(operation, owner, Standing::Headers);
    let set: HeaderSet<'_> = declared.iter().map(|(name, header)| (*name, &raw const **header)).collect();
    let known = cx.headers.get(&set).cloned();
    let subject = known.as_ref().map_or_else(|| subject(&declared), |(_, subject)| subject.clone());
    let segment = format!("{} headers", subject.as_deref().unwrap_or(owner.segment));
    let at = if subject.is_some() { owner.about(&segment) } else { Where { segment: &segment, ..owner } };
    let pointer = format!("{}/headers", numbered.pointer);
    if let Some((id, _)) = known {
        let draft = &mut cx.drafts.types[id.0];
        draft.uses.push(at.as_use());
        draft.pointers.push(pointer);
        return Ok(Some(id));
    }
    let fields: Vec<_> = declared
        .into_iter()
        .map(|(name, header)| {
            let (required, slot) = lower(cx, header, &at.inside(name));
            let presence = if required && !slot.nullable { Presence::Required } else { Presence::Optional };
            (Wire(name.to_owned()), presence, slot)
        })
        .collect();
    let Some(names) = field_names(cx, &fields, false, "headers", &|name| place(numbered.node, name)) else {
        return Err(Refusal("headers of one name".to_owned()));
    };
    // Types of their own are used once more by each operation.
    let are_plain = fields.iter().all(|(.., slot)| slot.ty.named().is_none());
    let fields = fields.into_iter().zip(names).map(|((wire, presence, slot), name)| StructField {
        wire,
        name,
        presence,
        ty: slot.ty,
        access: Access::Both,
        docs: slot.docs,
        deprecated: slot.deprecated,
    });
    let id = cx.drafts.intern(Draft {
        kind: TypeKind::Struct(Struct {
            fields: fields.collect(),
            additional: None,
            closed: false,
            size: Range::default(),
            rules: Vec::new(),
        }),
        docs: Docs::default(),
        deprecated: false,
        uses: vec![at.as_use()],
        pointers: vec![pointer],
        place: numbered.place("headers"),
        request_of: None,
    });
    if are_plain {
        cx.headers.insert(set, (id, subject));
    }
    Ok(Some(id))
}

/// One header: whether it is always there, and its type.
fn lower(cx: &mut Context<'_, '_>, header: &Header, at: &Where<'_>) -> (bool, Slot) {
    let numbered = cx.spec.node(&header.extensions);
    let mut slot = match &header.format {
        ParameterSchemaOrContent::Schema(schema) => schema::slot(cx, schema, at, numbered.place("schema")),
        ParameterSchemaOrContent::Content(content) => match media::ranked(cx, content).into_iter().next() {
            Some(media) => match (media::schema(cx, media.content, at), media.kind) {
                // What tells a string in JSON from others are its quotes, which a string's own type would keep.
                (Type::String, media::Kind::Json) => Slot::plain(Type::Any, false),
                (Type::Nullable(inner), _) => Slot::plain(*inner, true),
                (ty, _) => Slot::plain(ty, false),
            },
            None => Slot::plain(Type::String, false),
        },
    };
    annotations::keep_examples(cx, numbered, &slot.ty, slot.nullable);
    // The header's prose is nearer than its schema's.
    let own = docs(None, header.description.as_ref());
    if own != Docs::default() {
        slot.docs = Docs { facts: slot.docs.facts, ..own };
    }
    slot.deprecated |= header.deprecated.unwrap_or(false);
    (header.required, slot)
}

/// What the names of all headers of a set have in common, in the order of the first.
fn subject(declared: &[(&str, &Header)]) -> Option<String> {
    let mut names = declared.iter().map(|(name, _)| words(name, false));
    // `X-` says nothing.
    let mut common: Vec<String> = names.next()?.into_iter().filter(|word| word != "x").collect();
    common.dedup();
    for name in names {
        common.retain(|word| name.contains(word));
    }
    (!common.is_empty()).then(|| common.join(" "))
}

fn place(node: &Node, name: &str) -> Place {
    match node.get("headers").map(|node| &node.data) {
        Some(Data::Object(members)) => members.get(name).map_or(Place::of(node.span), |member| Place::of(member.key)),
        _ => Place::of(node.span),
    }
}
