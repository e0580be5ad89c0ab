//! Who asks, which roles they have in their directory, and what the directory is called.
//!
//! Source: graph docs, `api-reference/v1.0/api/{user-get,user-list-transitivememberof,
//! organization-list,authorizationpolicy-get}.md` and `concepts/permissions-overview.md` (limited
//! information), read 21 Aug 2026.

use serde_json::{Value, json};

use super::directory::settings;
use super::odata::{list, one};
use super::refusals::no_such;
use super::rights::{holds, is_person};
use crate::arm::Method;
use crate::resources::simulated::{Exchange, Outcome, Refusal, Route};
use crate::sandbox::people::{Directory, DirectoryRole, PEOPLE, Person};

const READ: &str = "User.Read";

pub(super) static ROUTES: &[Route] = &[
    Route::at(Method::Get, "/v1.0/me", READ, me),
    Route::at(Method::Get, "/v1.0/me/memberOf", READ, roles),
    Route::at(Method::Get, "/v1.0/me/transitiveMemberOf", READ, roles),
    Route::at(Method::Get, "/v1.0/organization", READ, organizations),
    Route::at(Method::Get, "/v1.0/organization/{id}", READ, organization),
    Route::at(
        Method::Get,
        "/v1.0/policies/authorizationPolicy",
        "Policy.Read.All",
        policy,
    ),
];

/// The person who asks.
fn person(exchange: &Exchange<'_>) -> Result<&'static Person, Refusal> {
    let name = &exchange.caller.name;
    let mut people = PEOPLE.iter();
    let found = people.find(|it| it.user_principal_name() == *name);
    found.filter(|_| is_person(exchange.caller)).ok_or_else(|| {
        let message = "/me request is only valid with delegated authentication flow.";
        Refusal::bad("BadRequest", message)
    })
}

fn me(exchange: &mut Exchange<'_>) -> Outcome {
    let person = person(exchange)?;
    let (given, family) = person.name.split_once(' ').unwrap_or((person.name, ""));
    let shown = json!({
        "id": exchange.caller.object,
        "businessPhones": [],
        "displayName": person.name,
        "givenName": given,
        "surname": family,
        "jobTitle": null,
        "mail": person.user_principal_name(),
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": null,
        "userPrincipalName": person.user_principal_name(),
    });
    one(exchange, "users", 200, shown)
}

/// Every role that a token's bearer can have.
const ROLES: [DirectoryRole; 3] = [
    DirectoryRole::ApplicationAdministrator,
    DirectoryRole::CloudApplicationAdministrator,
    DirectoryRole::ApplicationDeveloper,
];

/// Without a permission to read roles only their kind and ID are shown: "limited information".
/// That names and templates are among what is left out is not published; the less kind reading.
fn roles(exchange: &mut Exchange<'_>) -> Outcome {
    let _ = person(exchange)?;
    let caller = exchange.caller;
    let open = ["Directory.Read.All", "RoleManagement.Read.Directory"];
    let is_open = open.iter().any(|it| holds(caller, it));
    let shown = |it: DirectoryRole| {
        let about = format!("{} of {}", it.label(), caller.tenant);
        let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, about.as_bytes());
        let open = |value: &str| match is_open {
            true => json!(value),
            false => Value::Null,
        };
        json!({
            "@odata.type": "#microsoft.graph.directoryRole",
            "id": id.to_string(),
            "displayName": open(it.label()),
            "description": null,
            "roleTemplateId": open(it.template()),
        })
    };
    let held = |it: &DirectoryRole| caller.directory_roles.iter().any(|id| id == it.template());
    let rows = ROLES.into_iter().filter(held).map(shown).collect();
    list(exchange, "directoryObjects", rows)
}

fn shown(exchange: &Exchange<'_>) -> Value {
    let tenant = &exchange.caller.tenant;
    let (name, domain) = exchange.world.directory(tenant).unwrap_or_default();
    json!({
        "id": tenant,
        "displayName": name,
        "countryLetterCode": "GB",
        "tenantType": "AAD",
        "verifiedDomains": [{
            "capabilities": "Email, OfficeCommunicationsOnline",
            "isDefault": true,
            "isInitial": true,
            "name": domain,
            "type": "Managed",
        }],
    })
}

fn organizations(exchange: &mut Exchange<'_>) -> Outcome {
    let shown = shown(exchange);
    list(exchange, "organization", vec![shown])
}

/// Only the directory of the token can be asked for.
fn organization(exchange: &mut Exchange<'_>) -> Outcome {
    let asked = exchange.param("id").to_owned();
    if !asked.eq_ignore_ascii_case(&exchange.caller.tenant) {
        return Err(no_such(&asked));
    }
    let shown = shown(exchange);
    one(exchange, "organization", 200, shown)
}

/// What people without a role may do.
fn policy(exchange: &mut Exchange<'_>) -> Outcome {
    let settings = settings(exchange.world, &exchange.caller.tenant);
    let grants = match settings.is_some_and(Directory::lets_people_consent) {
        true => vec!["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"],
        false => Vec::new(),
    };
    let shown = json!({
        "id": "authorizationPolicy",
        "displayName": "Authorization Policy",
        "allowInvitesFrom": "everyone",
        "allowUserConsentForRiskyApps": null,
        "defaultUserRolePermissions": {
            "allowedToCreateApps": settings.is_some_and(Directory::lets_people_register),
            "allowedToCreateSecurityGroups": true,
            "allowedToReadOtherUsers": true,
            "permissionGrantPoliciesAssigned": grants,
        },
    });
    one(exchange, "policies/authorizationPolicy", 200, shown)
}
