//! probe
#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::panic, reason = "probe")]
use crate::{close::Direction, document::Node, make::make, media, play::Play, request::Received, script::Script};
use serde_json::Value;
fn text(v: &Value) -> String {
    match v {
        Value::String(s) => percent_encoding::utf8_percent_encode(s, percent_encoding::NON_ALPHANUMERIC).to_string(),
        Value::Array(a) => a.iter().map(text).collect::<Vec<_>>().join(","),
        Value::Object(o) => o.iter().map(|(k, v)| format!("{k},{}", text(v))).collect::<Vec<_>>().join(","),
        o => o.to_string(),
    }
}
#[test]
fn smoke() {
    let only = std::env::var("SPEC").unwrap_or_default();
    std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || {
            for e in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/specs")).unwrap() {
                let p = e.unwrap().path();
                if !p.to_string_lossy().contains(&only) {
                    continue;
                }
                let Ok(t) = std::fs::read_to_string(&p) else { continue };
                let v: Option<Value> = if p.extension().unwrap() == "json" {
                    serde_json::from_str(&t).ok()
                } else {
                    serde_yaml::from_str(&t).ok()
                };
                let Some(v) = v else { continue };
                let Ok(play) = Play::new(v, Script::default()) else { continue };
                let (mut ok, mut n) = (0, 0);
                let mut bad: std::collections::BTreeMap<String, (usize, String)> = Default::default();
                for (method, path, op) in crate::route::all_operations(&play.document) {
                    let Ok(op) = op else { continue };
                    n += 1;
                    let r = build(&play, &method, &path, &op);
                    let r = match r {
                        Ok(r) => r,
                        Err(e) => {
                            bad.entry(format!("build {e:.150}")).or_default().0 += 1;
                            continue;
                        }
                    };
                    let show = format!(
                        "{} {}?{} {:?} {}",
                        r.method,
                        r.path,
                        r.raw_query,
                        r.headers,
                        String::from_utf8_lossy(&r.body[..r.body.len().min(300)])
                    );
                    let reply = play.answer(r);
                    let s = reply.status.unwrap_or(200);
                    if s < 400 || s == 401 {
                        ok += 1
                    } else {
                        let e = bad.entry(format!("{s} {:.260}", String::from_utf8_lossy(&reply.body))).or_default();
                        e.0 += 1;
                        if e.1.is_empty() {
                            e.1 = show
                        }
                    }
                }
                println!("{ok} of {n} {}", p.file_name().unwrap().to_string_lossy());
                for (k, (c, s)) in bad.iter().take(6) {
                    println!("      {c} x {k}\n            {s}");
                }
                for n in play.schemas.notes().iter().filter(|n| !n.contains("example")).take(3) {
                    println!("      note {n:.300}");
                }
            }
        })
        .unwrap()
        .join()
        .unwrap();
}
fn build(play: &Play, method: &str, path: &str, op: &Node<'_>) -> Result<Received, String> {
    let item = play.document.root().get("paths").unwrap().get(path).unwrap().resolve().map_err(|e| e.to_string())?;
    let mut path = path.split('#').next().unwrap().to_owned();
    let (mut q, mut h) = (vec![], vec![]);
    if let Some((a, b)) = path.clone().split_once('?') {
        path = a.to_owned();
        q.push(b.to_owned());
    }
    let mut seen = vec![];
    for holder in [op, &item] {
        if let Some(list) = holder.get("parameters") {
            for prm in list.elements() {
                let prm = prm.resolve().map_err(|e| e.to_string())?;
                let (Some(name), Some(place)) = (prm.text("name"), prm.text("in")) else { continue };
                if seen.contains(&(name, place)) {
                    continue;
                }
                seen.push((name, place));
                let Some(schema) = prm.get("schema") else {
                    if prm.flag("required") == Some(true) {
                        return Err("content param".into());
                    }
                    continue;
                };
                let c = play.schemas.get(&schema, Direction::Request).map_err(|e| e.to_string())?;
                let v = make(&c, &play.schemas).map_err(|e| e.to_string())?;
                let style = prm.text("style");
                let explode = prm.flag("explode");
                if prm.flag("required") != Some(true) && style.is_some() {
                    continue;
                }
                match place {
                    "path" => path = path.replace(&format!("{{{name}}}"), &text(&v)),
                    "query" => match &v {
                        Value::Array(a) if explode != Some(false) => {
                            for x in a {
                                q.push(format!("{name}={}", text(x)))
                            }
                        }
                        Value::Object(o) if style == Some("deepObject") => {
                            for (k, x) in o {
                                q.push(format!("{name}[{k}]={}", text(x)))
                            }
                        }
                        Value::Object(o) if explode != Some(false) => {
                            for (k, x) in o {
                                q.push(format!("{k}={}", text(x)))
                            }
                        }
                        v => q.push(format!("{name}={}", text(v))),
                    },
                    "header" => h.push((name.to_owned(), crate::template::decode(&text(&v)))),
                    "cookie" => h.push(("cookie".to_owned(), format!("{name}={}", text(&v)))),
                    _ => {}
                }
            }
        }
    }
    let mut body = vec![];
    if let Ok(Some(rb)) = op.follow("requestBody") {
        if let Some(content) = rb.get("content") {
            if let Some((mt, m)) = media::preferred(&content, None) {
                let mt = if mt.contains('*') { "application/json" } else { mt };
                h.push((
                    "content-type".to_owned(),
                    if mt.starts_with("multipart") { format!("{mt}; boundary=x") } else { mt.to_owned() },
                ));
                body = b"x".to_vec();
                if let (true, Some(s)) = (media::is_json(mt), m.get("schema")) {
                    let c = play.schemas.get(&s, Direction::Request).map_err(|e| e.to_string())?;
                    body = make(&c, &play.schemas).map_err(|e| e.to_string())?.to_string().into_bytes();
                }
                if let (true, Some(s)) = (media::is_urlencoded(mt), m.get("schema")) {
                    let c = play.schemas.get(&s, Direction::Request).map_err(|e| e.to_string())?;
                    let v = make(&c, &play.schemas).map_err(|e| e.to_string())?;
                    let mut out = vec![];
                    enc("", &v, &mut out);
                    body = out.join("&").into_bytes();
                }
            }
        }
    }
    if play.document.root().get("security").is_some() || op.get("security").is_some() {
        h.push(("authorization".into(), "Bearer x".into()));
        if let Some(s) = play.document.root().get("components").and_then(|c| c.get("securitySchemes")) {
            for (_, s) in s.members() {
                if let (Some(n), Some(i)) = (s.text("name"), s.text("in")) {
                    match i {
                        "header" => h.push((n.to_owned(), "x".into())),
                        _ => {}
                    }
                }
            }
        }
    }
    Ok(Received { method: method.to_owned(), path, raw_query: q.join("&"), headers: h, body })
}
fn enc(p: &str, v: &Value, out: &mut Vec<String>) {
    match v {
        Value::Object(o) => {
            for (k, x) in o {
                enc(&if p.is_empty() { k.clone() } else { format!("{p}[{k}]") }, x, out)
            }
        }
        Value::Array(a) => {
            for (i, x) in a.iter().enumerate() {
                enc(&format!("{p}[{i}]"), x, out)
            }
        }
        v => out.push(format!("{p}={}", text(v))),
    }
}
