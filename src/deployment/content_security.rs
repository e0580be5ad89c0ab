//! Two content security policies compared, directive by directive.

use std::collections::{BTreeMap, BTreeSet};

/// Directives that only report, or only narrow what is allowed.
const HARMLESS: [&str; 4] = [
    "block-all-mixed-content",
    "report-to",
    "report-uri",
    "upgrade-insecure-requests",
];

/// How a policy differs from the one that is meant, a phrase for each difference. The order of
/// directives and of sources means nothing, and so do additions that only report or narrow.
pub(super) fn differences(meant: &str, seen: &str) -> Vec<String> {
    // Several headers arrive as one, with commas between; no source holds one.
    if seen.contains(',') {
        return vec!["several policies are sent, and a browser obeys all of them".into()];
    }
    let (meant, seen) = (directives(meant), directives(seen));
    let mut found = Vec::new();
    for (name, sources) in &meant {
        let Some(others) = seen.get(name) else {
            found.push(format!("{name} is missing"));
            continue;
        };
        let lacking = sources.difference(others);
        found.extend(lacking.map(|it| format!("{name} lacks {it}")));
        let more = others.difference(sources);
        found.extend(more.map(|it| format!("{name} also allows {it}")));
    }
    let added = seen.keys().filter(|it| !meant.contains_key(*it));
    let added = added.filter(|it| !HARMLESS.contains(it));
    found.extend(added.map(|it| format!("{it} is added")));
    found
}

/// Sources by directive; of two with one name the first counts.
fn directives(policy: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all = BTreeMap::new();
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        if let Some(name) = words.next() {
            all.entry(name).or_insert_with(|| words.collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_named_and_order_is_none() {
        let meant = "default-src 'none'; connect-src 'self' https://a.example; script-src 'self'";
        let rows = [
            (meant, vec![]),
            (
                "script-src  'self';connect-src https://a.example 'self'; default-src 'none';",
                vec![],
            ),
            (
                "default-src 'none'; connect-src 'self' https://a.example; script-src 'self'; report-uri /x",
                vec![],
            ),
            (
                "default-src 'none'; connect-src 'self'; script-src 'self' 'unsafe-inline'",
                vec![
                    "connect-src lacks https://a.example",
                    "script-src also allows 'unsafe-inline'",
                ],
            ),
            (
                "connect-src 'self' https://a.example; script-src 'self'; script-src-elem *",
                vec!["default-src is missing", "script-src-elem is added"],
            ),
            (
                "default-src 'none', default-src *",
                vec!["several policies are sent, and a browser obeys all of them"],
            ),
        ];
        for (seen, expected) in rows {
            assert_eq!(differences(meant, seen), expected, "{seen}");
        }
    }
}
