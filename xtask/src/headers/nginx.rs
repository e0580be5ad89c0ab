//! The policy as an nginx configuration to include in a `server`.

use cmk_console::deployment::policy::{
    FILE_ENDINGS, FIXED_NAMES, HASHED_ENDINGS, Keep, OPENER, Policy, RETURN_PAGE,
};

/// The file's text. No `location` has an `add_header`: one of its own would take away all others.
pub fn render(policy: &Policy) -> String {
    let mut text = String::from(
        "# Include this in the server { } that serves dist. Written by `cargo xtask headers` from\n\
         # config.json: write it again when that changes. A location with an add_header of its own\n\
         # loses all of these.\n\n\
         types {\n  text/html html;\n  text/css css;\n  text/javascript js;\n  \
         application/json json;\n  image/svg+xml svg;\n  application/wasm wasm;\n}\n\n",
    );
    for (name, value) in &policy.everywhere {
        if *name == OPENER.0 {
            text.push_str(&opener(value));
        } else {
            text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
        }
    }
    let fixed: Vec<_> = FIXED_NAMES
        .iter()
        .map(|it| it.replace('.', "\\."))
        .collect();
    text.push_str(&format!(
        "\n# A name with a hash is kept, everything else asked for again.\n\
         set $cmk_keep \"{check}\";\n\
         if ($uri ~ \"\\.({hashed})$\") {{ set $cmk_keep \"{forever}\"; }}\n\
         if ($uri ~ \"^/({fixed})$\") {{ set $cmk_keep \"{check}\"; }}\n\
         if ($uri = \"/{RETURN_PAGE}\") {{ set $cmk_keep \"{never}\"; }}\n\
         # Without `always`: an error must not be kept for a year.\n\
         add_header Cache-Control $cmk_keep;\n\n\
         location ~ \"\\.({files})$\" {{ try_files $uri =404; }}\n\
         location / {{ try_files $uri /index.html; }}\n",
        check = Keep::Check.value(),
        forever = Keep::Forever.value(),
        never = Keep::Never.value(),
        hashed = HASHED_ENDINGS.join("|"),
        fixed = fixed.join("|"),
        files = FILE_ENDINGS.join("|"),
    ));
    text
}

/// The one header that differs on one page; its value is a variable for the same reason.
fn opener(value: &str) -> String {
    let (name, other) = OPENER;
    format!(
        "set $cmk_opener \"{value}\";\n\
         if ($uri = \"/{RETURN_PAGE}\") {{ set $cmk_opener \"{other}\"; }}\n\
         add_header {name} $cmk_opener always;\n"
    )
}

#[cfg(test)]
mod tests {
    use cmk_console::config::Config;

    use super::*;
    use cmk_console::deployment::Transport;

    #[test]
    fn every_header_is_there_and_no_location_takes_them_away() {
        let config = Config::parse(r#"{"source":"sandbox"}"#).expect("valid");
        let policy = Policy::new(&config, Transport::Https);
        let text = render(&policy);
        for (name, value) in &policy.everywhere {
            let line = match *name == OPENER.0 {
                true => format!("\nadd_header {name} $cmk_opener always;\n"),
                false => format!("\nadd_header {name} \"{value}\" always;\n"),
            };
            assert!(text.contains(&line), "{name} is missing in {text}");
        }
        for location in text.split("\nlocation ").skip(1) {
            assert!(!location.contains("add_header"), "{location}");
        }
        let page = "if ($uri = \"/auth/redirect.html\") { set $cmk_";
        for line in ["opener \"unsafe-none\"; }", "keep \"no-store\"; }"] {
            assert!(text.contains(&format!("{page}{line}")), "{line}: {text}");
        }
    }
}
