//! What a link is refused for, and what a revoked key stops.

use cmk_console::arm::Request;
use cmk_console::sandbox::Control;

use super::errors::versions;
use super::meeting::*;
use crate::console::places::{VAULT, WORKSPACE};

pub const ROWS: &[Row] = &[
    row(
        "link: linked to another cluster",
        |it| refused(it, &link(it, "log-security-weu", "law-audit-weu")),
        &[
            "linked to another cluster",
            "Unlink it from the other one first",
        ],
    ),
    row(
        "link: linked to another cluster, said before",
        |it| {
            let to = cluster(it, "law-audit-weu");
            planned(
                it,
                &wish(it, WORKSPACE, "link", "log-security-weu").answer("cluster", to.as_str()),
            )
        },
        &["[Failed applies]", "It is linked to law-hub-weu already"],
    ),
    row(
        "link: before the cluster is ready",
        |it| {
            raise(it);
            refused(it, &link(it, "log-apps-weu", "law-plain-weu"))
        },
        &["The cluster is not ready", "is lost"],
    ),
    row(
        "link: before the cluster is ready, said before",
        |it| {
            raise(it);
            let to = cluster(it, "law-plain-weu");
            planned(
                it,
                &wish(it, WORKSPACE, "link", "log-apps-weu").answer("cluster", to.as_str()),
            )
        },
        &["[Failed cluster]", "is lost. Wait for the cluster"],
    ),
    row(
        "link: one is under way",
        |it| {
            done(it, &link(it, "log-apps-weu", "law-hub-weu"));
            refused(it, &link(it, "log-apps-weu", "law-hub-weu"))
        },
        &["is being linked or unlinked"],
    ),
    row(
        "data is locked while the key is revoked",
        |it| {
            let id = it.find(VAULT, "kv-fabrikam-prod").child("keys", "logs-cmk");
            for version in versions(it) {
                it.time.control(Control::SetKeyEnabled {
                    key: id.clone(),
                    version,
                    enabled: false,
                });
            }
            hours(it, 1);
            refused(it, &queried(it, "log-security-weu"))
        },
        &[
            "cannot be read",
            "back within 30 minutes",
            "what was sent meanwhile is lost",
        ],
    ),
    row(
        "an unlinked workspace shows no cluster",
        |it| {
            let id = it
                .find(WORKSPACE, "log-security-weu")
                .child("linkedServices", "Cluster");
            done(it, &Request::delete(id, LA));
            hours(it, 2);
            page(it, WORKSPACE, "log-security-weu")
        },
        &["Cluster: .", "Microsoft-managed key"],
    ),
];
