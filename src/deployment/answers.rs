//! Which headers of Resource Manager's answers a browser lets a script read. Nobody has published
//! the list, so it is found out where the console runs.

use std::collections::BTreeMap;

use super::finding::{Finding, Part, Verdict};
use crate::arm::Headers;

/// The names that were readable, and in how many answers; never a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    answers: usize,
    names: BTreeMap<String, usize>,
}

/// Headers that the console can use, in which answers they are sent, and what is done without.
///
/// Source: MicrosoftDocs/azure-docs, `azure-resource-manager/management/async-operations.md`, and
/// Azure/azure-resource-manager-rpc, `v1.0/common-api-details.md`, read 21 Aug 2026.
const USED: [(&str, Sent, &str); 5] = [
    (
        "azure-asyncoperation",
        Sent::WithLongWork,
        "Long operations are then followed by Location, or by the state of the resource.",
    ),
    (
        "location",
        Sent::WithLongWork,
        "Long operations are then followed by the state of the resource.",
    ),
    (
        "retry-after",
        Sent::WithLongWork,
        "The console then chooses the pauses itself.",
    ),
    (
        "x-ms-request-id",
        Sent::Always,
        "The journal of a run then lacks it.",
    ),
    (
        "x-ms-correlation-request-id",
        Sent::Always,
        "The journal of a run then lacks it: Azure’s activity log has it.",
    ),
];

/// In which answers a header is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    Always,
    WithLongWork,
}

impl Heard {
    /// Takes note of an answer.
    pub fn hear(&mut self, headers: &Headers) {
        self.answers += 1;
        for (name, _) in headers.iter() {
            *self.names.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// A finding for each header that the console can use, and one for all that were readable.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let used = USED.iter().map(|row| self.finding(row));
        used.chain([self.names()]).collect()
    }

    fn finding(&self, (name, sent, without): &(&str, Sent, &str)) -> Finding {
        let count = self.names.get(*name).copied().unwrap_or_default();
        let (verdict, next) = match (count, self.answers, sent) {
            (0, 0, _) => (Verdict::Unknown, "No answer came.".to_owned()),
            (0, _, Sent::Always) => (
                Verdict::Unknown,
                format!(
                    "Azure sends it with every answer, so this browser is most likely not let read it. {without}"
                ),
            ),
            (0, _, Sent::WithLongWork) => (
                Verdict::Unknown,
                format!(
                    "It is sent when something takes long: carry a run out in this tab, then check again. {without}"
                ),
            ),
            _ => (Verdict::Right, String::new()),
        };
        Finding {
            part: Part::Answers,
            what: (*name).to_owned(),
            expected: "readable".into(),
            seen: format!("in {count} of {} answers to this tab", self.answers),
            verdict,
            next,
        }
    }

    fn names(&self) -> Finding {
        let names: Vec<_> = self.names.keys().map(String::as_str).collect();
        let (verdict, seen) = match names.as_slice() {
            [] => (Verdict::Unknown, "none yet".to_owned()),
            names => (Verdict::Right, names.join(", ")),
        };
        Finding {
            part: Part::Answers,
            what: "All that were readable".into(),
            expected: "whatever Azure exposes".into(),
            seen,
            verdict,
            next: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(heard: &Heard, name: &str) -> Verdict {
        let findings = heard.findings();
        let found = findings.iter().find(|it| it.what == name);
        found.expect(name).verdict
    }

    #[test]
    fn a_header_is_readable_when_it_was_read_and_not_known_before() {
        let mut heard = Heard::default();
        for (name, _, _) in USED {
            assert_eq!(verdict(&heard, name), Verdict::Unknown, "{name}");
        }
        let mut headers = Headers::default();
        headers.set("x-ms-request-id", "secret-value");
        heard.hear(&headers);
        assert_eq!(verdict(&heard, "x-ms-request-id"), Verdict::Right);
        assert_eq!(verdict(&heard, "location"), Verdict::Unknown);
        assert!(!format!("{:?}", heard.findings()).contains("secret-value"));
    }
}
