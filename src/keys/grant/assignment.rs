//! Role assignments: reading them, making them, taking them back.
//!
//! Sources: hashicorp/pandora, `resource-manager/Authorization/2022-04-01`, and
//! MicrosoftDocs/azure-docs, `role-based-access-control/role-assignments-list-rest.md`, read
//! 21 Aug 2026.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::arm::access::rights::Entry;
use crate::arm::access::{Rights, roles};
use crate::arm::{Facts, Method, Read, Reading, Request, ResourceId, Timestamp, versions};

/// One role assignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Its ID.
    pub id: ResourceId,
    /// The ID of the role's definition.
    pub role: String,
    /// The object ID it is for; a group's where the principal is a member.
    pub principal: String,
    /// `ServicePrincipal`, `User`, `Group`; empty where Azure does not say.
    pub principal_kind: String,
    /// Where it holds; `/` for everything.
    pub scope: String,
    /// Whether it holds only under a condition.
    pub conditional: bool,
    /// When it was made.
    pub created: Option<Timestamp>,
}

/// What a role's definition says.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What the role is called.
    pub name: String,
    /// What it allows.
    pub rights: Rights,
}

/// Asks for the assignments of a principal at and above a scope, those through groups included.
/// Azure takes this pair of filters and no other.
#[must_use]
pub fn read(scope: &ResourceId, principal: &str) -> Read {
    let path = format!("{scope}/providers/Microsoft.Authorization/roleAssignments");
    let filter = format!("atScope() and assignedTo('{principal}')");
    Read::list(Request::get(path, versions::AUTHORIZATION).query("$filter", &filter))
}

/// Asks for the assignments of everybody at and above a scope.
#[must_use]
pub fn read_all(scope: &ResourceId) -> Read {
    let path = format!("{scope}/providers/Microsoft.Authorization/roleAssignments");
    Read::list(Request::get(path, versions::AUTHORIZATION).query("$filter", "atScope()"))
}

/// Asks for the assignments of everybody at, above and below a scope.
#[must_use]
pub fn read_everywhere(scope: &ResourceId) -> Read {
    let path = format!("{scope}/providers/Microsoft.Authorization/roleAssignments");
    Read::list(Request::get(path, versions::AUTHORIZATION))
}

/// The assignments of everybody at, above and below a scope.
#[must_use]
pub fn everywhere(scope: &ResourceId, facts: &Facts) -> Reading<Vec<Assignment>> {
    facts.all(&read_everywhere(scope), parse)
}

/// Asks for the definitions of the roles that are not known, each once.
#[must_use]
pub fn unknown_definitions(assignments: &[Assignment]) -> Vec<Read> {
    let mut reads = Vec::new();
    for assignment in assignments {
        let read = definition_read(&assignment.role);
        if roles::by_id(&assignment.role).is_none() && !reads.contains(&read) {
            reads.push(read);
        }
    }
    reads
}

/// The assignments of everybody at and above a scope.
#[must_use]
pub fn everybodys(scope: &ResourceId, facts: &Facts) -> Reading<Vec<Assignment>> {
    facts.all(&read_all(scope), parse)
}

/// The assignments of a principal at and above a scope.
#[must_use]
pub fn at(scope: &ResourceId, principal: &str, facts: &Facts) -> Reading<Vec<Assignment>> {
    facts.all(&read(scope, principal), parse)
}

/// Asks for the definition of a role by its ID, as an assignment names it.
#[must_use]
pub fn definition_read(role: &str) -> Read {
    Read::one(Request::get(role, versions::AUTHORIZATION))
}

/// What a role allows: built in and known, or as it was read.
#[must_use]
pub fn definition(role: &str, facts: &Facts) -> Reading<Definition> {
    if let Some(role) = roles::by_id(role) {
        let own = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
        return Reading::Found(Definition {
            name: role.name.to_owned(),
            rights: Rights::new(vec![Entry {
                actions: own(role.actions),
                not_actions: own(role.not_actions),
                data_actions: own(role.data_actions),
                not_data_actions: Vec::new(),
            }]),
        });
    }
    facts.one(&definition_read(role), |value| {
        let properties = value.get("properties")?;
        let rights = properties.get("permissions")?.clone();
        Some(Definition {
            name: properties.get("roleName")?.as_str()?.to_owned(),
            rights: serde_json::from_value(rights).ok()?,
        })
    })
}

