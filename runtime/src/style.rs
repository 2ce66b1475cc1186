//! How a parameter's value is written: the styles of OpenAPI (3.2 §4.12.6, "Style Values"), which follow RFC 6570.
//!
//! What a style has no form for is written as a text all the same, of which a server can make something: a list or an object inside of what a style
//! takes apart is JSON. Only `deepObject` goes to any depth. Null is what RFC 6570 calls undefined: it is left out, and so are empty lists and objects.

use crate::parts::Parts;

/// How a value is written in a path, a query, a header or a cookie.
///
/// ```
/// use openapi_client::{Client, Method, Style};
///
/// let client: Client = openapi_client::ClientBuilder::new("docs/1.0").base_url("http://localhost").build()?;
/// let request = client.request(Method::GET, "/colors").query_styled("color", ["blue", "black"], Style::FORM.exploded());
/// # Ok::<_, openapi_client::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    reserved: bool,
    empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

/// Makes a text into one that can stand in a place.
pub(crate) type Encode = fn(&str) -> String;

impl Style {
    /// `blue,black` in a path or a header; an object as `R,100,G,200`, exploded `R=100,G=200`.
    pub const SIMPLE: Self = Self::new(Kind::Simple);
    /// `.blue,black` in a path, exploded `.blue.black`; an object as `.R,100,G,200`, exploded `.R=100.G=200`.
    pub const LABEL: Self = Self::new(Kind::Label);
    /// `;color=blue,black` in a path, exploded `;color=blue;color=black`; an object as `;color=R,100,G,200`, exploded `;R=100;G=200`.
    pub const MATRIX: Self = Self::new(Kind::Matrix);
    /// `color=blue,black` in a query, exploded `color=blue&color=black`; an object as `color=R,100,G,200`, exploded `R=100&G=200`.
    pub const FORM: Self = Self::new(Kind::Form);
    /// `color=blue%20black` in a query.
    pub const SPACE_DELIMITED: Self = Self::new(Kind::SpaceDelimited);
    /// `color=blue%7Cblack` in a query.
    pub const PIPE_DELIMITED: Self = Self::new(Kind::PipeDelimited);
    /// `color[R]=100&color[G]=200` in a query, the brackets escaped. Objects in it go on: `a[b][c]=1`. The items of a list are `a[]=1&a[]=2`, those that
    /// are lists or objects themselves `a[0][b]=1&a[1][b]=2`.
    pub const DEEP_OBJECT: Self = Self::new(Kind::DeepObject);
    /// As JSON, whatever the value.
    pub const JSON: Self = Self::new(Kind::Json);

    const fn new(kind: Kind) -> Self {
        Self { kind, explode: false, reserved: false, empty: false }
    }

