//! Parameters of a query, a cookie or an urlencoded body: in come its pairs and a parameter, out come the JSON values that the
//! parameter may have and which pairs it has taken.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::style::{self, Style};
use crate::view::View;

/// The pairs of a query, an urlencoded body or a cookie header, and which of them are accounted for.
#[derive(Debug)]
pub(crate) struct Pairs<'a> {
    raw: Vec<(&'a str, &'a str)>,
    names: Vec<String>,
    taken: BTreeSet<usize>,
}

impl<'a> Pairs<'a> {
    pub(crate) fn new(raw: Vec<(&'a str, &'a str)>) -> Self {
        let names = raw.iter().map(|(name, _)| style::decode_form(name)).collect();
        Self { raw, names, taken: BTreeSet::new() }
    }

    /// Of pairs that nothing is encoded in.
    pub(crate) fn decoded(raw: Vec<(&'a str, &'a str)>) -> Self {
        let names = raw.iter().map(|(name, _)| (*name).to_owned()).collect();
        Self { raw, names, taken: BTreeSet::new() }
    }

    /// Takes the pairs of a name, if something is left of them.
    pub(crate) fn take_new(&mut self, name: &str) -> bool {
        let is_new = self.rest().any(|known| known == name);
        self.take(name);
        is_new
    }

    /// Takes the pairs of a name.
    pub(crate) fn take(&mut self, name: &str) -> Vec<&'a str> {
        self.take_if(|known| known == name).into_iter().map(|(_, text)| text).collect()
    }

    /// The first text of a name, which stays.
    pub(crate) fn peek(&self, name: &str) -> Option<&'a str> {
        self.names.iter().position(|known| known == name).map(|at| self.raw[at].1)
    }

    fn take_if(&mut self, is_meant: impl Fn(&str) -> bool) -> Vec<(String, &'a str)> {
        let meant: Vec<usize> = (0..self.raw.len()).filter(|at| is_meant(&self.names[*at])).collect();
        self.taken.extend(&meant);
        meant.into_iter().map(|at| (self.names[at].clone(), self.raw[at].1)).collect()
    }

    /// The names that nothing has taken.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &str> {
        self.names.iter().enumerate().filter(|(at, _)| !self.taken.contains(at)).map(|(_, name)| name.as_str())
    }

    pub(crate) fn take_all(&mut self) {
        self.taken.extend(0..self.raw.len());
    }
}

/// What a parameter may mean; none if it is absent. `declared` are the names of all other parameters.
pub(crate) fn candidates(pairs: &mut Pairs<'_>, name: &str, style: Style<'_>, schema: View<'_>, declared: &[String]) -> Option<Vec<Value>> {
    let (types, listed) = (schema.types(), schema.property_names());
    // What a text is may depend on the variant that it is in.
    let views = || std::iter::once(schema).chain(schema.variants());
    if style.name == "deepObject" {
        let start = format!("{name}[");
        let meant = pairs.take_if(|known| known.starts_with(&start));
        if !meant.is_empty() {
            let meant: Vec<(String, String)> =
                meant.into_iter().map(|(known, text)| (known[name.len()..].to_owned(), (style.decode)(text))).collect();
            return Some(views().flat_map(|view| [false, true].map(|as_text| style::nested(&meant, view, as_text))).collect());
        }
    } else if style.explode && types.contains("object") && (listed.contains(name) || !pairs.names.iter().any(|known| known == name)) {
        // The properties stand among the parameters, under their own names.
        let open = schema.is_open();
        let meant = pairs.take_if(|known| listed.contains(known) || (open && !declared.iter().any(|other| other == known)));
        let all = || views().flat_map(|view| [false, true].map(|as_text| exploded(&meant, style, view, as_text))).collect();
        return (!meant.is_empty()).then(all);
    }
    let texts = pairs.take(name);
    let (first, others) = texts.split_first()?;
    if style.explode && types.contains("array") {
        let items = || texts.iter().map(|text| (style.decode)(text));
        let mut values = [false, true].map(|as_text| style::array(items(), schema, as_text)).to_vec();
        if others.is_empty() && types.len() > 1 {
            let text = (style.decode)(first);
            values.extend([false, true].map(|as_text| style::scalar(&text, schema, as_text)));
        }
        return Some(values);
    }
    if !others.is_empty() {
        // Sent more than once where once is allowed: no schema but an array's accepts that.
        return Some(vec![Value::Array(texts.iter().map(|text| Value::String((style.decode)(text))).collect())]);
    }
    if matches!(style.name, "spaceDelimited" | "pipeDelimited") {
        // These separators cannot stand in a URL as they are, so they come encoded.
        let text = (style.decode)(first);
        return Some(style::candidates(name, &text, Style { decode: str::to_owned, ..style }, schema));
    }
    Some(style::candidates(name, first, style, schema))
}

fn exploded(meant: &[(String, &str)], style: Style<'_>, schema: View<'_>, as_text: bool) -> Value {
    let mut object = Map::new();
    for (name, text) in meant {
        let value = match schema.property(name).filter(|property| property.types().contains("array")) {
            Some(property) => {
                let same = meant.iter().filter(|(other, _)| other == name);
                style::array(same.map(|(_, text)| (style.decode)(text)), property, as_text)
            }
            None => style::member(name, (style.decode)(text), schema, as_text),
        };
        object.insert(name.clone(), value);
    }
    Value::Object(object)
}
