//! A copy of this workspace that tests may change, and cargo in it.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The copy, for one test at a time. Its target folder stays: what one test has compiled the next one need not.
pub(crate) struct Workspace {
    root: PathBuf,
    _turn: MutexGuard<'static, ()>,
    /// Of other processes.
    _lock: File,
}

impl Workspace {
    /// This workspace as it is, but for what cargo and git keep.
    pub(crate) fn copy() -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("regeneration");
        fs::create_dir_all(&folder).expect("a folder for the copy");
        let lock = File::create(folder.join("lock")).expect("a file to lock");
        lock.lock().expect("a lock on the copy");
        let root = folder.join("workspace");
        synchronize(Path::new(env!("CARGO_MANIFEST_DIR")), &root);
        Self { root, _turn: turn, _lock: lock }
    }

    /// The path of a file or folder of the copy, or of one beside it (`../…`).
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        let parent = path.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Every file of the generated crate, as one value to compare.
    pub(crate) fn generated(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let folder = self.path("generated");
        let mut names = BTreeSet::new();
        list(&folder, Path::new(""), &mut names);
        let read = |name: PathBuf| fs::read(folder.join(&name)).map(|bytes| (name, bytes));
        names.into_iter().map(read).collect::<Result<_, _>>().expect("readable files")
    }

    /// Runs cargo in the copy. The arguments are separated by spaces.
    pub(crate) fn cargo(&self, arguments: &str) -> Run {
        self.cargo_with(None, arguments)
    }

    /// Runs cargo in the copy, with `CODEGEN` set or not.
    pub(crate) fn cargo_with(&self, codegen: Option<&str>, arguments: &str) -> Run {
        let mut cargo = Command::new(env!("CARGO"));
        for (name, _) in env::vars_os().filter(|(name, _)| is_of_this_run(name)) {
            cargo.env_remove(name);
        }
        // Nothing here is debugged.
        cargo.envs([("CARGO_TERM_COLOR", "never"), ("CARGO_PROFILE_DEV_DEBUG", "0")]);
        cargo.envs(codegen.map(|value| ("CODEGEN", value)));
        let output = cargo.args(arguments.split(' ')).current_dir(&self.root).output().expect("cargo runs");
        Run::from(output)
    }
}

/// How a program ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(Output { status, stdout, stderr }: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }
}

impl Run {
    /// What it printed, if it succeeded.
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// What it printed, if it failed and said so on the standard error.
    #[track_caller]
    pub(crate) fn failed_with(self, message: &str) -> Self {
        assert_ne!(self.code, Some(0), "{}\n{}", self.stdout, self.stderr);
        assert!(self.stderr.contains(message), "`{message}` is not in\n{}", self.stderr);
        self
    }
}

/// Whether a variable was set for this run of the tests: by cargo, or to check how the workspace is built (`CODEGEN`).
fn is_of_this_run(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let starts_with = |start: &&str| name.starts_with(start);
    ["CARGO_", "CODEGEN", "RUSTC_", "RUSTDOCFLAGS", "RUSTFLAGS"].iter().any(starts_with)
        && !["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR"].iter().any(starts_with)
}

/// Makes one folder what the other is. Files that are the same keep their times, so that cargo takes them for unchanged.
fn synchronize(from: &Path, to: &Path) {
    let (mut wanted, mut found) = (BTreeSet::new(), BTreeSet::new());
    list(from, Path::new(""), &mut wanted);
    list(to, Path::new(""), &mut found);
    for name in found.difference(&wanted) {
        fs::remove_file(to.join(name)).expect("a file that a test left can be deleted");
    }
    for name in wanted {
        // One that is gone again is another program's temporary file.
        let Ok(bytes) = fs::read(from.join(&name)) else { continue };
        let target = to.join(&name);
        if fs::read(&target).is_ok_and(|found| found == bytes) {
            continue;
        }
        let parent = target.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&target, bytes)).expect("a file of the copy can be written");
    }
}

/// The files in a folder of the workspace, by their paths below it. Not cargo's, and not hidden ones.
fn list(root: &Path, below: &Path, names: &mut BTreeSet<PathBuf>) {
    let Ok(entries) = fs::read_dir(root.join(below)) else { return };
    for entry in entries.flatten() {
        let name = below.join(entry.file_name());
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !is_hidden && entry.file_name() != "target" => list(root, &name, names),
            Ok(kind) if kind.is_file() && (!is_hidden || entry.file_name() == ".cargo-ok") => drop(names.insert(name)),
            _ => {}
        }
    }
}
