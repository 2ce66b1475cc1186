//! Edits of `openapi.yaml`, as text: they hold for later versions of it too.

use crate::workspace::Workspace;

/// The version that no document has.
pub(crate) const VERSION: &str = "9999.1.0";

/// A new version of the document, with a new optional property of the body of the operation that the README shows:
/// `regenerationProbe`.
pub(crate) fn bump(workspace: &Workspace) {
    let mut lines: Vec<String> = workspace.read("openapi.yaml").lines().map(str::to_owned).collect();
    let version = below(&lines, &["info:", "version:"]);
    lines[version] = format!("{}version: {VERSION}", indent(&lines[version]));
    let properties = below(&lines, &["/auth/recover/user/code:", "requestBody:", "properties:"]);
    let at = properties + 1;
    let indent = indent(&lines[at]).to_owned();
    lines.splice(at..at, [format!("{indent}regenerationProbe:"), format!("{indent}  type: string")]);
    workspace.write("openapi.yaml", &(lines.join("\n") + "\n"));
}

/// A mistake in the document: a length below zero. Returns its line and column, from 1.
pub(crate) fn spoil(workspace: &Workspace) -> (usize, usize) {
    let text = workspace.read("openapi.yaml");
    let line = text.lines().position(|line| line.trim_start().starts_with("minLength:")).expect("a `minLength`");
    let spoiled = |(at, text): (usize, &str)| {
        if at == line { text.replace("minLength: ", "minLength: -") } else { text.to_owned() }
    };
    let lines: Vec<String> = text.lines().enumerate().map(spoiled).collect();
    workspace.write("openapi.yaml", &(lines.join("\n") + "\n"));
    (line + 1, lines[line].find('-').expect("the sign") + 1)
}

/// The line of the last of these keys, each one the first of its name after the one before.
fn below(lines: &[String], keys: &[&str]) -> usize {
    keys.iter().fold(0, |from, key| {
        let found = lines[from..].iter().position(|line| line.trim_start().starts_with(key));
        from + found.unwrap_or_else(|| panic!("no `{key}` in openapi.yaml after line {from}: this test edits what is below it"))
    })
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}
