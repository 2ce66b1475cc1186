//! Path templates, as documents have them: parameters in braces, and what some put behind the path to tell operations apart.

/// A key of `paths`, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// What is sent of it: each `{…}` has a variable's name.
    pub(super) text: String,
    /// The variables in it, each once.
    pub(super) variables: Vec<Variable>,
    /// What stands behind a `?`.
    pub(super) query: Vec<Pair>,
    /// Names of parameters that may be in the query: `{?page,limit}` (RFC 6570 §3.2.8).
    pub(super) listed: Vec<String>,
}

/// What stands for a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    pub(super) name: String,
    /// Its value may be several segments: `{+path}`, `{path+}`, `{path*}`.
    pub(super) reserved: bool,
}

/// A pair of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    /// `{name}` is a variable, all else text.
    pub(super) value: String,
}

impl Pair {
    /// The variable that is the value.
    pub(super) fn variable(&self) -> Option<&str> {
        self.value.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.contains(['{', '}']))
    }
}

impl Template {
    /// Takes a path apart. A fragment (`#create`) only tells operations apart, and is never sent. `declared` are the names of path parameters: one that
    /// is called `path+` keeps its sign.
    pub(super) fn parse(path: &str, declared: &[&str]) -> Self {
        let (path, behind) = path.split_at(end(path));
        let query = behind.strip_prefix('?').unwrap_or_default().split('#').next().unwrap_or_default();
        let mut template =
            Self { text: String::new(), variables: Vec::new(), query: query.split('&').filter_map(pair).collect(), listed: Vec::new() };
        let mut rest = path;
        while let Some((literal, name, after)) = first_variable(rest) {
            template.text.push_str(literal);
            rest = after;
            if let Some(names) = name.strip_prefix(['?', '&']) {
                let names = names.split(',').map(|name| name.trim().trim_end_matches('*'));
                template.listed.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
                continue;
            }
            let variable = variable(name, declared);
            template.text.extend(["{", &variable.name, "}"]);
            if !template.variables.iter().any(|known| known.name == variable.name) {
                template.variables.push(variable);
            }
        }
        template.text.push_str(rest);
        template
    }
}

/// Where the path ends: at a `?` or `#` outside of braces.
fn end(path: &str) -> usize {
    let mut open = false;
    let found = path.char_indices().find(|(_, sign)| {
        match sign {
            '{' => open = true,
            '}' => open = false,
            _ => {}
        }
        !open && matches!(sign, '?' | '#')
    });
    found.map_or(path.len(), |(at, _)| at)
}

fn first_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn pair(text: &str) -> Option<Pair> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (!name.is_empty()).then(|| Pair { name: name.to_owned(), value: value.to_owned() })
}

/// `{+path}` is RFC 6570's way to write a value with slashes, `{path+}` and `{path*}` are those of gateways. Some add a pattern: `{id:[0-9]+}`,
/// `{name=shelves/*}`.
fn variable(text: &str, declared: &[&str]) -> Variable {
    let (bare, pattern) = text.split_once([':', '=']).unwrap_or((text, ""));
    let signs = ['+', '*'];
    let reserved = bare.starts_with('+') || bare.ends_with(signs) || pattern.contains('/') || matches!(pattern, ".*" | ".+" | "*" | "**");
    let name = if declared.contains(&text) { text } else { bare.trim_start_matches('+').trim_end_matches(signs) };
    Variable { name: if name.is_empty() { text } else { name }.to_owned(), reserved }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(path: &str, declared: &[&str]) -> (String, Vec<String>, Vec<String>) {
        let Template { text, variables, query, listed } = Template::parse(path, declared);
        let variables = variables.into_iter().map(|variable| format!("{}{}", variable.name, if variable.reserved { "+" } else { "" }));
        let query =
            query.into_iter().map(|pair| format!("{}={}", pair.name, pair.value)).chain(listed.into_iter().map(|name| format!("?{name}")));
        (text, variables.collect(), query.collect())
    }

    #[test]
    fn paths_are_taken_apart() {
        for (path, text, variables, query) in [
            ("/pets/{petId}/{petId}", "/pets/{petId}/{petId}", &["petId"][..], &[][..]),
            ("/x(id={id})/{a}-{b}.json", "/x(id={id})/{a}-{b}.json", &["id", "a", "b"], &[]),
            ("/files/{+path}", "/files/{path}", &["path+"], &[]),
            ("/files/{proxy+}", "/files/{proxy}", &["proxy+"], &[]),
            ("/{id:[0-9]+}/{name=shelves/*}", "/{id}/{name}", &["id", "name+"], &[]),
            ("/a?x=y&z&v={v}#f", "/a", &[], &["x=y", "z=", "v={v}"]),
            ("/a#create&x", "/a", &[], &[]),
            ("/a{?page,limit*}", "/a", &[], &["?page", "?limit"]),
        ] {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
            assert_eq!(parsed(path, &[]), (text.to_owned(), owned(variables), owned(query)), "{path}");
        }
        assert_eq!(parsed("/{path+}", &["path+"]).0, "/{path+}");
    }
}