    /// Each item of a list, each property of an object for itself.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Reserved characters and escapes go as they are, apart from those that would end the value: `&`, `+`, `#`, `[` and `]` in a query, `?`, `#`, `[` and
    /// `]` in a path, whatever RFC 6265 does not allow in a cookie.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Null is sent, as a name with an empty value.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    pub(crate) fn is_reserved(self) -> bool {
        self.reserved
    }

    /// Whether it writes names and values, and not one text.
    pub(crate) fn has_names(self) -> bool {
        !matches!(self.kind, Kind::Simple | Kind::Label | Kind::Json)
    }

    /// One text, for a path or a header. `None`: the value is undefined.
    pub(crate) fn text(self, name: &str, parts: &Parts, encode: Encode) -> Option<String> {
        let (start, between) = match (self.kind, self.explode) {
            (Kind::Json, _) => return Some(encode(&parts.json())),
            (Kind::Matrix, _) => {
                let pairs = self.pairs(name, parts, encode).into_iter();
                let pairs: Vec<_> = pairs
                    .map(
                        |(name, value)| {
                            if value.is_empty() { format!(";{}", encode(&name)) } else { format!(";{}={value}", encode(&name)) }
                        },
                    )
                    .collect();
                return (!pairs.is_empty()).then(|| pairs.concat());
            }
            (Kind::Label, true) => (".", "."),
            (Kind::Label, false) => (".", ","),
            _ => ("", ","),
        };
        let pieces = pieces(parts, self.explode, encode);
        (!pieces.is_empty()).then(|| format!("{start}{}", pieces.join(between)))
    }

    /// Names and their encoded values, for a query or a cookie. None: the value is undefined.
    pub(crate) fn pairs(self, name: &str, parts: &Parts, encode: Encode) -> Vec<(String, String)> {
        let pair = |name: &str, parts: &Parts| (name.to_owned(), encode(&parts.text()));
        match (self.kind, parts) {
            (Kind::Json, _) => vec![(name.to_owned(), encode(&parts.json()))],
            (_, Parts::Null) if self.empty => vec![(name.to_owned(), String::new())],
            (Kind::DeepObject, _) => {
                let mut pairs = Vec::new();
                deep(name.to_owned(), parts, encode, &mut pairs);
                pairs
            }
            (_, Parts::List(items)) if self.explode => defined(items).map(|item| pair(name, item)).collect(),
            (_, Parts::Object(members)) if self.explode => {
                let each = members.iter().flat_map(|(key, member)| match member {
                    Parts::List(items) => defined(items).map(|item| pair(key, item)).collect(),
                    Parts::Null => Vec::new(),
                    other => vec![pair(key, other)],
                });
                each.collect()
            }
            _ => {
                let pieces = pieces(parts, false, encode);
                let between = match self.kind {
                    Kind::SpaceDelimited => "%20",
                    Kind::PipeDelimited => "%7C",
                    _ => ",",
                };
                if pieces.is_empty() { Vec::new() } else { vec![(name.to_owned(), pieces.join(between))] }
            }
        }
    }
}

/// What stands between the separators.
fn pieces(parts: &Parts, explode: bool, encode: Encode) -> Vec<String> {
    let piece = |parts: &Parts| encode(&parts.text());
    match parts {
        Parts::Null => Vec::new(),
        Parts::Literal(_) | Parts::Text(_) => vec![piece(parts)],
        Parts::List(items) => defined(items).map(piece).collect(),
        Parts::Object(members) => {
            let members = members.iter().filter(|(_, member)| *member != Parts::Null);
            let pairs = members.map(|(key, member)| (encode(key), piece(member)));
            if explode {
                pairs.map(|(key, member)| format!("{key}={member}")).collect()
            } else {
                pairs.flat_map(|(key, member)| [key, member]).collect()
            }
        }
    }
}

fn deep(name: String, parts: &Parts, encode: Encode, pairs: &mut Vec<(String, String)>) {
    match parts {
        Parts::Null => {}
        Parts::Literal(_) | Parts::Text(_) => pairs.push((name, encode(&parts.text()))),
        Parts::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = if item.is_scalar() { format!("{name}[]") } else { format!("{name}[{index}]") };
                deep(name, item, encode, pairs);
            }
        }
        Parts::Object(members) => {
            for (key, member) in members {
                deep(format!("{name}[{key}]"), member, encode, pairs);
            }
        }
    }
}

