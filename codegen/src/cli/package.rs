//! What cargo asks of a package's name and version, so that a mistake in one is found before cargo finds it in the generated manifest.

use openapi_codegen::report::Diagnostic;

/// What is wrong with a name or a version.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn diagnostic(self, code: &'static str) -> Diagnostic {
        self.help.into_iter().fold(Diagnostic::error(code, self.message), Diagnostic::help)
    }
}

/// Names that cargo refuses or that break what is built with them: keywords, crates of the compiler, what cargo calls its own folders, devices of Windows
/// (cargo, `util/restricted_names.rs`), and what the generated crate depends on.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "Self", "abstract", "alloc", "as", "async", "await", "aux", "become", "box", "break", "build", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "con", "const", "continue", "core", "crate", "deps", "do", "dyn", "else", "enum", "examples", "extern", "false", "final", "fn", "for",
    "gen", "if", "impl", "in", "incremental", "let", "loop", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "macro", "match",
    "mod", "move", "mut", "nul", "openapi-client", "openapi_client", "override", "priv", "prn", "proc-macro", "proc_macro", "pub", "ref", "return", "self",
    "serde", "serde_json", "static", "std", "struct", "super", "test", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Why a name is no name of a package (The Cargo Book, "The `name` field").
pub(super) fn name_fault(name: &str) -> Option<Fault> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let why = if name.is_empty() {
        "it is empty".to_owned()
    } else if let Some(odd) = name.chars().find(|c| !legal(*c)) {
        if odd == ' ' { "it has a space".to_owned() } else { format!("it has a `{odd}`") }
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        "it does not begin with a letter".to_owned()
    } else if name.len() > 64 {
        "it has more than 64 characters".to_owned()
    } else if RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) {
        "it is reserved".to_owned()
    } else {
        return None;
    };
    let mut meant: String = name.chars().map(|c| if legal(c) { c.to_ascii_lowercase() } else { '-' }).collect();
    meant = meant.trim_matches(|c: char| !c.is_ascii_alphabetic()).to_owned();
    meant.truncate(50);
    let help = match meant.as_str() {
        "" => "a name has letters, digits, `-` and `_`, and begins with a letter".to_owned(),
        meant if RESERVED.contains(&meant) => format!("for instance `{meant}-api`"),
        meant => format!("for instance `{meant}`"),
    };
    Some(Fault { message: format!("`{name}` cannot be the name of a crate: {why}"), help: Some(help) })
}

/// Why a version is none (Semantic Versioning 2.0.0, "Backus–Naur Form Grammar").
pub(super) fn version_fault(version: &str) -> Option<Fault> {
    let (rest, build) = version.split_once('+').map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (numbers, pre) = rest.split_once('-').map_or((rest, None), |(numbers, pre)| (numbers, Some(pre)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| digits(part) && (part == "0" || !part.starts_with('0')) && part.parse::<u64>().is_ok();
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let legal = numbers.split('.').count() == 3
        && numbers.split('.').all(number)
        && pre.is_none_or(|pre| pre.split('.').all(|part| word(part) && (!digits(part) || number(part))))
        && build.is_none_or(|build| build.split('.').all(word));
    (!legal).then(|| Fault {
        message: format!("`{version}` is no version of a crate"),
        help: Some("a version has three numbers, as in `1.4.0`, and may go on as in `1.4.0-beta.1`".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_cargo_takes() {
        for good in ["pets", "pets-api", "pets_api", "a1", "Pets"] {
            assert!(name_fault(good).is_none(), "{good}");
        }
        for bad in [
            "",
            "pets api",
            "1pets",
            "-pets",
            "péts",
            "test",
            "core",
            "std",
            "fn",
            "Con",
            "serde",
            "a/b",
            "a\"\nbuild = \"x",
            &"a".repeat(65),
        ] {
            assert!(name_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn versions_are_semantic() {
        for good in ["0.1.0", "1.2.3-beta.1", "1.2.3-0.x-y+build.01", "10.20.30"] {
            assert!(version_fault(good).is_none(), "{good}");
        }
        for bad in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3", "1.2.99999999999999999999", "1.2.3 "] {
            assert!(version_fault(bad).is_some(), "{bad}");
        }
    }
}
