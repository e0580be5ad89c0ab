//! Where vault, cluster and workspaces may be, and who may open the vault.

use cmk_console::sandbox::{Control, Fault};
use serde_json::json;

use super::limits::{ORDERS, set_key};
use super::meeting::*;
use super::scaling;
use crate::console::places::{CLUSTER, VAULT, WORKSPACE, identifier};

pub const ROWS: &[Row] = &[
    row(
        "the vault must be recoverable",
        |it| {
            let wish = set_key(it).answer("key", &identifier("kv-fabrikam-dev/dev-cmk"));
            planned(it, &wish)
        },
        &["[Failed recoverable]", "no purge protection"],
    ),
    row(
        "vault and cluster in one region",
        scaling::far_vault,
        &["[Failed region]", "northeurope"],
    ),
    row(
        "workspace and cluster in one region",
        |it| {
            let wish = wish(it, WORKSPACE, "link", "log-apps-neu");
            planned(
                it,
                &wish.answer("cluster", cluster(it, "law-hub-weu").as_str()),
            )
        },
        &[
            "[Failed region]",
            "Vault, cluster and workspaces must be in one region",
        ],
    ),
    row(
        "workspace and cluster in one region, refused",
        |it| refused(it, &link(it, "log-apps-neu", "law-hub-weu")),
        &["do not lie together"],
    ),
    row(
        "vault and cluster in one directory",
        |it| {
            planned(
                it,
                &set_key(it).answer("key", &identifier("kv-contoso-prod/contoso-cmk")),
            )
        },
        &["[Failed vault]", "A vault of another directory"],
    ),
    row(
        "no identity is no way to revoke",
        |it| {
            planned(
                it,
                &wish(it, CLUSTER, "change-identity", "law-hub-weu")
                    .answer("identity-kind", "none"),
            )
        },
        &[
            "only Microsoft's support can give it back",
            "disable the key or remove the grant",
        ],
    ),
    row(
        "no identity cannot be reverted",
        |it| {
            done(
                it,
                &patch(it, "law-hub-weu", json!({ "identity": { "type": "None" } })),
            );
            hours(it, 1);
            refused(
                it,
                &patch(
                    it,
                    "law-hub-weu",
                    json!({ "identity": { "type": "SystemAssigned" } }),
                ),
            )
        },
        &["cut off from its key", "Ask Microsoft's support"],
    ),
    row(
        "a private-link vault and a user-assigned identity",
        |it| {
            let vault = it.find(VAULT, "kv-fabrikam-prod");
            it.time.control(Control::ConnectPrivateEndpoint { vault });
            planned(
                it,
                &wish(it, CLUSTER, "change-key", "law-hub-weu").answer("key", ORDERS),
            )
        },
        &["[Failed network]", "only with a system-assigned identity"],
    ),
    row(
        "the same, refused",
        |it| {
            let vault = it.find(VAULT, "kv-fabrikam-prod");
            it.time.control(Control::ConnectPrivateEndpoint { vault });
            refused(it, &patch(it, "law-hub-weu", key("docs-cmk", "")))
        },
        &["cannot use the key"],
    ),
    row(
        "a vault that cannot be reached for a while",
        |it| {
            it.time.set_faults(&[Fault::ServerError
                .always()
                .below("Microsoft.KeyVault/vaults")]);
            page(it, CLUSTER, "law-hub-weu")
        },
        &[
            "Unknown Vault unreachable, the cached key still serves",
            "ingestion and queries go on",
        ],
    ),
];
