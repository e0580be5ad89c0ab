//! What linking storage for queries means, said before it is done.

use super::linked::RULES;
use super::saved::Saved;
use super::store::Kept;
use crate::arm::{Reading, Source};
use crate::plan::{Check, Finding};

const BEFORE: Source = Source::new(
    "Azure Monitor customer-managed keys: considerations before setting a key for queries",
    "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
    "2026-08-21",
);

/// What follows for both, for saved queries, and for alerts: name, what is so, what to do about it.
const BOTH: [(&str, &str, &str); 3] = [
    (
        "means-format",
        "Azure Monitor writes the queries in a format of its own, which may change.",
        "They are artifacts of the service: read and change them in the workspace, not in the account.",
    ),
    (
        "means-one",
        "One account serves a workspace, for saved queries and for alert queries.",
        "Take the same account for both.",
    ),
    (
        "means-cost",
        "You pay for the account and for what is read and written in it.",
        "",
    ),
];
const QUERIES: [(&str, &str, &str); 3] = [
    (
        "means-history",
        "The history of queries and Pin to dashboard are gone for this workspace.",
        "",
    ),
    (
        "means-packs",
        "Queries in query packs stay under Microsoft's key.",
        "Choose Save as Legacy query when you save one, so that it goes to your account.",
    ),
    (
        "means-elsewhere",
        "Queries of dashboards, Logic Apps, notebooks and runbooks stay under Microsoft's key.",
        "Workbooks can be saved to your account one by one.",
    ),
];
const ALERTS: [(&str, &str, &str); 2] = [
    (
        "means-results",
        "Alerts that fire carry neither their results nor their query any more.",
        "Use dimensions, so that a fired alert says what it is about.",
    ),
    (
        "means-later",
        "Alert queries lie in blobs, whose key can be changed at any time.",
        "The account may get your key before or afterwards.",
    ),
];

/// The consequences, one by one.
pub(super) fn consequences(kept: Kept) -> Vec<Check> {
    let own: &[_] = match kept {
        Kept::Queries => &QUERIES,
        Kept::Alerts => &ALERTS,
    };
    let check = |(id, what, then): &(&str, &str, &str)| {
        let check = Check::new(id, Finding::Warning, *what);
        check.reason(*then).source(&BEFORE)
    };
    own.iter().chain(&BOTH).map(check).collect()
}

/// The saved queries that go, by their names; functions first, because others may call them.
pub(super) fn removed(saved: &Reading<Vec<Saved>>) -> Check {
    const ID: &str = "removes";
    let check = match saved {
        Reading::Found(all) if all.is_empty() => {
            Check::new(ID, Finding::Passed, "The workspace holds no saved queries that would go.")
        }
        Reading::Found(all) => {
            let named = |it: &&Saved| it.function.is_some();
            let functions: Vec<&str> = all
                .iter()
                .filter(named)
                .filter_map(|it| it.function.as_deref())
                .collect();
            let queries = all.iter().filter(|it| !named(it));
            let queries: Vec<&str> = queries.map(|it| it.title.as_str()).collect();
            let mut words = format!("Azure removes {} from the workspace.", counted(all.len()));
            if !functions.is_empty() {
                words.push_str(&format!(
                    " These are functions, which alerts, workbooks and other queries may call: {}.",
                    functions.join(", ")
                ));
            }
            Check::new(ID, Finding::Warning, words)
                .reason("The plan offers a file of them first, and Put saved queries back takes that file.")
                .evidence(queries.join(", "))
        }
        _ => Check::new(ID, Finding::Failed, "Which saved queries would go could not be read.")
            .reason("Azure removes them for good, so that nothing is linked before they are known. Ask for Log Analytics Reader on the workspace."),
    };
    check.source(&RULES)
}

/// `1 saved query`, `3 saved queries`.
pub(super) fn counted(count: usize) -> String {
    match count {
        1 => "1 saved query".into(),
        count => format!("{count} saved queries"),
    }
}
