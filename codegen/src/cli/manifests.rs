//! Versions in the manifests of crates: read, and set without touching anything else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use openapi_codegen::report::Place;
use openapi_codegen::source::{Sources, Span, Text};
use semver::Version;
use toml_edit::{ArrayOfTables, Document, DocumentMut, Item, TableLike, Value};

/// A crate whose version follows the changes of a document.
#[derive(Debug)]
pub(super) struct Versioned {
    pub(super) name: String,
    pub(super) version: Version,
    /// Its manifest.
    pub(super) manifest: PathBuf,
    /// The file that its version stands in.
    pub(super) file: PathBuf,
    /// The way to it in that file.
    key: &'static [&'static str],
    pub(super) place: Place,
}

/// Where a package's version stands.
const PACKAGE: &[&str] = &["package", "version"];
/// Where that of all packages of a workspace does.
const WORKSPACE: &[&str] = &["workspace", "package", "version"];

impl Versioned {
    /// The crate in a folder, by its manifest, or by that of the workspace whose version it has.
    ///
    /// # Errors
    /// Why it has none.
    pub(super) fn read(folder: &Path, sources: &Sources) -> Result<Self, String> {
        let file = folder.join("Cargo.toml");
        let text = fs::read_to_string(&file).map_err(|error| format!("`{}` cannot be read: {error}", file.display()))?;
        let manifest = Document::parse(text.as_str()).map_err(|error| format!("`{}`: {}", file.display(), error.message()))?;
        let name = at(manifest.as_item(), &["package", "name"]).and_then(Item::as_str);
        let name = name.ok_or_else(|| format!("`{}` names no package", file.display()))?.to_owned();
        let inherits = at(manifest.as_item(), &["package", "version", "workspace"]).and_then(Item::as_bool) == Some(true);
        if !inherits {
            return Self::stands(name, &file, &text, PACKAGE, sources);
        }
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        for root in folder.ancestors().map(|folder| folder.join("Cargo.toml")) {
            let Ok(text) = fs::read_to_string(&root) else { continue };
            if let Ok(versioned) = Self::stands(name.clone(), &root, &text, WORKSPACE, sources) {
                return Ok(Self { manifest: file, ..versioned });
            }
        }
        Err(format!("`{}` takes its version from a workspace that has none", file.display()))
    }

    /// The generated crate, by its manifest. Its version stands in the configuration, or belongs there.
    ///
    /// # Errors
    /// Why it has none.
    pub(super) fn generated(manifest: &str, config: &Path, sources: &Sources) -> Result<Self, String> {
        let text = fs::read_to_string(config).unwrap_or_default();
        let parsed = Document::parse(manifest).map_err(|error| error.message().to_owned())?;
        let name = at(parsed.as_item(), &["package", "name"]).and_then(Item::as_str).unwrap_or_default();
        let made = Self::stands(name.to_owned(), Path::new("Cargo.toml"), manifest, PACKAGE, sources)?;
        let place = match Self::stands(name.to_owned(), config, &text, PACKAGE, sources) {
            Ok(written) => written.place,
            Err(_) => Place::file(sources.insert_text(Text::new(config.display().to_string(), text))),
        };
        Ok(Self { file: config.to_owned(), place, ..made })
    }

    /// A crate whose version stands in a text.
    fn stands(name: String, file: &Path, text: &str, key: &'static [&'static str], sources: &Sources) -> Result<Self, String> {
        let fault = |why: &str| format!("`{}` has no version that can be compared: {why}", file.display());
        let document = Document::parse(text).map_err(|error| fault(error.message()))?;
        let item = at(document.as_item(), key).ok_or_else(|| fault(&format!("there is no `{}`", key.join("."))))?;
        let version = Version::parse(item.as_str().unwrap_or_default()).map_err(|error| fault(&error.to_string()))?;
        let span = item.span().unwrap_or_default();
        let id = sources.insert_text(Text::new(file.display().to_string(), text));
        Ok(Self {
            name,
            version,
            manifest: file.to_owned(),
            file: file.to_owned(),
            key,
            place: Place::new(id, Span::new(span.start, span.end)),
        })
    }

    /// Sets the version.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub(super) fn set(&self, version: &Version) -> io::Result<()> {
        edit(&self.file, |document| match at_mut(document.as_item_mut(), self.key) {
            Some(item) => replace(item, &version.to_string()),
            // Only a configuration may do without.
            None => document.entry("package").or_insert(toml_edit::table())["version"] = toml_edit::value(version.to_string()),
        })
    }
}

