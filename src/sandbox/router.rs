//! Which part answers a request: every part's routes, matched against the path.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::names::{Service, reached};
use crate::arm::{Method, Origin};
use crate::resources::simulated::{Params, Refusal, Route, Simulated};

/// The path and query of a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) method: Method,
    /// Whether Microsoft Graph's name was called.
    pub(super) is_graph: bool,
    /// The vault whose name was called; none where Resource Manager's was.
    pub(super) vault: Option<String>,
    /// Decoded, with one leading slash and none at the end.
    pub(super) path: String,
    /// Decoded, names in lower case.
    pub(super) query: Vec<(String, String)>,
}

/// A route that fits.
pub(super) struct Match {
    pub(super) part: &'static dyn Simulated,
    pub(super) route: &'static Route,
    pub(super) params: Params,
}

impl Target {
    /// Reads the verb and an absolute URL.
    ///
    /// # Errors
    /// 400 or 405 for what no client of Resource Manager sends.
    pub(super) fn read(method: &str, url: &str) -> Result<Self, Refusal> {
        let method = Method::parse(method).ok_or_else(|| {
            let message = format!("The HTTP method '{method}' is not supported.");
            Refusal::new(405, "MethodNotAllowed", message)
        })?;
        let rest = url.splitn(4, '/').nth(3).unwrap_or_default();
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        // The JavaScript authorization SDK sends a doubled leading slash for scopes.
        let path = format!("/{}", decode(path)?.trim_matches('/'));
        let pair = |it: &str| {
            let (name, value) = it.split_once('=').unwrap_or((it, ""));
            let value = decode(&value.replace('+', " "))?;
            Ok::<_, Refusal>((decode(name)?.to_ascii_lowercase(), value))
        };
        let query = query.split('&').filter(|it| !it.is_empty());
        let query = query.map(pair).collect::<Result<_, _>>()?;
        Ok(Self {
            method,
            is_graph: matches!(reached(url), Some((_, Service::Graph))),
            vault: vault(url),
            path,
            query,
        })
    }

    pub(super) fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The route that fits best: the one with the most literal segments.
    ///
    /// # Errors
    /// 501 where no part answers such a path.
    pub(super) fn find(&self) -> Result<Match, Refusal> {
        let mut best: Option<(usize, Match)> = None;
        let path = if self.is_graph {
            keyed(&self.path)
        } else {
            self.path.clone()
        };
        for part in super::ALL.iter().copied() {
            let routes = match self.vault {
                Some(_) => part.data_routes(),
                None if self.is_graph => part.graph_routes(),
                None => part.routes(),
            };
            for route in routes.iter().filter(|it| it.method == self.method) {
                let Some((literals, mut params)) = fit(route.path, &path) else {
                    continue;
                };
                if let Some(vault) = &self.vault {
                    params.insert("vault", vault.clone());
                }
                if best.as_ref().is_none_or(|(most, _)| literals > *most) {
                    best = Some((
                        literals,
                        Match {
                            part,
                            route,
                            params,
                        },
                    ));
                }
            }
        }
        best.map(|(_, found)| found)
            .ok_or_else(|| Refusal::not_simulated(&format!("{} {}", self.method, self.path)))
    }
}

/// Gives a key in brackets a segment of its own: `applications(appId='…')` is
/// `applications/(appId='…')`.
fn keyed(path: &str) -> String {
    path.replacen("(appId=", "/(appId=", 1)
}

/// The name before a vault's suffix.
fn vault(url: &str) -> Option<String> {
    let (cloud, service) = reached(url)?;
    let host = Origin::of(url).ok()?;
    let host = host.as_str().strip_prefix("https://")?;
    let name = host.strip_suffix(&format!(".{}", cloud.vault_suffix));
    (service == Service::Vault).then(|| name.map(str::to_owned))?
}

/// Reads a JSON body; `Null` where there is none.
///
/// # Errors
/// 400 for broken JSON, or a body too large for Resource Manager.
pub(super) fn body(text: &str) -> Result<Value, Refusal> {
    if text.len() > 8 << 20 {
        let message = "The request content size exceeds the maximum size of 8 MB.";
        return Err(Refusal::new(413, "RequestContentTooLarge", message));
    }
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|why| {
        let message =
            format!("The request content was invalid and could not be deserialized: '{why}'.");
        Refusal::bad("InvalidRequestContent", message)
    })
}

fn decode(text: &str) -> Result<String, Refusal> {
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| {
        Refusal::bad(
            "InvalidRequestUri",
            "The request URI holds an escape that is no text.",
        )
    })?;
    if decoded.contains(['\0', '\r', '\n']) {
        let message = "The request URI holds a control character.";
        return Err(Refusal::bad("InvalidRequestUri", message));
    }
    Ok(decoded.into_owned())
}

/// How many segments of the pattern the path has literally, and what stands for the rest.
fn fit(pattern: &'static str, path: &str) -> Option<(usize, Params)> {
    let mut params = Params::new();
    let (pattern, path) = match pattern.strip_prefix("{scope}") {
        None => (pattern, path),
        Some(rest) => {
            let segments = rest.matches('/').count();
            let start = path.rmatch_indices('/').nth(segments.checked_sub(1)?)?.0;
            params.insert("scope", path[..start].to_owned());
            (rest, &path[start..])
        }
    };
    let (mut wanted, mut found) = (pattern.split('/'), path.split('/'));
    let mut literals = 0;
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return Some((literals, params)),
            (Some(wanted), Some(found)) => {
                let name = wanted.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
                match name {
                    Some(_) if found.is_empty() => return None,
                    Some(name) => {
                        params.insert(name, found.to_owned());
                    }
                    None if wanted.eq_ignore_ascii_case(found) => literals += 1,
                    None => return None,
                }
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fit_patterns() {
        let path = "/subscriptions/s/resourcegroups/g/providers/microsoft.keyvault/vaults/v";
        let (_, params) = fit(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}",
            path,
        )
        .expect("it fits");
        assert_eq!(
            (params["group"].as_str(), params["name"].as_str()),
            ("g", "v")
        );
        assert!(fit("/subscriptions/{subscription}", path).is_none());
        assert!(fit("/subscriptions/{subscription}", "/subscriptions/").is_none());
    }

    #[test]
    fn a_scope_is_everything_before() {
        let pattern = "{scope}/providers/Microsoft.Authorization/locks/{name}";
        let row = |path: &str| fit(pattern, path).map(|(_, it)| it["scope"].clone());
        let scope = "/subscriptions/s/resourceGroups/g";
        assert_eq!(
            row(&format!(
                "{scope}/providers/Microsoft.Authorization/locks/x"
            )),
            Some(scope.to_owned())
        );
        assert_eq!(
            row("/providers/Microsoft.Authorization/locks/x"),
            Some(String::new())
        );
        assert_eq!(row("/x"), None);
    }

    #[test]
    fn urls_are_read() {
        let target = Target::read(
            "get",
            "https://management.azure.com//subscriptions/s%20t/?api-version=1&$filter=a%20eq+b",
        )
        .expect("a target");
        assert_eq!(target.path, "/subscriptions/s t");
        assert_eq!(target.vault, None);
        let vault = Target::read("GET", "https://kv-a.vault.localhost:8443/keys/k/");
        let vault = vault.expect("a target");
        assert_eq!(
            (vault.vault.as_deref(), vault.path.as_str()),
            (Some("kv-a"), "/keys/k")
        );
        assert_eq!(target.query("$filter"), Some("a eq b"));
        assert!(Target::read("BREW", "https://a.b/").is_err());
        assert!(Target::read("GET", "https://a.b/%ff").is_err());
    }
}
