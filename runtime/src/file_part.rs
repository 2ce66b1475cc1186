//! A file in a multipart form: where its bytes come from, what it is called, what it is.

use std::cell::RefCell;

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::body::Body;
use crate::parts::Parts;

/// A file in a multipart form: bytes in memory or a stream, with a name and a content type.
///
/// ```
/// use openapi_client::FilePart;
///
/// let file = FilePart::new(b"%PDF").with_file_name("bill.pdf").with_content_type("application/pdf");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FilePart {
    body: Body,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl FilePart {
    /// A file with this content: bytes, or [`Body::from_stream`].
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), file_name: None, content_type: None }
    }

    /// Sets the name that the server sees. Without one, it is the name of the field: without any, servers take a file for text.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets what is in it. Without, it is what the API's document says, or `application/octet-stream`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The content.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The name.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// What is in it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl From<Bytes> for FilePart {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

/// The key of the object that stands for a file in the JSON of a form. No document has such a property.
const MARK: &str = "\u{0}openapi_client::FilePart";

/// The number of the file that a value stands for.
pub(crate) fn index(value: &Parts) -> Option<usize> {
    let Parts::Object(members) = value else { return None };
    let [(key, Parts::Literal(index))] = &members[..] else { return None };
    index.parse().ok().filter(|_| key == MARK)
}

thread_local! {
    /// Files of the form that is being taken apart.
    static FILES: RefCell<Option<Vec<FilePart>>> = const { RefCell::new(None) };
}

/// What `serialize` makes, and the files that it met: each is the number of one, under [`MARK`].
pub(crate) fn collecting<T>(serialize: impl FnOnce() -> T) -> (T, Vec<FilePart>) {
    let outer = FILES.replace(Some(Vec::new()));
    let made = serialize();
    (made, FILES.replace(outer).unwrap_or_default())
}

/// Outside of a form a file is a string: what JSON makes of `format: binary`.
impl Serialize for FilePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let index = FILES.with_borrow_mut(|files| {
            files.as_mut().map(|files| {
                files.push(self.clone());
                files.len() - 1
            })
        });
        if let Some(index) = index {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(MARK, &index)?;
            return map.end();
        }
        let text = self.body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.ok_or_else(|| S::Error::custom("a file that is no text cannot be JSON"))?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FilePart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}
