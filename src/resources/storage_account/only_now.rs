//! What can be chosen only when an account is created.

use super::body::CreateOnly;
use crate::arm::Source;
use crate::form::{Answers, Field, Input};
use crate::plan::{Check, Finding};

pub(super) const QUEUES_AND_TABLES: Source = Source::new(
    "Create a storage account that supports customer-managed keys for tables and queues",
    "https://learn.microsoft.com/azure/storage/common/account-encryption-key-create",
    "2026-08-21",
);

/// Replication, queues and tables, double encryption.
pub(super) fn only_now() -> Vec<Field> {
    vec![
        Field::new(
            "sku",
            "Replication",
            Input::select(&[
                ("Standard_LRS", "Locally redundant", ""),
                ("Standard_ZRS", "Zone redundant", ""),
                ("Standard_GRS", "Geo redundant", ""),
                ("Standard_GZRS", "Geo and zone redundant", ""),
            ]),
        )
        .initial("Standard_LRS"),
        Field::new("queues", "Queues under my key", Input::Switch)
            .help("Can be chosen only now.")
            .example("true")
            .initial("true"),
        Field::new("tables", "Tables under my key", Input::Switch)
            .help("Can be chosen only now; changes the price of tables.")
            .example("true")
            .initial("true"),
        Field::new(
            "infrastructure",
            "Encrypt a second time with a key of Microsoft's",
            Input::Switch,
        )
        .help("Infrastructure encryption. Can be chosen only now.")
        .example("false")
        .initial("false"),
    ]
}

pub(super) fn create_only(answers: &Answers) -> CreateOnly {
    CreateOnly {
        queues: answers.on("queues"),
        tables: answers.on("tables"),
        infrastructure: answers.on("infrastructure"),
    }
}

/// What the answers choose.
pub(super) fn forever(only_now: CreateOnly) -> Check {
    let chosen = [(only_now.queues, "queues"), (only_now.tables, "tables")];
    let left_out: Vec<&str> = chosen.iter().filter(|it| !it.0).map(|it| it.1).collect();
    let headline = if left_out.is_empty() {
        "Blobs, files, queues and tables will be under your key.".to_owned()
    } else {
        format!(
            "Your key will never protect the {} of this account.",
            left_out.join(" and ")
        )
    };
    let finding = if left_out.is_empty() {
        Finding::Passed
    } else {
        Finding::Warning
    };
    Check::new("only-now", finding, headline)
        .reason("What is chosen for queues, tables and double encryption cannot be changed later.")
        .source(&QUEUES_AND_TABLES)
}
