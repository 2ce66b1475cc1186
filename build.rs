// Is `generated/` current with `openapi.yaml`? If not, run the generator.
//
// In: what the crate is made from, and the first line of `generated/src/lib.rs`, which says what it was made from. Out:
// the crate's files, written by the generator. Deliberately absent: dependencies, since whoever uses the crate would
// compile them; and anything about OpenAPI.
//
// This is the build script of `generated/`, which includes it and leaves it out of its package: only a package's own
// script runs before that package is compiled (ARCHITECTURE.md, "Regeneration"). CODEGEN=deny makes it refuse where it
// would generate, CODEGEN=off makes it do nothing.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the crate is made from, beside the workspace's manifest, in the order of the stamp. All must exist: cargo takes
/// a missing file for a changed one, at every build.
const INPUTS: [&str; 2] = ["openapi.yaml", "codegen.toml"];

/// The names that the crate has: an input too, which the generator writes anew.
const NAMES: &str = "names.lock";

/// How variables start that are about the running build. With them the generator would be built otherwise, or anew.
const DROPPED: [&str; 9] = ["CARGO_", "CLICOLOR_FORCE", "CLIPPY_", "DEP_", "HOST", "OUT_DIR", "RUSTC_", "RUSTFLAGS", "TARGET"];

/// How those of them start that are about the machine: where crates come from, and how many jobs may run.
const KEPT: [&str; 5] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_MAKEFLAGS", "CARGO_NET_", "CARGO_REGISTR"];

fn main() -> ExitCode {
    // With this line cargo watches what is named, and not the whole folder, which is newer than the run that writes it.
    println!("cargo::rerun-if-env-changed=CODEGEN");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Of a script that fails thus, cargo shows these lines and nothing else.
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let package = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let workspace = package.parent().unwrap_or(&package);
    let mode = env::var_os("CODEGEN").unwrap_or_default();
    if mode == "off" || is_foreign(workspace) {
        return Ok(());
    }
    if !mode.is_empty() && mode != "deny" {
        return Err(format!("CODEGEN is `{}`: it may be `deny`, `off`, or not set", mode.display()));
    }
    watch(&package);
    if is_current(&package, workspace)? {
        return Ok(());
    }
    if mode == "deny" {
        return Err("`generated/` was made from another openapi.yaml, codegen.toml or names.lock, and CODEGEN=deny keeps it so\n\
                    run `cargo build` without CODEGEN, and commit `generated/`"
            .to_owned());
    }
    // An editor's build and a terminal's, with different target folders, may come here at once.
    let _lock = lock(workspace).map_err(|error| format!("cannot lock `target/codegen.lock`: {error}"))?;
    if is_current(&package, workspace)? { Ok(()) } else { regenerate(workspace, &package) }
}

/// Tells cargo what to look at.
fn watch(package: &Path) {
    for input in INPUTS {
        println!("cargo::rerun-if-changed=../{input}");
    }
    for (_, path) in others(&list(package)) {
        println!("cargo::rerun-if-changed=../{path}");
    }
    if package.join(NAMES).exists() {
        println!("cargo::rerun-if-changed={NAMES}");
    }
}

/// What the generator has written down of a document in several files: `inputs.txt`, empty where there is none.
fn list(package: &Path) -> String {
    fs::read_to_string(package.join("inputs.txt")).unwrap_or_default()
}

