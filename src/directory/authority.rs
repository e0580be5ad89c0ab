//! Whom to ask for a token, and for what.

use crate::arm::{Audience, Cloud, Origin};

/// The authority of a directory: `https://login.microsoftonline.com/{tenant}`.
#[must_use]
pub fn authority(cloud: &Cloud, directory: &str) -> String {
    format!("{}/{directory}", cloud.login)
}

/// The one scope of a token for an audience; a token is for one resource.
///
/// Resource Manager has a single delegated permission. Microsoft Graph and Key Vault are asked for
/// what the registration lists and an administrator has approved, and for nothing else.
///
/// Source: entra-docs, `docs/identity-platform/scopes-oidc.md`, read 23 Nov 2026.
#[must_use]
pub fn scope(audience: Audience, cloud: &Cloud) -> String {
    match audience {
        Audience::Arm => format!("{}/user_impersonation", cloud.arm),
        Audience::Graph => format!("{}/.default", cloud.graph),
        Audience::Vault => format!("https://{}/.default", cloud.vault_suffix),
    }
}

/// The authorities MSAL must be told about, because it does not know them: hosts, with the port.
/// Empty for the clouds of the table.
#[must_use]
pub fn known_authorities(cloud: &Cloud) -> Vec<String> {
    let is_named = Cloud::all().any(|it| it.login == cloud.login);
    let host = cloud.login.strip_prefix("https://");
    host.filter(|_| !is_named)
        .map(str::to_owned)
        .into_iter()
        .collect()
}

/// Whether a text names one directory: by its tenant id, or by a domain of it.
#[must_use]
pub fn is_name(text: &str) -> bool {
    is_tenant_id(text) || is_domain(text)
}

/// Whether a text is a tenant id.
#[must_use]
pub fn is_tenant_id(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

/// A domain in its one spelling, because it becomes a part of an address.
fn is_domain(text: &str) -> bool {
    let url = format!("https://{text}");
    text.contains('.') && !text.contains(':') && Origin::of(&url).is_ok_and(|it| it.as_str() == url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_named_by_its_id_or_a_domain() {
        let rows = [
            ("5c0e9a41-0000-4000-8000-000000000001", true),
            ("fabrikam.example", true),
            ("fabrikam.onmicrosoft.com", true),
            ("organizations", false),
            ("common", false),
            ("", false),
            ("5c0e9a41000040008000000000000001", false),
            ("fabrikam.example/evil", false),
            ("fabrikam.example?x", false),
            ("Fabrikam.example", false),
            ("fabrikam.example:8443", false),
            ("a@b.example", false),
            ("../x.y", false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_name(text), expected, "{text}");
        }
    }

    #[test]
    fn a_token_is_for_one_resource_of_the_cloud() {
        let cloud = Cloud::named("usgov").expect("a cloud");
        let rows = [
            (
                Audience::Arm,
                "https://management.usgovcloudapi.net/user_impersonation",
            ),
            (Audience::Graph, "https://graph.microsoft.us/.default"),
            (Audience::Vault, "https://vault.usgovcloudapi.net/.default"),
        ];
        for (audience, expected) in rows {
            assert_eq!(scope(audience, &cloud), expected);
        }
        let expected = "https://login.microsoftonline.us/organizations";
        assert_eq!(authority(&cloud, "organizations"), expected);
    }

    #[test]
    fn only_a_cloud_of_one_s_own_has_to_be_vouched_for() {
        for cloud in Cloud::all() {
            assert!(known_authorities(&cloud).is_empty(), "{cloud}");
        }
        let own = Cloud {
            login: "https://login.example:8443".into(),
            ..Cloud::public()
        };
        assert_eq!(known_authorities(&own), ["login.example:8443"]);
    }
}
