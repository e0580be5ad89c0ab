//! The names under which a client reached the sandbox; every URL in an answer is built of them.

use serde::{Deserialize, Serialize};

use super::wire::Cors;
use crate::arm::{Cloud, Origin};

/// Which of Azure's services an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Service {
    /// Resource Manager, and with it everything of a sandbox that has only one name.
    Arm,
    /// Entra.
    Login,
    /// Microsoft Graph.
    Graph,
    /// The data plane of a vault or a Managed HSM.
    Vault,
}

impl Service {
    /// Whether it lets pages from elsewhere send requests with a token.
    pub(super) fn answers_pages(self, cors: Cors) -> bool {
        match self {
            Self::Arm | Self::Graph => true,
            Self::Login => false,
            Self::Vault => cors == Cors::WithVaults,
        }
    }
}

/// What an absolute URL says about the names in use, and the service that is asked.
///
/// Reached as `management.azure.com` the sandbox plays the public cloud, reached as
/// `localhost:8443` its own.
#[must_use]
pub fn reached(url: &str) -> Option<(Cloud, Service)> {
    let origin = Origin::of(url).ok()?;
    let host = origin.as_str().strip_prefix("https://")?.to_owned();
    let of_vault = |cloud: &Cloud| {
        [&cloud.vault_suffix, &cloud.hsm_suffix]
            .iter()
            .any(|suffix| host.ends_with(&format!(".{suffix}")))
    };
    for cloud in Cloud::all() {
        let services = [
            (&cloud.arm, Service::Arm),
            (&cloud.login, Service::Login),
            (&cloud.graph, Service::Graph),
        ];
        let named = services.iter().find(|(base, _)| **base == origin.as_str());
        let service = named
            .map(|(_, service)| *service)
            .or_else(|| of_vault(&cloud).then_some(Service::Vault));
        if let Some(service) = service {
            return Some((cloud, service));
        }
    }
    let path = url.splitn(4, '/').nth(3).unwrap_or_default();
    Some(own(&host, path))
}

/// The cloud of a sandbox that is reached under a name of its own.
fn own(host: &str, path: &str) -> (Cloud, Service) {
    let inner = ["vault.", "managedhsm."].iter().find_map(|word| {
        let (_, rest) = host.split_once(&format!(".{word}"))?;
        Some(rest)
    });
    let base = inner.unwrap_or(host);
    let origin = format!("https://{base}");
    let cloud = Cloud {
        name: "Sandbox".into(),
        login: origin.clone(),
        arm: origin.clone(),
        graph: origin,
        portal: "https://portal.azure.com".into(),
        vault_suffix: format!("vault.{base}"),
        hsm_suffix: format!("managedhsm.{base}"),
    };
    let service = if inner.is_some() {
        Service::Vault
    } else {
        of_path(path)
    };
    (cloud, service)
}

/// Which service a path belongs to where all of them share one name: Entra's paths begin with a
/// tenant, Graph's with a version.
fn of_path(path: &str) -> Service {
    let mut segments = path.split(['?', '#']).next().unwrap_or_default().split('/');
    let mut next = || segments.next().unwrap_or_default().to_ascii_lowercase();
    match (next().as_str(), next().as_str()) {
        ("v1.0" | "beta", _) => Service::Graph,
        (_, "oauth2" | "v2.0" | "discovery" | ".well-known" | "adminconsent") => Service::Login,
        _ => Service::Arm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_follow_the_address() {
        let rows = [
            (
                "https://management.azure.com/subscriptions",
                "vault.azure.net",
                Service::Arm,
            ),
            (
                "https://management.usgovcloudapi.net/x",
                "vault.usgovcloudapi.net",
                Service::Arm,
            ),
            (
                "https://login.microsoftonline.com/common",
                "vault.azure.net",
                Service::Login,
            ),
            (
                "https://kv-a.vault.azure.net/keys",
                "vault.azure.net",
                Service::Vault,
            ),
            (
                "https://hsm.managedhsm.azure.net/keys",
                "vault.azure.net",
                Service::Vault,
            ),
        ];
        for (url, suffix, service) in rows {
            let (cloud, found) = reached(url).expect("an address");
            assert_eq!(
                (cloud.vault_suffix.as_str(), found),
                (suffix, service),
                "{url}"
            );
        }
        assert_eq!(reached("http://management.azure.com/"), None);
    }

    #[test]
    fn a_name_of_its_own_is_shared_by_all_services() {
        let rows = [
            ("https://localhost:8443/subscriptions", Service::Arm),
            (
                "https://localhost:8443/common/oauth2/v2.0/token?x=/y",
                Service::Login,
            ),
            (
                "https://localhost:8443/t/v2.0/.well-known/openid-configuration",
                Service::Login,
            ),
            ("https://localhost:8443/v1.0/me", Service::Graph),
            ("https://localhost:8443//subscriptions/v2.0", Service::Arm),
            ("https://kv-a.vault.localhost:8443/keys", Service::Vault),
        ];
        for (url, service) in rows {
            let (cloud, found) = reached(url).expect("an address");
            let suffix = cloud.vault_suffix.as_str();
            assert_eq!((suffix, found), ("vault.localhost:8443", service), "{url}");
        }
    }
}
