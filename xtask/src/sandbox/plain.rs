//! Plain http, for clients that cannot be told to trust a certificate.
//!
//! The simulated Azure knows https addresses only, as Azure does, so addresses of this server are
//! translated on the way in and on the way out.

/// Writes this server's addresses with `http` in a text that leaves. `host` is the server's own
/// name with its port; its vaults' names end with it.
pub(super) fn leaving(text: &str, host: &str) -> String {
    translated(text, "https://", "http://", host)
}

/// Writes this server's addresses with `https` in a text that arrives, where they may stand
/// escaped, as in a form.
pub(super) fn arriving(text: &str, host: &str) -> String {
    let text = translated(text, "http://", "https://", host);
    let escaped = host.replace(':', "%3A");
    translated(&text, "http%3A%2F%2F", "https%3A%2F%2F", &escaped)
}

fn translated(text: &str, from: &str, to: &str, host: &str) -> String {
    let mut parts = text.split(from);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(if is_own(part, host) { to } else { from });
        whole.push_str(part);
    }
    whole
}

/// Whether a text goes on with the host or a name below it.
fn is_own(text: &str, host: &str) -> bool {
    let is_name = |it: char| it.is_ascii_alphanumeric() || "-.:%".contains(it);
    let end = text.find(|it| !is_name(it)).unwrap_or(text.len());
    let Some(before) = text.get(..end).and_then(|it| {
        // An escaped slash ends an escaped name.
        let name = it.split("%2F").next().unwrap_or(it);
        name.strip_suffix(host)
    }) else {
        return false;
    };
    before.is_empty() || before.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "localhost:8443";

    #[test]
    fn only_own_addresses_are_translated() {
        let rows = [
            ("https://localhost:8443/x", "http://localhost:8443/x"),
            (
                r#"{"a":"https://kv-a.vault.localhost:8443","b":"https://localhost:8443"}"#,
                r#"{"a":"http://kv-a.vault.localhost:8443","b":"http://localhost:8443"}"#,
            ),
            ("https://localhost:84430/x", "https://localhost:84430/x"),
            ("https://evillocalhost:8443/", "https://evillocalhost:8443/"),
            (
                "https://learn.microsoft.com/x",
                "https://learn.microsoft.com/x",
            ),
            ("", ""),
        ];
        for (text, left) in rows {
            assert_eq!(leaving(text, HOST), left, "{text}");
            assert_eq!(arriving(left, HOST), text, "{left}");
        }
    }

    #[test]
    fn forms_hold_escaped_addresses() {
        let form = "scope=http%3A%2F%2Flocalhost%3A8443%2F.default&x=http%3A%2F%2Fa%2F";
        let whole = "scope=https%3A%2F%2Flocalhost%3A8443%2F.default&x=http%3A%2F%2Fa%2F";
        assert_eq!(arriving(form, HOST), whole);
    }
}
