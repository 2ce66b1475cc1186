#![allow(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::panic, missing_docs, reason = "probe")]
use openapi_mock::Mock;
use serde_json::json;
fn doc(schemas: serde_json::Value) -> serde_json::Value {
    json!({"openapi":"3.1.0","paths":{"/x":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}},
      "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},"components":{"schemas":schemas}})
}
#[test]
fn cyc() {
    let which = std::env::var("CASE").unwrap_or_default();
    let s = match which.as_str() {
        "allof" => json!({"A":{"allOf":[{"$ref":"#/components/schemas/A"}]}}),
        "anyof" => {
            json!({"A":{"anyOf":[{"$ref":"#/components/schemas/B"},{"type":"null"}]},"B":{"oneOf":[{"$ref":"#/components/schemas/A"}]}})
        }
        "not" => json!({"A":{"not":{"$ref":"#/components/schemas/A"}}}),
        "refsib" => {
            json!({"A":{"$ref":"#/components/schemas/B","type":"object"},"B":{"allOf":[{"$ref":"#/components/schemas/A"}]}})
        }
        "req" => json!({"A":{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/components/schemas/A"}}}}),
        "ap" => json!({"A":{"additionalProperties":{"$ref":"#/components/schemas/A"}}}),
        "re" => json!({"A":{"type":"string","pattern":"^(a+)+$","minLength":30000}}),
        "big" => json!({"A":{"type":"string","pattern":"^(a{1000}){1000}$"}}),
        "chain" => {
            let mut m = serde_json::Map::new();
            for i in 0..3000 {
                let n = if i == 0 { "A".to_owned() } else { format!("A{i}") };
                m.insert(
                    n,
                    json!({"type":"object","properties":{"a":{"$ref":format!("#/components/schemas/A{}", i+1)}}}),
                );
            }
            m.insert("A3000".into(), json!({"type":"string"}));
            serde_json::Value::Object(m)
        }
        "deep" => {
            let mut s = json!({"type":"string"});
            for _ in 0..2000 {
                s = json!({"type":"object","required":["a"],"properties":{"a":s}});
            }
            json!({"A":s})
        }
        _ => return,
    };
    let m = Mock::start(doc(s)).unwrap();
    let t = std::time::Instant::now();
    let r = m.rehearse();
    for r in r {
        println!("{which}: {:?} {:.200} {:?}", r.problem, format!("{:?}", r.body), t.elapsed());
    }
    println!("{:?}", m.notes());
}
#[test]
fn hostile() {
    for e in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/hostile")).unwrap() {
        let p = e.unwrap().path();
        let Ok(t) = std::fs::read_to_string(&p) else { continue };
        let v: Result<serde_json::Value, String> = if p.extension().unwrap() == "json" {
            serde_json::from_str(&t).map_err(|e| e.to_string())
        } else {
            serde_yaml::from_str(&t).map_err(|e| e.to_string())
        };
        let v = match v {
            Ok(v) => v,
            Err(e) => {
                println!("{p:?}: unreadable {e:.60}");
                continue;
            }
        };
        let s = std::time::Instant::now();
        match Mock::start(v) {
            Err(e) => println!("{p:?}: {e}"),
            Ok(m) => {
                let r = m.rehearse();
                println!(
                    "{p:?}: {} of {} {:?} {:.300}",
                    r.iter().filter(|r| r.problem.is_none()).count(),
                    r.len(),
                    s.elapsed(),
                    format!("{:?}", r.iter().find_map(|r| r.problem.clone()))
                );
            }
        }
    }
}
