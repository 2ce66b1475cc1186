//! Generated checks next to engines and to what one would write by hand. The figures are in `docs/performance.md`.
//!
//! A newtype is asked to validate a value that it holds already, which is what happens before a request is sent; engines are compiled beforehand.
#![allow(missing_docs, clippy::expect_used, reason = "what does not fit ends the run")]

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use dfns_api::types::{OrgId, SendRecoveryCodeEmailRequest, TenantId, Username};
use openapi_client::{At, Location, Validate, Violations};
use openapi_goldens::patterns::types::{Account, DomainName, Encoded, Flags, HostName, Letters, OptionalIp, PersonName, Setting, SshKey};
use serde_json::{Value, json};

const ORG: &str = "or-30tnh-itmjs-s235s5ontr3r23h2";
const ORG_PATTERN: &str = "^or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$";

fn is_valid(value: &impl Validate) -> bool {
    let mut violations = Violations::new();
    value.validate(&At::root(Location::Body), &mut violations);
    violations.is_empty()
}

/// What one would write by hand: a table, and a loop over each part.
fn by_hand(value: &str) -> bool {
    static ALLOWED: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < u8::MAX {
            table[byte as usize] = byte.is_ascii_lowercase() || byte.is_ascii_digit();
            byte += 1;
        }
        table
    };
    let bytes = value.as_bytes();
    if !matches!(bytes.len(), 29..=31) || !bytes.starts_with(b"or-") || bytes[8] != b'-' || bytes[14] != b'-' {
        return false;
    }
    let all = |part: &[u8]| part.iter().all(|&byte| ALLOWED[usize::from(byte)]);
    all(&bytes[3..8]) && all(&bytes[9..14]) && all(&bytes[15..])
}

fn schema(pattern: &str) -> jsonschema::Validator {
    jsonschema::draft202012::new(&json!({ "type": "string", "pattern": pattern })).expect("a schema")
}

/// The seed's `orgId`, 31 bytes.
fn org_id(c: &mut Criterion) {
    let mut group = c.benchmark_group("orgId");
    let id = OrgId::from_static(ORG);
    group.bench_function("generated", |b| b.iter(|| is_valid(black_box(&id))));
    group.bench_function("by hand", |b| b.iter(|| by_hand(black_box(ORG))));
    engines(&mut group, ORG_PATTERN, ORG);
    let (schema, value) = (schema(ORG_PATTERN), Value::from(ORG));
    group.bench_function("jsonschema", |b| b.iter(|| schema.is_valid(black_box(&value))));
    group.finish();
}

fn engines(group: &mut BenchmarkGroup<'_, WallTime>, pattern: &str, value: &str) {
    let (regex, regress) = (regex::Regex::new(pattern).expect("a pattern"), regress::Regex::with_flags(pattern, "u").expect("a pattern"));
    assert!(regex.is_match(value) && regress.find(value).is_some(), "{pattern} does not match {value}");
    group.bench_function("regex", |b| b.iter(|| regex.is_match(black_box(value))));
    group.bench_function("regress", |b| b.iter(|| regress.find(black_box(value)).is_some()));
}

/// Ten patterns of real documents that need an automaton.
fn automata(c: &mut Criterion) {
    fn pattern<T: Validate + std::str::FromStr<Err: std::fmt::Debug>>(c: &mut Criterion, name: &str, pattern: &str, value: &str) {
        let mut group = c.benchmark_group(name);
        let generated: T = value.parse().expect("it matches");
        group.bench_function("generated", |b| b.iter(|| is_valid(black_box(&generated))));
        engines(&mut group, pattern, value);
        group.finish();
    }
    pattern::<DomainName>(c, "DomainName", r"^((xn--)?[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*\.)+[a-zA-Z]{2,}\.?$", "api.eu-west-1.example.com");
    pattern::<OptionalIp>(
        c,
        "OptionalIp",
        r"^$|^((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$",
        "192.168.120.254",
    );
    pattern::<Encoded>(
        c,
        "Encoded",
        "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$",
        "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==",
    );
    pattern::<Account>(
        c,
        "Account",
        r"^(0x[0-9a-fA-F]{40}|0\.0\.(\d+|[0-9a-fA-F]{40}|[0-9a-fA-F]{64,}))$",
        "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae",
    );
    pattern::<HostName>(
        c,
        "HostName",
        r"^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)+$",
        "api.eu-west-1.example.com",
    );
    pattern::<Setting>(c, "Setting", r"^(-?[0-9]+(?:\.[0-9]+)?)(us|ms|s|min|h|d)?$", "-1250.75min");
    pattern::<SshKey>(
        c,
        "SshKey",
        "^ssh-(rsa|dss|ed25519) |^ecdsa-sha2-nistp(256|384|521) |^(sk-ssh-ed25519|sk-ecdsa-sha2-nistp256)@openssh.com ",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEmRzUuzB8xvZ1Xo3GgyJvF5yq0Zz2tC3o7v8m1n2b4c",
    );
    pattern::<Letters>(c, "Letters", r"^\p{L}+$", "Donaudampfschifffahrtsgesellschaftskapitän");
    pattern::<PersonName>(c, "PersonName", r"^[A-Za-z]+(?:[\s'-][A-Za-z]+)*$", "Anne-Marie van der O'Neil");
    pattern::<Flags>(
        c,
        "Flags",
        "^(default|[a-z_]+=(on|off|default)(,[a-z_]+=(on|off|default))*)$",
        "cache=on,verbose=off,retry_all=default",
    );
}

/// The seed's request, all of it.
fn request(c: &mut Criterion) {
    let mut group = c.benchmark_group("request");
    let request = SendRecoveryCodeEmailRequest::new(Username::from_static("alice@example.com"))
        .with_org_id(OrgId::from_static(ORG))
        .with_tenant_id(TenantId::from_static("acct-24hka-dhili-9hgvdlvr1ohpibp4"));
    let text = |pattern: &str| json!({ "type": "string", "minLength": 1, "maxLength": 64, "pattern": pattern });
    let schema = json!({
        "type": "object",
        "properties": {
            "username": { "type": "string", "minLength": 1 },
            "orgId": text(ORG_PATTERN),
            "tenantId": text("^acct-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$"),
        },
        "required": ["username"],
        "additionalProperties": false,
    });
    let schema = jsonschema::draft202012::new(&schema).expect("a schema");
    let value = serde_json::to_value(&request).expect("JSON");
    assert!(is_valid(&request) && schema.is_valid(&value));
    group.bench_function("generated", |b| b.iter(|| is_valid(black_box(&request))));
    group.bench_function("jsonschema", |b| b.iter(|| schema.is_valid(black_box(&value))));
    group.finish();
}

criterion_group!(checks, org_id, automata, request);
criterion_main!(checks);
