//! Where something stands, said such that what is inserted before it changes nothing: items of lists by what they are.

use crate::source::pointer::{index, push_token, tokens};
use crate::source::{Data, Node};

/// A JSON pointer with what list items are in place of their numbers: `/parameters/query:limit/schema`, `/oneOf/Cat`. One that leads elsewhere stays.
#[must_use]
pub fn stable(root: &Node, pointer: &str) -> String {
    let is_number = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let mut at = Some(root);
    let mut stable = String::with_capacity(pointer.len());
    if !pointer.split('/').any(is_number) {
        return pointer.to_owned();
    }
    let Some(tokens) = tokens(pointer) else { return pointer.to_owned() };
    for token in tokens {
        let list = at.and_then(Node::as_array);
        if let Some((items, item)) = list.and_then(|items| Some((items, items.get(index(&token)?)?))) {
            let is_only = |called: &String| items.iter().filter_map(self::called).filter(|other| other == called).count() == 1;
            push_token(&mut stable, &called(item).filter(is_only).unwrap_or_else(|| token.to_string()));
            at = Some(item);
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

/// What an item of a list is: a reference's target, a parameter, an object with a constant, something with a title.
fn called(item: &Node) -> Option<String> {
    let text = |key: &str| item.get(key).and_then(Node::as_str);
    if let Some(reference) = text("$ref") {
        return reference.rsplit('/').next().map(str::to_owned);
    }
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        return Some(format!("{place}:{name}"));
    }
    let properties = match item.get("properties").map(|node| &node.data) {
        Some(Data::Object(members)) => Some(members),
        _ => None,
    };
    let constant = properties.into_iter().flatten().find_map(|(name, member)| {
        let listed = member.value.get("enum").and_then(Node::as_array).filter(|listed| listed.len() == 1);
        let value = member.value.get("const").or(listed.and_then(|listed| listed.first()))?;
        Some(format!("{name}:{}", value.as_str()?))
    });
    constant.or_else(|| text("title").map(str::to_owned))
}
