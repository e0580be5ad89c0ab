//! The policy as an nginx configuration to include in a `server`.

use std::fmt::Write as _;

use super::policy::{FILE_ENDINGS, FIXED_NAMES, HASHED_ENDINGS, Keep, Policy};

/// The file's text. A `location` with an `add_header` of its own inherits none, so each has all.
pub fn render(policy: &Policy) -> String {
    let mut text = String::from(
        "# Include this in the server { } that serves dist. Written by `cargo xtask headers` from\n\
         # config.json: write it again when that changes.\n\
         types { text/html html; text/css css; text/javascript js; application/json json; \
         image/svg+xml svg; application/wasm wasm; }\n\n",
    );
    for name in FIXED_NAMES {
        location(
            &mut text,
            &format!("= /{name}"),
            policy,
            Keep::Check,
            "try_files $uri =404;",
        );
    }
    let hashed = format!("~ \\.({})$", HASHED_ENDINGS.join("|"));
    location(
        &mut text,
        &hashed,
        policy,
        Keep::Forever,
        "try_files $uri =404;",
    );
    let others: Vec<_> = FILE_ENDINGS
        .iter()
        .filter(|it| !HASHED_ENDINGS.contains(it))
        .copied()
        .collect();
    let checked = format!("~ \\.({})$", others.join("|"));
    location(
        &mut text,
        &checked,
        policy,
        Keep::Check,
        "try_files $uri =404;",
    );
    location(
        &mut text,
        "/",
        policy,
        Keep::Check,
        "try_files $uri /index.html;",
    );
    text
}

fn location(text: &mut String, pattern: &str, policy: &Policy, keep: Keep, find: &str) {
    let mut lines = format!("location {pattern} {{\n  {find}\n");
    for (name, value) in &policy.everywhere {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "  add_header {name} \"{value}\" always;");
    }
    // Without `always`: an error must not be kept for a year.
    let cache = keep.value();
    let _ = writeln!(lines, "  add_header Cache-Control \"{cache}\";\n}}\n");
    text.push_str(&lines);
}

#[cfg(test)]
mod tests {
    use super::super::policy::Transport;
    use super::*;
    use crate::config::Config;

    #[test]
    fn every_location_carries_every_header() {
        let config = Config::parse(r#"{"source":"azure"}"#).expect("valid");
        let policy = Policy::new(&config, Transport::Https);
        let text = render(&policy);
        let locations: Vec<_> = text.split("location ").skip(1).collect();
        assert_eq!(locations.len(), FIXED_NAMES.len() + 3);
        for location in locations {
            for (name, value) in &policy.everywhere {
                let line = format!("add_header {name} \"{value}\" always;");
                assert!(location.contains(&line), "{name} is missing in {location}");
            }
            assert_eq!(location.matches("Cache-Control").count(), 1, "{location}");
        }
    }
}
