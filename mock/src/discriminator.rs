//! Discriminators: in comes a schema that has one, out comes which value of the property means which schema.
//!
//! Validators do not know the keyword. It is kept for values that are made up, so that what they say they are is what they are.

use serde_json::{Map, Value, json};

use crate::close::Closing;
use crate::document::Node;

/// `{"propertyName": …, "mapping": {value: reference in the closed document}}`.
///
/// A mapping that leads nowhere is left out: the schemas beside it still say what is valid.
pub(crate) fn translate<'a>(schema: &Node<'a>, closing: &mut Closing<'a, '_>) -> Option<Value> {
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.text("propertyName")?;
    let mut mapping = Map::new();
    let explicit = discriminator.get("mapping");
    for (value, target) in explicit.iter().flat_map(Node::members) {
        if let Some(target) = target.value.as_str().and_then(|target| target_of(schema, target)) {
            mapping.insert(value.to_owned(), Value::String(closing.reference(target)));
        }
    }
    for variant in ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)).flat_map(|list| list.elements().collect::<Vec<_>>()) {
        let Ok(Some(target)) = variant.step() else { continue };
        let name = target.pointer.rsplit('/').next().unwrap_or("").replace("~1", "/").replace("~0", "~");
        let reference = Value::String(closing.reference(target));
        // Where the mapping names a schema, its plain name is no value of the property.
        if !mapping.values().any(|known| *known == reference) {
            mapping.insert(name, reference);
        }
    }
    Some(json!({ "propertyName": property, "mapping": mapping }))
}

/// A mapping's target is the name of a component or a reference.
fn target_of<'a>(schema: &Node<'a>, target: &str) -> Option<Node<'a>> {
    let component = schema.document.root().get("components")?.get("schemas")?.get(target);
    component.or_else(|| schema.find(target).ok())
}
