//! JSON by its own reader: the same as by that of YAML, or left to it.

use super::super::{json, yaml};

#[test]
fn what_is_json_is_read_as_yaml_would_be() {
    for text in [
        r#"{"a":{"b":[1,-2.50,1E5,"x\n\"y\\","é"],"<<":{"a":1},"c":{}},"d":[[],[null,true,false]]}"#,
        "\n{ \"a\" :\t[ 1 , 2 ] ,\r\n \"\\u00e9\\ud83d\\ude00\" : \"\\/ \\u007f\" }\n\n",
        "[\n]",
    ] {
        let by_json = json::parse(text).map(|read| format!("{:?}", read.map_err(|failure| failure.errors)));
        let by_yaml = yaml::parse(text);
        assert_eq!(by_json, Some(format!("{:?}", by_yaml.map_err(|failure| failure.errors))), "{text}");
    }
}

#[test]
fn mistakes_that_are_not_of_syntax_are_found() {
    let errors = |text: &str| match json::parse(text) {
        Some(Err(failure)) => failure.errors.iter().map(|error| error.code).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(errors(r#"{"a":1,"b":{"a":1,"a":2},"a":3}"#), ["duplicate-key", "duplicate-key"]);
    assert_eq!(errors(&format!("{}{}", "[".repeat(101), "]".repeat(101))), ["too-deep"]);
}

#[test]
fn of_a_key_that_is_there_twice_the_last_one_counts() {
    let text = r#"{"a":1,"b":2,"a":3}"#;
    for read in [json::parse(text), Some(yaml::parse(text))] {
        let value = read.and_then(Result::err).and_then(|failure| failure.partial).map(|root| root.to_json().to_string());
        assert_eq!(value.as_deref(), Some(r#"{"a":3,"b":2}"#));
    }
}

#[test]
fn what_is_no_json_is_left_to_yaml() {
    for text in ["{a: 1}", "{\"a\":1,}", "a: 1", "\"a\"", "1", "", "{\"a\":\"\\ud83d\"}", "{\"a\":1} {}", "{\"a\":01}", "{\"a\":'x'}"] {
        assert!(json::parse(text).is_none(), "{text}");
    }
}
