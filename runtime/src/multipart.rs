//! Multipart forms (RFC 7578): fields to parts, with a boundary between them.

use std::hash::{BuildHasher, Hasher, RandomState};

use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::body::Body;
use crate::form::{self, Content, Field, FieldStyle};

/// The body of a multipart form, and its boundary. `None`: the body cannot be one.
pub(crate) fn multipart(body: &(impl Serialize + ?Sized), style: fn(&str) -> FieldStyle) -> Option<(String, Body)> {
    let boundary = boundary();
    let mut form = Body::empty();
    for Field { name, style, content } in form::fields(body, style)? {
        let declared = if let FieldStyle::Typed(content_type) = style { Some(content_type.to_owned()) } else { None };
        let mut disposition = format!("form-data; name=\"{}\"", quoted(&name));
        let (content_type, content) = match content {
            Content::Text(text) => (declared, Body::from(text)),
            // Nothing needs to be encoded here.
            Content::Encoded(text) => (declared, Body::from(percent_decode_str(&text).decode_utf8_lossy().into_owned())),
            Content::Json(text) => (declared.or_else(|| Some("application/json".to_owned())), Body::from(text)),
            Content::File(file) => {
                disposition = format!("{disposition}; filename=\"{}\"", quoted(file.file_name().unwrap_or(&name)));
                let own = file.content_type().map(one_line).or(declared);
                (own.or_else(|| Some("application/octet-stream".to_owned())), file.body().clone())
            }
        };
        let content_type = content_type.map(|content_type| format!("\r\nContent-Type: {content_type}")).unwrap_or_default();
        form.append(Body::from(format!("--{boundary}\r\nContent-Disposition: {disposition}{content_type}\r\n\r\n")));
        form.append(content);
        form.append(Body::from("\r\n"));
    }
    form.append(Body::from(format!("--{boundary}--\r\n")));
    Some((boundary, form))
}

/// 128 bits that the content cannot foresee: what `RandomState` is seeded with.
fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// A name as browsers write it (HTML, "multipart/form-data encoding algorithm").
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// Text that cannot end its header.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
