//! Rules: keywords that no type keeps, as data that a check of the runtime goes by.
//!
//! A schema inside of such a keyword is no type: nobody makes a value of it. So it is read from the source node, with its references followed, keyword by
//! keyword. What cannot be said as a rule (a schema that contains itself, `unevaluatedProperties`, …) leaves the keyword around it unenforced, with a warning.

use super::context::Context;
use super::number;
use crate::ir::{Bound, Exact, Format, Pattern, Range, Rule};
use crate::names::Wire;
use crate::pattern::{self, Compiled, Length};
use crate::report::{Diagnostic, Place};
use crate::source::{Data, Node, Span};
use crate::spec::{Numbered, Version, type_names};

/// Keywords that say more of a list than its type does.
pub(super) const OF_LISTS: &[&str] = &["contains", "not", "if"];

/// Keywords that say more of an object than its type does.
pub(super) const OF_OBJECTS: &[&str] = &["dependentRequired", "dependentSchemas", "propertyNames", "not", "if"];

/// How many keywords one rule may come from. More would be a second type in disguise, and could be without end.
const BUDGET: usize = 400;

/// What some keywords of a schema say, as rules. What cannot be one is reported.
pub(super) fn of_keywords(cx: &mut Context<'_, '_>, numbered: &Numbered<'_>, keywords: &[&str], typed_as: Option<&str>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for keyword in keywords {
        let Some(node) = numbered.node.get(keyword) else { continue };
        cx.settled.insert(&raw const *node);
        match Reader::new(cx).keyword(numbered.node, keyword, node) {
            Ok(found) => {
                if found.is_empty() {
                    let message = format!("`{keyword}` says nothing that a value could break");
                    cx.report.push(Diagnostic::warning("no-effect", message).at(Place::of(node.span)).label("ignored"));
                } else if let Some(name) = typed_as.filter(|_| numbered.node.get("type").is_none()) {
                    let has = |branch: &str| *keyword == "if" && numbered.node.get(branch).is_some();
                    let with = match (has("then"), has("else")) {
                        (true, true) => ", with `then` and `else`,",
                        (true, false) => ", with `then`,",
                        (false, true) => ", with `else`,",
                        (false, false) => "",
                    };
                    cx.report.push(
                        Diagnostic::warning("implied-type", format!("`{keyword}`{with} stands in a schema without a `type`"))
                            .at(Place::of(node.span))
                            .label(format!("taken as about an {name}, and enforced for one"))
                            .help(format!("say `type: {name}` beside it")),
                    );
                }
                rules.extend(found);
            }
            Err(unsaid) => cx.report.push(unsaid.of(keyword, node)),
        }
    }
    rules
}

/// What a whole schema says, as rules. `None`: some of it cannot be one.
pub(super) fn of_schema(cx: &Context<'_, '_>, node: &Node) -> Result<Vec<Rule>, Unsaid> {
    Reader::new(cx).schema(node)
}

/// A pattern, where it can be compiled.
pub(super) fn pattern(source: &str, span: Span) -> Result<Pattern, Unsaid> {
    compiled(source).ok_or_else(|| Unsaid { keyword: "pattern".to_owned(), span })
}

/// A pattern. `None`: it is none, or there is no plan for it.
pub(super) fn compiled(source: &str) -> Option<Pattern> {
    let compiled = pattern::compile(&pattern::mended(source), Length::default());
    let Compiled { plan, implied: Length { min, max }, .. } = compiled.ok()?;
    Some(Pattern { source: source.to_owned(), plan, implied: Range { min, max } })
}

/// A number as a rule has it. `None`: an `f64` does not hold it exactly.
pub(super) fn exact(node: &Node) -> Result<Exact, Unsaid> {
    let number = node.as_number().and_then(number::exact);
    number.ok_or_else(|| Unsaid { keyword: "a number that 64 bits cannot hold".to_owned(), span: node.span })
}

/// A keyword that is no rule.
pub(super) struct Unsaid {
    keyword: String,
    span: Span,
}

impl Unsaid {
    /// The warning, as one of the keyword that it stands in.
    pub(super) fn of(&self, keyword: &str, node: &Node) -> Diagnostic {
        let diagnostic = Diagnostic::warning("unenforced", format!("`{keyword}` is not enforced")).at(Place::of(node.span));
        if self.span == node.span { diagnostic } else { diagnostic.also(Place::of(self.span), format!("because of `{}`", self.keyword)) }
    }
}

