//! The header policy: the one place that decides what a page may do, and what may be kept.

use crate::config::Config;

/// How the site is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A deployment.
    Https,
    /// The project's own server, where asking for https would make every file unreachable.
    Loopback,
}

/// The headers of every answer, and how long each kind of file may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Sent with every answer, whatever its status.
    pub everywhere: Vec<(&'static str, String)>,
}

/// How long a browser may keep a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The name changes with the content.
    Forever,
    /// Ask again each time.
    Check,
    /// Not at all: its address held a code.
    Never,
}

/// The endings of files that exist. Any other path is a page, and answered with `index.html`.
pub const FILE_ENDINGS: &[&str] = &["css", "html", "js", "json", "svg", "wasm"];

/// The endings of files whose name holds a hash of their content.
pub const HASHED_ENDINGS: &[&str] = &["css", "js", "svg", "wasm"];

/// Files with such an ending and a fixed name: the start-up script, what signing in needs, and the
/// sandbox's worker, which Trunk does not hash.
pub const FIXED_NAMES: &[&str] = &[
    "auth/redirect.js",
    "boot.js",
    "sandbox_worker.js",
    "sandbox_worker_bg.wasm",
    "sandbox_worker_loader.js",
    "vendor/msal-browser.min.js",
    "vendor/msal-redirect-bridge.min.js",
];

/// The page that Microsoft sends people back to. It goes on by itself and shows nothing, so it needs
/// no window group of its own; MSAL asks for none.
///
/// Source: AzureAD/microsoft-authentication-library-for-js, `lib/msal-browser/docs/redirect-bridge.md`,
/// read 23 Nov 2026.
pub const RETURN_PAGE: &str = "auth/redirect.html";

/// The header that only the return page has otherwise, and what it says there.
pub const OPENER: (&str, &str) = ("Cross-Origin-Opener-Policy", "unsafe-none");

impl Keep {
    /// The value of `Cache-Control`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Check => "no-cache",
            Self::Never => "no-store",
        }
    }

    /// How long the file with this path from the root may be kept.
    pub fn of(name: &str) -> Self {
        if name == RETURN_PAGE {
            return Self::Never;
        }
        let ending = name.rsplit_once('.').map_or("", |(_, it)| it);
        if HASHED_ENDINGS.contains(&ending) && !FIXED_NAMES.contains(&name) {
            return Self::Forever;
        }
        Self::Check
    }
}

impl Policy {
    /// The policy of a deployment with this configuration.
    pub fn new(config: &Config, transport: Transport) -> Self {
        let fixed = [
            (OPENER.0, "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", PERMISSIONS),
            ("Referrer-Policy", "no-referrer"),
            (
                "Strict-Transport-Security",
                "max-age=31536000; includeSubDomains",
            ),
            ("X-Content-Type-Options", "nosniff"),
        ];
        let content = (
            "Content-Security-Policy",
            content_security(config, transport),
        );
        let fixed = fixed.map(|(name, value)| (name, value.to_owned()));
        Self {
            everywhere: [content].into_iter().chain(fixed).collect(),
        }
    }

    /// The headers of the file with this path from the root.
    pub fn of(&self, path: &str) -> Vec<(&'static str, String)> {
        let mut headers = self.everywhere.clone();
        if path == RETURN_PAGE {
            headers.retain(|(name, _)| *name != OPENER.0);
            headers.push((OPENER.0, OPENER.1.to_owned()));
        }
        headers
    }
}

/// A wall display must not fall asleep, and a request can be copied; nothing else is asked for.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), \
     serial=(), screen-wake-lock=(self), fullscreen=(self), clipboard-write=(self)";

/// Everything is refused that is not named. Scripts are files of ours and WebAssembly; styles are
/// files of ours; connections go to the configured origins, and to nobody else.
fn content_security(config: &Config, transport: Transport) -> String {
    let mut connect = vec!["'self'".to_owned()];
    let mut frame = vec!["'self'".to_owned()];
    if config.offers_azure() {
        connect.push(config.cloud.login.clone());
        connect.push(config.cloud.arm.clone());
        if config.graph {
            connect.push(config.cloud.graph.clone());
        }
        connect.extend(config.vault_hosts.iter().map(|it| format!("https://{it}")));
        frame.push(config.cloud.login.clone());
    }
    let connect = format!("connect-src {}", connect.join(" "));
    let frame = format!("frame-src {}", frame.join(" "));
    let mut directives = vec![
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        &connect,
        &frame,
        "worker-src 'self'",
        "manifest-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
    ];
    if transport == Transport::Https {
        directives.push("upgrade-insecure-requests");
    }
    directives.join("; ")
}

