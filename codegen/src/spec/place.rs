//! Where something stands, said such that what is inserted before it changes nothing: items of lists by what they are.

use foldhash::{HashMap, HashMapExt};

use crate::source::Node;
use crate::source::pointer::{index, push_token, tokens};

/// What the items of each list are that came up so far: nothing where several are the same.
pub type Lists = HashMap<*const Node, Vec<Option<String>>>;

/// A JSON pointer with what list items are in place of their numbers: `/parameters/query:limit/schema`, `/oneOf/Cat`. One that leads elsewhere stays.
#[must_use]
pub fn stable(root: &Node, pointer: &str, lists: &mut Lists) -> String {
    let is_number = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let mut at = Some(root);
    let mut stable = String::with_capacity(pointer.len());
    if !pointer.split('/').any(is_number) {
        return pointer.to_owned();
    }
    let Some(tokens) = tokens(pointer) else { return pointer.to_owned() };
    for token in tokens {
        let list = at.and_then(Node::as_array);
        if let Some((items, number)) = list.zip(index(&token)).filter(|(items, number)| *number < items.len()) {
            let called = &lists.entry(items.as_ptr()).or_insert_with(|| all_called(items))[number];
            push_token(&mut stable, called.as_deref().unwrap_or(&token));
            at = Some(&items[number]);
        } else {
            push_token(&mut stable, &token);
            at = at.and_then(|node| node.get(&token));
        }
    }
    stable
}

/// What stands at a place that is said like that.
#[must_use]
pub fn at<'n>(root: &'n Node, stable: &str) -> Option<&'n Node> {
    let mut at = root;
    for token in tokens(stable)? {
        at = match at.as_array() {
            Some(items) => {
                let called = items.iter().find(|item| called(item).as_deref() == Some(&*token));
                called.or_else(|| items.get(index(&token)?))?
            }
            None => at.get(&token)?,
        };
    }
    Some(at)
}

/// What each item of a list is and no other.
fn all_called(items: &[Node]) -> Vec<Option<String>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for called in items.iter().filter_map(called) {
        *counts.entry(called).or_default() += 1;
    }
    items.iter().map(|item| called(item).filter(|called| counts[called] == 1)).collect()
}

/// What an item of a list is: a reference's target, a parameter, an object with a constant, something with a title.
fn called(item: &Node) -> Option<String> {
    let text = |key: &str| item.get(key).and_then(Node::as_str);
    if let Some(reference) = text("$ref") {
        return reference.rsplit('/').next().map(str::to_owned);
    }
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        return Some(format!("{place}:{name}"));
    }
    let properties = item.get("properties").and_then(Node::as_object);
    let constant = properties.into_iter().flatten().find_map(|(name, member)| {
        let listed = member.value.get("enum").and_then(Node::as_array).filter(|listed| listed.len() == 1);
        let value = member.value.get("const").or(listed.and_then(|listed| listed.first()))?;
        Some(format!("{name}:{}", value.as_str()?))
    });
    constant.or_else(|| text("title").map(str::to_owned))
}