struct Reader<'c, 'a, 's> {
    cx: &'c Context<'a, 's>,
    /// The schemas around, through references.
    open: Vec<*const Node>,
    left: usize,
}

type Rules = Result<Vec<Rule>, Unsaid>;

impl<'c, 'a, 's> Reader<'c, 'a, 's> {
    fn new(cx: &'c Context<'a, 's>) -> Self {
        Self { cx, open: Vec::new(), left: BUDGET }
    }

    fn schema(&mut self, node: &Node) -> Rules {
        match &node.data {
            Data::Bool(true) => Ok(Vec::new()),
            Data::Bool(false) => Ok(vec![Rule::Never]),
            _ => self.keywords(node),
        }
    }

    fn keywords(&mut self, node: &Node) -> Rules {
        let here = &raw const *node;
        if self.open.contains(&here) {
            return Err(Unsaid { keyword: "$ref".to_owned(), span: node.span });
        }
        self.open.push(here);
        let mut rules = Vec::new();
        for (key, member) in node.as_object().into_iter().flatten() {
            // In OpenAPI 3.0 what stands beside a reference means nothing.
            if key == "$ref" || node.get("$ref").is_none() || self.cx.spec.version > Version::V3_0 {
                rules.extend(self.keyword(node, key, &member.value)?);
            }
        }
        self.open.pop();
        Ok(rules)
    }

    fn schemas(&mut self, node: &Node) -> Result<Vec<Vec<Rule>>, Unsaid> {
        node.as_array().unwrap_or_default().iter().map(|node| self.schema(node)).collect()
    }

