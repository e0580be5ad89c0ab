//! What is found, and what stands first.

use serde_json::json;

use super::*;

const GROUP: &str = "/subscriptions/s/resourceGroups/rg-orders/providers";

fn seen() -> Seen {
    let mut seen = Seen::default();
    let list = json!({"value": [
        {"id": format!("{GROUP}/Microsoft.Storage/storageAccounts/fabrikamorders")},
        {"id": format!("{GROUP}/Microsoft.Storage/storageAccounts/orders")},
        {"id": format!("{GROUP}/Microsoft.KeyVault/vaults/kv-prod")},
        {"id": format!("{GROUP}/Microsoft.Compute/disks/orders")},
        {"id": "no ID"}, {},
    ]});
    seen.see(&list);
    let key = format!("{GROUP}/Microsoft.KeyVault/vaults/kv-prod/keys/orders-cmk");
    seen.see(&json!({"id": key}));
    // The same again is no news, in whatever casing.
    seen.see(&json!({"id": format!("{GROUP}/microsoft.keyvault/VAULTS/kv-prod")}));
    assert_eq!(seen.ids().count(), 4);
    seen
}

fn found(typed: &str, current: Option<&ResourceId>) -> Vec<(Group, String)> {
    let entries = entries(&seen(), current);
    let found = rank(&entries, typed, 5);
    found
        .into_iter()
        .map(|it| (it.group, it.title.clone()))
        .collect()
}

fn first(typed: &str) -> (Group, String) {
    found(typed, None).into_iter().next().expect(typed)
}

#[test]
fn what_is_meant_stands_first() {
    let rows = [
        ("", Group::Page, "Overview"),
        ("settings", Group::Page, "Settings"),
        ("storage acc", Group::Page, "Storage accounts"),
        ("orders", Group::Resource, "orders"),
        ("ORDERS-CMK", Group::Key, "orders-cmk"),
        ("cmk kv-prod", Group::Key, "orders-cmk"),
        ("fabrikam", Group::Resource, "fabrikamorders"),
        ("fbrkmord", Group::Resource, "fabrikamorders"),
        ("scopelocked", Group::Code, "ScopeLocked"),
        ("AADSTS65001", Group::Code, "AADSTS65001"),
        ("forbiddenbyrbac", Group::Code, "ForbiddenByRbac"),
    ];
    for (typed, group, title) in rows {
        assert_eq!(first(typed), (group, title.to_owned()), "{typed}");
    }
}

#[test]
fn a_common_word_finds_no_error_codes_first() {
    let found = found("key", None);
    assert!(found.iter().all(|it| it.0 != Group::Code), "{found:?}");
}

#[test]
fn every_word_has_to_be_somewhere() {
    assert_eq!(found("orders zzz", None), []);
    assert_eq!(found("zzzzzz", None), []);
    // What the console does not manage is not offered.
    assert!(entries(&seen(), None).iter().all(|it| it.note != "disks"));
}

#[test]
fn an_action_is_for_the_resource_on_screen() {
    let orders = format!("{GROUP}/Microsoft.Storage/storageAccounts/orders");
    let orders = ResourceId::parse(&orders).expect("an ID");
    let route = |current: Option<&ResourceId>| {
        let entries = entries(&seen(), current);
        let leads = rank(&entries, "use my key", 1)[0].leads.clone();
        match leads {
            Leads::To(route) => route,
            Leads::Says(_) => unreachable!("an action opens a page"),
        }
    };
    let action = "use-my-key".to_owned();
    let target = orders.clone();
    assert_eq!(route(Some(&orders)), Route::Act { target, action });
    assert!(matches!(route(None), Route::Resources(Some(_))));
}

#[test]
fn every_code_says_what_to_do() {
    let codes = codes();
    assert!(codes.len() > 60, "{}", codes.len());
    for entry in codes {
        let Leads::Says(meaning) = entry.leads else {
            unreachable!("a code says something");
        };
        assert!(
            !meaning.what.is_empty() && !meaning.next.is_empty(),
            "{}",
            entry.title
        );
    }
}
