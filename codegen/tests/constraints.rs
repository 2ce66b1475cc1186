//! Properties: the runtime's checks agree with an independent validator (`jsonschema`) on random schemas, and on values made to keep them or nearly so.
//!
//! A schema and its rule are made together, and so is a value that is mostly about what the schema says. The random numbers are the same in every run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use cases::Random;
use openapi_client::{At, Bound, Constraint, Location, Rule, Violations, check};
use serde_json::{Map, Value, json};

const NAMES: &[&str] = &["a", "b", "ab", "ä", "x-1"];

/// A rule that lives as long as the test: those of generated code are constants.
fn leak<T: ?Sized>(value: Box<T>) -> &'static T {
    Box::leak(value)
}

fn list(rules: Vec<Rule>) -> &'static [Rule] {
    leak(rules.into_boxed_slice())
}

/// A number as documents have them: whole, decimal, beyond what a float counts, far from 1.
fn number(random: &mut Random) -> Value {
    let small = i32::try_from(random.below(41)).unwrap() - 20;
    match random.below(8) {
        0..=3 => json!(small),
        4 => json!(f64::from(small) / 10.0),
        5 => json!(f64::from(small) / 100.0),
        6 => json!(9_007_199_254_740_990 + i64::from(small)),
        _ => json!(f64::from(small) * 1e12),
    }
}

fn bound(value: &Value) -> Bound {
    value.as_i64().map_or_else(|| Bound::from(value.as_f64().unwrap()), Bound::from)
}

/// A value, small, so that two are often equal or nearly.
fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 | 3 => number(random),
        4 => json!(*random.pick(NAMES)),
        5 | 6 => (0..random.below(4)).map(|_| value(random, depth - 1)).collect(),
        _ => {
            let count = random.below(4);
            Value::Object((0..count).map(|_| ((*random.pick(NAMES)).to_owned(), value(random, depth - 1))).collect())
        }
    }
}

fn names(random: &mut Random) -> (Value, &'static [&'static str]) {
    let names: Vec<&'static str> = (0..=random.below(1)).map(|_| *random.pick(NAMES)).collect();
    (json!(names), leak(names.into_boxed_slice()))
}

/// Some keywords and their rules.
fn schema(random: &mut Random, depth: usize) -> (Value, Vec<Rule>) {
    let (mut schema, mut rules) = (Map::new(), Vec::new());
    for _ in 0..=random.below(1) {
        let (keyword, said, rule) = keyword(random, depth);
        if !schema.contains_key(keyword) {
            schema.insert(keyword.to_owned(), said);
            rules.push(rule);
        }
    }
    (Value::Object(schema), rules)
}

fn keyword(random: &mut Random, depth: usize) -> (&'static str, Value, Rule) {
    let count = random.below(3) as u64;
    let counted = |keyword, constraint| (keyword, json!(count), Rule::Keeps(constraint));
    let (first, inner) = if depth == 0 { (json!({}), Vec::new()) } else { schema(random, depth - 1) };
    let (second, other) = if depth == 0 { (json!(false), vec![Rule::Never]) } else { schema(random, depth - 1) };
    let (inner, other) = (list(inner), list(other));
    let both = || leak(vec![inner, other].into_boxed_slice());
    match random.below(if depth == 0 { 14 } else { 24 }) {
        0 => counted("minLength", Constraint::MinLength(count)),
        1 => counted("maxLength", Constraint::MaxLength(count)),
        2 => counted("minItems", Constraint::MinItems(count)),
        3 => counted("maxItems", Constraint::MaxItems(count)),
        4 => counted("minProperties", Constraint::MinProperties(count)),
        5 => counted("maxProperties", Constraint::MaxProperties(count)),
        6 => ("uniqueItems", json!(true), Rule::Keeps(Constraint::UniqueItems)),
        7 | 8 => {
            let limit = number(random);
            let of = bound(&limit);
            match random.below(4) {
                0 => ("minimum", limit, Rule::Keeps(Constraint::Minimum(of))),
                1 => ("maximum", limit, Rule::Keeps(Constraint::Maximum(of))),
                2 => ("exclusiveMinimum", limit, Rule::Keeps(Constraint::ExclusiveMinimum(of))),
                _ => ("exclusiveMaximum", limit, Rule::Keeps(Constraint::ExclusiveMaximum(of))),
            }
        }
        9 => {
            let name = *random.pick(&["integer", "number", "string", "object", "array", "boolean", "null"]);
            let rule = leak(vec![name].into_boxed_slice());
            ("type", json!(name), Rule::Type(rule))
        }
        10 => {
            let listed: Vec<Value> = (0..=random.below(2)).map(|_| value(random, 1)).collect();
            let texts: Vec<&'static str> = listed.iter().map(|value| leak(value.to_string().into_boxed_str())).collect();
            ("enum", json!(listed), Rule::Enum(leak(texts.into_boxed_slice())))
        }
        11 => {
            let (said, names) = names(random);
            ("required", said, Rule::Required(names))
        }
        12 => {
            let (said, names) = names(random);
            ("dependentRequired", json!({ "a": said }), Rule::DependentRequired("a", names))
        }
        13 => {
            // Others are tried below: `jsonschema` rounds large multiples of 2.5.
            let divisor = *random.pick(&["2", "3", "7", "10"]);
            let said: Value = divisor.parse().unwrap();
            let of = bound(&said);
            ("multipleOf", said, Rule::Keeps(Constraint::MultipleOf(of)))
        }
        14 | 15 => ("contains", first, Rule::Contains(1, None, inner)),
        16 => ("items", first, Rule::Items(0, inner)),
        17 => ("prefixItems", json!([first]), Rule::Item(0, inner)),
        18 => ("propertyNames", first, Rule::PropertyNames(inner)),
        19 => ("properties", json!({ "b": first }), Rule::Property("b", inner)),
        20 => {
            let patterns = leak(vec![((|name: &str| name.starts_with('a')) as fn(&str) -> bool, inner)].into_boxed_slice());
            ("patternProperties", json!({ "^a": first }), Rule::ByName(patterns, &[], &[]))
        }
        21 => ("not", first, Rule::Not(inner)),
        22 => ("anyOf", json!([first, second]), Rule::AnyOf(both())),
        _ => ("oneOf", json!([first, second]), Rule::OneOf(both())),
    }
}

