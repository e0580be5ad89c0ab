//! What a plan and its run say to a person: durations, counts, and how it ended.

use std::time::Duration;

use super::{Check, Finding, Outcome, Plan};
use crate::arm::Request;

/// How a run ended, for the person who started it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What happened, as a headline.
    pub headline: String,
    /// What is known about it, in a sentence or two.
    pub because: String,
    /// What to do next; empty when there is nothing to do.
    pub next: String,
}

/// A time that ticks: `1:12`, `2:03:09`.
#[must_use]
pub fn ticking(time: Duration) -> String {
    let (minutes, seconds) = (time.as_secs() / 60, time.as_secs() % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

/// A time that was measured: `0.9 s`, `41 s`, `3 min 20 s`, `2 h 5 min`.
#[must_use]
pub fn measured(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds @ 60..3600 => two(seconds / 60, "min", seconds % 60, "s"),
        seconds => two(seconds / 3600, "h", seconds % 3600 / 60, "min"),
    }
}

/// A time that is expected: `about 2 s`, `about 4 min`.
#[must_use]
pub fn expected(seconds: u32) -> String {
    match seconds {
        0..60 => format!("about {} s", seconds.max(1)),
        60..5400 => format!("about {} min", (seconds + 30) / 60),
        _ => format!("about {} h", (seconds + 1800) / 3600),
    }
}

/// How the checks came out: "1 failed, 1 warning, 6 passed".
#[must_use]
pub fn counted(checks: &[Check]) -> String {
    let count = |finding| checks.iter().filter(|it| it.finding == finding).count();
    let warnings = count(Finding::Warning);
    let rows = [
        (count(Finding::Failed), "failed"),
        (count(Finding::Unknown), "not known"),
        (warnings, if warnings == 1 { "warning" } else { "warnings" }),
        (count(Finding::Passed), "passed"),
    ];
    let parts = rows.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    parts.join(", ")
}

/// The part of an address that tells requests apart:
/// `…/storageAccounts/orders?api-version=2025-08-01`.
#[must_use]
pub fn brief(request: &Request) -> String {
    let query = request.url.split_once('?').map(|(_, query)| query);
    let path = request.path().trim_end_matches('/');
    let lower = path.to_ascii_lowercase();
    let own = match lower.find("/providers/") {
        Some(at) => {
            let kind = &path[at + "/providers/".len()..];
            kind.split_once('/').map_or(kind, |(_, rest)| rest)
        }
        None => {
            let start = path.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at);
            path[start..].trim_start_matches('/')
        }
    };
    let own = shown(own);
    match query {
        Some(query) => format!("…/{own}?{query}"),
        None => format!("…/{own}"),
    }
}

/// A text with holes as a person reads it: `{principal}`, and `{uuid}` for a computed name.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut parts = text.split("{{");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        let name = if name.starts_with("uuid5:") {
            "uuid"
        } else {
            name
        };
        shown.push_str(&format!("{{{name}}}{rest}"));
    }
    shown
}

impl Outcome {
    /// What to tell the person; `step` is the title of the step it ended in.
    #[must_use]
    pub fn ending(&self, plan: &Plan, step: &str) -> Ending {
        let target = plan.target.name();
        let ending = |headline: String, because: String, next: &str| Ending {
            headline,
            because,
            next: next.into(),
        };
        match self {
            Self::Proved { at, evidence } => ending(
                format!("Done, and proved by reading {target} back"),
                format!("Read at {} UTC: {evidence}.", at.clock()),
                "",
            ),
            Self::OnTrust { at, evidence } => ending(
                "Done, as far as can be seen from here".into(),
                format!(
                    "Read at {} UTC: {evidence}. On somebody's word: {}.",
                    at.clock(),
                    titles(plan)
                ),
                "It is known for certain when the key is in use and read back.",
            ),
            Self::NotProved { seen } => ending(
                format!("Azure accepted everything, and {target} does not show it"),
                format!("The last read says: {seen}."),
                "Do not rely on it. Read the resource again in a few minutes; if it still shows \
                 this, start again from its page.",
            ),
            Self::Refused(_) => ending(
                format!("Azure refused: {step}"),
                "The steps before it stay done.".into(),
                "Mend what Azure names, then try the step again.",
            ),
            Self::TooLate { seen } => ending(
                format!("It did not come in time: {step}"),
                format!("The last read says: {seen}."),
                "Azure may only be slow. Try the step again; it goes on from here and repeats \
                 nothing that is done.",
            ),
            Self::Unknown { why } => ending(
                format!("Nobody can say whether this happened: {step}"),
                why.clone(),
                "Try the step again: the resource is read first, and nothing is sent twice \
                 without need.",
            ),
            Self::NotSent { why } => ending(
                format!("Not sent: {step}"),
                format!("This console refused to send it. {why}"),
                "Azure has not heard of this step. The steps before it stay done.",
            ),
            Self::Stopped => ending(
                "Stopped, as you asked".into(),
                "What is done stays done; the other steps were not sent.".into(),
                "Go on where it stopped, or leave it as it is.",
            ),
        }
    }
}

/// What was taken on trust.
fn titles(plan: &Plan) -> String {
    let titles: Vec<&str> = plan.on_trust().map(|it| it.title.as_str()).collect();
    titles.join("; ")
}

fn two(large: u64, large_unit: &str, small: u64, small_unit: &str) -> String {
    if small == 0 {
        return format!("{large} {large_unit}");
    }
    format!("{large} {large_unit} {small} {small_unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        let seconds = Duration::from_secs;
        assert_eq!(ticking(seconds(72)), "1:12");
        assert_eq!(ticking(seconds(7389)), "2:03:09");
        assert_eq!(measured(Duration::from_millis(940)), "0.9 s");
        assert_eq!(measured(seconds(200)), "3 min 20 s");
        assert_eq!(measured(seconds(7500)), "2 h 5 min");
        assert_eq!(measured(seconds(60)), "1 min");
        for (given, words) in [(0, "about 1 s"), (59, "about 59 s"), (240, "about 4 min")] {
            assert_eq!(expected(given), words);
        }
        assert_eq!(expected(14_400), "about 4 h");
    }

    #[test]
    fn checks_are_counted_gravest_first() {
        let check = |finding| Check::new("c", finding, "h");
        let checks = [
            Finding::Passed,
            Finding::Failed,
            Finding::Passed,
            Finding::Warning,
        ]
        .map(check);
        assert_eq!(counted(&checks), "1 failed, 1 warning, 2 passed");
        assert_eq!(counted(&[]), "");
    }

    #[test]
    fn an_address_is_cut_to_what_tells_it_apart() {
        let group = "/subscriptions/s/resourceGroups/rg";
        let grant = format!(
            "{group}/providers/Microsoft.KeyVault/vaults/kv/providers/\
             Microsoft.Authorization/roleAssignments/{{{{uuid5:a|@b}}}}"
        );
        let rows = [
            (
                format!("{group}/providers/Microsoft.Storage/storageAccounts/orders"),
                "…/storageAccounts/orders?api-version=1",
            ),
            (group.into(), "…/resourceGroups/rg?api-version=1"),
            (
                grant,
                "…/vaults/kv/providers/Microsoft.Authorization/roleAssignments/{uuid}?api-version=1",
            ),
            ("/subscriptions".into(), "…/subscriptions?api-version=1"),
        ];
        for (path, words) in rows {
            assert_eq!(brief(&Request::get(&path, "1")), words, "{path}");
        }
    }
}
