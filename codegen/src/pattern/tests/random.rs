//! Random patterns.

use super::sample::{Rng, strings};
use super::{assert_agrees, parse};
use crate::pattern::ast::Ast;

/// A pattern of the grammar, nested up to `depth`.
pub(super) fn pattern(rng: &mut Rng, depth: usize) -> String {
    let branches = 1 + usize::from(rng.below(5) == 0);
    (0..branches).map(|_| (0..=rng.below(3)).map(|_| term(rng, depth)).collect::<String>()).collect::<Vec<_>>().join("|")
}

fn term(rng: &mut Rng, depth: usize) -> String {
    if rng.below(9) == 0 {
        return rng.pick(&["^", "$", "\\b", "\\B"]).to_owned();
    }
    if depth > 0 && rng.below(8) == 0 {
        let look = rng.pick(&["(?=", "(?!", "(?<=", "(?<!"]).to_owned();
        return look + &pattern(rng, depth - 1) + ")";
    }
    let atom = if depth > 0 && rng.below(3) == 0 {
        let group = rng.pick(&["(", "(?:", "(", "(?:", "(?i:", "(?s-m:", "(?m:"]).to_owned();
        group + &pattern(rng, depth - 1) + ")"
    } else {
        rng.pick(&[
            "a",
            "b",
            "-",
            "é",
            "🐲",
            "_",
            "ab",
            "A",
            "1",
            "[ab]",
            "[^a]",
            "[a-z0-9]",
            "[^<>]",
            "[a-zé]",
            ".",
            "\\d",
            "\\w",
            "\\s",
            "\\S",
            "\\W",
            "\\D",
            "[\\s\\S]",
            "[\\w-]",
            "\\n",
            "\\u{1F432}",
            "\\uD83D\\uDC32",
            "[^\\d€]",
            "\\x61",
            "\\cJ",
            "k",
            "[Ks]",
            "\\/",
            "[]",
            "[^]",
            "[\\u0000-\\uFFFF]",
        ])
        .to_owned()
    };
    let quantifier = *rng.pick(&[&"", &"", &"", &"*", &"+", &"?", &"*?", &"+?", &"??", &"{2}", &"{1,3}", &"{2,}", &"{0,2}?", &"{0}"]);
    atom + quantifier
}

fn agree(seeds: std::ops::Range<u64>, make: impl Fn(&mut Rng) -> String) {
    for seed in seeds {
        let mut rng = Rng::new(seed);
        let pattern = make(&mut rng);
        let ast = parse::parse(&pattern).unwrap_or_else(|error| panic!("{seed}: {pattern}: {error:?}"));
        if loops(&ast).is_some_and(|depth| depth <= 2) {
            assert_agrees(&pattern, strings(&ast, &mut rng, 8, 8));
        }
    }
}

/// How deep repetitions are nested: the engine goes back, so that loops in loops take it long. Nothing if one repeats
/// what need not read, which takes it for ever.
pub(super) fn loops(ast: &Ast) -> Option<u32> {
    match ast {
        Ast::Look { body, .. } | Ast::Group { body, .. } => loops(body),
        Ast::Repeat { body, max, .. } => {
            let inner = if is_nullable(body) { None } else { loops(body) };
            inner.map(|depth| depth + u32::from(*max != Some(1)))
        }
        Ast::Concat(parts) | Ast::Alternate(parts) => parts.iter().try_fold(0, |most, part| Some(loops(part)?.max(most))),
        _ => Some(0),
    }
}

fn is_nullable(ast: &Ast) -> bool {
    match ast {
        Ast::Class(_) => false,
        Ast::Group { body, .. } => is_nullable(body),
        Ast::Repeat { body, min, .. } => *min == 0 || is_nullable(body),
        Ast::Concat(parts) => parts.iter().all(is_nullable),
        Ast::Alternate(parts) => parts.iter().any(is_nullable),
        _ => true,
    }
}

#[test]
fn patterns_found_anywhere() {
    agree(0..2_000, |rng| pattern(rng, 3));
}

#[test]
fn anchored_patterns() {
    agree(0..1_500, |rng| format!("^{}$", pattern(rng, 2)));
    agree(0..500, |rng| format!("^(?:{})$", pattern(rng, 2)));
    agree(0..500, |rng| format!("^{}", pattern(rng, 2)));
    agree(0..500, |rng| format!("{}$", pattern(rng, 2)));
}

#[test]
fn patterns_without_assertions() {
    let piece = |rng: &mut Rng| {
        let atom =
            rng.pick(&["a", "b", "ab", "-", "0x", "[a-c]", "[ab]", "\\d", "[^<>]", "(?:a|b-)", "(-[ab])", "(?:ab|a)", "(x|-)"]).to_owned();
        atom + *rng.pick(&[&"", &"", &"?", &"*", &"+", &"{2}", &"{1,2}", &"{3,}"])
    };
    agree(0..3_000, |rng| {
        let body: String = (0..=rng.below(4)).map(|_| piece(rng)).collect();
        let (start, end) = (*rng.pick(&[&"^", &"^", &""]), *rng.pick(&[&"$", &"$", &""]));
        format!("{start}{body}{end}")
    });
}
