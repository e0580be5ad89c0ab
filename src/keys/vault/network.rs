//! A vault's firewall, as it is set.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who reaches the data plane of a vault. Reads and writes through Resource Manager are not
/// stopped by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Network {
    /// Whether the public endpoint answers at all.
    pub public_access: PublicAccess,
    /// What happens to a caller whom no rule names.
    pub default_action: DefaultAction,
    /// Whether Microsoft's listed services come in regardless.
    pub bypass_trusted: bool,
    /// IPv4 addresses and ranges that come in.
    pub ip_rules: Vec<String>,
    /// Subnets that come in.
    pub subnets: Vec<String>,
    /// Approved private endpoints.
    pub private_endpoints: usize,
}

/// The setting of the public endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PublicAccess {
    /// It answers, as far as the rules let it.
    Enabled,
    /// It answers nobody but trusted services.
    Disabled,
    /// A network security perimeter decides, and trusted services count for nothing.
    SecuredByPerimeter,
}

/// What happens to a caller whom no rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefaultAction {
    /// It comes in.
    Allow,
    /// It stays out.
    Deny,
}

impl Network {
    /// Reads the properties of a vault. What is left out has its documented default: public
    /// access, no rules, trusted services let in.
    #[must_use]
    pub fn parse(properties: &Value) -> Self {
        let word = |path: &str| {
            let text = properties.pointer(path).and_then(Value::as_str);
            text.unwrap_or_default().to_ascii_lowercase()
        };
        let texts = |path: &str, field: &str| {
            let rows = properties.pointer(path).and_then(Value::as_array);
            let rows = rows.into_iter().flatten();
            rows.filter_map(|it| it.get(field)?.as_str())
                .map(str::to_owned)
                .collect()
        };
        let endpoints = properties
            .get("privateEndpointConnections")
            .and_then(Value::as_array);
        Self {
            public_access: match word("/publicNetworkAccess").as_str() {
                "disabled" => PublicAccess::Disabled,
                "securedbyperimeter" => PublicAccess::SecuredByPerimeter,
                _ => PublicAccess::Enabled,
            },
            default_action: match word("/networkAcls/defaultAction").as_str() {
                "deny" => DefaultAction::Deny,
                _ => DefaultAction::Allow,
            },
            bypass_trusted: word("/networkAcls/bypass") != "none",
            ip_rules: texts("/networkAcls/ipRules", "value"),
            subnets: texts("/networkAcls/virtualNetworkRules", "id"),
            private_endpoints: endpoints
                .into_iter()
                .flatten()
                .filter(|it| is_approved(it))
                .count(),
        }
    }

    /// Whether anybody on the internet reaches the data plane.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.public_access == PublicAccess::Enabled && self.default_action == DefaultAction::Allow
    }
}

fn is_approved(connection: &Value) -> bool {
    connection
        .pointer("/properties/privateLinkServiceConnectionState/status")
        .and_then(Value::as_str)
        .is_some_and(|it| it.eq_ignore_ascii_case("Approved"))
}