fn keeps(value: &Value, rules: &[Rule]) -> bool {
    let mut violations = Violations::new();
    check::rules(&At::root(Location::Body), &mut violations, value, rules);
    violations.is_empty()
}

#[test]
fn rules_agree_with_an_independent_validator() {
    let mut random = Random::new(7);
    let (mut kept, mut broken) = (0, 0);
    for _ in 0..4_000 {
        let (schema, rules) = schema(&mut random, 2);
        let validator = jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
        for _ in 0..10 {
            let value = value(&mut random, 3);
            let expected = validator.is_valid(&value);
            *(if expected { &mut kept } else { &mut broken }) += 1;
            assert_eq!(keeps(&value, &rules), expected, "{schema}\n{value}\n{rules:?}");
        }
    }
    assert!(kept > 5_000 && broken > 5_000, "{kept} kept, {broken} broken");
}

/// Multiples are made by multiplying in decimal, so that the truth is known without either.
#[test]
fn multiples_are_exact() {
    let mut random = Random::new(8);
    let is_multiple = |digits: i128, exponent: i32, divisor: &str| {
        let text = format!("{digits}e{exponent}");
        let value: Value = text.parse().unwrap();
        let divisor: Value = divisor.parse().unwrap();
        let rules = [Rule::Keeps(Constraint::MultipleOf(bound(&divisor)))];
        keeps(&value, &rules)
    };
    for _ in 0..20_000 {
        let (units, scale) = (1 + random.below(999) as i128, i32::try_from(random.below(9)).unwrap());
        let times = random.below(1_000_000) as i128 - 500_000;
        let divisor = format!("{units}e-{scale}");
        assert!(is_multiple(units * times, -scale, &divisor), "{times} times {divisor}");
        assert_eq!(is_multiple(units * times + 1, -scale, &divisor), units == 1, "one digit beside {times} times {divisor}");
    }
}

/// Lists of equal items in other spellings, and lists without any, long ones too.
#[test]
fn items_are_unique_in_linear_time() {
    let mut random = Random::new(9);
    let unique = [Rule::Keeps(Constraint::UniqueItems)];
    let respelled = |value: &Value| match value {
        Value::Number(number) if number.is_i64() => json!(number.as_f64().unwrap()),
        other => other.clone(),
    };
    for _ in 0..2_000 {
        let mut items: Vec<Value> = (0..=random.below(5)).map(|_| value(&mut random, 2)).collect();
        let validator = jsonschema::draft202012::new(&json!({ "uniqueItems": true })).unwrap();
        assert_eq!(keeps(&json!(items), &unique), validator.is_valid(&json!(items)), "{items:?}");
        let again = items[random.below(items.len())].clone();
        let is_exact = again.as_i64().is_none_or(|whole| whole.abs() < 1 << 53);
        items.push(respelled(&again));
        assert!(!is_exact || !keeps(&json!(items), &unique), "{items:?}");
    }
    let many: Value = (0..200_000).map(|index| json!({ "index": index, "list": [index] })).collect();
    let start = std::time::Instant::now();
    assert!(keeps(&many, &unique));
    assert!(start.elapsed().as_secs() < 20, "{:?} for 200,000 items", start.elapsed());
}
