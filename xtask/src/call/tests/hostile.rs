//! Answers that name somebody else's address: nothing may go there.

use super::*;

/// Addresses that look like the server's, or make a careless parser think so. `{own}` is its host
/// with the port, `{evil}` that of another server.
const ADDRESSES: [&str; 16] = [
    "http://{evil}/",
    "https://{evil}/",
    "//{evil}/",
    "http://{own}@{evil}/",
    "http://user@{own}/",
    "http://user:{own}@{evil}/",
    "http://{own}.evil.example/",
    "http://127.0.0.1.:{port}/",
    "http://127.0.0.1%2eevil.example/",
    "http://localhost:{port}/",
    "https://{own}/",
    "http:\\\\{evil}\\",
    "http://{own}\\@{evil}/",
    "http://{own}\t/",
    "javascript:alert(1)",
    "data:text/html,x",
];

/// The same for texts that no header may hold.
const IN_BODIES: [&str; 4] = [
    "http://{own}/\n",
    "http://127.0.0.\u{0661}:{port}/",
    "blob:http://{own}/x",
    "/relative",
];

/// How an answer names an address.
const WAYS: [&str; 4] = ["nextLink", "Location", "Azure-AsyncOperation", "307"];

fn filled(address: &str, base: &str, evil: &str) -> String {
    let host = |it: &str| it.trim_start_matches("http://").to_owned();
    let port = base.rsplit(':').next().unwrap_or_default();
    let filled = address.replace("{own}", &host(base));
    filled
        .replace("{evil}", &host(evil))
        .replace("{port}", port)
}

/// Calls a server that leads to an address in one of the ways, and is honest from then on.
fn led(way: &str, address: &str) -> (Script, Script, Told) {
    let evil = Script::of(|_| vec![Script::json(200, r#"{"value": [], "status": "Succeeded"}"#)]);
    let script = Script::of(|base| {
        let address = filled(address, base, &evil.base);
        let first = match way {
            "nextLink" => {
                let page = serde_json::json!({ "value": [1], "nextLink": address });
                Script::json(200, &page.to_string())
            }
            "307" => Script::answer(307, &[("Location", &address)], ""),
            header => Script::answer(202, &[(header, &address)], ""),
        };
        let resource = r#"{"properties": {"provisioningState": "Succeeded"}}"#;
        vec![first, Script::json(200, resource)]
    });
    let method = if way == "nextLink" { "GET" } else { "PUT" };
    let told = called(&script, method, "/x?api-version=1");
    (script, evil, told)
}

#[test]
fn no_address_of_another_origin_is_sent_anything() {
    for way in WAYS {
        let in_bodies = IN_BODIES.iter().filter(|_| way == "nextLink");
        for address in ADDRESSES.iter().chain(in_bodies) {
            let (script, evil, told) = led(way, address);
            let row = format!("{way} {address:?}: {}", told.text);
            assert!(evil.seen().is_empty(), "{row}");
            let asked = script.lines();
            let own = ["GET /x?api-version=1", "PUT /x?api-version=1"];
            assert!(
                asked.iter().all(|it| own.contains(&it.as_str())),
                "{asked:?} {row}"
            );
            assert!(!told.text.contains(TOKEN), "{row}");
            // A resource can be read instead, where the address was merely somebody else's.
            let is_read =
                told.outcome["outcome"] == "succeeded" && !told.outcome["notes"].is_null();
            assert!(is_read || told.outcome["outcome"] == "failed", "{row}");
        }
    }
}

#[test]
fn a_list_that_leads_elsewhere_and_a_redirect_are_failures() {
    for address in ADDRESSES.iter().chain(&IN_BODIES) {
        let (_, _, told) = led("nextLink", address);
        let code = &told.outcome["error"]["code"];
        assert_eq!(code, "UntrustedAddress", "{address:?}: {}", told.text);
    }
    let (script, _, told) = led("307", "http://{evil}/x");
    assert_eq!(told.outcome["status"], 307, "{}", told.text);
    assert_eq!(script.lines().len(), 1);
}
