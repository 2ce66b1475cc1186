//! The objects of an OpenAPI document and what each of their keys holds, as data.
//!
//! Source: OpenAPI 3.0.4 §4.7, 3.1.1 §4.8, 3.2.0 §4 for the objects; JSON Schema 2020-12 Core and Validation for the keywords of 3.1 and later.

use super::Version;
use super::Version::{V3_0, V3_1, V3_2};

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Anything.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A whole number of at least 0.
    Count,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// An object of this kind.
    Object(&'static Object),
    /// An object of this kind, or a Reference Object.
    OrReference(&'static Object),
    /// A schema: an object, a reference, from 3.1 on also a boolean.
    Schema,
    /// `type`: a string, from 3.1 on also a list of strings.
    TypeName,
    /// `exclusiveMinimum` and `exclusiveMaximum`: a boolean in 3.0, a number from 3.1 on.
    Exclusive,
    /// `additionalProperties`: a schema or a boolean.
    SchemaOrFlag,
    /// A list.
    List(&'static Shape),
    /// An object whose keys are names.
    Map(&'static Shape),
}

/// A kind of object.
#[derive(Debug)]
pub(super) struct Object {
    /// What the standard calls it.
    pub name: &'static str,
    /// Its fixed keys.
    pub keys: &'static [Key],
    /// Keys that follow a pattern, and what they hold.
    pub pattern: Option<(KeyPattern, &'static Shape)>,
    /// The loaded model keeps extensions of it, so that it can carry the number of its source node.
    pub numbered: bool,
}

impl Shape {
    /// The kind of object that a value of this shape is.
    pub(super) fn kind(&self) -> Option<&'static Object> {
        match self {
            Self::Object(kind) | Self::OrReference(kind) => Some(kind),
            Self::Schema | Self::SchemaOrFlag => Some(&SCHEMA),
            _ => None,
        }
    }
}

impl Object {
    /// It mainly holds other objects, so that a mistake of its own says nothing about what is below it.
    pub(super) fn contains_others(&self) -> bool {
        [&raw const ROOT, &raw const COMPONENTS, &raw const PATHS, &raw const PATH_ITEM, &raw const OPERATION, &raw const RESPONSES]
            .iter()
            .any(|other| std::ptr::eq(self, *other))
    }
}

/// Keys that are not fixed.
#[derive(Clone, Copy, Debug)]
pub(super) enum KeyPattern {
    /// `/…`
    Path,
    /// A status code or a range of them.
    Status,
    /// A URL with runtime expressions in it.
    Expression,
    /// Any, also one that begins as extensions do.
    Anything,
}

/// A fixed key.
#[derive(Debug)]
pub(super) struct Key {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// The object is wrong without it.
    pub required: bool,
    /// The first version that has it.
    pub since: Version,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a key when the document is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is in the loaded model.
    Loaded,
    /// The model cannot hold it, or not exactly: `lower` reads it from the source node.
    FromSource,
    /// The same, wherever it stands: `lower` asks for it by [`Spec::components`](super::Spec::components).
    FromComponents,
    /// The model has no such key: what would be loaded is kept beside it, for [`Numbered::carried`](super::Numbered::carried).
    Carried,
    /// It says nothing about the generated code.
    Prose,
}

const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, required: false, since: V3_0, fate: Fate::Loaded }
}

impl Key {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }
    const fn in_source(mut self) -> Self {
        self.fate = Fate::FromSource;
        self
    }
    const fn in_components(mut self) -> Self {
        self.fate = Fate::FromComponents;
        self
    }
    const fn carried(mut self) -> Self {
        self.fate = Fate::Carried;
        self
    }
    const fn prose(mut self) -> Self {
        self.fate = Fate::Prose;
        self
    }
}

