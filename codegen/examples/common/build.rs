//! Programs beside a generated crate: how they are built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the manifest of a generated crate finds its runtime: in this checkout.
pub(crate) fn runtime() -> String {
    let runtime = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")).unwrap_or_default();
    format!("version = \"{}\", path = {:?}", env!("CARGO_PKG_VERSION"), runtime.to_string_lossy())
}

/// Builds the driver. All drivers share what they depend on.
pub(crate) fn build(folder: &Path, package: &str, out: &Path) -> Result<PathBuf, String> {
    let failed = |error: io::Error| error.to_string();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).map_err(failed)?;
    let target = std::path::absolute(out.join("target")).map_err(failed)?;
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["build", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(failed)?;
    if !output.status.success() {
        return Err(format!("it does not compile: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(target.join("debug").join(package))
}
