//! Types: what the crate's structs, enums and newtypes are.

use super::{Docs, Enum, Exact, Format, ReplyVariant, Rule, Union};
use crate::names::{Field, Ident, Method, Type as TypeName, Wire};
use crate::pattern::Plan;

/// Index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Its name, unique in the crate's `types`.
    pub name: Ident<TypeName>,
    /// Prose.
    pub docs: Docs,
    /// Where the document has it, for those it says nothing about.
    pub origin: Origin,
    /// What holds it, where the document gives it no name.
    pub within: Option<Within>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What it is.
    pub kind: TypeKind,
    /// Some value of it can break a constraint, so that it implements `Validate`.
    pub validated: bool,
    /// Users make values of it: a request reaches it, or nothing does. What is only received needs no constructors.
    pub sent: bool,
}

/// What holds a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The struct or the union.
    pub owner: TypeId,
    /// The property's name, or the variant's.
    pub called: String,
    /// More do.
    pub others: bool,
}

/// Where the document has a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is a component of this name.
    Component(Wire),
    /// It is the body of a request.
    Request {
        /// The first operation.
        operation: Ident<Method>,
        /// There are more.
        others: bool,
    },
    /// It is the body of a reply.
    Reply {
        /// The first operation.
        operation: Ident<Method>,
        /// There are more.
        others: bool,
    },
    /// It is the headers of a reply.
    Headers {
        /// The first operation.
        operation: Ident<Method>,
        /// There are more.
        others: bool,
    },
    /// It is what a webhook or a callback of this name carries.
    Payload(Wire),
    /// It is a property, a parameter or an item, called this.
    Inside(Wire),
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// An object with declared properties.
    Struct(Struct),
    /// Values from a list.
    Enum(Enum),
    /// A string with constraints.
    Text(Text),
    /// Another name for a type.
    Alias(Type),
    /// A tuple struct around a type that contains itself, where an alias would have no end.
    Wrapper(Type),
    /// The bodies that an operation may reply with, one variant for each declared reply.
    Replies(Vec<ReplyVariant>),
    /// One of several types.
    Union(Union),
    /// A list of fixed length whose items have types of their own: at least two.
    Tuple(Tuple),
}

/// A list of fixed length whose items have types of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// Their types, at least two.
    pub items: Vec<Type>,
    /// What else is said of it as a whole.
    pub rules: Vec<Rule>,
}

/// An object with declared properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Declared properties, in the document's order.
    pub fields: Vec<StructField>,
    /// Type of the values under undeclared keys, where the document speaks of them.
    pub additional: Option<Additional>,
    /// There may be no undeclared ones that [`additional`](Self::additional) does not take. It matters where values are received: those that are sent have no room for any.
    pub closed: bool,
    /// How many properties there may be, undeclared ones included.
    pub size: Range<u64>,
    /// What else is said of it as a whole.
    pub rules: Vec<Rule>,
}

impl Struct {
    /// The properties that must be there and are not declared.
    pub fn undeclared_required(&self) -> impl Iterator<Item = &Wire> {
        let required = self.rules.iter().filter_map(|rule| if let Rule::Required(names) = rule { Some(names) } else { None });
        required.flatten().filter(|name| self.fields.iter().all(|field| field.wire != **name))
    }
}

/// Undeclared properties, kept in a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Additional {
    /// The field that holds the map.
    pub name: Ident<Field>,
    /// Type of the values.
    pub values: Type,
}

/// A declared property.
#[derive(Clone, Debug, PartialEq)]
pub struct StructField {
    /// The property's name.
    pub wire: Wire,
    /// The field's name.
    pub name: Ident<Field>,
    /// Whether it may be absent, and whether it may be null.
    pub presence: Presence,
    /// Type of its value where it is there and not null.
    pub ty: Type,
    /// Who sets it.
    pub access: Access,
    /// Prose.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// May a property be absent, may it be null: the four combinations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, may be null.
    Nullable,
    /// May be absent, never null.
    Optional,
    /// May be absent, may be null, and the two differ.
    OptionalNullable,
}

/// Who sets a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// Anybody.
    #[default]
    Both,
    /// The server: it is in replies only.
    ReadOnly,
    /// The client: it is in requests only.
    WriteOnly,
}

/// Constraints on a string.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// How many Unicode scalar values it has (JSON Schema Validation §6.3.1, §6.3.2).
    pub length: Range<u64>,
    /// What it must match.
    pub pattern: Option<Pattern>,
    /// What else it must be.
    pub format: Option<Format>,
}

impl Text {
    /// The bounds of the length that the pattern does not imply.
    #[must_use]
    pub fn further_length(&self) -> Range<u64> {
        let Range { min, max } = self.pattern.as_ref().map(|pattern| pattern.implied).unwrap_or_default();
        Range {
            min: self.length.min.filter(|&least| min.is_none_or(|implied| implied < least)),
            max: self.length.max.filter(|&most| max.is_none_or(|implied| implied > most)),
        }
    }
}

/// A pattern (JSON Schema Validation §6.3.3), as written and as compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// ECMA-262 source.
    pub source: String,
    /// How it is matched.
    pub plan: Plan,
    /// How many characters each string has that matches: what needs no check of its own.
    pub implied: Range<u64>,
}

