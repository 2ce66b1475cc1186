//! The files of a document: the one it starts in, and those it refers to, read when they are first asked for.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::kept::Kept;
use super::limits::MAX_FILES;
use super::paths::seen_from;
use super::store::{Disk, Store};
use super::{Node, ReadError, Source, SourceError, Text};

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
    pub(super) store: Box<dyn Store>,
    files: Box<[OnceCell<Box<File>>]>,
    pub(super) count: Cell<usize>,
    /// The folder that no file may be outside of, if it is not the first file's.
    pub(super) root: Option<PathBuf>,
    /// Whether files with minor mistakes count.
    pub(super) lenient: bool,
    /// Files that references led to, by their paths on disk: readable ones, and others.
    pub(super) by_path: RefCell<HashMap<PathBuf, Result<FileId, FileId>>>,
    /// The files that are meant by paths which are not spelled as they are.
    pub(super) spelled: RefCell<HashMap<PathBuf, Option<PathBuf>>>,
    /// What is wrong with those others.
    pub(super) errors: RefCell<HashMap<FileId, Vec<SourceError>>>,
    /// Files that are no part of the document, and that what is made of it depends on all the same.
    beside: RefCell<Vec<PathBuf>>,
    pub(super) bytes: Cell<u64>,
    pub(super) nodes: Cell<usize>,
    kept: Kept,
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
            lenient: false,
            by_path: RefCell::default(),
            spelled: RefCell::default(),
            errors: RefCell::default(),
            beside: RefCell::default(),
            bytes: Cell::default(),
            nodes: Cell::default(),
            kept: Kept::default(),
        }
    }

    /// Sets the folder that all other files must be in.
    pub fn set_root(&mut self, folder: PathBuf) {
        self.root = Some(folder);
    }

    /// Lets files that references lead to count in spite of minor mistakes, which [`Sources::take_errors`] has.
    pub fn set_lenient(&mut self) {
        self.lenient = true;
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
            // Where all is unless it is said to be elsewhere.
            if id != FileId::ENTRY {
                source.place_in(id);
                self.nodes.set(self.nodes.get() + source.root().size());
            }
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

    /// Keeps a value that stands for one of a file's, for as long as the files are there.
    pub fn keep(&self, node: Node) -> &Node {
        self.kept.keep(node)
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