/// The files in that list: the hash of each and the way to it from the document.
fn others(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

/// Whether these sources are somebody's copy: a package, which has no inputs, or cargo's checkout of a git dependency.
fn is_foreign(workspace: &Path) -> bool {
    !INPUTS.iter().any(|input| workspace.join(input).exists()) || workspace.join(".cargo-ok").exists()
}

/// Whether `lib.rs` says that it was made from the inputs as they are. The generator writes it last: where it was interrupted, the answer is no.
fn is_current(package: &Path, workspace: &Path) -> Result<bool, String> {
    let mut contents = Vec::new();
    for input in INPUTS {
        contents.push(fs::read(workspace.join(input)).map_err(|error| format!("cannot read `{input}`: {error}"))?);
    }
    let list = list(package);
    let is_as_listed = |(hash, path): (&str, &str)| fs::read(workspace.join(path)).is_ok_and(|content| stamp(&[content]) == hash);
    let mut stamp_of_all = stamp(&contents);
    if !list.is_empty() {
        stamp_of_all = stamp(&[stamp_of_all.into_bytes(), list.clone().into_bytes()]);
    }
    let Ok(names) = fs::read(package.join(NAMES)) else { return Ok(false) };
    let stamp_of_all = stamp(&[stamp_of_all.into_bytes(), names]);
    let header = format!("// @generated by openapi-codegen, inputs {stamp_of_all}.");
    let is_of_these = fs::read(package.join("src/lib.rs")).is_ok_and(|lib| lib.starts_with(header.as_bytes()));
    Ok(is_of_these && others(&list).all(is_as_listed))
}

/// The same as `openapi_codegen::output::stamp`: FNV-1a over each input's length and bytes.
fn stamp(inputs: &[Vec<u8>]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for input in inputs {
        for byte in (input.len() as u64).to_le_bytes().iter().chain(input) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

fn lock(workspace: &Path) -> io::Result<File> {
    let folder = workspace.join("target");
    fs::create_dir_all(&folder)?;
    let file = File::options().create(true).truncate(false).write(true).open(folder.join("codegen.lock"))?;
    file.lock()?;
    Ok(file)
}

fn regenerate(workspace: &Path, package: &Path) -> Result<(), String> {
    let before = compiled_by(package);
    generate(workspace)?;
    as_old_as_the_document(&package.join(NAMES), workspace).map_err(|error| format!("cannot set the time of `{NAMES}`: {error}"))?;
    watch(package);
    if !is_current(package, workspace)? {
        // Said here, because else each build would generate again, and nobody would know why.
        return Err("`generated/src/lib.rs` says that it was made from something else\n\
                    if an input was just saved, run the same command again; else `build.rs` and `output::stamp` differ"
            .to_owned());
    }
    if compiled_by(package) != before {
        return Err("`generated/Cargo.toml` has other features or dependencies now, and cargo has read the old ones\n\
                    run the same command again"
            .to_owned());
    }
    Ok(())
}

/// Cargo takes what is newer than this run for changed since, and what this run has written is: the next build would compile again.
fn as_old_as_the_document(names: &Path, workspace: &Path) -> io::Result<()> {
    let time = fs::metadata(workspace.join(INPUTS[0]))?.modified()?;
    File::options().write(true).open(names)?.set_modified(time)
}

/// What cargo has read of the manifest before it started this, and builds by.
fn compiled_by(package: &Path) -> String {
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap_or_default();
    let sections = manifest.split("\n[");
    sections.filter(|section| section.starts_with("features]") || section.starts_with("dependencies")).collect()
}

/// Builds the generator and runs it: not with `cargo run`, which would mix the generator's own warnings with a mistake.
fn generate(workspace: &Path) -> Result<(), String> {
    // In a target folder of its own: the running cargo has the other one locked, and each would wait for the other.
    let target = target_folder()?.join("codegen");
    let mut cargo = clean(variable("CARGO")?);
    cargo.args(["build", "--quiet", "--locked", "--package", "openapi-codegen", "--no-default-features"]);
    cargo.arg("--target-dir").arg(&target);
    // It compiles a fifth faster.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    let host = variable("HOST")?;
    let mut programs = target;
    if host != variable("TARGET")? {
        // The generator is for this machine, also where a configuration file names another.
        cargo.arg("--target").arg(&host);
        programs.push(host);
    }
    run_in(workspace, &mut cargo)?;
    let mut generator = clean(programs.join("debug").join(format!("openapi-codegen{}", env::consts::EXE_SUFFIX)));
    generator.args(["generate", "openapi.yaml", "--config", "codegen.toml", "--out", "generated"]);
    // Named, since the program would look where it was built, and a checkout may have moved since.
    run_in(workspace, generator.args(["--runtime", "runtime"]))
}

/// A program that knows nothing of the running build.
fn clean(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_this_build(name)) {
        command.env_remove(name);
    }
    command
}

/// Runs a program. What it prints is the error if it fails.
fn run_in(workspace: &Path, program: &mut Command) -> Result<(), String> {
    let output = program.current_dir(workspace).output();
    let output = output.map_err(|error| format!("cannot run `{}`: {error}", program.get_program().display()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`generated/` is not current, and cannot be generated ({})\n{}", output.status, said.trim_end()))
}

fn is_of_this_build(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let starts_with = |start: &&str| name.starts_with(start);
    DROPPED.iter().any(starts_with) && !KEPT.iter().any(starts_with)
}

/// The running build's target folder, from `…/target/[triple/]debug/build/dfns-api-0123456789abcdef/out`.
fn target_folder() -> Result<PathBuf, String> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let build = out.ancestors().find(|path| path.file_name() == Some(OsStr::new("build")));
    let folder = build.and_then(|build| build.ancestors().nth(2));
    folder.map(Path::to_owned).ok_or_else(|| format!("`{}` is no output folder of cargo", out.display()))
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("cargo has not set {name}"))
}
