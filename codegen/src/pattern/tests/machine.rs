//! The programs of the machine that goes back, run by the runtime's.

use openapi_client::engine::{Program, Step};

use super::sample::{Rng, strings};
use super::{Plan, compile, oracle, parse};
use crate::pattern::ast::Ast;
use crate::pattern::engine::{Engine, Move, engine};
use crate::pattern::{Length, Lint};

fn program(Engine { classes, steps }: Engine) -> Program {
    let classes: Vec<&'static [(char, char)]> = classes.into_iter().map(|class| &*class.leak()).collect();
    let steps: Vec<Step> = steps.into_iter().map(step).collect();
    Program { classes: classes.leak(), steps: steps.leak() }
}

fn step(step: Move) -> Step {
    match step {
        Move::Match => Step::Match,
        Move::Read { class, back } => Step::Read { class, back },
        Move::ReadAll { class, min, max, back } => Step::ReadAll { class, min, max, back },
        Move::ReadAgain { group, back } => Step::ReadAgain { group, back },
        Move::Start => Step::Start,
        Move::End => Step::End,
        Move::Jump(to) => Step::Jump(to),
        Move::Split(first, second) => Step::Split(first, second),
        Move::Set(register, value) => Step::Set(register, value),
        Move::Mark(register) => Step::Mark(register),
        Move::Repeat { count, min, max, lazy, exit } => Step::Repeat { count, min, max, lazy, exit },
        Move::Round { count, groups } => Step::Round { count, groups },
        Move::Look { negated, exit } => Step::Look { negated, exit },
        Move::Looked => Step::Looked,
    }
}

#[track_caller]
fn assert_agrees(pattern: &str, ast: &Ast, values: Vec<String>) {
    let Ok(engine) = engine(ast) else { return };
    let program = program(engine);
    let oracle = oracle(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    for value in values {
        assert_eq!(program.matches(&value), oracle.find(&value).is_some(), "{pattern:?} on {value:?} by {program:?}");
    }
}

#[test]
fn regular_patterns_are_matched_too() {
    for seed in 0..1_500 {
        let mut rng = Rng::new(seed);
        let pattern = super::random::pattern(&mut rng, 3);
        let ast = parse::parse(&pattern).unwrap();
        if super::random::loops(&ast).is_some_and(|depth| depth <= 2) {
            let values = strings(&ast, &mut rng, 6, 8);
            assert_agrees(&pattern, &ast, values);
        }
    }
}

#[test]
fn back_references_are_as_in_ecma_262() {
    let term = |rng: &mut Rng| {
        let atom = rng.pick(&[
            "a",
            "b",
            "(a)",
            "(b|a)",
            "([ab])",
            "(a*?)",
            "(a+)",
            "(?<n>ab?)",
            "(?:(a)|b)",
            "(?:(a)|(b))",
            "(?:(é)|a)",
            "(?=(a+?))",
            "(?=(a|ab))",
            "(?<=(a|b))",
            "(?<=\\1(a))",
            "(?<=(b)\\1)",
            "(?!(a)b)",
            "(?:\\1(a))",
            "((a)|b)",
            "\\1",
            "\\1",
            "\\2",
            "(?:\\1b)",
            "[ab]",
        ]);
        let is_look = atom.starts_with("(?=") || atom.starts_with("(?!") || atom.starts_with("(?<=");
        let quantifier = if is_look { "" } else { *rng.pick(&[&"", &"", &"", &"*", &"+", &"?", &"??", &"{2}", &"{1,2}", &"*?"]) };
        atom.to_owned() + quantifier
    };
    let mut tried = 0;
    for seed in 0..6_000 {
        let mut rng = Rng::new(seed);
        let body: String = (0..=rng.below(4)).map(|_| term(&mut rng)).collect();
        let (start, end) = (*rng.pick(&[&"^", &""]), *rng.pick(&[&"$", &""]));
        let pattern = format!("{start}{body}{end}");
        let Ok(ast) = parse::parse(&pattern) else { continue };
        if ast.back_reference().is_none() || super::random::loops(&ast).is_none() {
            continue;
        }
        tried += 1;
        let of_few = |rng: &mut Rng| (0..rng.below(8)).map(|_| *rng.pick(&[&"a", &"b", &"a", &"é"])).collect::<String>();
        let mut values: Vec<String> = (0..25).map(|_| of_few(&mut rng)).collect();
        values.extend(strings(&ast, &mut rng, 3, 8));
        assert_agrees(&pattern, &ast, values);
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn named_groups_may_share_a_name() {
    let Plan::Engine(engine) = compile("^(?:(?<q>\")|(?<q>'))[^]*\\k<q>$", Length::default()).unwrap().plan else {
        panic!("it is regular")
    };
    let program = program(engine);
    assert!(program.matches("\"it's\"") && program.matches("''") && !program.matches("\"a'"));
}

#[test]
fn a_budget_ends_what_would_take_for_ever() {
    let compiled = compile("^(?:(a+)+)+\\1b$", Length::default()).unwrap();
    assert!(compiled.lints.contains(&Lint::NotRegular));
    let Plan::Engine(engine) = compiled.plan else { panic!("it is regular") };
    let program = program(engine);
    // What nobody knows is not refused.
    assert!(program.matches(&"a".repeat(60)));
    assert!(!program.matches("aac"));
}

#[test]
fn what_is_too_large_for_a_table_has_a_program() {
    let compiled = compile("^[ab]*a[ab]{14}$", Length::default()).unwrap();
    assert_eq!(compiled.lints, [Lint::TooLarge]);
    let Plan::Engine(engine) = compiled.plan else { panic!("it is small") };
    let program = program(engine);
    assert!(program.matches(&("b".repeat(5_000) + "a" + &"b".repeat(14))));
    assert!(!program.matches(&("b".repeat(20))));
}
