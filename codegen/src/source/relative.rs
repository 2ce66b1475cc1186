//! Files that references lead to, also by paths that are not spelled as the files are.

use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::limits::{MAX_BYTES, MAX_FILES, MAX_NODES};
use super::paths::{seen_from, tidy};
use super::read::why;
use super::{FileId, SourceError, Sources, Text, Unreachable};

/// Chooses the one of the names in a folder that is meant by another.
type Choice<'c> = &'c dyn Fn(&[String], &str) -> Option<String>;

impl Sources {
    /// The file that a relative path in a file leads to, be it in another case or with `\`, as some systems have it. It is read when it is asked for first.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is none that may be read.
    pub fn relative(&self, from: FileId, path: &str) -> Result<FileId, Unreachable> {
        let (Some(base), Some(root)) = (self.folder(from), self.bounds()) else { return Err(Unreachable::Nowhere) };
        let path = tidy(&base.join(path.replace('\\', "/")));
        let unreadable = |why: String| Unreachable::Unreadable { name: self.store.name(&path), why };
        if path.as_os_str().to_string_lossy().chars().any(char::is_control) {
            return Err(unreadable("no file has a control character in its name".to_owned()));
        }
        let canonical = |path: &Path| self.store.canonical(path);
        let bounds = canonical(root).map_err(|error| unreadable(why(&error)))?;
        // Its nearest folder that is there says on which side it is, also of one that is not there itself, or that a link leads out of.
        let there = path.ancestors().find_map(|ancestor| canonical(ancestor).ok());
        if there.is_none_or(|there| !there.starts_with(&bounds)) {
            return Err(Unreachable::Outside { root: root.to_owned() });
        }
        let (found, path) = match canonical(&path) {
            Ok(found) => (found, path.clone()),
            Err(error) => self.respelled(&path, &bounds).ok_or_else(|| unreadable(why(&error)))?,
        };
        if let Some(&known) = self.by_path.borrow().get(&found) {
            return known.map_err(Unreachable::Malformed);
        }
        // The first file was not asked for in this way.
        if self.path(FileId::ENTRY).and_then(|entry| canonical(entry).ok()).as_ref() == Some(&found) {
            return Ok(FileId::ENTRY);
        }
        let said = |error: &io::Error| if error.kind() == ErrorKind::Other { error.to_string() } else { why(error) };
        let length = self.store.length(&found).map_err(|error| unreadable(said(&error)))?;
        if self.count.get() == 1 {
            self.nodes.set(self.get(FileId::ENTRY).map_or(0, |entry| entry.root().size()));
        }
        if self.count.get() + 1 >= MAX_FILES || self.bytes.get() + length > MAX_BYTES || self.nodes.get() > MAX_NODES {
            return Err(Unreachable::TooMany);
        }
        let outcome = self.read(&path).or_else(|(file, errors)| {
            let counts = self.lenient && self.get(file).is_some() && errors.iter().all(SourceError::is_minor);
            self.errors.borrow_mut().insert(file, errors);
            if counts { Ok(file) } else { Err(file) }
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

    /// The relative path that one in a file which leads nowhere probably means: counted from another folder, or with a name that `nearest` chooses among those that are there.
    #[must_use]
    pub fn near(&self, from: FileId, path: &str, nearest: Choice<'_>) -> Option<String> {
        let bounds = self.store.canonical(self.bounds()?).ok()?;
        let base = tidy(self.folder(from)?);
        let below = tidy(Path::new(&path.replace('\\', "/")));
        let below: PathBuf = below.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        if below.as_os_str().is_empty() {
            return None;
        }
        let is_within = |folder: &&Path| self.store.canonical(folder).is_ok_and(|folder| folder.starts_with(&bounds));
        let folders = || base.ancestors().take_while(is_within);
        let none: Choice<'_> = &|_, _| None;
        let find = |choose| folders().find_map(|folder| self.descend(folder, &below, &bounds, choose));
        let found = find(none).or_else(|| find(nearest))?;
        self.path(from).map(|from| seen_from(from, &found))
    }

    /// The file that a path means but for case, and its path: there must be one alone.
    fn respelled(&self, path: &Path, bounds: &Path) -> Option<(PathBuf, PathBuf)> {
        let find = || {
            let folder = path.ancestors().find(|ancestor| self.store.canonical(ancestor).is_ok())?;
            self.descend(folder, path.strip_prefix(folder).ok()?, bounds, &|names, name| {
                let mut alike = names.iter().filter(|known| known.to_lowercase() == name.to_lowercase());
                alike.next().filter(|_| alike.next().is_none()).cloned()
            })
        };
        let found = self.spelled.borrow_mut().entry(path.to_owned()).or_insert_with(find).clone()?;
        Some((self.store.canonical(&found).ok()?, found))
    }

    /// Goes down from a folder, name by name. A name that is not there is chosen among those that are.
    fn descend(&self, folder: &Path, below: &Path, bounds: &Path, choose: Choice<'_>) -> Option<PathBuf> {
        below.components().try_fold(folder.to_owned(), |at, name| {
            let mut next = at.join(name);
            if self.store.canonical(&next).is_err() {
                let mut names = self.store.names(&at);
                names.sort_unstable();
                next = at.join(choose(&names, name.as_os_str().to_str()?)?);
            }
            self.store.canonical(&next).is_ok_and(|found| found.starts_with(bounds)).then_some(next)
        })
    }

    fn folder(&self, file: FileId) -> Option<&Path> {
        self.path(file)?.parent()
    }

    /// The folder that all files must be in.
    fn bounds(&self) -> Option<&Path> {
        self.root.as_deref().or_else(|| self.folder(FileId::ENTRY))
    }
}