/// Inclusive bounds, each of which may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range<T> {
    /// Smallest value allowed.
    pub min: Option<T>,
    /// Largest value allowed.
    pub max: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

impl<T> Range<T> {
    /// Nothing is bounded.
    pub const fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// A bound of a number: `minimum`, `exclusiveMinimum`, `maximum`, `exclusiveMaximum`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound<T> {
    /// The number itself.
    pub value: T,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// How an integer is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerKind {
    /// 8 to 64 bits, signed.
    I8,
    /// 16 bits, signed.
    I16,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
    /// 128 bits, signed.
    I128,
    /// 8 bits, unsigned.
    U8,
    /// 16 bits, unsigned.
    U16,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
}

/// How a number is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// IEEE 754 binary32.
    F32,
    /// IEEE 754 binary64.
    F64,
}

/// A type where it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// Nothing but null.
    Null,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer {
        /// How it is held.
        kind: IntegerKind,
        /// Bounds narrower than the kind's.
        bounds: Range<Bound<i128>>,
        /// What it is a multiple of: of each.
        multiple_of: Vec<Exact>,
    },
    /// A number.
    Number {
        /// How it is held.
        kind: NumberKind,
        /// Bounds.
        bounds: Range<Bound<f64>>,
        /// What it is a multiple of: of each.
        multiple_of: Vec<Exact>,
    },
    /// Any string.
    String,
    /// A string in a format that the runtime has a type for.
    Format(Format),
    /// A type of the project's choice for a format, as its configuration names it: a path in Rust.
    Chosen(String),
    /// A file in a multipart form.
    File,
    /// A list.
    Array {
        /// Type of the items.
        items: Box<Type>,
        /// How many there may be.
        size: Range<u64>,
        /// No two may be equal.
        unique: bool,
        /// What else is said of it as a whole.
        rules: Vec<Rule>,
    },
    /// An object used as a map.
    Map {
        /// Type of the values.
        values: Box<Type>,
        /// How many there may be.
        size: Range<u64>,
        /// What else is said of it as a whole.
        rules: Vec<Rule>,
    },
    /// A value or null, where there is no [`Presence`] to say so.
    Nullable(Box<Type>),
    /// On the heap, because the type contains itself, or is large.
    Boxed(Box<Type>),
    /// A named type.
    Named(TypeId),
}

impl TypeKind {
    /// The types that it mentions.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => {
                object.fields.iter().map(|field| &field.ty).chain(object.additional.iter().map(|additional| &additional.values)).collect()
            }
            Self::Alias(ty) | Self::Wrapper(ty) => vec![ty],
            Self::Replies(variants) => variants.iter().filter_map(|variant| variant.body.ty()).collect(),
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Tuple(tuple) => tuple.items.iter().collect(),
            Self::Enum(_) | Self::Text(_) => Vec::new(),
        }
    }

    /// The same, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(Struct { fields, additional, .. }) => {
                let fields = fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(additional.iter_mut().map(|additional| &mut additional.values)).collect()
            }
            Self::Alias(ty) | Self::Wrapper(ty) => vec![ty],
            Self::Replies(variants) => variants.iter_mut().filter_map(|variant| variant.body.ty_mut()).collect(),
            Self::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.ty).collect(),
            Self::Tuple(tuple) => tuple.items.iter_mut().collect(),
            Self::Enum(_) | Self::Text(_) => Vec::new(),
        }
    }
}

impl Type {
    /// The named type inside it, if there is one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Array { items: inner, .. } | Self::Map { values: inner, .. } | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.named()
            }
            _ => None,
        }
    }

    /// The type inside all lists, maps, boxes, and nullables.
    pub fn leaf_mut(&mut self) -> &mut Self {
        match self {
            Self::Array { items: inner, .. } | Self::Map { values: inner, .. } | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.leaf_mut()
            }
            other => other,
        }
    }

    /// The same without constraints of its own; those of what is inside remain.
    #[must_use]
    pub fn without_constraints(&self) -> Self {
        let mut bare = self.clone();
        match &mut bare {
            Self::Integer { bounds, multiple_of, .. } => (*bounds, *multiple_of) = (Range::default(), Vec::new()),
            Self::Number { bounds, multiple_of, .. } => (*bounds, *multiple_of) = (Range::default(), Vec::new()),
            Self::Array { size, unique, rules, .. } => (*size, *unique, *rules) = (Range::default(), false, Vec::new()),
            Self::Map { size, rules, .. } => (*size, *rules) = (Range::default(), Vec::new()),
            _ => {}
        }
        bare
    }

    /// Whether it has a constraint itself; one of a named type inside it does not count.
    #[must_use]
    pub fn is_constrained(&self) -> bool {
        match self {
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::String
            | Self::File
            | Self::Named(_)
            | Self::Chosen(_)
            | Self::Format(Format::Password) => false,
            // JSON has no word for NaN and the infinities.
            Self::Format(_) | Self::Number { .. } => true,
            Self::Integer { bounds, multiple_of, .. } => !bounds.is_open() || !multiple_of.is_empty(),
            Self::Array { items, size, unique, rules } => *unique || !size.is_open() || !rules.is_empty() || items.is_constrained(),
            Self::Map { values, size, rules } => !size.is_open() || !rules.is_empty() || values.is_constrained(),
            Self::Nullable(inner) | Self::Boxed(inner) => inner.is_constrained(),
        }
    }
}
