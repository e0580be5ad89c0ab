//! What every action that gives a cluster a key shares: the checks with Azure Monitor's own rules,
//! and the steps from the grant to the key.

use super::body;
use super::cluster::Cluster;
use super::{AT_KEY, NOT_YET, PATIENCE};
use crate::arm::access::providers::normal_location;
use crate::arm::{Resource, Source};
use crate::keys::grant;
use crate::keys::key::Needs;
use crate::keys::vault::{PermissionModel, Vault};
use crate::plan::{Check, Condition, Finding, Plan, Step, preflight};
use crate::resources::own_key::{Access, Principal};

const SAME_REGION: Source = Source::new(
    "Azure Monitor customer-managed keys: limitations and constraints",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);
const POLICY: Source = Source::new(
    "Azure Monitor customer-managed keys: grant Key Vault permissions",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// Everything worth knowing about vault, key and grant, for a cluster in a region.
pub(super) fn checks(access: &Access<'_>, region: &str) -> Vec<Check> {
    let mut checks = access.checks(Needs::USUAL);
    if let Some(vault) = access.vault() {
        checks.push(same_region(&vault, region));
        checks.push(same_tenant(&vault, access.ask.tenant));
        checks.extend(policy_without_get(&vault, access));
        checks.extend(right_to_take_back(&vault, access));
    }
    checks
}

/// Microsoft's page asks for both rights of whoever grants a role.
fn right_to_take_back(vault: &Vault, access: &Access<'_>) -> Option<Check> {
    let is_granted = access.granted(vault).granted().is_some();
    if vault.permission_model != PermissionModel::Roles || is_granted {
        return None;
    }
    let facts = access.ask.facts;
    let mut check = preflight::right(
        "right-revoke",
        grant::DELETE_ASSIGNMENT,
        &vault.id,
        vault.name(),
        facts,
    );
    if check.finding == Finding::Failed {
        check.finding = Finding::Warning;
        check.reason = format!(
            "The plan can grant the role, and you could not take it back: {}",
            check.reason
        );
    }
    Some(check.source(&POLICY))
}

fn same_region(vault: &Vault, region: &str) -> Check {
    let check = if vault.location == normal_location(region) {
        Check::new(
            "region",
            Finding::Passed,
            format!("{} is in the region of the cluster.", vault.name()),
        )
    } else {
        Check::new(
            "region",
            Finding::Failed,
            format!("{} is in {}, and the cluster in {region}.", vault.name(), vault.location),
        )
        .reason("Vault, cluster and workspaces must be in one region; their subscriptions may differ. Take a key of a vault in the region of the cluster.")
    };
    check
        .evidence(format!("location {}", vault.location))
        .source(&SAME_REGION)
}

fn same_tenant(vault: &Vault, tenant: &str) -> Check {
    let check = if vault.tenant.eq_ignore_ascii_case(tenant) {
        Check::new(
            "tenant",
            Finding::Passed,
            format!("{} belongs to the directory of the cluster.", vault.name()),
        )
    } else {
        Check::new(
            "tenant",
            Finding::Failed,
            format!("{} belongs to another directory.", vault.name()),
        )
        .reason("Vault, cluster and workspaces must be in one directory.")
    };
    check
        .evidence(format!("tenantId {}", vault.tenant))
        .source(&SAME_REGION)
}

/// Wrap and unwrap without Get look like enough, and are not: the cluster reads with Get whether
/// the vault is recoverable.
fn policy_without_get(vault: &Vault, access: &Access<'_>) -> Option<Check> {
    let Principal::Known(principal) = &access.principal else {
        return None;
    };
    if vault.permission_model != PermissionModel::AccessPolicies {
        return None;
    }
    let own = |it: &&crate::keys::vault::AccessPolicy| it.object_id.eq_ignore_ascii_case(principal);
    let policy = vault.access_policies.iter().find(own)?;
    let has = |wanted: &str| {
        let mut keys = policy.keys.iter();
        keys.any(|it| it.eq_ignore_ascii_case(wanted) || it.eq_ignore_ascii_case("all"))
    };
    let (wraps, gets) = (has("wrapKey") && has("unwrapKey"), has("get"));
    (wraps && !gets).then(|| {
        Check::new(
            "policy-get",
            Finding::Warning,
            format!("{} may wrap and unwrap, and not get.", access.identity_name),
        )
        .reason("Azure Monitor needs Get to see that the vault is recoverable, and refuses the key without it. The plan adds it.")
        .evidence(format!("keys: {}", policy.keys.join(", ")))
        .source(&POLICY)
    })
}

/// Grant, wait, key; none of them before the vault is found.
pub(super) fn steps(plan: &mut Plan, cluster: &Cluster, access: &Access<'_>) {
    let Some(vault) = access.vault() else { return };
    plan.steps.extend(access.grant_steps(&vault));
    plan.steps.extend(access.newest_step(&vault));
    plan.steps.push(set_key(cluster, access, &vault));
}

fn set_key(cluster: &Cluster, access: &Access<'_>, vault: &Vault) -> Step {
    let own = access.own;
    let body = body::set_key(&own.pasted.key, own.version());
    cluster
        .patch("set-key", "Set the key", body, access.proof_by_parts(vault, AT_KEY))
        .why("In a request of its own: a cluster's identity and its key are never changed together.")
        .patience_with_words(&NOT_YET, PATIENCE)
        .undo("Set the key from before, or return to Microsoft-managed keys. What was ingested meanwhile stays under this key.")
}

/// What proves the key: the wanted one, by its parts.
pub(super) fn proof(access: &Access<'_>) -> Condition {
    match access.vault() {
        Some(vault) => access.proof_by_parts(&vault, AT_KEY),
        None => Condition::FollowsKey(AT_KEY.into(), access.own.key().to_string()),
    }
}

/// Data that was there before stays under the key it was written with.
pub(super) fn only_new_data(cluster: &Resource) -> Check {
    Check::new(
        "new-data",
        Finding::Warning,
        format!("Only data that {} takes in from now on gets the new key.", cluster.name),
    )
    .reason("Older data keeps the key it was written with, and the cache of the last 14 days keeps Microsoft's; queries find all of it. Tables with the Auxiliary plan keep Microsoft's key.")
    .source(&SAME_REGION)
}
