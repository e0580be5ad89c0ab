//! The sandbox in many states: what people have done to it before somebody opens a page.

use std::time::Duration;

use cmk_console::arm::{Request, ResourceId};
use cmk_console::sandbox::{Control, Fault, FaultSetting};
use serde_json::{Value, json};

use crate::console::places::{ACCOUNT, HSM, IDENTITY, Place, VAULT};
use crate::dice::Dice;

/// A sandbox in some state.
#[derive(Clone)]
pub struct World {
    pub name: &'static str,
    pub place: Place,
    /// The identifiers of the keys in it, with their newest versions.
    pub keys: Vec<String>,
}

pub fn all() -> Vec<World> {
    let worlds = [
        ("it is as it begins", Place::everyday()),
        ("keys were changed", changed(keys)),
        ("firewalls were changed", changed(firewalls)),
        ("identities were attached and granted", changed(identities)),
        ("a year has passed", changed(a_year)),
        ("nothing is there", Place::nothing_set_up()),
    ];
    let world = |(name, place): (_, Place)| {
        let keys = place.keys();
        World { name, place, keys }
    };
    worlds.map(world).into()
}

fn a_year(place: &Place) {
    place.time.pass(Duration::from_secs(366 * 86_400));
}

/// What goes wrong while a page reads.
pub fn reading_faults() -> [FaultSetting; 6] {
    [
        Fault::Throttling.one_in(3),
        Fault::ServerError.one_in(4),
        Fault::DroppedRequest.one_in(4),
        Fault::StaleReads.always(),
        Fault::HostileNextLink.one_in(2),
        Fault::ServerError.always().below("providers"),
    ]
}

/// A resource of a type that an action is begun on: the usual one, any other, or none that is
/// there.
pub fn target(place: &Place, usual: &ResourceId, dice: &mut Dice) -> ResourceId {
    let all = place.all(&usual.arm_type().expect("a resource"));
    match dice.roll(12) {
        0 => usual
            .parent()
            .expect("a group")
            .provider("Microsoft.Storage/storageAccounts", "gone"),
        1..=5 if !all.is_empty() => dice.pick(&all),
        _ => usual.clone(),
    }
}

fn changed(change: fn(&Place)) -> Place {
    let place = Place::everyday();
    change(&place);
    place
}

fn keys(place: &Place) {
    let prod = place.find(VAULT, "kv-fabrikam-prod");
    let key = |name: &str| prod.child("keys", name);
    let enabled = |name: &str, enabled| Control::SetKeyEnabled {
        key: key(name),
        version: String::new(),
        enabled,
    };
    for control in [
        enabled("retired-cmk", true),
        enabled("docs-cmk", false),
        Control::RotateKey {
            key: key("orders-cmk"),
        },
        Control::SetHsmKeysThroughArm {
            hsm: place.find(HSM, "hsm-fabrikam"),
            on: true,
        },
    ] {
        place.time.control(control);
    }
}

fn firewalls(place: &Place) {
    for (vault, action, bypass, access) in [
        ("kv-fabrikam-prod", "Deny", "AzureServices", "Enabled"),
        ("kv-fabrikam-policies", "Deny", "None", "Disabled"),
        ("kv-fabrikam-net", "Allow", "None", "Enabled"),
    ] {
        place.time.control(Control::SetFirewall {
            vault: place.find(VAULT, vault),
            default_action: action.into(),
            bypass: bypass.into(),
            public_access: access.into(),
        });
    }
}

fn identities(place: &Place) {
    let docs = place.find(IDENTITY, "id-docs-cmk");
    let orders = place.find(IDENTITY, "id-orders-cmk");
    let users = |id: &ResourceId| json!({ id.as_str(): {} });
    for (account, identity) in [
        ("fabrikamorders", json!({ "type": "SystemAssigned" })),
        (
            "fabrikamarchive000000024",
            json!({ "type": "UserAssigned", "userAssignedIdentities": users(&docs) }),
        ),
        (
            "fabrikamstage01",
            json!({ "type": "SystemAssigned,UserAssigned", "userAssignedIdentities": users(&orders) }),
        ),
    ] {
        let id = place.find(ACCOUNT, account);
        send(
            place,
            &Request::patch(id, "2025-08-01", json!({ "identity": identity })),
        );
    }
    for (number, role) in [
        (1, "e147488a-f6f5-4113-8e2d-b22465e65bf6"),
        (2, "14b46e9e-c2b7-41b4-b07b-48a6ebf60603"),
    ] {
        let name = format!("00000000-0000-4000-8000-00000000000{number}");
        let scope = place.find(
            VAULT,
            ["kv-fabrikam-prod", "kv-fabrikam-premium"][number - 1],
        );
        let id = scope.provider("Microsoft.Authorization/roleAssignments", &name);
        let identity = place.read(&orders, "2024-11-30");
        let body = json!({ "properties": {
            "roleDefinitionId": format!("{}/providers/Microsoft.Authorization/roleDefinitions/{role}", place.documents),
            "principalId": identity["properties"]["principalId"],
            "principalType": "ServicePrincipal",
        }});
        send(place, &Request::put(id, "2022-04-01", body));
    }
    place.time.pass(Duration::from_secs(900));
}

fn send(place: &Place, request: &Request) -> Value {
    let answer = place.time.as_person("mara").ask(request);
    assert!(answer.is_success(), "{}: {:?}", request.url, answer.body);
    answer.value().clone()
}
