//! What a value has to satisfy, and how that reads.

use std::fmt;

use super::Bound;

/// One constraint of the document.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// At least this many characters (Unicode scalar values).
    MinLength(u64),
    /// At most this many characters (Unicode scalar values).
    MaxLength(u64),
    /// Text that this pattern (ECMA-262) finds something in.
    Pattern(&'static str),
    /// Text in this format, by its name in the document.
    Format(&'static str),
    /// At least this number.
    Minimum(Bound),
    /// More than this number.
    ExclusiveMinimum(Bound),
    /// At most this number.
    Maximum(Bound),
    /// Less than this number.
    ExclusiveMaximum(Bound),
    /// A multiple of this number.
    MultipleOf(Bound),
    /// A number that JSON can write: neither infinite nor NaN.
    Finite,
    /// At least this many items.
    MinItems(u64),
    /// At most this many items.
    MaxItems(u64),
    /// No two items are equal.
    UniqueItems,
    /// At least this many items that `contains` describes.
    MinContains(u64),
    /// At most this many items that `contains` describes.
    MaxContains(u64),
    /// At least this many properties.
    MinProperties(u64),
    /// At most this many properties.
    MaxProperties(u64),
    /// A property that the document declares, where it allows no other (`additionalProperties: false`).
    AdditionalProperties,
    /// The property of this name.
    Required(&'static str),
    /// The property of the first name, because that of the second is there.
    DependentRequired(&'static str, &'static str),
    /// A value of one of these types of JSON Schema.
    Type(&'static [&'static str]),
    /// Nothing: a property that the document forbids.
    Never,
    /// What one of several schemas describes, or more than one.
    AnyOf,
    /// What exactly one of several schemas describes.
    OneOf,
    /// What a schema does not describe.
    Not,
    /// One of the values that the document lists.
    Enum,
    /// One of the variants that the document lists.
    Variant,
    /// Something that can be written as JSON.
    Json,
    /// Something that can be written as a form: an object, whose files are properties or items of one.
    Form,
    /// Text that can be a path segment: not empty, not `.`, not `..`, which do not survive on the way.
    PathSegment,
    /// Text that a header can carry: visible ASCII characters, spaces and tabs.
    HeaderValue,
    /// A credential of the kind that the security scheme asks for.
    CredentialKind,
    /// An HTTP method.
    Method,
    /// `http` or `https`, a host, and perhaps a path.
    BaseUrl,
    /// Short enough, with all else, to be a URL.
    Url,
}

/// What stands between the words of a constraint.
enum Detail {
    None,
    Count(u64),
    Text(&'static str),
    Texts(&'static [&'static str]),
    Bound(Bound),
    /// Two texts, and what stands between them.
    Two(&'static str, &'static str, &'static str),
}

impl Constraint {
    /// The one place that has the words, for `Display` and for `const` evaluation.
    const fn words(self) -> (&'static str, Detail, &'static str) {
        match self {
            Self::MinLength(1) => ("must have at least ", Detail::Count(1), " character"),
            Self::MinLength(length) => ("must have at least ", Detail::Count(length), " characters"),
            Self::MaxLength(1) => ("must have at most ", Detail::Count(1), " character"),
            Self::MaxLength(length) => ("must have at most ", Detail::Count(length), " characters"),
            Self::Pattern(pattern) => ("must match the pattern `", Detail::Text(pattern), "`"),
            Self::Format(format) => ("must be in the format `", Detail::Text(format), "`"),
            Self::Minimum(bound) => ("must be at least ", Detail::Bound(bound), ""),
            Self::ExclusiveMinimum(bound) => ("must be more than ", Detail::Bound(bound), ""),
            Self::Maximum(bound) => ("must be at most ", Detail::Bound(bound), ""),
            Self::ExclusiveMaximum(bound) => ("must be less than ", Detail::Bound(bound), ""),
            Self::MultipleOf(bound) => ("must be a multiple of ", Detail::Bound(bound), ""),
            Self::Finite => ("must be a finite number", Detail::None, ""),
            Self::MinItems(1) => ("must have at least ", Detail::Count(1), " item"),
            Self::MinItems(count) => ("must have at least ", Detail::Count(count), " items"),
            Self::MaxItems(1) => ("must have at most ", Detail::Count(1), " item"),
            Self::MaxItems(count) => ("must have at most ", Detail::Count(count), " items"),
            Self::UniqueItems => ("must not have the same item twice", Detail::None, ""),
            Self::MinContains(1) => ("must have at least ", Detail::Count(1), " item that `contains` describes"),
            Self::MinContains(count) => ("must have at least ", Detail::Count(count), " items that `contains` describes"),
            Self::MaxContains(1) => ("must have at most ", Detail::Count(1), " item that `contains` describes"),
            Self::MaxContains(count) => ("must have at most ", Detail::Count(count), " items that `contains` describes"),
            Self::MinProperties(1) => ("must have at least ", Detail::Count(1), " property"),
            Self::MinProperties(count) => ("must have at least ", Detail::Count(count), " properties"),
            Self::MaxProperties(1) => ("must have at most ", Detail::Count(1), " property"),
            Self::MaxProperties(count) => ("must have at most ", Detail::Count(count), " properties"),
            Self::AdditionalProperties => ("must be a property that the document declares", Detail::None, ""),
            Self::Required(name) => ("must have the property `", Detail::Text(name), "`"),
            Self::DependentRequired(name, present) => ("must have the property `", Detail::Two(name, "` where it has `", present), "`"),
            Self::Type(names) => ("must be of the type `", Detail::Texts(names), "`"),
            Self::Never => ("must not be there", Detail::None, ""),
            Self::AnyOf => ("must satisfy one of the alternatives at least", Detail::None, ""),
            Self::OneOf => ("must satisfy exactly one of the alternatives", Detail::None, ""),
            Self::Not => ("must not be what `not` describes", Detail::None, ""),
            Self::Enum => ("must be one of the values that the document lists", Detail::None, ""),
            Self::Variant => ("must be one of the variants that the document lists", Detail::None, ""),
            Self::Json => ("must be something that JSON can express", Detail::None, ""),
            Self::Form => ("must be something that a form can express", Detail::None, ""),
            Self::PathSegment => ("must not be empty, `.` or `..` in a path", Detail::None, ""),
            Self::HeaderValue => ("must have visible ASCII characters, spaces and tabs only", Detail::None, ""),
            Self::CredentialKind => ("must be of the kind that the security scheme asks for", Detail::None, ""),
            Self::Method => ("must be a method of HTTP", Detail::None, ""),
            Self::BaseUrl => ("must be `http` or `https`, a host, and perhaps a path", Detail::None, ""),
            Self::Url => ("must fit in a URL", Detail::None, ""),
        }
    }

    /// Panics with this constraint in the message: in a `const`, a compile error that names it.
    ///
    /// ```compile_fail,E0080
    /// // error[E0080]: evaluation panicked: Date must be in the format `date`
    /// const DAY: openapi_client::Date = openapi_client::Date::from_static("2023-02-29");
    /// ```
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub const fn panic(self, type_name: &str) -> ! {
        let (before, detail, after) = self.words();
        let message = Message::EMPTY.text(type_name).text(" ").text(before);
        let message = match detail {
            Detail::None => message,
            Detail::Count(count) => message.count(count),
            Detail::Text(text) => message.text(text),
            Detail::Texts(texts) => message.texts(texts),
            Detail::Two(first, between, second) => message.text(first).text(between).text(second),
            // `const` cannot format a float, and no constrained text has such a bound.
            Detail::Bound(_) => message.text("its bound"),
        };
        let message = message.text(after);
        #[expect(clippy::panic, reason = "it is the point of this function")]
        {
            panic!("{}", message.as_str())
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, detail, after) = self.words();
        f.write_str(before)?;
        match detail {
            Detail::None => {}
            Detail::Count(count) => count.fmt(f)?,
            Detail::Text(text) => f.write_str(text)?,
            Detail::Texts(texts) => f.write_str(&texts.join(Message::OR))?,
            Detail::Two(first, between, second) => write!(f, "{first}{between}{second}")?,
            Detail::Bound(bound) => bound.fmt(f)?,
        }
        f.write_str(after)
    }
}

/// A text put together where there is no allocator. What does not fit is left out.
struct Message {
    bytes: [u8; Self::SIZE],
    length: usize,
}

impl Message {
    const SIZE: usize = 2048;
    const EMPTY: Self = Self { bytes: [0; Self::SIZE], length: 0 };
    /// What stands between texts one of which is meant.
    const OR: &'static str = "` or `";

    const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() && self.length < Self::SIZE {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    const fn texts(mut self, texts: &[&str]) -> Self {
        let mut index = 0;
        while index < texts.len() {
            self = self.text(if index > 0 { Self::OR } else { "" }).text(texts[index]);
            index += 1;
        }
        self
    }

    const fn count(mut self, count: u64) -> Self {
        if count >= 10 {
            self = self.count(count / 10);
        }
        if self.length < Self::SIZE {
            let digit = (count % 10) as u8;
            self.bytes[self.length] = b'0' + digit;
            self.length += 1;
        }
        self
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "must satisfy a constraint too long to show", // cut within a character
        }
    }
}
