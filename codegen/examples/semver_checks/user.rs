//! Code of a user of the generated crate: the lines of a diff, asked of a compiler.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use openapi_codegen::ir::Api;
use serde_json::Value;

use crate::pair::PACKAGE;

/// A line, and the variables that it uses with their types.
pub(crate) type Line<'a> = (&'a str, &'a [(String, String)]);

/// Names that lines use without a path, and where they are.
const NAMES: &[(&str, &str)] = &[
    ("std::collections", "BTreeMap"),
    ("compared", "ApiError, Call, Client, ClientBuilder, Error"),
    ("compared::openapi_client", "Body, Bytes, ByteStream, EventStream, FilePart, InvalidBaseUrl, ItemStream"),
    ("compared::openapi_client", "Base64, Date, DateTime, Decimal, Duration, Email, Hostname, IdnEmail, Ipv4, Ipv6, Iri, IriReference"),
    ("compared::openapi_client", "JsonPointer, RelativeJsonPointer, Secret, Time, Uri, UriReference, UriTemplate, Uuid"),
    ("compared::openapi_client::serde_json", "Value"),
];

/// Which of the lines do not compile with a crate. The compiler stops early where names are wrong, so that what is wrong is taken out until all is right.
pub(crate) fn refused(out: &Path, which: &str, api: &Api, lines: &[Line<'_>]) -> Result<BTreeSet<usize>, String> {
    let folder = out.join(format!("user-{which}"));
    let error = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder.join("src")).map_err(error)?;
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{PACKAGE} = {{ path = \"../{which}\" }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).map_err(error)?;
    let mut refused = BTreeSet::new();
    loop {
        let (text, starts) = source(api, lines, &refused);
        fs::write(folder.join("src/lib.rs"), text).map_err(error)?;
        let wrong = errors(out, &folder)?;
        let before = refused.len();
        for line in &wrong {
            refused.extend(starts.iter().rev().find(|(start, _)| start <= line).map(|(_, index)| *index));
        }
        if wrong.is_empty() {
            return Ok(refused);
        }
        if refused.len() == before {
            return Err(format!("{} does not compile", folder.display()));
        }
    }
}

/// A function for each line, and the number of the line that it starts at.
fn source(api: &Api, lines: &[Line<'_>], without: &BTreeSet<usize>) -> (String, Vec<(usize, usize)>) {
    let mut text = "#![allow(warnings)]\nuse compared::*;\n".to_owned();
    if !api.types.is_empty() {
        text.push_str("use compared::types::*;\n");
    }
    let defined: BTreeSet<&str> = api.types.iter().map(|def| def.name.as_str()).collect();
    for (module, names) in NAMES {
        if *module == PACKAGE && api.modules.is_empty() {
            continue;
        }
        for name in names.split(", ") {
            let module = if defined.contains(name) { "compared::types" } else { module };
            let _ = writeln!(text, "use {module}::{name};");
        }
    }
    let mut starts = Vec::new();
    for (index, (code, given)) in lines.iter().enumerate().filter(|(index, _)| !without.contains(index)) {
        starts.push((text.lines().count() + 1, index));
        let given: Vec<String> = given.iter().map(|(name, ty)| format!("mut {name}: {ty}")).collect();
        let end = if code.ends_with(';') { "" } else { ";" };
        let _ = writeln!(text, "fn line_{index}({}) {{\n    {}{end}\n}}", given.join(", "), code.replace('…', "todo!()"));
    }
    (text, starts)
}

/// The lines with errors.
fn errors(out: &Path, folder: &Path) -> Result<Vec<usize>, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["check", "--quiet", "--offline", "--message-format=json"]).current_dir(folder);
    command.env("CARGO_TARGET_DIR", out.join("target")).env("CARGO_INCREMENTAL", "0").stdin(Stdio::null());
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let output = command.output().map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let messages = stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let of_user = messages.filter(|message| message["target"]["name"] == "user" && message["message"]["level"] == "error");
    let spans = of_user.flat_map(|message| message["message"]["spans"].as_array().cloned().unwrap_or_default());
    let lines: Vec<usize> = spans.filter_map(|span| span["line_start"].as_u64()).filter_map(|line| usize::try_from(line).ok()).collect();
    if lines.is_empty() && !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(lines)
}