macro_rules! objects {
    ($($(#[$attribute:meta])* $id:ident $name:literal numbered $numbered:literal pattern $pattern:expr, [$($key:expr),* $(,)?];)*) => {$(
        $(#[$attribute])*
        pub(super) static $id: Object = Object { name: $name, keys: &[$($key),*], pattern: $pattern, numbered: $numbered };
    )*};
}

use Shape::{Any, Count, Exclusive, Flag, List, Map, Number, OrReference, Schema, SchemaOrFlag, Text, TypeName, Word};

objects! {
    /// The whole document.
    ROOT "OpenAPI Object" numbered true pattern None, [
        key("openapi", Text).required(), key("$self", Text).since(V3_2).prose(), key("info", Shape::Object(&INFO)).required(),
        key("jsonSchemaDialect", Text).since(V3_1).prose(), key("servers", List(&Shape::Object(&SERVER))),
        key("paths", Shape::Object(&PATHS)), key("webhooks", Map(&OrReference(&PATH_ITEM))).since(V3_1).carried(),
        key("components", Shape::Object(&COMPONENTS)), key("security", List(&Shape::Object(&SECURITY_REQUIREMENT))),
        key("tags", List(&Shape::Object(&TAG))), key("externalDocs", Any).prose(),
    ];
    INFO "Info Object" numbered false pattern None, [
        key("title", Text), key("summary", Text).since(V3_1).prose(), key("description", Text), key("termsOfService", Text).prose(),
        key("contact", Any).prose(), key("license", Any).prose(), key("version", Text),
    ];
    SERVER "Server Object" numbered true pattern None, [
        key("url", Text).required(), key("description", Text), key("name", Text).since(V3_2).prose(),
        key("variables", Map(&Shape::Object(&SERVER_VARIABLE))),
    ];
    SERVER_VARIABLE "Server Variable Object" numbered false pattern None, [
        key("enum", List(&Text)), key("default", Text).required(), key("description", Text),
    ];
    TAG "Tag Object" numbered false pattern None, [
        key("name", Text).required(), key("summary", Text).since(V3_2).prose(), key("description", Text), key("externalDocs", Any).prose(),
        key("parent", Text).since(V3_2).prose(), key("kind", Text).since(V3_2).prose(),
    ];
    COMPONENTS "Components Object" numbered false pattern None, [
        key("schemas", Map(&Schema)), key("responses", Map(&OrReference(&RESPONSE))), key("parameters", Map(&OrReference(&PARAMETER))),
        key("examples", Any).prose(), key("requestBodies", Map(&OrReference(&REQUEST_BODY))), key("headers", Map(&OrReference(&HEADER))),
        key("securitySchemes", Map(&OrReference(&SECURITY_SCHEME))).in_components(), key("links", Any).prose(), key("callbacks", Any).in_source(),
        key("pathItems", Map(&Any)).since(V3_1).in_source(), key("mediaTypes", Map(&Any)).since(V3_2).in_source(),
    ];
    PATHS "Paths Object" numbered false pattern Some((KeyPattern::Path, &OrReference(&PATH_ITEM))), [];
    PATH_ITEM "Path Item Object" numbered true pattern None, [
        key("$ref", Text).prose(), key("summary", Text), key("description", Text), key("get", Shape::Object(&OPERATION)),
        key("put", Shape::Object(&OPERATION)), key("post", Shape::Object(&OPERATION)), key("delete", Shape::Object(&OPERATION)),
        key("options", Shape::Object(&OPERATION)), key("head", Shape::Object(&OPERATION)), key("patch", Shape::Object(&OPERATION)),
        key("trace", Shape::Object(&OPERATION)), key("query", Shape::Object(&OPERATION)).since(V3_2).carried(),
        key("additionalOperations", Map(&Shape::Object(&OPERATION))).since(V3_2).carried(),
        key("servers", List(&Shape::Object(&SERVER))), key("parameters", List(&OrReference(&PARAMETER))),
    ];
    OPERATION "Operation Object" numbered true pattern None, [
        key("tags", List(&Text)), key("summary", Text), key("description", Text), key("externalDocs", Any).prose(), key("operationId", Text),
        key("parameters", List(&OrReference(&PARAMETER))), key("requestBody", OrReference(&REQUEST_BODY)),
        key("responses", Shape::Object(&RESPONSES)), key("callbacks", Map(&OrReference(&CALLBACK))).carried(), key("deprecated", Flag),
        key("security", List(&Shape::Object(&SECURITY_REQUIREMENT))), key("servers", List(&Shape::Object(&SERVER))),
    ];
    CALLBACK "Callback Object" numbered false pattern Some((KeyPattern::Expression, &OrReference(&PATH_ITEM))), [];
    PARAMETER "Parameter Object" numbered true pattern None, [
        key("name", Text).required(), key("in", Word(&["query", "header", "path", "cookie", "querystring"])).required(), key("description", Text),
        key("required", Flag), key("deprecated", Flag), key("allowEmptyValue", Flag),
        key("style", Word(&["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"])),
        key("explode", Flag), key("allowReserved", Flag), key("schema", Schema), key("content", Map(&OrReference(&MEDIA_TYPE))),
        key("example", Any).in_source(), key("examples", Any).in_source(),
    ];
    HEADER "Header Object" numbered true pattern None, [
        key("description", Text), key("required", Flag), key("deprecated", Flag), key("allowEmptyValue", Flag).prose(), key("style", Word(&["simple"])),
        key("explode", Flag), key("allowReserved", Flag).prose(), key("schema", Schema), key("content", Map(&OrReference(&MEDIA_TYPE))),
        key("example", Any).in_source(), key("examples", Any).in_source(),
    ];
    REQUEST_BODY "Request Body Object" numbered true pattern None, [
        key("description", Text), key("content", Map(&OrReference(&MEDIA_TYPE))).required(), key("required", Flag),
    ];
    MEDIA_TYPE "Media Type Object" numbered true pattern None, [
        key("schema", Schema), key("example", Any).in_source(), key("examples", Any).in_source(), key("encoding", Any).in_source(),
        key("itemSchema", Schema).since(V3_2), key("prefixEncoding", Any).since(V3_2).in_source(),
        key("itemEncoding", Any).since(V3_2).in_source(),
    ];
    RESPONSES "Responses Object" numbered false pattern Some((KeyPattern::Status, &OrReference(&RESPONSE))), [
        key("default", OrReference(&RESPONSE)),
    ];
    RESPONSE "Response Object" numbered true pattern None, [
        key("summary", Text).since(V3_2).prose(), key("description", Text), key("headers", Map(&OrReference(&HEADER))),
        key("content", Map(&OrReference(&MEDIA_TYPE))), key("links", Any).prose(),
    ];
    SECURITY_REQUIREMENT "Security Requirement Object" numbered false pattern Some((KeyPattern::Anything, &List(&Text))), [];
    SECURITY_SCHEME "Security Scheme Object" numbered false pattern None, [
        key("type", Text).required(), key("description", Text), key("name", Text), key("in", Text), key("scheme", Text), key("bearerFormat", Text), key("flows", Any),
        key("openIdConnectUrl", Text), key("oauth2MetadataUrl", Text).since(V3_2), key("deprecated", Flag).since(V3_2),
    ];
    /// A schema.
    SCHEMA "Schema Object" numbered true pattern None, [
        key("type", TypeName), key("format", Text), key("title", Text), key("description", Text), key("nullable", Flag), key("deprecated", Flag),
        key("readOnly", Flag), key("writeOnly", Flag), key("properties", Map(&Schema)), key("required", List(&Text)),
        key("additionalProperties", SchemaOrFlag), key("items", Schema), key("allOf", List(&Schema)), key("oneOf", List(&Schema)),
        key("anyOf", List(&Schema)), key("not", Schema), key("discriminator", Shape::Object(&DISCRIMINATOR)), key("minLength", Count),
        key("maxLength", Count), key("pattern", Text), key("minItems", Count), key("maxItems", Count), key("uniqueItems", Flag),
        key("minProperties", Count), key("maxProperties", Count), key("minimum", Number).in_source(), key("maximum", Number).in_source(),
        key("exclusiveMinimum", Exclusive).in_source(), key("exclusiveMaximum", Exclusive).in_source(), key("multipleOf", Number).in_source(),
        key("enum", List(&Any)).in_source(), key("const", Any).since(V3_1).in_source(), key("default", Any).in_source(),
        key("example", Any).in_source(), key("examples", Any).since(V3_1).in_source(), key("externalDocs", Any).prose(), key("xml", Any).prose(),
        key("$ref", Text).since(V3_1), key("$defs", Map(&Schema)).since(V3_1).in_source(), key("definitions", Map(&Schema)).since(V3_1).in_source(),
        key("$id", Text).since(V3_1).in_source(), key("$anchor", Text).since(V3_1).in_source(), key("$dynamicRef", Text).since(V3_1).in_source(),
        key("$dynamicAnchor", Text).since(V3_1).in_source(), key("$schema", Text).since(V3_1).prose(), key("$vocabulary", Any).since(V3_1).prose(),
        key("$comment", Text).since(V3_1).prose(), key("if", Schema).since(V3_1).in_source(), key("then", Schema).since(V3_1).in_source(),
        key("else", Schema).since(V3_1).in_source(), key("prefixItems", List(&Schema)).since(V3_1).carried(),
        key("contains", Schema).since(V3_1).in_source(), key("minContains", Count).since(V3_1).in_source(),
        key("maxContains", Count).since(V3_1).in_source(), key("patternProperties", Map(&Schema)).since(V3_1).carried(),
        key("propertyNames", Schema).since(V3_1).in_source(), key("dependentRequired", Map(&List(&Text))).since(V3_1).in_source(),
        key("dependentSchemas", Map(&Schema)).since(V3_1).in_source(), key("unevaluatedItems", Schema).since(V3_1).in_source(),
        key("unevaluatedProperties", Schema).since(V3_1), key("contentEncoding", Text).since(V3_1).in_source(),
        key("contentMediaType", Text).since(V3_1).in_source(), key("contentSchema", Schema).since(V3_1).carried(),
    ];
    DISCRIMINATOR "Discriminator Object" numbered false pattern None, [
        key("propertyName", Text).required(), key("mapping", Map(&Text)), key("defaultMapping", Text).since(V3_2).in_source(),
    ];
}
