//! What a new cluster is refused for, and a new commitment.

use cmk_console::arm::Request;
use serde_json::json;

use super::meeting::*;
use crate::console::places::{CLUSTER, IDENTITY, Place};

pub const ROWS: &[Row] = &[
    row(
        "create: conflict with a reserved name",
        |it| {
            gone(it);
            refused(it, &new_cluster(it, "law-plain-weu", "westeurope"))
        },
        &["The name is reserved", "14 days after the deletion"],
    ),
    row(
        "create: a reserved name, said before with the day",
        |it| {
            gone(it);
            planned(it, &creation(it, "law-plain-weu"))
        },
        &["[Failed reserved]", "is reserved until", "Dec 2026"],
    ),
    row(
        "names that get free again, on the page",
        |it| {
            gone(it);
            page(it, CLUSTER, "law-hub-weu")
        },
        &[
            "Names that get free again: law-plain-weu from",
            "Clusters in this region: 3 of at most 5; of at most 7 with the 1 deleted",
        ],
    ),
    row(
        "create: the name is taken",
        |it| {
            let id = it.documents.clone();
            let group = cmk_console::arm::ResourceId::of_group(
                id.subscription().expect("an ID"),
                "rg-new-weu",
            );
            let mut request = new_cluster(it, "law-hub-weu", "westeurope");
            request.url = format!(
                "{}?api-version={LA}",
                group.provider(CLUSTER, "law-hub-weu")
            );
            refused(it, &request)
        },
        &["The name is taken"],
    ),
    row(
        "create: a name that is none",
        |it| refused(it, &new_cluster(it, "a", "westeurope")),
        &["cannot be called so", "4 to 63 letters"],
    ),
    row(
        "create: a name that is none, at the field",
        |it| planned(it, &creation(it, "a_b")),
        &["name", "law-hub-weu"],
    ),
    row(
        "create: a region that is none, at the field",
        |it| planned(it, &creation(it, "law-new").answer("location", "atlantis")),
        &["location", "no region atlantis", "westeurope"],
    ),
    row(
        "create: a key that is none, at the field",
        |it| {
            planned(
                it,
                &creation(it, "law-new").answer("key", "https://evil.example/keys/a"),
            )
        },
        &["key "],
    ),
    row(
        "create: a pinned version that is missing, at the field",
        |it| planned(it, &creation(it, "law-new").answer("versions", "pinned")),
        &[
            "the identifier must name it",
            "78deebed173b48e48f55abf87ed4cf71",
        ],
    ),
    row(
        "create: a tier that is none, at the field",
        |it| planned(it, &creation(it, "law-new").answer("capacity", "150")),
        &["capacity", "100, 200, 300"],
    ),
    row(
        "a tier that is none, refused",
        |it| {
            refused(
                it,
                &patch(
                    it,
                    "law-plain-weu",
                    json!({ "sku": { "name": "CapacityReservation", "capacity": 150 } }),
                ),
            )
        },
        &["no such commitment", "begin at 100 GB a day"],
    ),
    row(
        "a SKU that is none",
        |it| {
            refused(
                it,
                &patch(
                    it,
                    "law-plain-weu",
                    json!({ "sku": { "name": "PerGB2018", "capacity": 500 } }),
                ),
            )
        },
        &["CapacityReservation"],
    ),
    row(
        "less capacity within 31 days, refused",
        |it| {
            raise(it);
            hours(it, 2);
            refused(
                it,
                &patch(
                    it,
                    "law-plain-weu",
                    json!({ "sku": { "name": "CapacityReservation", "capacity": 100 } }),
                ),
            )
        },
        &["cannot be lowered yet", "31 days"],
    ),
    row(
        "less capacity within 31 days, said before with the day",
        |it| {
            raise(it);
            hours(it, 2);
            planned(
                it,
                &wish(it, CLUSTER, "change-capacity", "law-plain-weu").answer("capacity", "100"),
            )
        },
        &["[Failed commitment]", "cannot be lowered before"],
    ),
    row(
        "create with a key before the grant",
        |it| {
            let id = it.find(IDENTITY, "id-orders-cmk");
            let mut request = new_cluster(it, "law-new", "westeurope");
            let body = request.body.as_mut().expect("a body");
            body["identity"] =
                json!({ "type": "UserAssigned", "userAssignedIdentities": { id.as_str(): {} } });
            body["properties"] = key("orders-cmk", "")["properties"].clone();
            refused(it, &request)
        },
        &["cannot use the key", "may not get, wrap and unwrap yet"],
    ),
];

/// A cluster that was deleted an hour ago.
fn gone(place: &Place) {
    done(place, &Request::delete(cluster(place, "law-plain-weu"), LA));
    hours(place, 2);
}
