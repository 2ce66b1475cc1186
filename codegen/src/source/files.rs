//! The files of a document: the one it starts in, and those it refers to, read when they are first asked for.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::limits::{MAX_BYTES, MAX_FILES, MAX_NODES};
use super::paths::{seen_from, tidy};
use super::read::why;
use super::store::{Disk, Store};
use super::{ReadError, Source, SourceError, Text, Unreachable};

/// Names a file of a [`Sources`]. The default is the first one, the document itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The first file: the one that a document starts in.
    pub const ENTRY: Self = Self(0);
}

/// The files of a run. Those that turned out not to be readable are kept too, since messages show their text.
///
/// A file that is here stays, so that others can be read while the values of the first are in use.
#[derive(Debug)]
pub struct Sources {
    store: Box<dyn Store>,
    files: Box<[OnceCell<Box<File>>]>,
    count: Cell<usize>,
    /// The folder that no file may be outside of, if it is not the first file's.
    root: Option<PathBuf>,
    /// Files that references led to, by their paths on disk: readable ones, and others.
    by_path: RefCell<HashMap<PathBuf, Result<FileId, FileId>>>,
    /// What is wrong with those others.
    errors: RefCell<HashMap<FileId, Vec<SourceError>>>,
    /// Files that are no part of the document, and that what is made of it depends on all the same.
    beside: RefCell<Vec<PathBuf>>,
    bytes: Cell<u64>,
    nodes: Cell<usize>,
}

#[derive(Debug)]
struct File {
    path: Option<PathBuf>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Read(Source),
    Text(Text),
}

impl Default for Sources {
    fn default() -> Self {
        Self::new()
    }
}

