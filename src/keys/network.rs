//! Whether a vault's firewall lets a service in: by service, by kind of identity, with sources.

use super::identity::IdentityKind;
use super::vault::{Network, PublicAccess};
use super::verdict::Tone;
use crate::arm::Source;

/// Whether a service gets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// How sure and how good.
    pub tone: Tone,
    /// A word: "Reachable".
    pub word: &'static str,
    /// Why, and what would help.
    pub reason: String,
    /// The rule.
    pub source: Source,
}

/// One row of the matrix: a service, and what its two kinds of identity are worth at a closed
/// vault.
struct Row {
    arm_type: &'static str,
    label: &'static str,
    system: Trust,
    user: Trust,
    source: Source,
}

/// What an identity is worth at a closed vault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Key Vault lists the service, for encryption with a customer's key.
    Listed,
    /// Listed, and refused where the vault is reached through a private endpoint.
    ListedButNotPrivate,
    /// Key Vault does not list the service, while the service's own page counts on it.
    Disputed,
    /// Nobody says that it is let in.
    Unlisted,
}

const TRUSTED_SERVICES: Source = Source::new(
    "Virtual network service endpoints for Azure Key Vault: trusted services",
    "https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints",
    "2026-11-24",
);

/// The list of trusted services makes no difference between the two kinds of identity; where a
/// service's own page does, the row says so.
static ROWS: [Row; 4] = [
    Row {
        arm_type: "Microsoft.Storage/storageAccounts",
        label: "Azure Storage",
        system: Trust::Listed,
        user: Trust::Listed,
        source: TRUSTED_SERVICES,
    },
    Row {
        arm_type: "Microsoft.OperationalInsights/clusters",
        label: "Azure Monitor",
        system: Trust::Listed,
        user: Trust::ListedButNotPrivate,
        source: Source::new(
            "Azure Monitor customer-managed keys",
            "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
            "2026-08-21",
        ),
    },
    Row {
        arm_type: "Microsoft.CognitiveServices/accounts",
        label: "Foundry",
        system: Trust::Disputed,
        user: Trust::Disputed,
        source: Source::new(
            "Customer-managed keys for Microsoft Foundry, which counts on trusted services; Key Vault's list does not name it",
            "https://learn.microsoft.com/azure/ai-foundry/concepts/encryption-keys-portal",
            "2026-08-21",
        ),
    },
    Row {
        arm_type: "Microsoft.Logic/integrationServiceEnvironments",
        label: "Logic Apps",
        system: Trust::Unlisted,
        user: Trust::Unlisted,
        source: TRUSTED_SERVICES,
    },
];

/// Whether the vault lets the service of an ARM type in, with a kind of identity.
#[must_use]
pub fn reach(network: &Network, arm_type: &str, identity: IdentityKind) -> Reach {
    let row = ROWS
        .iter()
        .find(|it| it.arm_type.eq_ignore_ascii_case(arm_type));
    let (label, trust, source) =
        row.map_or(("this service", Trust::Unlisted, TRUSTED_SERVICES), |row| {
            let trust = match identity {
                IdentityKind::System => row.system,
                IdentityKind::User => row.user,
            };
            (row.label, trust, row.source.clone())
        });
    let (tone, word, reason) = judge(network, label, trust);
    Reach {
        tone,
        word,
        reason,
        source,
    }
}

fn judge(network: &Network, label: &str, trust: Trust) -> (Tone, &'static str, String) {
    if network.is_open() {
        let reason = "The vault answers on every network.".to_owned();
        return (Tone::Ok, "Reachable", reason);
    }
    if network.public_access == PublicAccess::SecuredByPerimeter {
        return (
            Tone::Unknown,
            "Perimeter decides",
            format!(
                "A network security perimeter overrides the exception for trusted services. An access rule of the perimeter must admit {label}; it cannot be read from here."
            ),
        );
    }
    if trust == Trust::ListedButNotPrivate && network.private_endpoints > 0 {
        return (
            Tone::Bad,
            "Refused",
            format!(
                "{label} reaches a vault behind a private endpoint only with a system-assigned identity. Use that one here."
            ),
        );
    }
    match (trust, network.bypass_trusted) {
        (Trust::Listed | Trust::ListedButNotPrivate, true) => (
            Tone::Ok,
            "Reachable",
            format!(
                "The vault is closed to most networks and lets trusted services in; {label} is one of them."
            ),
        ),
        (Trust::Listed | Trust::ListedButNotPrivate, false) => (
            Tone::Bad,
            "Blocked",
            format!(
                "The vault is closed and does not let trusted services in. Turn on \"Allow trusted Microsoft services\" in the vault's networking; {label} has no address of its own to allow."
            ),
        ),
        (Trust::Disputed, true) => (
            Tone::Warn,
            "Doubtful",
            format!(
                "The vault lets trusted services in. {label} counts on that, while Key Vault's own list does not name it. Try it, and watch the vault's log."
            ),
        ),
        (Trust::Unlisted, true) => (
            Tone::Unknown,
            "Not known",
            format!(
                "The vault is closed, and Key Vault's list of trusted services does not name {label}."
            ),
        ),
        (Trust::Disputed | Trust::Unlisted, false) => (
            Tone::Bad,
            "Blocked",
            format!(
                "The vault is closed and does not let trusted services in, so {label} stays out too."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::vault::DefaultAction;

    const STORAGE: &str = "microsoft.storage/storageaccounts";
    const CLUSTER: &str = "Microsoft.OperationalInsights/clusters";
    const FOUNDRY: &str = "Microsoft.CognitiveServices/accounts";

    #[test]
    fn the_matrix_answers_by_service_identity_and_firewall() {
        use IdentityKind::{System, User};
        use PublicAccess::{Disabled, Enabled, SecuredByPerimeter};
        let rows = [
            (Enabled, true, true, 0, STORAGE, System, Tone::Ok),
            (Enabled, true, false, 0, "x/y", User, Tone::Ok),
            (Enabled, false, true, 0, STORAGE, User, Tone::Ok),
            (Enabled, false, false, 0, STORAGE, System, Tone::Bad),
            (Disabled, true, true, 0, STORAGE, System, Tone::Ok),
            (Disabled, true, false, 1, STORAGE, System, Tone::Bad),
            (
                SecuredByPerimeter,
                true,
                true,
                0,
                STORAGE,
                System,
                Tone::Unknown,
            ),
            (Disabled, false, true, 1, CLUSTER, User, Tone::Bad),
            (Disabled, false, true, 1, CLUSTER, System, Tone::Ok),
            (Disabled, false, true, 0, FOUNDRY, System, Tone::Warn),
            (Disabled, false, false, 0, FOUNDRY, System, Tone::Bad),
            (Enabled, false, true, 0, "x/y", System, Tone::Unknown),
        ];
        for (public_access, allow, bypass_trusted, private_endpoints, arm_type, kind, tone) in rows
        {
            let network = Network {
                public_access,
                default_action: if allow {
                    DefaultAction::Allow
                } else {
                    DefaultAction::Deny
                },
                bypass_trusted,
                ip_rules: Vec::new(),
                subnets: Vec::new(),
                private_endpoints,
            };
            let reach = reach(&network, arm_type, kind);
            assert_eq!(
                reach.tone, tone,
                "{arm_type} {kind:?} at {network:?}: {}",
                reach.reason
            );
        }
    }

    #[test]
    fn every_row_cites_a_page() {
        for row in &ROWS {
            assert!(
                row.source.url.starts_with("https://learn.microsoft.com/"),
                "{}",
                row.label
            );
        }
    }
}
