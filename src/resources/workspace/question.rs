//! Which storage account queries are kept in.

use super::store::{ACCOUNTS, Kept};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Create, Field, Filled, Input, Keep, Pick};

/// Which account; those that cannot do it are left out, and a suitable one can be made.
pub(super) fn account(kept: Kept, workspace: Option<&Resource>) -> Field {
    let subscription = workspace.and_then(|it| it.id.subscription_id());
    let scope = subscription.map_or(String::new(), |it| it.to_string());
    let list = Request::get(format!("{scope}/providers/{ACCOUNTS}"), versions::STORAGE);
    let mut keep = vec![Keep {
        at: "/kind",
        is: "StorageV2",
    }];
    if kept == Kept::Queries {
        keep.push(Keep {
            at: "/properties/encryption/services/table/keyType",
            is: "Account",
        });
    }
    let part = |it: Option<&str>| it.unwrap_or_default().to_owned();
    let answers = [
        (
            "subscription",
            part(workspace.and_then(|it| it.id.subscription())),
        ),
        (
            "group",
            part(workspace.and_then(|it| it.id.resource_group())),
        ),
        ("location", part(workspace.map(|it| it.location.as_str()))),
        ("tables", "true".to_owned()),
        ("queues", "true".to_owned()),
    ];
    let pick = Pick {
        read: Read::list(list),
        value: "/id",
        label: "/name",
        hint: "/location",
        keep,
        create: Some(Create::Filled(Box::new(Filled {
            label: "Create a suitable account",
            arm_type: ACCOUNTS,
            action: "create-with-my-key",
            answers: answers.into_iter().collect(),
        }))),
        empty: "No account of this subscription will do. Create a suitable one.",
    };
    Field::new("account", "Storage account", Input::Pick(pick))
        .help("In the region of the workspace, under your key from its creation.")
        .example("/subscriptions/…/resourceGroups/…/providers/Microsoft.Storage/storageAccounts/fabrikamqueries")
}
