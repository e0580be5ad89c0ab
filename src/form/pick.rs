//! Lists to pick from: what is read for the answers given so far, and what of it is offered.

use serde_json::Value;

use super::{Answers, Keep, Pick};
use crate::arm::{Read, Request};

/// An entry of a list as a person chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What the answer holds.
    pub value: String,
    /// What the person sees.
    pub label: String,
    /// What tells namesakes apart; may be empty.
    pub hint: String,
}

impl Pick {
    /// The other fields that must be answered before the list can be read.
    #[must_use]
    pub fn waits_for(&self) -> Vec<&str> {
        holes(&self.read.request.url).collect()
    }

    /// Whether another answer decides what is offered.
    #[must_use]
    pub fn depends_on(&self, field: &str) -> bool {
        let kept = self.keep.iter().flat_map(|it| holes(it.is));
        holes(&self.read.request.url)
            .chain(kept)
            .any(|it| it == field)
    }

    /// The list to read, once every answer its address needs is there.
    #[must_use]
    pub fn bound(&self, answers: &Answers) -> Option<Read> {
        let url = filled(&self.read.request.url, answers)?.replace(' ', "%20");
        Some(Read {
            request: Request {
                url,
                ..self.read.request.clone()
            },
            list: self.read.list,
        })
    }

    /// What is offered of a list that was read, in order of what the person sees.
    #[must_use]
    pub fn offered<'a>(
        &self,
        rows: impl IntoIterator<Item = &'a Value>,
        answers: &Answers,
    ) -> Vec<Offered> {
        let kept = rows
            .into_iter()
            .filter(|row| self.keep.iter().all(|it| it.keeps(row, answers)));
        let mut offered: Vec<Offered> = kept
            .map(|row| Offered {
                value: text(row, self.value),
                label: text(row, self.label),
                hint: text(row, self.hint),
            })
            .filter(|it| !it.value.is_empty())
            .collect();
        offered.sort_by_key(|it| (it.label.to_lowercase(), it.hint.to_lowercase()));
        offered
    }
}

impl Keep {
    fn keeps(&self, row: &Value, answers: &Answers) -> bool {
        // A condition on an answer that is not there yet excludes nothing.
        let Some(wanted) = filled(self.is, answers) else {
            return true;
        };
        text(row, self.at).eq_ignore_ascii_case(&wanted)
    }
}

fn holes(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{")
        .skip(1)
        .filter_map(|it| it.split_once("}}"))
        .map(|(name, _)| name)
}

/// Fills `{{field}}` with answers; `None` while one of them is missing or cannot stand in a path.
fn filled(template: &str, answers: &Answers) -> Option<String> {
    let mut filled = template.to_owned();
    for field in holes(template) {
        let answer = answers.text(field);
        let is_odd = answer.contains(['?', '#', '%', '\\']) || answer.contains("..");
        if answer.is_empty() || is_odd {
            return None;
        }
        filled = filled.replace(&format!("{{{{{field}}}}}"), answer);
    }
    Some(filled)
}

fn text(row: &Value, at: &str) -> String {
    match row.pointer(at) {
        Some(Value::String(text)) if !at.is_empty() => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn groups() -> Pick {
        let path = "/subscriptions/{{subscription}}/resourcegroups";
        Pick {
            read: Read::list(Request::get(path, "1")),
            value: "/name",
            label: "/name",
            hint: "/location",
            keep: vec![Keep {
                at: "/location",
                is: "{{location}}",
            }],
            create: None,
            empty: "None.",
        }
    }

    #[test]
    fn a_list_is_read_once_its_address_is_answered() {
        let mut answers = Answers::default();
        assert_eq!(groups().bound(&answers), None);
        assert_eq!(groups().waits_for(), ["subscription"]);
        assert!(groups().depends_on("subscription") && groups().depends_on("location"));
        assert!(!groups().depends_on("name"));
        answers.set("subscription", "s1");
        let read = groups().bound(&answers).expect("an address");
        assert_eq!(
            read.request.url,
            "/subscriptions/s1/resourcegroups?api-version=1"
        );
        for odd in ["a?b", "../x", "a#b", "a%2f"] {
            answers.set("subscription", odd);
            assert_eq!(groups().bound(&answers), None, "{odd}");
        }
    }

    #[test]
    fn entries_are_kept_by_answers_and_sorted_by_what_is_seen() {
        let rows = [
            json!({"name": "b", "location": "WestEurope"}),
            json!({"name": "A", "location": "westeurope"}),
            json!({"name": "c", "location": "eastus"}),
            json!({"location": "westeurope"}),
        ];
        let mut answers = Answers::default();
        assert_eq!(groups().offered(&rows, &answers).len(), 3);
        answers.set("location", "westeurope");
        let labels: Vec<String> = groups()
            .offered(&rows, &answers)
            .into_iter()
            .map(|it| it.label)
            .collect();
        assert_eq!(labels, ["A", "b"]);
    }
}