/// Sets what a manifest requires of the crate in a folder: where it is depended on by its path, and by a version.
///
/// # Errors
/// The file cannot be read or written.
pub(super) fn require(manifest: &Path, folder: &Path, version: &Version) -> io::Result<()> {
    let home = manifest.parent().unwrap_or(manifest).to_owned();
    let wanted = folder.canonicalize()?;
    let is_it = |item: &Item| {
        let path = item.as_table_like().and_then(|table| table.get("path")).and_then(Item::as_str);
        path.is_some_and(|path| home.join(path).canonicalize().is_ok_and(|path| path == wanted))
    };
    let set = |dependencies: &mut dyn TableLike| {
        for (_, item) in dependencies.iter_mut().filter(|(_, item)| is_it(item)) {
            if let Some(required) = item.as_table_like_mut().and_then(|table| table.get_mut("version")) {
                let operator: String = required.as_str().unwrap_or_default().chars().take_while(|c| !c.is_ascii_digit()).collect();
                replace(required, &format!("{operator}{version}"));
            }
        }
    };
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    edit(manifest, |document| {
        let tables = document.as_table_mut();
        for kind in kinds {
            tables.get_mut(kind).and_then(Item::as_table_like_mut).into_iter().for_each(set);
        }
        at_mut(document.as_item_mut(), &["workspace", "dependencies"]).and_then(Item::as_table_like_mut).into_iter().for_each(set);
        let targets = document.get_mut("target").and_then(Item::as_table_like_mut);
        for (_, target) in targets.into_iter().flat_map(TableLike::iter_mut) {
            for kind in kinds {
                at_mut(target, &[kind]).and_then(Item::as_table_like_mut).into_iter().for_each(set);
            }
        }
    })
}

/// Sets the version of a crate of the workspace in its `Cargo.lock`, so that `--locked` goes on.
///
/// # Errors
/// The file cannot be read or written.
pub(super) fn lock(file: &Path, name: &str, version: &Version) -> io::Result<()> {
    edit(file, |document| {
        let packages = document.get_mut("package").and_then(Item::as_array_of_tables_mut);
        for package in packages.into_iter().flat_map(ArrayOfTables::iter_mut) {
            // What has a source is another crate of that name.
            if package.get("name").and_then(Item::as_str) == Some(name) && !package.contains_key("source") {
                package.get_mut("version").into_iter().for_each(|item| replace(item, &version.to_string()));
            }
        }
    })
}

/// Edits a file of TOML, and leaves one alone in which nothing changes. One that is not there is an empty one.
pub(super) fn edit(file: &Path, change: impl FnOnce(&mut DocumentMut)) -> io::Result<()> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let mut document: DocumentMut = text.parse().map_err(io::Error::other)?;
    change(&mut document);
    let edited = document.to_string();
    if edited == text { Ok(()) } else { fs::write(file, edited) }
}

fn at<'a>(item: &'a Item, key: &[&str]) -> Option<&'a Item> {
    key.iter().try_fold(item, |item, key| item.get(key))
}

fn at_mut<'a>(item: &'a mut Item, key: &[&str]) -> Option<&'a mut Item> {
    // Not by index, which makes what is not there.
    key.iter().try_fold(item, |item, key| item.as_table_like_mut()?.get_mut(key))
}

/// Another text, with the blanks and comments around the one that it replaces.
fn replace(item: &mut Item, text: &str) {
    if let Some(value) = item.as_value_mut() {
        let decor = value.decor().clone();
        *value = Value::from(text);
        *value.decor_mut() = decor;
    }
}
