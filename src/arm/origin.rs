//! The exact-origin check: the only addresses that may ever see a bearer token.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::cloud::Cloud;
use super::request::{Audience, Request};

/// The scheme, host and port of an absolute URL, in one spelling. The scheme is `https`; a server
/// on this machine that a command is pointed at may do without.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin(String);

/// Why no token goes to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAllowed(pub String);

impl Origin {
    /// The origin of an absolute `https` URL. Everything the parser does not know is refused:
    /// other schemes, user information, escapes in the host, a trailing dot, control characters,
    /// blanks and anything outside ASCII.
    ///
    /// # Errors
    /// Says what was refused.
    pub fn of(url: &str) -> Result<Self, NotAllowed> {
        Self::read(url, &HTTPS).map(|(it, _)| it)
    }

    /// The origin of a server on this machine that speaks plain `http`, where nobody can listen in
    /// between. For commands that are pointed at one; the console itself knows none.
    ///
    /// # Errors
    /// Says what was refused.
    pub fn on_loopback(url: &str) -> Result<Self, NotAllowed> {
        match Self::read(url, &HTTP)? {
            (origin, host) if LOOPBACK.contains(&host.as_str()) => Ok(origin),
            _ => Err(NotAllowed(format!(
                "only a server on this machine may be without https: {}",
                shown(url)
            ))),
        }
    }

    fn read(url: &str, wanted: &Scheme) -> Result<(Self, String), NotAllowed> {
        let refuse = |why: &str| Err(NotAllowed(format!("{why}: {}", shown(url))));
        if url
            .bytes()
            .any(|it| !(0x21..=0x7e).contains(&it) || it == b'\\')
        {
            return refuse("the address holds a character that no URL holds");
        }
        let length = wanted.prefix.len();
        let Some(scheme) = url
            .get(..length)
            .filter(|it| it.eq_ignore_ascii_case(wanted.prefix))
        else {
            return refuse(wanted.missing);
        };
        let rest = &url[scheme.len()..];
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        if !is_host(host) {
            return refuse("the host is not a plain name");
        }
        let port = match port {
            None => String::new(),
            Some(it) if it == wanted.port => String::new(),
            Some(it) if is_port(it) => format!(":{it}"),
            Some(_) => return refuse("the port is not a number"),
        };
        let host = host.to_ascii_lowercase();
        Ok((Self(format!("{}{host}{port}", wanted.prefix)), host))
    }

    /// `https://management.azure.com`, without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `url` is absolute and has exactly this origin.
    #[must_use]
    pub fn owns(&self, url: &str) -> bool {
        let theirs = if self.0.starts_with(HTTP.prefix) {
            Self::on_loopback(url)
        } else {
            Self::of(url)
        };
        theirs.is_ok_and(|it| it == *self)
    }
}

/// How an address begins.
struct Scheme {
    prefix: &'static str,
    /// The port that goes without saying.
    port: &'static str,
    missing: &'static str,
}

const HTTPS: Scheme = Scheme {
    prefix: "https://",
    port: "443",
    missing: "not an absolute https address",
};
const HTTP: Scheme = Scheme {
    prefix: "http://",
    port: "80",
    missing: "not an absolute http address",
};

/// The names of this machine.
const LOOPBACK: [&str; 2] = ["127.0.0.1", "localhost"];

/// The origin of the service that a request is for. A vault has its own, in the request.
///
/// # Errors
/// When that address is no origin.
pub fn of_request(request: &Request, cloud: &Cloud) -> Result<Origin, NotAllowed> {
    match request.audience {
        Audience::Arm => Origin::of(&cloud.arm),
        Audience::Graph => Origin::of(&cloud.graph),
        Audience::Vault => Origin::of(&request.url),
    }
}

/// The absolute URL a request goes to, after the check that its origin is the one configured for
/// its audience. `vault_hosts` are the vaults the configuration lets a browser try.
///
/// # Errors
/// When the request would leave the configured origins.
pub fn resolve(
    request: &Request,
    cloud: &Cloud,
    vault_hosts: &[String],
) -> Result<String, NotAllowed> {
    if request.url.starts_with('/') && !request.url.starts_with("//") {
        let base = match request.audience {
            Audience::Arm => &cloud.arm,
            Audience::Graph => &cloud.graph,
            Audience::Vault => {
                return Err(NotAllowed("a vault is named by its whole address".into()));
            }
        };
        let url = format!("{}{}", base.trim_end_matches('/'), request.url);
        // A path cannot change the origin, but it can hold what a URL must not.
        return Origin::of(&url).map(|_| url);
    }
    let origin = Origin::of(&request.url)?;
    let allowed = match request.audience {
        Audience::Arm | Audience::Graph => of_request(request, cloud)? == origin,
        Audience::Vault => vault_hosts
            .iter()
            .any(|it| origin.0 == format!("https://{}", it.to_ascii_lowercase())),
    };
    if allowed {
        Ok(request.url.clone())
    } else {
        Err(NotAllowed(format!(
            "{} is not a configured origin",
            origin.0
        )))
    }
}