impl Sources {
    /// No files. The folder of the first one is the one that all others must be in.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Box::new(Disk))
    }

    /// The same, of the files that a store has.
    #[must_use]
    pub fn of(store: Box<dyn Store>) -> Self {
        Self {
            store,
            files: (0..MAX_FILES).map(|_| OnceCell::new()).collect(),
            count: Cell::default(),
            root: None,
            by_path: RefCell::default(),
            errors: RefCell::default(),
            beside: RefCell::default(),
            bytes: Cell::default(),
            nodes: Cell::default(),
        }
    }

    /// Sets the folder that all other files must be in.
    pub fn set_root(&mut self, folder: PathBuf) {
        self.root = Some(folder);
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it. Its text, if any, is kept under the returned id all the same.
    pub fn read(&self, path: &Path) -> Result<FileId, (FileId, Vec<SourceError>)> {
        self.add(Some(path.to_owned()), Source::read_from(&*self.store, path))
    }

    /// Adds a text that was read, or an attempt to.
    ///
    /// # Errors
    ///
    /// Those of the attempt, with the id that its text has now.
    pub fn insert(&self, file: Result<Source, ReadError>) -> Result<FileId, (FileId, Vec<SourceError>)> {
        self.add(None, file)
    }

    /// The bytes of any file of the same store.
    ///
    /// # Errors
    /// Those of [`Store::read`].
    pub fn bytes(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.store.read(path)
    }

    /// What messages call a file of the store.
    #[must_use]
    pub fn name(&self, path: &Path) -> String {
        self.store.name(path)
    }

    /// Adds a file that is no document, such as the configuration, so that messages can show it.
    pub fn insert_text(&self, text: Text) -> FileId {
        self.push(None, Content::Text(text))
    }

    /// The file that a relative path in a file leads to. It is read when it is asked for first.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is none that may be read.
    pub fn relative(&self, from: FileId, path: &str) -> Result<FileId, Unreachable> {
        let folder = |file: FileId| self.path(file).and_then(Path::parent);
        let (Some(base), Some(entry)) = (folder(from), folder(FileId::ENTRY)) else { return Err(Unreachable::Nowhere) };
        let root = self.root.as_deref().unwrap_or(entry);
        let path = tidy(&base.join(path));
        let name = || self.store.name(&path);
        let unreadable = |error: &std::io::Error| Unreachable::Unreadable { name: name(), why: why(error) };
        if path.as_os_str().to_string_lossy().chars().any(char::is_control) {
            return Err(Unreachable::Unreadable { name: name(), why: "no file has a control character in its name".to_owned() });
        }
        let canonical = |path: &Path| self.store.canonical(path);
        let bounds = canonical(root).map_err(|error| unreadable(&error))?;
        let outside = || Unreachable::Outside { root: root.to_owned() };
        // Its nearest folder that is there says on which side it is, also of one that is not there itself, or that a link leads out of.
        let there = path.ancestors().find_map(|ancestor| canonical(ancestor).ok());
        if there.is_none_or(|there| !there.starts_with(&bounds)) {
            return Err(outside());
        }
        let found = canonical(&path).map_err(|error| unreadable(&error))?;
        if let Some(&known) = self.by_path.borrow().get(&found) {
            return known.map_err(Unreachable::Malformed);
        }
        // The first file was not asked for in this way.
        if self.path(FileId::ENTRY).and_then(|entry| canonical(entry).ok()).as_ref() == Some(&found) {
            return Ok(FileId::ENTRY);
        }
        let length = self.store.length(&found).map_err(|error| match error.kind() {
            ErrorKind::Other => Unreachable::Unreadable { name: name(), why: error.to_string() },
            _ => unreadable(&error),
        })?;
        if self.count.get() + 1 >= MAX_FILES || self.bytes.get() + length > MAX_BYTES || self.nodes.get() > MAX_NODES {
            return Err(Unreachable::TooMany);
        }
        let outcome = self.read(&path).map_err(|(file, errors)| {
            self.errors.borrow_mut().insert(file, errors);
            file
        });
        self.by_path.borrow_mut().insert(found, outcome);
        outcome.map_err(Unreachable::Malformed)
    }

    /// The text of a file that a relative path in a file leads to, and that need be no YAML or JSON. `None`: there is none that may be read.
    #[must_use]
    pub fn prose(&self, from: FileId, path: &str) -> Option<&str> {
        let file = match self.relative(from, path) {
            Ok(file) => file,
            Err(Unreachable::Malformed(file)) => {
                self.take_errors(file);
                self.by_path.borrow_mut().values_mut().filter(|known| **known == Err(file)).for_each(|known| *known = Ok(file));
                file
            }
            Err(_) => return None,
        };
        self.text(file).map(Text::as_str)
    }

    /// What is wrong with a file that a reference led to. Nothing the second time.
    pub fn take_errors(&self, file: FileId) -> Vec<SourceError> {
        self.errors.borrow_mut().remove(&file).unwrap_or_default()
    }

    fn add(&self, path: Option<PathBuf>, file: Result<Source, ReadError>) -> Result<FileId, (FileId, Vec<SourceError>)> {
        match file {
            Ok(source) => Ok(self.push(path, Content::Read(source))),
            Err(ReadError { text, errors, partial }) => {
                let content = match partial {
                    Some(root) => Content::Read(Source::partial(text, *root)),
                    None => Content::Text(text),
                };
                Err((self.push(path, content), errors))
            }
        }
    }

    fn push(&self, path: Option<PathBuf>, mut content: Content) -> FileId {
        // The last place is taken by whatever comes when all others are.
        let index = self.count.get().min(MAX_FILES - 1);
        let id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        if let Content::Read(source) = &mut content {
            self.bytes.set(self.bytes.get() + source.text().len() as u64);
            self.nodes.set(self.nodes.get() + source.place_in(id));
        }
        if self.files[index].set(Box::new(File { path, content })).is_ok() {
            self.count.set(index + 1);
        }
        id
    }

    fn file(&self, id: FileId) -> Option<&File> {
        Some(self.files.get(id.0 as usize)?.get()?)
    }

    /// The path that a file was read from, in its store.
    #[must_use]
    pub fn path(&self, id: FileId) -> Option<&Path> {
        self.file(id)?.path.as_deref()
    }

    /// The file, if it is a document that could be read; also one with mistakes, if it has a value all the same.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        match &self.file(id)?.content {
            Content::Read(source) => Some(source),
            Content::Text(_) => None,
        }
    }

    /// The text of a file, whether or not it could be read.
    #[must_use]
    pub fn text(&self, id: FileId) -> Option<&Text> {
        match &self.file(id)?.content {
            Content::Read(source) => Some(source.text_and_name()),
            Content::Text(text) => Some(text),
        }
    }

    /// All files, the first one first.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.count.get()).map(|index| FileId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Says that what is made of the document depends on another file too.
    pub fn depend_on(&self, path: PathBuf) {
        self.beside.borrow_mut().push(path);
    }

    /// The path of a file as seen from the first one's folder, with `/`: what names it, wherever the document lies. Empty for the first one.
    #[must_use]
    pub fn below_entry(&self, id: FileId) -> String {
        match self.path(id) {
            Some(path) if id != FileId::ENTRY => self.seen_from_entry(path),
            _ => String::new(),
        }
    }

    fn seen_from_entry(&self, path: &Path) -> String {
        self.path(FileId::ENTRY).map_or_else(String::new, |entry| seen_from(entry, path))
    }

    /// The relative path that leads from one file to another, with `/`. Empty where one of them was not read from a file.
    #[must_use]
    pub fn way(&self, from: FileId, to: FileId) -> String {
        self.path(from).zip(self.path(to)).map_or_else(String::new, |(from, to)| seen_from(from, to))
    }

    /// The files that references led to, as [`Sources::below_entry`] names them, and what else the result depends on, in alphabetical order, and their paths.
    #[must_use]
    pub fn referred(&self) -> Vec<(String, PathBuf)> {
        let by_path = self.by_path.borrow();
        let mut files: Vec<_> =
            by_path.values().flatten().filter_map(|&id| Some((self.below_entry(id), self.path(id)?.to_owned()))).collect();
        files.extend(self.beside.borrow().iter().map(|path| (self.seen_from_entry(path), path.clone())));
        files.sort();
        files
    }
}
