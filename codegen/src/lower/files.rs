//! Which files a crate has, kept with its names: what is inserted moves nothing else from file to file, and a crate with features keeps them.

use crate::names::{Ident, Lock, Module, key};

/// What the lock says of files, and what it is to say.
pub(super) struct Files<'l> {
    before: &'l Lock,
    now: &'l mut Lock,
}

impl<'l> Files<'l> {
    pub(super) fn new(before: &'l Lock, now: &'l mut Lock) -> Self {
        Self { before, now }
    }

    fn layout(&self) -> Option<&'l str> {
        self.before.line(&key("", "layout")).map(|(_, line)| line.name.as_str())
    }

    /// Whether the crate had features. `None`: it is new.
    pub(super) fn had_features(&self) -> Option<bool> {
        self.layout().map(|layout| layout == "features")
    }

    /// Whether all types were in one file. `None`: the crate is new.
    pub(super) fn was_one(&self) -> Option<bool> {
        self.layout().map(|layout| layout == "file")
    }

    /// Keeps how the crate is laid out: `file`, `files` or `features`.
    pub(super) fn keep_layout(&mut self, layout: &str) {
        self.now.insert(key("", "layout"), String::new(), layout);
    }

    /// What the file was called of the types of some tags that begin with some words.
    pub(super) fn named(&self, users: &str, prefix: &[String]) -> Option<Ident<Module>> {
        self.before.line(&part(users, prefix)).and_then(|(_, line)| Ident::written(&line.name).ok())
    }

    /// The first words of the types in each of the files that the types of some tags were in.
    pub(super) fn parts(&self, users: &str) -> Vec<Vec<String>> {
        let start = part(users, &[]);
        let prefixes = self.before.iter().filter_map(|(key, _)| key.strip_prefix(&start));
        prefixes.map(|prefix| prefix.split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect()).collect()
    }

    /// Keeps a file.
    pub(super) fn keep_part(&mut self, users: &str, prefix: &[String], file: &Ident<Module>) {
        self.now.insert(part(users, prefix), String::new(), file.bare());
    }
}

fn part(users: &str, prefix: &[String]) -> String {
    key("", &format!("file:{users}:{}", prefix.join("-")))
}
