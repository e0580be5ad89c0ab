//! The commands for Azure Monitor, which need the role and the key of those before.

use super::commands::{Command, End};

pub(super) const COMMANDS: &[Command] = &[
    Command {
        what: "monitor log-analytics cluster create",
        line: r#"monitor log-analytics cluster create -g rg-az -n law-az -l westeurope --sku-name CapacityReservation --sku-capacity 100 --identity-type UserAssigned --user-assigned {"{identity}":{}}"#,
        end: End::Shows(&[("/name", "law-az"), ("/sku/capacity", "100")]),
        keep: &[("cluster", "/id")],
    },
    Command {
        what: "monitor log-analytics cluster wait",
        line: "monitor log-analytics cluster wait -g rg-az -n law-az --created --interval 1",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster update, key",
        line: "monitor log-analytics cluster update -g rg-az -n law-az --key-vault-uri {uri} --key-name k-az --key-version {second.last}",
        end: End::Shows(&[
            ("/keyVaultProperties/keyName", "k-az"),
            ("/keyVaultProperties/keyVersion", "{second.last}"),
        ]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster wait, key",
        line: "monitor log-analytics cluster wait -g rg-az -n law-az --updated --interval 1",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster update, commitment",
        line: "monitor log-analytics cluster update -g rg-az -n law-az --sku-capacity 200",
        end: End::Shows(&[("/sku/capacity", "200")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster wait, commitment",
        line: "monitor log-analytics cluster wait -g rg-az -n law-az --updated --interval 1",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster update, less",
        line: "monitor log-analytics cluster update -g rg-az -n law-az --sku-capacity 100",
        end: End::Refused("can't be reduced"),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster update, billing",
        line: "monitor log-analytics cluster update -g rg-az -n law-az --billing-type Workspaces",
        end: End::Shows(&[("/billingType", "Workspaces")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster wait, billing",
        line: "monitor log-analytics cluster wait -g rg-az -n law-az --updated --interval 1",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster list, group",
        line: "monitor log-analytics cluster list -g rg-az",
        end: End::Shows(&[("/0/name", "law-az")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster list",
        line: "monitor log-analytics cluster list",
        end: End::Shows(&[("/0/type", "Microsoft.OperationalInsights/clusters")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics workspace create",
        line: "monitor log-analytics workspace create -g rg-az -n log-az -l westeurope",
        end: End::Shows(&[("/provisioningState", "Succeeded")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-service create",
        line: "monitor log-analytics workspace linked-service create -g rg-az -n cluster --workspace-name log-az --write-access-resource-id {cluster}",
        end: End::Shows(&[("/writeAccessResourceId", "{cluster}")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics workspace show, linked",
        line: "monitor log-analytics workspace show -g rg-az -n log-az",
        end: End::Shows(&[("/features/clusterResourceId", "{cluster}")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-service list",
        line: "monitor log-analytics workspace linked-service list -g rg-az --workspace-name log-az",
        end: End::Shows(&[("/0/writeAccessResourceId", "{cluster}")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics saved-search create",
        line: "monitor log-analytics workspace saved-search create -g rg-az --workspace-name log-az -n errors --category Ops --display-name Errors -q Event",
        end: End::Shows(&[("/query", "Event")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-storage create, queries",
        line: "monitor log-analytics workspace linked-storage create -g rg-az -n log-az --type Query --storage-accounts {account}",
        end: End::Shows(&[("/storageAccountIds/0", "{account}")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics saved-search list, removed",
        line: "monitor log-analytics workspace saved-search list -g rg-az --workspace-name log-az",
        end: End::Shows(&[("/0/name", "")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-storage create, alerts",
        line: "monitor log-analytics workspace linked-storage create -g rg-az -n log-az --type Alerts --storage-accounts {account}",
        end: End::Shows(&[("/dataSourceType", "Alerts")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-storage list",
        line: "monitor log-analytics workspace linked-storage list -g rg-az -n log-az",
        end: End::Shows(&[("/0/storageAccountIds/0", "{account}")]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-storage delete",
        line: "monitor log-analytics workspace linked-storage delete -g rg-az -n log-az --type Query -y",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics linked-service delete",
        line: "monitor log-analytics workspace linked-service delete -g rg-az -n cluster --workspace-name log-az -y",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster delete",
        line: "monitor log-analytics cluster delete -g rg-az -n law-az -y",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "monitor log-analytics cluster create, reserved name",
        line: "monitor log-analytics cluster create -g rg-az -n law-az -l westeurope --sku-name CapacityReservation --sku-capacity 100 --identity-type SystemAssigned",
        end: End::Refused("reserved"),
        keep: &[],
    },
];