/// The media type of a file by its ending.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, it)| it) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = r#""clientId":"5c0e9a41-0000-4000-8000-000000000001""#;

    /// The content security policy of a configuration; an application id is added to each.
    fn policy_of(config: &str, transport: Transport) -> String {
        let config = config.replacen('{', &format!("{{{ID},"), 1);
        let config = Config::parse(&config).expect(&config);
        Policy::new(&config, transport).everywhere[0].1.clone()
    }

    fn directive(config: &str, name: &str) -> String {
        let policy = policy_of(config, Transport::Https);
        let found = policy.split("; ").find(|it| it.starts_with(name));
        found.unwrap_or("missing").to_owned()
    }

    #[test]
    fn connections_follow_the_configuration() {
        let rows = [
            (r#"{"source":"sandbox"}"#, "connect-src 'self'"),
            (
                r#"{"source":"sandbox","graph":true,"vaultHosts":["a.vault.azure.net"]}"#,
                "connect-src 'self'",
            ),
            (
                r#"{"source":"azure"}"#,
                "connect-src 'self' https://login.microsoftonline.com https://management.azure.com",
            ),
            (
                r#"{"source":"both","graph":true,"vaultHosts":["a.vault.azure.net"]}"#,
                "connect-src 'self' https://login.microsoftonline.com https://management.azure.com \
                 https://graph.microsoft.com https://a.vault.azure.net",
            ),
            (
                r#"{"source":"azure","cloud":"china"}"#,
                "connect-src 'self' https://login.partner.microsoftonline.cn https://management.chinacloudapi.cn",
            ),
        ];
        for (config, expected) in rows {
            assert_eq!(directive(config, "connect-src"), expected, "{config}");
        }
    }

    #[test]
    fn nothing_unsafe_is_ever_allowed() {
        for source in ["sandbox", "azure", "both"] {
            let config = format!(r#"{{"source":"{source}"}}"#);
            let policy = policy_of(&config, Transport::Https);
            for word in ["'unsafe-inline'", "'unsafe-eval'", " *", "http:"] {
                assert!(!policy.contains(word), "{source}: {word} in {policy}");
            }
        }
    }

    #[test]
    fn only_a_deployment_asks_for_https() {
        let config = r#"{"source":"sandbox"}"#;
        let deployed = policy_of(config, Transport::Https);
        let local = policy_of(config, Transport::Loopback);
        assert_eq!(deployed, format!("{local}; upgrade-insecure-requests"));
    }

    #[test]
    fn the_return_page_differs_in_one_header_only() {
        let config = Config::parse(r#"{"source":"sandbox"}"#).expect("valid");
        let policy = Policy::new(&config, Transport::Https);
        let (page, other) = (policy.of(RETURN_PAGE), policy.of("index.html"));
        assert_eq!(page.len(), other.len());
        let changed: Vec<_> = page.iter().filter(|it| !other.contains(it)).collect();
        assert_eq!(changed, [&(OPENER.0, OPENER.1.to_owned())]);
    }

    #[test]
    fn a_name_with_a_hash_is_kept_and_a_fixed_one_checked() {
        let rows = [
            ("app-efc9ff6ae4220a64.js", Keep::Forever),
            ("app-efc9ff6ae4220a64_bg.wasm", Keep::Forever),
            ("console-6ad9f94b78271b67.css", Keep::Forever),
            ("icon-f60825456ecc0d3f.svg", Keep::Forever),
            ("index.html", Keep::Check),
            ("boot.js", Keep::Check),
            ("config.json", Keep::Check),
            ("sandbox_worker.js", Keep::Check),
            ("sandbox_worker_bg.wasm", Keep::Check),
            ("sandbox_worker_loader.js", Keep::Check),
            ("vendor/msal-browser.min.js", Keep::Check),
            ("auth/redirect.js", Keep::Check),
            ("auth/redirect.html", Keep::Never),
        ];
        for (name, keep) in rows {
            assert_eq!(Keep::of(name), keep, "{name}");
        }
    }
}
