//! Which documents a folder has.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its file, or the one that it starts in, below the folder.
    pub(crate) name: String,
    /// The same.
    pub(crate) entry: PathBuf,
    /// What its crate is called: no other has the name.
    pub(crate) package: String,
}

/// Files are documents. Of a folder in it, those are that look like one and lie at its top: only `openapi.*` where there is one.
pub(crate) fn documents(folder: &Path) -> io::Result<Vec<Document>> {
    let mut entries = Vec::new();
    let (files, folders) = listed(folder)?;
    // What is no document at all is to be reported, too: a folder of attacks has such.
    entries.extend(files);
    for folder in folders {
        collect(&folder, &mut entries)?;
    }
    let mut documents: Vec<Document> = Vec::new();
    for entry in entries {
        let name = entry.strip_prefix(folder).unwrap_or(&entry).to_string_lossy().into_owned();
        let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let mut package: String = format!("corpus-{}", name.chars().map(word).collect::<String>());
        while documents.iter().any(|document| document.package == package) {
            package.push('-');
        }
        documents.push(Document { name, entry, package });
    }
    Ok(documents)
}

/// The entries of a document in several files; a folder that has none at its top is a folder of folders.
fn collect(folder: &Path, entries: &mut Vec<PathBuf>) -> io::Result<()> {
    let (files, folders) = listed(folder)?;
    let starts: Vec<&PathBuf> = files.iter().filter(|path| is_start(path)).collect();
    let named = starts.iter().find(|path| path.file_stem().is_some_and(|stem| stem == "openapi"));
    match named {
        Some(path) => entries.push((**path).clone()),
        None => entries.extend(starts.iter().map(|path| (**path).clone())),
    }
    if starts.is_empty() {
        for folder in folders {
            collect(&folder, entries)?;
        }
    }
    Ok(())
}

/// A folder's JSON and YAML files, and its folders.
fn listed(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let is_document =
        |path: &PathBuf| path.extension().is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|known| extension == *known));
    let files = paths.iter().filter(|path| path.is_file() && is_document(path)).cloned().collect();
    Ok((files, paths.into_iter().filter(|path| path.is_dir()).collect()))
}

/// Whether a file says which OpenAPI it is.
fn is_start(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    if is_json {
        return serde_json::from_str::<serde_json::Value>(&text).is_ok_and(|value| value.get("openapi").is_some());
    }
    text.lines().any(|line| ["openapi:", "\"openapi\":", "'openapi':"].iter().any(|key| line.starts_with(key)))
}