/// Grants a role at a scope; needs [`WRITE_ASSIGNMENT`](super::WRITE_ASSIGNMENT). `name` is what
/// [`name`] gives, so that granting twice is one grant.
///
/// The type of principal is said, because Azure looks for a new one in the directory otherwise,
/// where it may not have arrived yet.
#[must_use]
pub fn create(scope: &ResourceId, role: &str, principal: &str, name: &str) -> Request {
    put(scope, role, principal, name)
}

/// Makes an assignment again as it was, under its own name.
#[must_use]
pub fn again(it: &Assignment) -> Request {
    let role = it.role.rsplit('/').next().unwrap_or_default();
    let scope = it.id.parent();
    put(
        scope.as_ref().unwrap_or(&it.id),
        role,
        &it.principal,
        it.id.name(),
    )
}

fn put(scope: &ResourceId, role: &str, principal: &str, name: &str) -> Request {
    let subscription = scope.subscription().unwrap_or_default();
    let definition = format!(
        "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}"
    );
    let body = json!({"properties": {
        "roleDefinitionId": definition,
        "principalId": principal,
        "principalType": "ServicePrincipal",
        "description": "Lets a service encrypt with a customer-managed key",
    }});
    Request::put(
        scope.provider("Microsoft.Authorization/roleAssignments", name),
        versions::AUTHORIZATION,
        body,
    )
}

/// Gives a person a role at a scope; otherwise as [`create`].
#[must_use]
pub fn create_for_person(scope: &ResourceId, role: &str, person: &str) -> Request {
    let name = name(scope, role, person);
    let mut request = create(scope, role, person, &name);
    if let Some(properties) = properties_of(&mut request) {
        properties["principalType"] = json!("User");
        properties["description"] = json!("Lets a person keep customer-managed keys");
    }
    request
}

/// Gives a role to an object of the directory whose type is not known: a person, a group or a
/// service. Azure looks it up, and refuses one that it does not find.
#[must_use]
pub fn create_for_object(scope: &ResourceId, role: &str, object: &str) -> Request {
    let mut request = create_for_person(scope, role, object);
    if let Some(properties) = properties_of(&mut request) {
        properties.remove("principalType");
        properties["description"] = json!("Gives rights on the keys of a vault");
    }
    request
}

fn properties_of(request: &mut Request) -> Option<&mut serde_json::Map<String, Value>> {
    request
        .body
        .as_mut()?
        .get_mut("properties")?
        .as_object_mut()
}

/// The name of the assignment of a role (its GUID) to a principal at a scope: always the same one,
/// a version 5 UUID.
#[must_use]
pub fn name(scope: &ResourceId, role: &str, principal: &str) -> String {
    let text = format!("{scope}|{role}|{principal}").to_ascii_lowercase();
    Uuid::new_v5(&Uuid::NAMESPACE_URL, text.as_bytes()).to_string()
}

/// The read of the assignment that a request makes or takes back; its name may still be a hole.
#[must_use]
pub fn shown_by(request: &Request) -> Request {
    Request {
        method: Method::Get,
        body: None,
        ..request.clone()
    }
}

/// Takes a role back; needs [`DELETE_ASSIGNMENT`](super::DELETE_ASSIGNMENT).
#[must_use]
pub fn remove(assignment: &ResourceId) -> Request {
    Request::delete(assignment, versions::AUTHORIZATION)
}

fn parse(value: &Value) -> Option<Assignment> {
    let text = |path: &str| value.pointer(path).and_then(Value::as_str);
    Some(Assignment {
        id: ResourceId::parse(text("/id")?).ok()?,
        role: text("/properties/roleDefinitionId")?.to_owned(),
        principal: text("/properties/principalId")?.to_owned(),
        principal_kind: text("/properties/principalType")
            .unwrap_or_default()
            .to_owned(),
        scope: text("/properties/scope")?.to_owned(),
        conditional: text("/properties/condition").is_some_and(|it| !it.is_empty()),
        created: text("/properties/createdOn").and_then(Timestamp::parse),
    })
}
