//! Documents as they are in git: `HEAD:openapi.yaml`, `v1.2.0:api/openapi.yaml`, and `:openapi.yaml` for what is staged.
//!
//! git is asked what files there are, once, and for the bytes of those that are read. So references lead to files of the same revision, whatever the working
//! tree looks like.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_codegen::source::{Store, tidy};

/// The files of a revision, or of the index.
#[derive(Debug)]
pub(super) struct Revision {
    /// As it was asked for; nothing for the index.
    name: String,
    /// By path from the top of the repository.
    files: BTreeMap<PathBuf, Entry>,
}

/// A file: what git calls its content, and whether it is a file at all.
#[derive(Debug)]
struct Entry {
    object: String,
    is_file: bool,
}

/// A document in a revision: `HEAD` and `openapi.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named<'a> {
    revision: &'a str,
    path: &'a str,
}

/// The parts of `REV:path`, if it is that and no file.
pub(super) fn named(text: &str) -> Option<Named<'_>> {
    if Path::new(text).exists() {
        return None;
    }
    // A date may stand in a revision: `main@{2026-01-31 12:00}`.
    let mut depth = 0_usize;
    let colon = text.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ':' && depth == 0
    });
    let (revision, path) = text.split_at_checked(colon?.0)?;
    let path = path.strip_prefix(':')?;
    (!path.is_empty()).then_some(Named { revision, path })
}

/// The path in the working tree of a document in a revision.
pub(super) fn path(text: &str) -> Option<&str> {
    let path = named(text)?.path;
    Some(path.strip_prefix("./").unwrap_or(path))
}

impl Named<'_> {
    /// The files of the revision, and the document's path there.
    ///
    /// # Errors
    /// Why not: there is no git, no repository, no such revision.
    pub(super) fn open(&self) -> Result<(Revision, PathBuf), String> {
        let Named { revision, path } = *self;
        if revision.starts_with('-') {
            return Err("no revision starts with `-`".to_owned());
        }
        // From here on the tree is named by its hash, which nothing can be read into.
        let files = if revision.is_empty() {
            git(&["ls-files", "--stage", "-z", "--full-name", "--", ":/"])?
        } else {
            let tree = git(&["rev-parse", "--verify", &format!("{revision}^{{tree}}")]);
            // git says that it needs one.
            let tree = tree.map_err(|why| if why.starts_with("Needed") { "there is no such revision".to_owned() } else { why })?;
            let tree = String::from_utf8_lossy(&tree).trim().to_owned();
            git(&["ls-tree", "-r", "-z", "--full-tree", &tree])?
        };
        let files = String::from_utf8_lossy(&files).split('\0').filter_map(entry).collect();
        // git counts from the top of the repository, and from here where a path begins with a dot.
        let below = if path.starts_with("./") || path.starts_with("../") {
            let here = git(&["rev-parse", "--show-prefix"])?;
            Path::new(String::from_utf8_lossy(&here).trim_end_matches('\n')).join(path)
        } else {
            PathBuf::from(path)
        };
        Ok((Revision { name: revision.to_owned(), files }, tidy(&below)))
    }
}

/// A line of `git ls-tree` (`mode type object`, a tab, the path) or of `git ls-files --stage` (`mode object stage`, the same).
fn entry(line: &str) -> Option<(PathBuf, Entry)> {
    let (about, path) = line.split_once('\t')?;
    let parts: Vec<&str> = about.split(' ').collect();
    let [mode, a, b] = parts[..] else { return None };
    let object = if a.len() >= 40 { a } else { b };
    // 100644 and 100755; what is left are links and submodules.
    Some((PathBuf::from(path), Entry { object: object.to_owned(), is_file: mode.starts_with("100") }))
}

/// What git says, or why it does not.
fn git(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").args(arguments).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "there is no program `git`".to_owned(),
        _ => format!("`git` does not run: {error}"),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    Err(said.trim_start_matches("fatal: ").trim().to_owned())
}

impl Store for Revision {
    fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.name, path.display())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = tidy(path);
        let is_there = self.files.contains_key(&path) || self.files.keys().any(|file| file.starts_with(&path));
        if is_there { Ok(path) } else { Err(ErrorKind::NotFound.into()) }
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        // What a commit has is no larger than git could make it; the reader counts what comes.
        self.entry(path).map(|_| 0)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        git(&["cat-file", "blob", &self.entry(path)?.object]).map_err(io::Error::other)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let below = self.files.keys().filter_map(|file| file.strip_prefix(tidy(folder)).ok()?.components().next());
        let names: BTreeSet<_> = below.map(|name| name.as_os_str().to_string_lossy().into_owned()).collect();
        names.into_iter().collect()
    }
}

impl Revision {
    fn entry(&self, path: &Path) -> io::Result<&Entry> {
        match self.files.get(&tidy(path)) {
            Some(entry) if entry.is_file => Ok(entry),
            Some(_) => Err(io::Error::other("in git this is a link or a submodule, which is not followed")),
            None if self.canonical(path).is_ok() => Err(ErrorKind::IsADirectory.into()),
            None => Err(ErrorKind::NotFound.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_and_paths_are_told_apart() {
        let parts = |text| named(text).map(|Named { revision, path }| (revision, path));
        assert_eq!(parts("HEAD:openapi.yaml"), Some(("HEAD", "openapi.yaml")));
        assert_eq!(parts(":openapi.yaml"), Some(("", "openapi.yaml")));
        assert_eq!(parts("main@{2026-01-31 12:00}:a/b.yaml"), Some(("main@{2026-01-31 12:00}", "a/b.yaml")));
        for none in ["openapi.yaml", "HEAD", "HEAD:", "Cargo.toml"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }
}
