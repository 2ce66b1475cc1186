//! From a path or bytes to a [`Source`]: everything that can go wrong before there is YAML to read.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::build::Failure;
use super::limits::MAX_BYTES;
use super::store::{Disk, Store};
use super::{FileId, LineColumn, Node, ReadError, SourceError, Span, Text, json, syntax, yaml};

/// A file that was read: its name, its text and its value.
#[derive(Clone, Debug)]
pub struct Source {
    text: Text,
    root: Node,
}

impl Source {
    /// Reads a file. Messages call it by `path`.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it cannot be read, or it is too large, or as [`Source::parse`].
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        Self::read_from(&Disk, path)
    }

    /// The same of a file of a store.
    pub(super) fn read_from(store: &dyn Store, path: &Path) -> Result<Self, ReadError> {
        let name = store.name(path);
        let error = match store.read(path) {
            Ok(bytes) if bytes.len() as u64 <= MAX_BYTES => return Self::parse(name, bytes),
            Ok(_) => SourceError::new("too-large", format!("this file is larger than {} MiB", MAX_BYTES / 1024 / 1024)),
            Err(error) => SourceError::new("unreadable-file", why(&error)),
        };
        Err(ReadError { text: Text::new(name, ""), errors: vec![error], partial: None })
    }

    /// Reads a text that messages call `name`.
    ///
    /// # Errors
    ///
    /// If it is not UTF-8, holds nothing, is not YAML (or JSON), or holds what [the module](super) refuses.
    pub fn parse(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<Self, ReadError> {
        let (text, error) = decode(name.into(), bytes.into());
        if let Some(error) = error.or_else(|| find_control_character(text.as_str())) {
            return Err(ReadError { text, errors: vec![error], partial: None });
        }
        let json = json::parse(text.as_str());
        let is_json = json.is_some();
        match json.unwrap_or_else(|| yaml::parse(text.as_str())) {
            Ok(root) if is_json => Ok(Self { text, root }),
            // JSON is YAML, but other programs will read the file by its name.
            Ok(root) => match syntax::strict_json(text.name(), text.as_str()) {
                Some(error) => Err(ReadError { text, errors: vec![error], partial: Some(Box::new(root)) }),
                None => Ok(Self { text, root }),
            },
            Err(Failure { errors, partial }) => Err(ReadError { text, errors, partial }),
        }
    }

    /// A file with mistakes that has a value all the same.
    pub(super) fn partial(text: Text, root: Node) -> Self {
        Self { text, root }
    }

    /// Says of all that it holds that it stands in a file.
    pub(super) fn place_in(&mut self, file: FileId) {
        self.root.place_in(file);
    }

    /// The value of the whole file.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The value that a JSON pointer leads to.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The name of the file in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.name()
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Name and text, with lines and columns.
    #[must_use]
    pub fn text_and_name(&self) -> &Text {
        &self.text
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        self.text.line_column(offset)
    }
}

/// Why a file cannot be read.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        ErrorKind::PermissionDenied => "this file may not be read: permission denied".to_owned(),
        _ => format!("this file cannot be read: {error}"),
    }
}

/// The text, without a byte order mark. If it is not UTF-8, the text up to there and the mistake.
fn decode(name: String, mut bytes: Vec<u8>) -> (Text, Option<SourceError>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let utf16 = matches!(bytes.as_slice(), [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..]);
    let error = match String::from_utf8(bytes) {
        Ok(text) if !utf16 => return (Text::new(name, text), None),
        Ok(_) => return (Text::new(name, ""), Some(utf16_error())),
        Err(error) => error,
    };
    if utf16 {
        return (Text::new(name, ""), Some(utf16_error()));
    }
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let byte = bytes.get(valid).copied().unwrap_or_default();
    // The rest is kept, with `�` for what is no text, so that the message can show the line.
    let text = Text::new(name, String::from_utf8_lossy(&bytes));
    let error = SourceError::new("not-utf8", format!("this file is not UTF-8: byte 0x{byte:02X} does not belong here"))
        .at(Span::new(valid, valid + '\u{FFFD}'.len_utf8()))
        .help("save the file as UTF-8");
    (text, Some(error))
}

fn utf16_error() -> SourceError {
    SourceError::new("not-utf8", "this file is UTF-16, not UTF-8").help("save the file as UTF-8")
}

/// YAML and JSON allow none of these in a file, and no message should print them.
fn find_control_character(text: &str) -> Option<SourceError> {
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    // A whole chunk is looked at without a branch, many bytes at a time.
    let chunk = text.as_bytes().chunks(64).position(|chunk| chunk.iter().fold(false, |any, byte| any | is_control(byte)))?;
    let at = text.bytes().skip(chunk * 64).position(|byte| is_control(&byte))? + chunk * 64;
    let byte = text.as_bytes().get(at).copied().unwrap_or_default();
    let message = format!("the control character U+{byte:04X} may not stand in a document");
    let error = SourceError::new("control-character", message).at(Span::new(at, at + 1));
    Some(error.help("in double quotes it can be written as an escape, such as \\u001b"))
}
