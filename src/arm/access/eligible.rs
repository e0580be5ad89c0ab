//! Roles that somebody is eligible for in Privileged Identity Management, and has not activated.
//!
//! A directory without the licence for it refuses the question: that says nothing about roles.
//!
//! Source: MicrosoftDocs/azure-docs, `role-based-access-control/role-assignments-eligible-activate.md`,
//! and hashicorp/pandora, `resource-manager/Authorization/2020-10-01`, read 21 Aug 2026.

use serde_json::Value;

use super::{Plane, Role, roles};
use crate::arm::{Cloud, Facts, Read, Request, ResourceId, versions};

/// A role that would count once it is activated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligible {
    /// The role.
    pub role: &'static Role,
    /// Where it would hold.
    pub scope: String,
    /// Whether it comes through a group, which has to be activated before.
    pub through_group: bool,
}

/// Asks for the roles that the person is eligible for at a scope, those of groups included.
#[must_use]
pub fn read(scope: &ResourceId) -> Read {
    let path =
        format!("{scope}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances");
    let request = Request::get(path, versions::ELIGIBILITY).query("$filter", "asTarget()");
    Read::list(request)
}

/// A role the person is eligible for that would allow an action at a scope, the narrowest first;
/// none where it is not known.
#[must_use]
pub fn that_allows(action: &str, scope: &ResourceId, facts: &Facts) -> Option<Eligible> {
    let found = facts.all(&read(scope), |it| Some(parse(it))).into_found()?;
    let here = |it: &Eligible| {
        let holds = ResourceId::parse(&it.scope).is_ok_and(|it| it.contains(scope));
        holds && it.role.allows(Plane::Control, action)
    };
    let position = |it: &Eligible| roles::ALL.iter().position(|role| role.id == it.role.id);
    let fitting = found.into_iter().flatten().filter(here);
    fitting.min_by_key(position)
}

/// The page of the portal where roles on Azure resources are activated. Microsoft documents the way
/// through Access control (IAM), and not this address.
#[must_use]
pub fn activation(cloud: &Cloud) -> String {
    format!(
        "{}/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/azurerbac",
        cloud.portal
    )
}

/// Roles that are not built in are left out: nobody here knows what they allow.
fn parse(row: &Value) -> Option<Eligible> {
    let text = |at: &str| row.pointer(at).and_then(Value::as_str);
    Some(Eligible {
        role: roles::by_id(text("/properties/roleDefinitionId")?)?,
        scope: text("/properties/scope")?.to_owned(),
        through_group: text("/properties/memberType") == Some("Group"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::{ArmError, Failure, Timestamp};

    const WRITE: &str = "Microsoft.KeyVault/vaults/write";

    #[test]
    fn only_a_role_that_allows_it_there_would_help() {
        let group = ResourceId::of_group("s", "rg");
        let row = |role: &str, scope: &str, member: &str| {
            let role = roles::by_name(role).expect("a role").id;
            json!({"properties": {
                "roleDefinitionId": format!("/subscriptions/s/providers/x/{role}"),
                "scope": scope, "memberType": member,
            }})
        };
        let rows = [
            (
                row("Owner", "/subscriptions/s", "Direct"),
                Some(("Owner", false)),
            ),
            (row("Owner", "/subscriptions/other", "Direct"), None),
            (row("Reader", "/subscriptions/s", "Direct"), None),
            (
                row("Contributor", group.as_str(), "Group"),
                Some(("Contributor", true)),
            ),
        ];
        for (row, expected) in rows {
            let mut facts = Facts::default();
            facts.insert(&read(&group), Timestamp(0), Ok(json!({ "value": [row] })));
            let found = that_allows(WRITE, &group, &facts);
            let found = found.map(|it| (it.role.name, it.through_group));
            assert_eq!(found, expected, "{row}");
        }
        let mut facts = Facts::default();
        let refused = Failure::Refused(Box::new(ArmError {
            status: 400,
            code: "AadPremiumLicenseRequired".into(),
            ..ArmError::default()
        }));
        facts.insert(&read(&group), Timestamp(0), Err(refused));
        assert_eq!(that_allows(WRITE, &group, &facts), None);
    }
}
