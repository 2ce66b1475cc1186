//! Where files are read from.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::limits::MAX_BYTES;

/// What has files: the disk, or a state of it that is kept elsewhere, such as a commit.
pub trait Store: Debug {
    /// What messages call a file.
    fn name(&self, path: &Path) -> String;

    /// The one path that a file or folder has, whatever leads to it.
    ///
    /// # Errors
    /// There is none.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// How many bytes a file has, as far as the store says.
    ///
    /// # Errors
    /// There is none, or it is none (`IsADirectory`).
    fn length(&self, path: &Path) -> io::Result<u64>;

    /// The bytes of a file; of one that has more than [`MAX_BYTES`], any number above that.
    ///
    /// # Errors
    /// There is none, or it is none, or it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The names of the files and folders in a folder, in no order. None: there is no such folder.
    fn names(&self, folder: &Path) -> Vec<String>;
}

/// The disk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disk;

impl Store for Disk {
    fn name(&self, path: &Path) -> String {
        path.display().to_string()
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(folder(path))
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        let metadata = fs::metadata(path)?;
        if metadata.is_file() { Ok(metadata.len()) } else { Err(io::Error::other("this is no file")) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        // Said here, since reading a folder fails with a different error on every system.
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(ErrorKind::IsADirectory));
        }
        let mut bytes = Vec::new();
        // The length that the file system states is not asked: it is zero for pipes and devices.
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn names(&self, path: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }
}

/// A path that is empty is the present folder.
fn folder(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}
