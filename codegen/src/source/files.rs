//! The files of a document: the one it starts in, and those it refers to.

use std::path::Path;

use super::{ReadError, Source, SourceError, Text};

/// Names a file of a [`Sources`]. The default is the first one, the document itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The first file: the one that a document starts in.
    pub const ENTRY: Self = Self(0);
}

/// The files of a run. Those that turned out not to be readable are kept too, since messages show their text.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Clone, Debug)]
enum File {
    Read(Source),
    Text(Text),
}

impl Sources {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it. Its text, if any, is kept under the returned id all the same.
    pub fn read(&mut self, path: &Path) -> Result<FileId, (FileId, Vec<SourceError>)> {
        self.insert(Source::read(path))
    }

    /// Adds a file that was read, or an attempt to.
    ///
    /// # Errors
    ///
    /// Those of the attempt, with the id that its text has now.
    pub fn insert(&mut self, file: Result<Source, ReadError>) -> Result<FileId, (FileId, Vec<SourceError>)> {
        let id = self.next_id();
        match file {
            Ok(source) => {
                self.files.push(File::Read(source));
                Ok(id)
            }
            Err(ReadError { text, errors, partial }) => {
                self.files.push(match partial {
                    Some(root) => File::Read(Source::partial(text, *root)),
                    None => File::Text(text),
                });
                Err((id, errors))
            }
        }
    }

    /// Adds a file that is no document, such as the configuration, so that messages can show it.
    pub fn insert_text(&mut self, text: Text) -> FileId {
        let id = self.next_id();
        self.files.push(File::Text(text));
        id
    }

    fn next_id(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// The file, if it is a document that could be read; also one with mistakes, if it has a value all the same.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        match self.files.get(id.0 as usize)? {
            File::Read(source) => Some(source),
            File::Text(_) => None,
        }
    }

    /// The text of a file, whether or not it could be read.
    #[must_use]
    pub fn text(&self, id: FileId) -> Option<&Text> {
        match self.files.get(id.0 as usize)? {
            File::Read(source) => Some(source.text_and_name()),
            File::Text(text) => Some(text),
        }
    }

    /// All files that could be read, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files).filter_map(|(id, file)| match file {
            File::Read(source) => Some((id, source)),
            File::Text(_) => None,
        })
    }
}