    /// What one keyword says. Those that only go with another, and prose, say nothing.
    fn keyword(&mut self, around: &Node, keyword: &str, node: &Node) -> Rules {
        let unsaid = |keyword: &str| Unsaid { keyword: keyword.to_owned(), span: node.span };
        self.left = self.left.checked_sub(1).ok_or_else(|| unsaid(keyword))?;
        let count = || node.as_number().and_then(crate::source::Number::as_u64);
        let (min, max) = (|| Range { min: count(), max: None }, || Range { min: None, max: count() });
        let names =
            |node: &Node| node.as_array().unwrap_or_default().iter().filter_map(Node::as_str).map(|name| Wire(name.to_owned())).collect();
        let one = |rule: Rule| Ok(vec![rule]);
        match keyword {
            "$ref" => {
                let target = self.cx.spec.target(around).ok_or_else(|| unsaid("$ref"))?;
                self.schema(target)
            }
            "type" => {
                let null = around.get("nullable").and_then(Node::as_bool).filter(|nullable| *nullable).map(|_| "null");
                let types: Vec<String> = type_names(node).into_iter().chain(null).map(str::to_owned).collect();
                Ok((types.len() > null.iter().len()).then_some(Rule::Type(types)).into_iter().collect())
            }
            "const" => one(Rule::Enum(vec![node.to_json()])),
            "enum" => one(Rule::Enum(node.as_array().unwrap_or_default().iter().map(Node::to_json).collect())),
            "minLength" => one(Rule::Length(min())),
            "maxLength" => one(Rule::Length(max())),
            "pattern" => one(Rule::Pattern(pattern(node.as_str().unwrap_or_default(), node.span)?)),
            "format" => {
                let known = node.as_str().and_then(Format::named).filter(|format| *format != Format::Password);
                Ok(known.map(Rule::Format).into_iter().collect())
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                let flag = match keyword {
                    "minimum" => around.get("exclusiveMinimum"),
                    "maximum" => around.get("exclusiveMaximum"),
                    // As a flag it is said with the bound.
                    _ if node.as_bool().is_some() => return Ok(Vec::new()),
                    _ => None,
                };
                let exclusive = keyword.starts_with("exclusive") || flag.and_then(Node::as_bool) == Some(true);
                let bound = Some(Bound { value: exact(node)?, exclusive });
                one(Rule::Bounds(if keyword.ends_with("inimum") {
                    Range { min: bound, max: None }
                } else {
                    Range { min: None, max: bound }
                }))
            }
            "multipleOf" => one(Rule::MultipleOf(exact(node)?)),
            "minItems" => one(Rule::Items(min())),
            "maxItems" => one(Rule::Items(max())),
            "uniqueItems" if node.as_bool() == Some(true) => one(Rule::UniqueItems),
            "prefixItems" => {
                let items = self.schemas(node)?.into_iter().enumerate();
                Ok(items.filter(|(_, rules)| !rules.is_empty()).map(|(index, rules)| Rule::Item(index, rules)).collect())
            }
            "items" => {
                let from = around.get("prefixItems").and_then(Node::as_array).map_or(0, <[Node]>::len);
                let rules = self.schema(node)?;
                Ok(if rules.is_empty() { Vec::new() } else { vec![Rule::Rest(from, rules)] })
            }
            "contains" => {
                let count = |keyword| around.get(keyword).and_then(Node::as_number).and_then(crate::source::Number::as_u64);
                one(Rule::Contains(Range { min: count("minContains"), max: count("maxContains") }, self.schema(node)?))
            }
            "minProperties" => one(Rule::Properties(min())),
            "maxProperties" => one(Rule::Properties(max())),
            "required" if node.as_array().is_some() => one(Rule::Required(names(node))),
            "properties" => self.members(node, |name, rules| Rule::Property(Wire(name.to_owned()), rules)),
            // They are one rule.
            "patternProperties" if around.get("additionalProperties").is_some() => Ok(Vec::new()),
            "patternProperties" | "additionalProperties" => {
                let others = around.get("additionalProperties").map_or(Ok(Vec::new()), |node| self.schema(node))?;
                let keys = |keyword| around.get(keyword).and_then(Node::as_object).into_iter().flatten();
                let declared = keys("properties").filter(|_| !others.is_empty()).map(|(name, _)| Wire(name.clone())).collect();
                let mut patterns = Vec::new();
                for (source, member) in keys("patternProperties") {
                    patterns.push((pattern(source, member.key)?, self.schema(&member.value)?));
                }
                let says_nothing = others.is_empty() && patterns.iter().all(|(_, rules)| rules.is_empty());
                Ok(if says_nothing { Vec::new() } else { vec![Rule::ByName { patterns, declared, others }] })
            }
            "propertyNames" => {
                let rules = self.schema(node)?;
                Ok(if rules.is_empty() { Vec::new() } else { vec![Rule::PropertyNames(rules)] })
            }
            "dependentRequired" => {
                let all = node.as_object().into_iter().flatten();
                let all = all.map(|(name, member)| Rule::DependentRequired(Wire(name.clone()), names(&member.value)));
                Ok(all.filter(|rule| !matches!(rule, Rule::DependentRequired(_, names) if names.is_empty())).collect())
            }
            "dependentSchemas" => {
                self.members(node, |name, rules| Rule::If(vec![Rule::Required(vec![Wire(name.to_owned())])], rules, Vec::new()))
            }
            "allOf" => Ok(self.schemas(node)?.into_iter().flatten().collect()),
            "anyOf" => one(Rule::AnyOf(self.schemas(node)?)),
            "oneOf" => one(Rule::OneOf(self.schemas(node)?)),
            "not" => one(Rule::Not(self.schema(node)?)),
            "if" => {
                let mut branch = |keyword| around.get(keyword).map_or(Ok(Vec::new()), |node| self.schema(node));
                let (then, otherwise) = (branch("then")?, branch("else")?);
                let says_nothing = then.is_empty() && otherwise.is_empty();
                Ok(if says_nothing { Vec::new() } else { vec![Rule::If(self.schema(node)?, then, otherwise)] })
            }
            _ if SAYS_NOTHING.contains(&keyword) || keyword.starts_with("x-") => Ok(Vec::new()),
            _ => Err(unsaid(keyword)),
        }
    }

    /// One rule for each member that says something.
    fn members(&mut self, node: &Node, rule: impl Fn(&str, Vec<Rule>) -> Rule) -> Rules {
        let mut rules = Vec::new();
        for (name, member) in node.as_object().into_iter().flatten() {
            let of_member = self.schema(&member.value)?;
            if !of_member.is_empty() {
                rules.push(rule(name, of_member));
            }
        }
        Ok(rules)
    }
}

/// Keywords that say nothing a value could break, or nothing that another keyword does not say with them.
#[rustfmt::skip]
const SAYS_NOTHING: &[&str] = &[
    "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment", "externalDocs", "xml", "nullable",
    "discriminator", "$defs", "definitions", "$schema", "$anchor", "contentEncoding", "contentMediaType", "minContains", "maxContains", "then", "else",
    "uniqueItems", "required",
];
