//! `Cargo.toml` of the generated crate.

use std::fmt::Write;

use super::Crate;
use crate::ir::{Api, Features};

/// Lints, and the exceptions from them.
const LINTS: &str = "
[lints.rust]
missing_docs = \"warn\"
unsafe_code = \"forbid\"
# What is deprecated still works, and is used by what describes it.
deprecated = \"allow\"
# Names are the document's, in whatever script it has them.
confusable_idents = \"allow\"
mixed_script_confusables = \"allow\"
uncommon_codepoints = \"allow\"

[lints.clippy]
pedantic = { level = \"warn\", priority = -1 }
# An absent property and a null one differ.
option_option = \"allow\"
# A status is looked for before the range that it is in.
match_overlapping_arm = \"allow\"
# The formatter makes a block of a long closure.
semicolon_if_nothing_returned = \"allow\"
# The prose is the document's.
doc_lazy_continuation = \"allow\"
doc_markdown = \"allow\"
doc_overindented_list_items = \"allow\"
# Names, numbers and shapes are the document's.
absurd_extreme_comparisons = \"allow\"
disallowed_names = \"allow\"
enum_variant_names = \"allow\"
fn_params_excessive_bools = \"allow\"
large_enum_variant = \"allow\"
many_single_char_names = \"allow\"
pub_underscore_fields = \"allow\"
struct_excessive_bools = \"allow\"
struct_field_names = \"allow\"
too_many_arguments = \"allow\"
too_many_lines = \"allow\"
type_complexity = \"allow\"
unreadable_literal = \"allow\"
used_underscore_binding = \"allow\"
";

/// The manifest. What comes from the document is in it as TOML strings, and nothing of it decides what cargo does.
pub(super) fn manifest(api: &Api, made: &Crate) -> String {
    let Crate { name, version, license, repository, workspace_member, dependencies, runtime } = made;
    let mut text = String::from("[package]\n");
    let mut set = |key: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{key} = {}", string(value));
    };
    set("name", name);
    set("description", &format!("A client for {}, version {}", api.title.trim(), api.version.trim()));
    set("version", version);
    set("edition", "2024");
    set("rust-version", "1.89");
    if let Some(license) = license {
        set("license", license);
    }
    if let Some(repository) = repository {
        set("repository", repository);
    }
    text.push_str("include = [\"src/**/*.rs\", \"README.md\", \"CHANGELOG.md\", \"LICENSE-*\"]\n");
    if api.features.names().next().is_some() {
        text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    }
    text.push_str(&features(&api.features));
    text.push_str("\n[dependencies]\n");
    let _ = writeln!(text, "openapi-client = {{ {runtime}, default-features = false }}");
    // Both always, used or not: cargo reads the manifest before the build script may change it, so that a bump must not.
    text.push_str("serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n");
    for (name, value) in dependencies {
        let _ = writeln!(text, "{name} = {value}");
    }
    text.push_str(LINTS);
    if !workspace_member {
        text.push_str("\n# A workspace of its own; `workspace-member = true` under `[package]` in codegen.toml makes it a member of another.\n[workspace]\n");
    }
    text
}

/// What users choose from.
fn features(features: &Features) -> String {
    let names = || std::iter::once("reqwest").chain(features.names());
    let mut text = String::from("\n[features]\n");
    let quoted: Vec<String> = names().map(string).collect();
    // Writing to a string cannot fail.
    let _ = match &quoted[..] {
        [only] => writeln!(text, "default = [{only}]"),
        all => writeln!(text, "default = [\n    {},\n]", all.join(",\n    ")),
    };
    text.push_str("# The default transport. Without it, a client is built with a `tower` service of its user's.\n");
    text.push_str("reqwest = [\"openapi-client/reqwest\"]\n");
    if !features.modules.is_empty() {
        text.push_str("# One for each tag: its operations, and the types that they use.\n");
    }
    text.extend(features.modules.iter().map(|name| format!("{name} = []\n")));
    text.extend(features.unused.iter().map(|name| format!("# The types that no operation uses.\n{name} = []\n")));
    text
}

/// A basic string of TOML (TOML 1.0, "String").
pub(super) fn string(text: &str) -> String {
    let mut result = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                result.push('\\');
                result.push(c);
            }
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}') =>
            {
                result.push(' ');
            }
            c => result.push(c),
        }
    }
    result.push('"');
    result
}
