//! The policy as the configuration file of Azure Static Web Apps.
//!
//! The first route that fits wins; a route's headers are added to the global ones.
//! Source: <https://learn.microsoft.com/azure/static-web-apps/configuration>, read 23 Nov 2026.

use cmk_console::deployment::policy::{
    FILE_ENDINGS, FIXED_NAMES, HASHED_ENDINGS, Keep, OPENER, Policy, RETURN_PAGE,
};
use serde_json::{Map, Value, json};

/// The file's text.
pub fn render(policy: &Policy) -> String {
    let cache = |keep: Keep| json!({ "Cache-Control": keep.value() });
    let mut global: Map<String, Value> = policy
        .everywhere
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
        .collect();
    global.insert("Cache-Control".into(), Keep::Check.value().into());
    let page = json!({
        "route": format!("/{RETURN_PAGE}"),
        "headers": { "Cache-Control": Keep::Never.value(), (OPENER.0): OPENER.1 },
    });
    let fixed = FIXED_NAMES
        .iter()
        .map(|name| json!({ "route": format!("/{name}"), "headers": cache(Keep::Check) }));
    let hashed = json!({
        "route": format!("/*.{{{}}}", HASHED_ENDINGS.join(",")),
        "headers": cache(Keep::Forever),
    });
    let routes: Vec<Value> = [page].into_iter().chain(fixed).chain([hashed]).collect();
    let file = json!({
        "globalHeaders": global,
        "routes": routes,
        "navigationFallback": {
            "rewrite": "/index.html",
            "exclude": [format!("/*.{{{}}}", FILE_ENDINGS.join(","))],
        },
        "mimeTypes": { ".wasm": "application/wasm" },
    });
    format!("{file:#}\n")
}

#[cfg(test)]
mod tests {
    use cmk_console::config::Config;

    use super::*;
    use cmk_console::deployment::Transport;

    #[test]
    fn fixed_names_come_before_the_pattern_that_would_keep_them() {
        let config = Config::parse(r#"{"source":"sandbox"}"#).expect("valid");
        let text = render(&Policy::new(&config, Transport::Https));
        let file: Value = serde_json::from_str(&text).expect("JSON");
        let routes = file["routes"].as_array().expect("a list");
        let last = routes.last().expect("not empty");
        assert_eq!(last["route"], "/*.{css,js,svg,wasm}");
        assert_eq!(last["headers"]["Cache-Control"], Keep::Forever.value());
        assert_eq!(routes[0]["route"], "/auth/redirect.html");
        assert_eq!(routes[0]["headers"]["Cache-Control"], "no-store");
        assert_eq!(routes[0]["headers"][OPENER.0], "unsafe-none");
        for (route, name) in routes[1..].iter().zip(FIXED_NAMES) {
            assert_eq!(route["route"], format!("/{name}"));
            assert_eq!(route["headers"]["Cache-Control"], "no-cache");
        }
        let policy = file["globalHeaders"]["Content-Security-Policy"].as_str();
        assert!(policy.is_some_and(|it| it.starts_with("default-src 'none'")));
    }
}
