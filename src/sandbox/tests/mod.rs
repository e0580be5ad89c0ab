//! What the sandbox does, seen from outside: requests by its people in virtual time.
#![expect(
    clippy::too_many_lines,
    reason = "one row per behaviour: a table is as long as it has rows"
)]

mod activity;
mod ai_accounts;
mod ai_deleted;
mod ai_keys;
mod both_sides;
mod clients;
mod cluster_keys;
mod clusters;
mod consenting;
mod cross_tenant;
mod data_keys;
mod data_plane;
mod encryption_scopes;
mod entra;
mod environment_life;
mod environments;
mod everyday;
mod federated_credentials;
mod graph;
mod graph_gate;
mod installing;
mod plane;
mod platform;
mod redeeming;
mod replay;
mod revoked_clusters;
mod rights;
mod saved_queries;
mod sign_in;
mod storage_accounts;
mod storage_keys;
mod vault_keys;
mod vaults;
mod workshop;
mod workspaces;

use serde_json::{Value, json};

use super::virtual_time::VirtualTime;
use super::{Directory, Person, Scenario};
use crate::arm::{ArmError, Request, ResourceId, Response};
use crate::sandbox::Seed;

/// The empty group of the bare scenario.
pub(super) fn group(time: &VirtualTime) -> ResourceId {
    let subscription = time.subscription("mara", "Fabrikam Documents");
    ResourceId::of_group(subscription.subscription().expect("a subscription"), "rg-a")
}

pub(super) fn bare() -> VirtualTime {
    VirtualTime::new(Scenario::NothingSetUp, 1)
}

/// Status and error code; the code is empty for a success.
pub(super) fn outcome(answer: &Response) -> (u16, String) {
    let code = if answer.is_success() {
        String::new()
    } else {
        ArmError::read(answer).code
    };
    (answer.status, code)
}

/// A role assignment of a role to a principal.
pub(super) fn grant(at: &ResourceId, role: &str, principal: &str, name: &str) -> Request {
    let id = at.provider("Microsoft.Authorization/roleAssignments", name);
    let subscription = at.subscription().expect("a scope in a subscription");
    let body = json!({ "properties": {
        "roleDefinitionId": format!("/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}"),
        "principalId": principal,
    }});
    Request::put(id, "2022-04-01", body)
}

pub(super) fn rows(answer: &Response) -> Vec<Value> {
    answer.value()["value"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

pub(super) fn object(person: &str) -> String {
    Person::named(person).expect("a person").object(Seed::of(1))
}

pub(super) fn tenant(directory: Directory) -> String {
    directory.tenant(Seed::of(1))
}

pub(super) const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
pub(super) const CONTRIBUTOR: &str = "b24988ac-6180-42a0-ab88-20f7382dd24c";
