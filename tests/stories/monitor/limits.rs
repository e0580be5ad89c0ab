//! The limits and constraints.

use cmk_console::arm::Request;
use serde_json::json;

use super::meeting::*;
use super::scaling;
use crate::console::places::{CLUSTER, Place, WORKSPACE};

pub const ROWS: &[Row] = &[
    row(
        "five active clusters, refused",
        |it| {
            full(it);
            refused(it, &new_cluster(it, "law-sixth", "westeurope"))
        },
        &[
            "no room for another cluster",
            "Five clusters",
            "maximum of 5",
        ],
    ),
    row(
        "five active clusters, said before",
        |it| {
            full(it);
            planned(it, &creation(it, "law-sixth"))
        },
        &[
            "[Failed limit]",
            "as many as there may be",
            "another region or subscription",
        ],
    ),
    row(
        "seven with those that were deleted",
        seven,
        &["no room for another cluster", "maximum of 7"],
    ),
    row(
        "seven, said before with the day",
        |it| {
            seven(it);
            planned(it, &creation(it, "law-eighth"))
        },
        &["[Warning limit]", "There is room again from", "Dec 2026"],
    ),
    row(
        "1,000 workspaces on a cluster",
        scaling::thousand,
        &["no room for another workspace", "1,000 workspaces"],
    ),
    row(
        "two links in 30 days, refused",
        |it| {
            linked_twice(it);
            refused(it, &link(it, "log-apps-weu", "law-hub-weu"))
        },
        &["linked twice in 30 days", "30 days after the first"],
    ),
    row(
        "two links in 30 days, counted before",
        |it| {
            linked_twice(it);
            planned(it, &to_hub(it))
        },
        &[
            "[Failed twice]",
            "was linked 2 times in the last 30 days",
            "cannot be linked before",
        ],
    ),
    row(
        "one link of two is left",
        |it| {
            done(it, &link(it, "log-apps-weu", "law-hub-weu"));
            hours(it, 2);
            unlink(it);
            planned(it, &to_hub(it))
        },
        &["[Warning twice]", "this is the last time until"],
    ),
    row(
        "a cluster cannot be moved",
        |it| {
            let id = cluster(it, "law-hub-weu");
            let path = format!("{}/moveResources", id.parent_group());
            let body = json!({ "resources": [id.as_str()], "targetResourceGroup": "/subscriptions/s/resourceGroups/g" });
            refused(it, &Request::post(path, "2025-04-01", Some(body)))
        },
        &["cannot be moved", "Create one where it is wanted"],
    ),
    row(
        "moving, said before a cluster is created",
        |it| planned(it, &creation(it, "law-x")),
        &[
            "cannot be moved to another group or subscription",
            "The least is 100 GB a day",
        ],
    ),
    row(
        "identity and key in one operation",
        |it| {
            let mut both = key("orders-cmk", "");
            both["identity"] = json!({ "type": "SystemAssigned" });
            refused(it, &patch(it, "law-hub-weu", both))
        },
        &[
            "cannot be changed in one request",
            "Change the identity, wait",
        ],
    ),
    row(
        "Lockbox: not in China, not for Auxiliary",
        |it| page(it, CLUSTER, "law-hub-weu"),
        &[
            "Customer Lockbox: comes with the cluster, and is not turned on in this directory",
            "not in China, and not for tables with the Auxiliary plan",
        ],
    ),
    row(
        "double encryption is on, and shown",
        |it| page(it, CLUSTER, "law-hub-weu"),
        &["Data is encrypted twice: yes"],
    ),
    row(
        "a region without double encryption",
        |it| refused(it, &new_cluster(it, "law-scus", "southcentralus")),
        &[
            "does not encrypt twice",
            "Plan it without the second encryption",
        ],
    ),
    row(
        "double encryption cannot be changed later",
        |it| {
            let body = json!({ "properties": { "isDoubleEncryptionEnabled": false } });
            refused(it, &patch(it, "law-hub-weu", body))
        },
        &["decided when the cluster was created"],
    ),
    row(
        "a deleted workspace would return linked",
        |it| page(it, CLUSTER, "law-hub-weu"),
        &[
            "log-old-weu (deleted, would return linked)",
            "log-security-weu (Succeeded)",
        ],
    ),
    row(
        "a recovered workspace is linked again",
        |it| {
            let hub = cluster(it, "law-hub-weu");
            let id = hub.parent_group().provider(WORKSPACE, "log-old-weu");
            done(
                it,
                &Request::put(id, LA, json!({ "location": "westeurope" })),
            );
            page(it, WORKSPACE, "log-old-weu")
        },
        &["Cluster: law-hub-weu"],
    ),
    row(
        "only data that comes from now on",
        |it| planned(it, &set_key(it)),
        &["[Warning new-data]", "Older data keeps the key"],
    ),
    row(
        "tables with the Auxiliary plan",
        |it| page(it, WORKSPACE, "log-apps-weu"),
        &[
            "Tables with the Auxiliary plan: They stay under Microsoft's key",
            "Data from before",
            "Data after an unlink",
            "The cache of the last 14 days",
            "Query packs",
            "Dashboards",
            "Logic Apps",
            "Notebooks and runbooks",
            "Results of alerts",
        ],
    ),
    row(
        "the least commitment",
        |it| {
            planned(
                it,
                &wish(it, CLUSTER, "change-capacity", "law-plain-weu").answer("capacity", "50"),
            )
        },
        &[
            "capacity",
            "100, 200, 300, 400, 500, 1000, 2000, 5000, 10000, 25000, 50000",
        ],
    ),
];

pub const ORDERS: &str = "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk";

pub fn set_key(place: &Place) -> crate::Wish {
    wish(place, CLUSTER, "use-my-key", "law-plain-weu").answer("key", ORDERS)
}

fn to_hub(place: &Place) -> crate::Wish {
    let hub = cluster(place, "law-hub-weu");
    wish(place, WORKSPACE, "link", "log-apps-weu").answer("cluster", hub.as_str())
}

/// Five clusters in West Europe.
fn full(place: &Place) {
    while ask(
        place,
        &new_cluster(
            place,
            &format!("law-{}", place.all(CLUSTER).len()),
            "westeurope",
        ),
    )
    .is_success()
    {}
}

/// Five that are there and two that were deleted.
fn seven(place: &Place) -> String {
    for name in ["law-gone-1", "law-gone-2", "law-gone-3"] {
        let _ = ask(place, &new_cluster(place, name, "westeurope"));
        hours(place, 4);
        let gone = new_cluster(place, name, "westeurope");
        let _ = ask(place, &Request::delete(gone.path(), LA));
        hours(place, 2);
    }
    refused(place, &new_cluster(place, "law-eighth", "westeurope"))
}

fn unlink(place: &Place) {
    let id = place
        .find(WORKSPACE, "log-apps-weu")
        .child("linkedServices", "Cluster");
    done(place, &Request::delete(id, LA));
    hours(place, 2);
}

fn linked_twice(place: &Place) {
    for _ in 0..2 {
        done(place, &link(place, "log-apps-weu", "law-hub-weu"));
        hours(place, 2);
        unlink(place);
    }
}
