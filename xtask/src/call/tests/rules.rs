//! Pages, waits and long-running operations, as any client of ARM must treat them.

use super::*;

/// A call and what must come of it.
struct Row {
    what: &'static str,
    method: &'static str,
    answers: fn(&str) -> Vec<String>,
    /// The code of the error; empty for success.
    code: &'static str,
    /// What the server must have been sent, after the first.
    then: &'static [&'static str],
    /// How long was waited before each exchange, in seconds.
    waited: &'static [u64],
}

const X: &str = "/x?api-version=1";

fn accepted(header: &str, url: &str) -> String {
    Script::answer(202, &[(header, url), ("Retry-After", "0")], "")
}

fn done() -> String {
    Script::json(200, r#"{"status": "Succeeded"}"#)
}

fn resource() -> String {
    Script::json(
        200,
        r#"{"id": "/x", "properties": {"provisioningState": "Succeeded"}}"#,
    )
}

const ROWS: &[Row] = &[
    Row {
        what: "an empty page may have a next one",
        method: "GET",
        answers: |base| {
            let first = format!(r#"{{"value": [], "nextLink": "{base}/x?page=2"}}"#);
            vec![
                Script::json(200, &first),
                Script::json(200, r#"{"value": [1]}"#),
            ]
        },
        code: "",
        then: &["GET /x?page=2"],
        waited: &[0, 0],
    },
    Row {
        what: "a next link that is no text is an error",
        method: "GET",
        answers: |_| vec![Script::json(200, r#"{"value": [], "nextLink": 7}"#)],
        code: "UnreadableAnswer",
        then: &[],
        waited: &[0],
    },
    Row {
        what: "a POST that was answered 503 is repeated, after the wait that was asked for",
        method: "POST",
        answers: |_| vec![Script::answer(503, &[("Retry-After", "7")], ""), resource()],
        code: "",
        then: &["POST /x?api-version=1"],
        waited: &[0, 7],
    },
    Row {
        what: "no wait at all is a wait that was asked for",
        method: "GET",
        answers: |_| vec![Script::answer(429, &[("Retry-After", "0")], ""), resource()],
        code: "",
        then: &["GET /x?api-version=1"],
        waited: &[0, 0],
    },
    Row {
        what: "a bad request is not repeated",
        method: "PUT",
        answers: |_| {
            vec![Script::json(
                400,
                r#"{"error": {"code": "BadRequest", "message": "m"}}"#,
            )]
        },
        code: "BadRequest",
        then: &[],
        waited: &[0],
    },
    Row {
        what: "a write whose answer never came is not repeated",
        method: "PUT",
        answers: |_| vec![String::new()],
        code: "NoAnswer",
        then: &[],
        waited: &[0],
    },
    Row {
        what: "a PUT reads its resource after the operation",
        method: "PUT",
        answers: |base| {
            let running = Script::answer(200, &[("Retry-After", "3")], r#"{"status": "Running"}"#);
            let first = accepted("Azure-AsyncOperation", &format!("{base}/op?t=1"));
            vec![first, running, done(), resource()]
        },
        code: "",
        then: &["GET /op?t=1", "GET /op?t=1", "GET /x?api-version=1"],
        waited: &[0, 0, 3, 0],
    },
    Row {
        what: "a relative address to poll is an error",
        method: "PUT",
        answers: |_| vec![accepted("Location", "/op")],
        code: "UntrustedAddress",
        then: &[],
        waited: &[0],
    },
    Row {
        what: "a status answer without a status is a failure",
        method: "PUT",
        answers: |base| {
            let first = accepted("Azure-AsyncOperation", &format!("{base}/op"));
            vec![first, Script::json(200, "{}")]
        },
        code: "UnreadableAnswer",
        then: &["GET /op"],
        waited: &[0, 0],
    },
    Row {
        what: "an operation may not be there yet",
        method: "PUT",
        answers: |base| {
            let first = accepted("Azure-AsyncOperation", &format!("{base}/op"));
            vec![first, Script::json(404, "{}"), done(), resource()]
        },
        code: "",
        then: &["GET /op", "GET /op", "GET /x?api-version=1"],
        waited: &[0, 0, 5, 0],
    },
    Row {
        what: "an operation that is never there is a failure",
        method: "PUT",
        answers: |base| {
            let first = accepted("Azure-AsyncOperation", &format!("{base}/op"));
            let mut all = vec![first];
            all.resize_with(20, || {
                Script::json(404, r#"{"error": {"code": "NotFound"}}"#)
            });
            all
        },
        code: "NotFound",
        then: &[
            "GET /op", "GET /op", "GET /op", "GET /op", "GET /op", "GET /op", "GET /op",
        ],
        waited: &[0, 0, 5, 5, 15, 15, 15, 60],
    },
    Row {
        what: "a failed operation says why",
        method: "PATCH",
        answers: |base| {
            let first = accepted("Azure-AsyncOperation", &format!("{base}/op"));
            let failed = r#"{"status": "failed", "error": {"code": "KeyVaultAccessForbidden", "message": "m"}}"#;
            vec![first, Script::json(200, failed)]
        },
        code: "KeyVaultAccessForbidden",
        then: &["GET /op"],
        waited: &[0, 0],
    },
    Row {
        what: "a deletion reads nothing afterwards",
        method: "DELETE",
        answers: |base| {
            let first = accepted("Location", &format!("{base}/op"));
            vec![first, Script::answer(204, &[], "")]
        },
        code: "",
        then: &["GET /op"],
        waited: &[0, 0],
    },
    Row {
        what: "the result of a POST is read from its location",
        method: "POST",
        answers: |base| {
            let (op, result) = (format!("{base}/op"), format!("{base}/result"));
            let both = [("Azure-AsyncOperation", op.as_str()), ("Location", &result)];
            vec![Script::answer(202, &both, ""), done(), resource()]
        },
        code: "",
        then: &["GET /op", "GET /result"],
        waited: &[0, 5, 0],
    },
];

#[test]
fn every_rule_is_kept() {
    for row in ROWS {
        let script = Script::of(row.answers);
        let told = called(&script, row.method, X);
        let code = told.outcome["error"]["code"].as_str().unwrap_or_default();
        assert_eq!(code, row.code, "{}: {}", row.what, told.text);
        let waited: Vec<_> = told
            .lines
            .iter()
            .filter_map(|it| it["waited"].as_u64())
            .collect();
        assert_eq!(waited, row.waited, "{}: {}", row.what, told.text);
        let first = format!("{} {X}", row.method);
        let asked = script.lines();
        assert_eq!(asked[0], first, "{}", row.what);
        assert_eq!(asked[1..], *row.then, "{}", row.what);
    }
}

#[test]
fn a_list_is_told_as_one() {
    let script = Script::of(|base| {
        let first = format!(r#"{{"value": [1], "nextLink": "{base}/x?page=2"}}"#);
        vec![
            Script::json(200, &first),
            Script::json(200, r#"{"value": [2, 3]}"#),
        ]
    });
    let told = called(&script, "GET", X);
    assert_eq!(told.outcome["body"]["value"], serde_json::json!([1, 2, 3]));
    assert_eq!(told.outcome["status"], 200);
}

#[test]
fn addresses_to_poll_may_be_longer_than_most_servers_like() {
    let long = "a".repeat(9000);
    let script = Script::of(|base| {
        let first = accepted("Azure-AsyncOperation", &format!("{base}/op?t={long}"));
        vec![first, done(), resource()]
    });
    let told = called(&script, "PUT", X);
    assert_eq!(told.outcome["outcome"], "succeeded", "{}", told.text);
    assert_eq!(script.lines()[1], format!("GET /op?t={long}"));
}
