//! `oneOf`: what was received fits no second variant.

use serde::Deserializer;
use serde::de::IntoDeserializer;
use serde_json::Value;

use super::Union;
use super::read::candidates;
use super::variant::Json;
use crate::integral;
use crate::validate::{At, Constraint, Found, Validate, Violations};

/// Records a value that fits several variants, where it was received: what is sent is of one.
pub fn exclusive<T: Union + Validate>(at: &At<'_>, violations: &mut Violations) {
    let Some(value) = at.value().filter(|_| !at.is_tried()) else { return };
    let json = match value {
        Value::Null => return,
        Value::Bool(_) => Json::Boolean,
        Value::Number(number) if number.is_f64() && integral::of_value(value).is_none() => Json::Fraction,
        Value::Number(_) => Json::Integer,
        Value::String(_) => Json::String,
        Value::Array(_) => Json::Array,
        Value::Object(_) => Json::Object,
    };
    let whole = integral::of_value(value);
    let fits = |index: usize| {
        fits::<T, _>(index, value.into_deserializer(), at)
            || whole.as_ref().is_some_and(|value| fits::<T, _>(index, value.into_deserializer(), at))
    };
    if candidates::<T>(json).filter(|(index, _)| fits(*index)).count() > 1 {
        violations.push(at, Constraint::OneOf, Found::Other);
    }
}

fn fits<'de, T: Union + Validate, D: Deserializer<'de>>(variant: usize, value: D, at: &At<'_>) -> bool {
    T::read(variant, value).is_ok_and(|read| {
        let mut found = Violations::new();
        read.validate(&at.tried(), &mut found);
        found.is_empty()
    })
}
