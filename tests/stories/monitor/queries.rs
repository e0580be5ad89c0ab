//! What is to be considered before queries get the customer's key.

use cmk_console::arm::Request;
use serde_json::json;

use super::meeting::*;
use crate::Wish;
use crate::console::places::{ACCOUNT, Place, WORKSPACE};

pub const ROWS: &[Row] = &[
    row(
        "write permissions on both",
        |it| planned(it, &queries(it)),
        &[
            "[Passed right-workspace]",
            "[Passed right-workspace-write]",
            "[Passed right-account]",
        ],
    ),
    row(
        "an account of another region",
        |it| {
            elsewhere(it);
            planned(
                it,
                &queries(it).answer("account", it.account("fabrikamneu").as_str()),
            )
        },
        &["[Failed region]", "Azure takes it all the same"],
    ),
    row(
        "an account whose tables never get the key",
        |it| {
            planned(
                it,
                &queries(it).answer("account", it.account("fabrikamdocs").as_str()),
            )
        },
        &[
            "[Failed tables]",
            "decided when an account is created",
            "Create a suitable account",
        ],
    ),
    row(
        "an account under Microsoft's key",
        |it| {
            planned(
                it,
                &alerts(it).answer("account", it.account("fabrikamorders").as_str()),
            )
        },
        &["[Warning account-key]", "Put the account under your key"],
    ),
    row(
        "query packs",
        |it| planned(it, &queries(it)),
        &["query packs stay", "Save as Legacy query"],
    ),
    row(
        "the format may change",
        |it| planned(it, &queries(it)),
        &["format of its own, which may change"],
    ),
    row(
        "saved queries are removed",
        |it| planned(it, &queries(it)),
        &[
            "[Warning removes]",
            "removes 3 saved queries",
            "known_address",
            "Save 3 saved queries to a file",
        ],
    ),
    row(
        "history and pin to dashboard",
        |it| planned(it, &queries(it)),
        &["history of queries and Pin to dashboard are gone"],
    ),
    row(
        "one account for both",
        |it| planned(it, &alerts(it)),
        &["One account serves a workspace"],
    ),
    row(
        "you pay for the account",
        |it| planned(it, &queries(it)),
        &["You pay for the account"],
    ),
    row(
        "alert queries can get the key later",
        |it| planned(it, &alerts(it)),
        &["whose key can be changed at any time"],
    ),
    row(
        "fired alerts carry no results",
        |it| planned(it, &alerts(it)),
        &["neither their results nor their query", "Use dimensions"],
    ),
    row(
        "dashboards, Logic Apps, notebooks and runbooks",
        |it| planned(it, &queries(it)),
        &["dashboards, Logic Apps, notebooks and runbooks"],
    ),
    row(
        "workbooks by hand",
        |it| planned(it, &queries(it).answer("workbooks", "true")),
        &["Save content to an Azure Storage Account"],
    ),
    row(
        "linked already",
        |it| {
            let wish = wish(it, WORKSPACE, "keep-queries", "log-security-weu");
            planned(
                it,
                &wish.answer("account", it.account("fabrikamqueries").as_str()),
            )
        },
        &["[Failed now]", "in fabrikamqueries already"],
    ),
    row(
        "where queries are kept, on the page",
        |it| page(it, WORKSPACE, "log-security-weu"),
        &[
            "Saved queries are kept: in fabrikamqueries",
            "Alert queries are kept: in fabrikamqueries",
        ],
    ),
    row(
        "something that is no storage account",
        |it| {
            let id = it
                .find(WORKSPACE, "log-apps-weu")
                .child("linkedStorageAccounts", "Query");
            refused(
                it,
                &Request::put(id, LA, json!({ "properties": { "storageAccountIds": [] } })),
            )
        },
        &["one storage account"],
    ),
    row(
        "a file that holds no queries",
        |it| {
            planned(
                it,
                &wish(it, WORKSPACE, "put-queries-back", "log-apps-weu").answer("file", "{}"),
            )
        },
        &["file", "no file of saved queries"],
    ),
];

fn queries(place: &Place) -> Wish {
    let account = place.account("fabrikamqueries");
    wish(place, WORKSPACE, "keep-queries", "log-apps-weu").answer("account", account.as_str())
}

fn alerts(place: &Place) -> Wish {
    let account = place.account("fabrikamqueries");
    wish(place, WORKSPACE, "keep-alerts", "log-apps-weu").answer("account", account.as_str())
}

fn elsewhere(place: &Place) {
    let group = place.find(WORKSPACE, "log-apps-weu").parent_group();
    let own = json!({ "enabled": true, "keyType": "Account" });
    let body = json!({
        "location": "northeurope",
        "kind": "StorageV2",
        "sku": { "name": "Standard_LRS" },
        "properties": { "encryption": { "keySource": "Microsoft.Storage", "services": { "table": own } } },
    });
    done(
        place,
        &Request::put(group.provider(ACCOUNT, "fabrikamneu"), "2025-08-01", body),
    );
    hours(place, 1);
}
