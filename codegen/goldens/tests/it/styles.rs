//! Styles of parameters, cookies, `content`, and paths that are no plain templates, byte for byte.

use std::collections::BTreeMap;

use openapi_goldens::{content_parameters, cookie_parameters, methods, odd_paths, parameter_styles};

use crate::support::{Fake, refused};

#[tokio::test]
async fn in_path_and_header() {
    use parameter_styles::types::Point;

    let fake = Fake::answering(204, "");
    let client: parameter_styles::Client = fake.client();
    let tags = ["a.b".to_owned(), "c/d".to_owned()];
    client.in_path(7, &tags, &Point::new(1.5, -2.0)).with_x_point(&Point::new(0.0, 1.0)).await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri().path(), "/v1/matrix;id=7/label.a.b.c%2Fd/x=1.5,y=-2");
    assert_eq!(request.headers()["x-point"], "x,0,y,1");
}

#[tokio::test]
async fn in_query() {
    use parameter_styles::types::{Filter, Point};

    let fake = Fake::answering(204, "");
    let client: parameter_styles::Client = fake.client();
    let filter = Filter::new()
        .with_name("a&b")
        .with_near(Point::new(1.0, 2.0))
        .with_tags(vec!["x".to_owned(), "y".to_owned()])
        .with_areas(vec![Point::new(3.0, 4.0), Point::new(5.0, 6.0)]);
    let labels = BTreeMap::from([("k=".to_owned(), "v".parse().unwrap())]);
    client
        .in_query(&filter)
        .with_point(&Point::new(1.0, 2.0))
        .with_center(&Point::new(1.0, 2.0))
        .with_labels(&labels)
        .with_ids(&[1, 2])
        .with_words(&["a b".to_owned(), "c".to_owned()])
        .with_path("/a/b?c=d&e#f")
        .with_anything(&serde_json::json!([true, "x"]))
        .with_verbose(None)
        .with_q("")
        .await
        .unwrap();
    let request = fake.request();
    let query = request.uri().query().unwrap().replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        query.split('&').collect::<Vec<_>>(),
        [
            "filter[name]=a%26b",
            "filter[near][x]=1",
            "filter[near][y]=2",
            "filter[tags][]=x",
            "filter[tags][]=y",
            "filter[areas][0][x]=3",
            "filter[areas][0][y]=4",
            "filter[areas][1][x]=5",
            "filter[areas][1][y]=6",
            "x=1",
            "y=2",
            "center=x,1,y,2",
            "labels[k%3D]=v",
            "ids=1%7C2",
            "words=a%20b%20c",
            "path=/a/b?c=d%26e%23f",
            "anything=true",
            "anything=x",
            "verbose=",
            "q=",
        ]
    );

    let error = client.in_query(&Filter::new()).with_verbose(Some(0)).await.unwrap_err();
    assert_eq!(refused(error), ["query parameter `verbose` must be at least 1 (found 0)"]);
    fake.nothing_was_sent();
}

#[tokio::test]
async fn cookies() {
    use cookie_parameters::types::Theme;

    let fake = Fake::answering(204, "");
    let client: cookie_parameters::Client = fake.client();
    client
        .get_me(&"a;b=".parse().unwrap())
        .with_x_org("h")
        .with_x_org_in_cookie("c")
        .with_seen(&[1, 2])
        .with_theme(&Theme::new().with_dark(true).with_accent("sea green"))
        .with_raw("abc==;x")
        .await
        .unwrap();
    let request = fake.request();
    assert_eq!(request.headers()["x-org"], "h");
    assert_eq!(request.headers()["cookie"], "session=a%3Bb%3D; X-Org=c; seen=1,2; dark=true; accent=sea%20green; raw=abc==%3Bx");
}

#[tokio::test]
async fn content() {
    use content_parameters::types::Filter;

    let fake = Fake::answering(204, "");
    let client: content_parameters::Client = fake.client();
    let filter = Filter::new().with_name("a b").with_kinds(vec!["x".to_owned(), "y".to_owned()]);
    client.list_pets().with_filter(&filter).with_x_filter(&filter).with_note("n&").await.unwrap();
    let request = fake.request();
    let json = r#"{"name":"a b","kinds":["x","y"]}"#;
    assert_eq!(request.headers()["x-filter"], json);
    let escaped = "%7B%22name%22%3A%22a%20b%22%2C%22kinds%22%3A%5B%22x%22%2C%22y%22%5D%7D";
    assert_eq!(request.uri().query(), Some(format!("filter={escaped}&note=n%26").as_str()));

    client.search_by_form(&filter).await.unwrap();
    assert_eq!(fake.request().uri().query(), Some("name=a%20b&kinds=x&kinds=y"));
    client.search_by_json().with_search(&filter).await.unwrap();
    assert_eq!(fake.request().uri().query(), Some(escaped));
    client.search_by_path("$.a[1]").await.unwrap();
    assert_eq!(fake.request().uri().query(), Some("%24.a%5B1%5D"));
}

#[tokio::test]
async fn odd_paths() {
    let fake = Fake::answering(204, "");
    let client: odd_paths::Client = fake.client();
    let sent = async |call: openapi_client::Call<()>, expected: &str| {
        call.await.unwrap();
        assert_eq!(fake.line(), expected.replace(" /", " https://api.example.com/v1/"));
    };
    sent(client.get_item("n", "e", "1", "2/3", 4), "GET /n.e/1-2%2F3/items(id=4)").await;
    sent(client.get_file("a/b c/d%2Fe"), "GET /files/a/b%20c/d%2Fe").await;
    sent(client.get_user(5), "GET /5/5").await;
    sent(client.post_token_refresh(), "POST /token").await;
    sent(client.get_rpc_action_list_page_limit(2).with_limit(3).into_call(), "GET /rpc?action=list&page=2&limit=3").await;
    sent(client.list().with_limit(3).with_after("x").into_call(), "GET /list?limit=3&after=x").await;

    let error = client.get_file("a/../b").await.unwrap_err();
    assert_eq!(refused(error), ["path parameter `path` must not be empty, `.` or `..` in a path"]);
}

#[tokio::test]
async fn methods() {
    let fake = Fake::answering(204, "");
    let client: methods::Client = fake.client();
    for (call, method) in [
        (client.probe(1), "HEAD"),
        (client.trace(1), "TRACE"),
        (client.search(1).into_call(), "QUERY"),
        (client.copy(1), "COPY"),
        (client.unlock_documents_id(1), "unlock"),
    ] {
        call.await.unwrap();
        assert_eq!(fake.line(), format!("{method} https://api.example.com/v1/documents/1"));
    }
}