fn is_host(host: &str) -> bool {
    let label = |it: &str| {
        !it.is_empty()
            && it.len() <= 63
            && it
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && !it.starts_with('-')
            && !it.ends_with('-')
    };
    // A last label of digits only would be read as an IPv4 address by a browser.
    let last_is_name = host
        .rsplit('.')
        .next()
        .is_some_and(|it| it.bytes().any(|it| it.is_ascii_alphabetic()));
    host.len() <= 253
        && host.split('.').all(label)
        && (last_is_name || is_loopback(host))
        && !host.contains("xn--")
}

fn is_loopback(host: &str) -> bool {
    LOOPBACK.contains(&host)
}

fn is_port(text: &str) -> bool {
    !text.starts_with('0')
        && text.bytes().all(|it| it.is_ascii_digit())
        && text.parse::<u16>().is_ok_and(|it| it > 0)
}

fn shown(url: &str) -> String {
    url.chars()
        .take(80)
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect()
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arm() -> Origin {
        Origin::of("https://management.azure.com").expect("a valid origin")
    }

    #[test]
    fn the_configured_origin_is_owned_in_every_spelling_of_it() {
        for url in [
            "https://management.azure.com",
            "https://management.azure.com/",
            "HTTPS://Management.Azure.COM/subscriptions?x=1",
            "https://management.azure.com:443/x#y",
            "https://management.azure.com?x",
        ] {
            assert!(arm().owns(url), "{url} was refused");
        }
    }

    #[test]
    fn look_alikes_are_refused() {
        for url in [
            "https://management.azure.com@evil.com/",
            "https://management.azure.com.evil.com/",
            "https://management.azure.com:8443/",
            "https://management.azure.com:0443/",
            "https://management.azure.com./x",
            "https://management.azure.com%2eevil.com/",
            "http://management.azure.com/",
            "//evil.com",
            "/subscriptions",
            "https:/management.azure.com/",
            "https:\\\\management.azure.com/",
            "https://management.azure.com\\@evil.com/",
            "https://management.azure.com/\t",
            "https://m\u{430}nagement.azure.com/",
            "https://xn--mnagement-2pi.azure.com/",
            "javascript:alert(1)",
            "data:text/html,x",
            "blob:https://management.azure.com/x",
            " https://management.azure.com/",
            "https://",
            "",
        ] {
            assert!(!arm().owns(url), "{url:?} was accepted");
        }
    }

    #[test]
    fn plain_http_is_for_a_server_on_this_machine_alone() {
        let local = Origin::on_loopback("http://localhost:8080/x").expect("this machine");
        let rows = [
            ("HTTP://LOCALHOST:8080", true),
            ("https://localhost:8080/", false),
            ("http://localhost:8081/", false),
            ("http://127.0.0.1:8080/", false),
            ("http://localhost:8080@evil.com/", false),
            ("http://localhost.evil.com:8080/", false),
            ("//localhost:8080/", false),
            ("/x", false),
        ];
        for (url, owned) in rows {
            assert_eq!(local.owns(url), owned, "{url}");
        }
        for url in [
            "http://management.azure.com/",
            "http://127.0.0.2/",
            "https://localhost/",
        ] {
            assert!(Origin::on_loopback(url).is_err(), "{url} was accepted");
        }
        let encrypted = Origin::of("https://localhost:8080").expect("an origin");
        assert!(!encrypted.owns("http://localhost:8080/"));
    }

    #[test]
    fn a_relative_url_lies_below_its_audience_and_a_vault_must_be_listed() {
        let cloud = Cloud::public();
        let graph = Request {
            audience: Audience::Graph,
            ..Request::get("/v1.0/me", "")
        };
        assert_eq!(
            resolve(&graph, &cloud, &[]).as_deref(),
            Ok("https://graph.microsoft.com/v1.0/me")
        );
        let vault = Request {
            audience: Audience::Vault,
            ..Request::follow("https://kv.vault.azure.net/keys")
        };
        assert!(resolve(&vault, &cloud, &[]).is_err());
        assert!(resolve(&vault, &cloud, &["kv.vault.azure.net".into()]).is_ok());
        let graph_as_arm = Request::follow("https://graph.microsoft.com/v1.0/me");
        assert!(resolve(&graph_as_arm, &cloud, &[]).is_err());
    }

    proptest! {
        /// Whatever we accept, a browser sends to the same origin.
        #[test]
        fn accepted_urls_mean_the_same_to_a_browser(
            text in "(?i:https?):?/{0,3}[a-z0-9.@:%\\-\\[\\]\\\\ ]{0,24}(/|\\?|#|)[a-z@/.\\\\:]{0,12}",
        ) {
            if let Ok(ours) = Origin::of(&text) {
                let theirs = url::Url::parse(&text).expect("accepted but no URL");
                prop_assert_eq!(theirs.origin().ascii_serialization(), ours.0);
                prop_assert!(theirs.username().is_empty() && theirs.password().is_none());
            }
        }
    }
}