fn defined(items: &[Parts]) -> impl Iterator<Item = &Parts> {
    items.iter().filter(|item| **item != Parts::Null)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::encode;

    fn parts(value: &Value) -> Parts {
        Parts::read(serde_json::to_vec(value)).unwrap_or(Parts::Null)
    }

    /// An object whose members are in the standard's order.
    fn rgb() -> Parts {
        let member = |(key, value): (&str, &str)| (key.to_owned(), Parts::Literal(value.to_owned()));
        Parts::Object([("R", "100"), ("G", "200"), ("B", "150")].map(member).to_vec())
    }

    fn query(style: Style, name: &str, parts: &Parts) -> String {
        let mut query = String::new();
        for (name, value) in style.pairs(name, parts, encode::value) {
            encode::push_pair(&mut query, &name, &value);
        }
        query
    }

    /// The examples of OpenAPI 3.1.1 §4.8.12.4, "Style Examples": undefined, empty, string, array, object.
    #[test]
    fn the_standards_examples_in_a_path() {
        let (string, array) = (parts(&json!("blue")), parts(&json!(["blue", "black", "brown"])));
        for (style, expected) in [
            (Style::MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
            (Style::MATRIX.exploded(), [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
            (Style::LABEL, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
            (Style::LABEL.exploded(), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
            (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
            (Style::SIMPLE.exploded(), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        ] {
            for (value, expected) in [&parts(&json!("")), &string, &array, &rgb()].into_iter().zip(expected) {
                assert_eq!(style.text("color", value, encode::value).as_deref(), Some(expected), "{style:?}");
            }
            for undefined in [json!(null), json!([]), json!({}), json!([null])] {
                assert_eq!(style.text("color", &parts(&undefined), encode::value), None, "{style:?} {undefined}");
            }
        }
    }

    #[test]
    fn the_standards_examples_in_a_query() {
        let (string, array) = (parts(&json!("blue")), parts(&json!(["blue", "black", "brown"])));
        for (style, value, expected) in [
            (Style::FORM, &parts(&json!("")), "color="),
            (Style::FORM, &string, "color=blue"),
            (Style::FORM, &array, "color=blue,black,brown"),
            (Style::FORM, &rgb(), "color=R,100,G,200,B,150"),
            (Style::FORM.exploded(), &parts(&json!("")), "color="),
            (Style::FORM.exploded(), &string, "color=blue"),
            (Style::FORM.exploded(), &array, "color=blue&color=black&color=brown"),
            (Style::FORM.exploded(), &rgb(), "R=100&G=200&B=150"),
            (Style::SPACE_DELIMITED, &array, "color=blue%20black%20brown"),
            (Style::SPACE_DELIMITED, &rgb(), "color=R%20100%20G%20200%20B%20150"),
            (Style::PIPE_DELIMITED, &array, "color=blue%7Cblack%7Cbrown"),
            (Style::PIPE_DELIMITED, &rgb(), "color=R%7C100%7CG%7C200%7CB%7C150"),
            (Style::DEEP_OBJECT, &rgb(), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
            (Style::JSON, &array, "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"),
        ] {
            assert_eq!(query(style, "color", value), expected, "{style:?}");
            for undefined in [json!(null), json!([]), json!({}), json!([null])] {
                assert!(style == Style::JSON || query(style, "color", &parts(&undefined)).is_empty(), "{style:?} {undefined}");
            }
        }
        assert_eq!(query(Style::FORM.or_empty(), "color", &Parts::Null), "color=");
    }

    #[test]
    fn what_lies_deeper() {
        let value = parts(&json!({ "a": [1, "x y"], "b": { "c": true, "d": [{ "e": 1 }, { "e": 2 }] }, "n": null }));
        assert_eq!(
            query(Style::DEEP_OBJECT, "f", &value).replace("%5B", "[").replace("%5D", "]"),
            "f[a][]=1&f[a][]=x%20y&f[b][c]=true&f[b][d][0][e]=1&f[b][d][1][e]=2"
        );
        assert_eq!(query(Style::DEEP_OBJECT, "f", &parts(&json!(["a", "b"]))), "f%5B%5D=a&f%5B%5D=b");
        let flat = parts(&json!({ "a": [1, [2]], "b": { "c": "d" } }));
        assert_eq!(query(Style::FORM.exploded(), "f", &flat), "a=1&a=%5B2%5D&b=%7B%22c%22%3A%22d%22%7D");
        assert_eq!(query(Style::FORM, "f", &flat), "f=a,%5B1%2C%5B2%5D%5D,b,%7B%22c%22%3A%22d%22%7D");
    }
}
