//! What a new cluster costs and what can be chosen only now: commitment, billing, double
//! encryption, zones.

use super::body::CreateOnly;
use crate::arm::Source;
use crate::form::{Answers, Field, Input, Invalid};
use crate::plan::{Check, Finding};
use crate::resources::own_key::{identity_question, kind_question};

pub(super) const LIMITS: Source = Source::new(
    "Azure Monitor customer-managed keys: limitations and constraints",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// What a commitment can be, in gigabytes a day.
///
/// Source: azure-monitor-docs, `logs/logs-dedicated-clusters.md`, read 21 Aug 2026. The pages on
/// the CLI still begin at 500.
pub(super) fn capacity_question(initial: &str) -> Field {
    Field::new(
        "capacity",
        "Commitment",
        Input::select(&[
            ("100", "100 GB a day", ""),
            ("200", "200 GB a day", ""),
            ("300", "300 GB a day", ""),
            ("400", "400 GB a day", ""),
            ("500", "500 GB a day", ""),
            ("1000", "1,000 GB a day", ""),
            ("2000", "2,000 GB a day", ""),
            ("5000", "5,000 GB a day", ""),
            ("10000", "10,000 GB a day", ""),
            ("25000", "25,000 GB a day", ""),
            ("50000", "50,000 GB a day", ""),
        ]),
    )
    .help("Is billed whether it is used or not, and cannot be lowered for 31 days.")
    .initial(initial)
}

/// Who is billed.
pub(super) fn billing_question(initial: &str) -> Field {
    Field::new(
        "billing",
        "Billed",
        Input::choice(&[
            (
                "Cluster",
                "The cluster",
                "One bill for everything that is ingested.",
            ),
            (
                "Workspaces",
                "The workspaces",
                "Each workspace by its share, in its own subscription.",
            ),
        ]),
    )
    .initial(initial)
}

/// Which identity a cluster gets: it takes one only.
pub(super) fn identity_questions(subscription: &str) -> Vec<Field> {
    let user = "Can be granted before it is needed. Not for a vault behind a private endpoint.";
    let system = "Is made with the cluster, so that its key comes afterwards.";
    vec![
        kind_question((user, "The cluster's own identity"), system),
        identity_question(subscription).only_when("identity-kind", &["user"]),
    ]
}

/// What can be chosen only now.
pub(super) fn only_now() -> Vec<Field> {
    vec![
        Field::new("twice", "Encrypt twice", Input::Switch)
            .help("A second time, below, with a key of Microsoft's. Can be chosen only now. Microsoft does not say which regions lack it; where one does, Azure refuses, and you are asked before anything is created without it.")
            .example("true")
            .initial("true"),
        Field::new("zones", "Spread over availability zones", Input::Switch)
            .help("Can be chosen only now, in regions that have them.")
            .example("true")
            .initial("true"),
    ]
}

pub(super) fn create_only(answers: &Answers) -> CreateOnly {
    CreateOnly {
        twice: answers.on("twice"),
        zones: answers.on("zones"),
    }
}

/// The chosen commitment.
pub(super) fn capacity(answers: &Answers) -> Result<u64, Invalid> {
    let chosen = answers.needed("capacity")?.parse();
    chosen.map_err(|_| Invalid::new("capacity", "Choose a commitment."))
}

/// What is paid for, whatever is used.
pub(super) fn committed(gigabytes: u64) -> Check {
    Check::new(
        "commitment",
        Finding::Warning,
        format!("{gigabytes} GB a day are billed from now on, used or not."),
    )
    .reason("The least is 100 GB a day. A commitment can be raised at any time, and lowered 31 days after its last change. A cluster cannot be moved to another group or subscription.")
    .source(&LIMITS)
}
