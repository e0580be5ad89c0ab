//! Conditions on what a read shows: how a step knows that it is done.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::laws::NamedKey;
use super::permits::{allows, not_permitted};
use super::template::{Bindings, bind_text};

/// What must be seen, as data. Texts may hold `{{names}}` of captured values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Condition {
    /// The resource is there.
    Exists,
    /// The resource is gone.
    Gone,
    /// The value at this pointer is there and not empty.
    Present(String),
    /// The text, number or truth at this pointer is this, ignoring case.
    Is(String, String),
    /// The text at this pointer is there, and is another than this, ignoring case.
    Other(String, String),
    /// The text at this pointer is a key identifier of this key. Where the wanted identifier names
    /// a version, that version and no other.
    UsesKey(String, String),
    /// The object at this pointer names this key by vault, name and version apart. Where the wanted
    /// identifier names a version, that version and no other.
    NamesKey(String, String),
    /// As [`NamesKey`](Self::NamesKey), or the same key without any version, which is how some
    /// services say that they follow the latest.
    FollowsKey(String, String),
    /// Some entry of the list at the first pointer has this text at the second.
    Has(String, String, String),
    /// No access policy in the list at this pointer lets this principal unwrap.
    NotPermitted(String, String),
    /// Some entry of the list has this text, and in a list of its own all of these: an access
    /// policy with its permissions.
    Allows {
        /// The list.
        list: String,
        /// Where an entry says whose it is.
        at: String,
        /// Whose it must be.
        is: String,
        /// Where an entry says what it allows.
        of: String,
        /// What it must allow.
        all: Vec<String>,
    },
    /// The object at this pointer has this member, ignoring case: an attached identity.
    Member(String, String),
    /// All of these.
    All(Vec<Condition>),
}

/// How a condition was judged, with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It holds: the evidence in words.
    Met(String),
    /// It does not hold: what was seen instead.
    NotMet(String),
}

/// Whether a key without a version will do where one is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MayFollow {
    Yes,
    No,
}

impl Condition {
    /// Judges a resource; `None` is one that is not there.
    #[must_use]
    pub fn judge(&self, seen: Option<&Value>, bindings: &Bindings) -> Judged {
        let Some(body) = seen else {
            return match self {
                Self::Gone => Judged::Met("it is gone".into()),
                _ => Judged::NotMet("it does not exist".into()),
            };
        };
        let bound = |text: &str| bind_text(text, bindings).unwrap_or_else(|_| text.to_owned());
        match self {
            Self::Exists => Judged::Met("it exists".into()),
            Self::Gone => Judged::NotMet("it still exists".into()),
            Self::Present(at) => match text_at(body, at) {
                text if text.is_empty() => Judged::NotMet(format!("{} is empty", name_of(at))),
                text => Judged::Met(format!("{} is {text}", name_of(at))),
            },
            Self::Is(at, wanted) => {
                let (found, wanted) = (text_at(body, at), bound(wanted));
                judged(found.eq_ignore_ascii_case(&wanted), at, &found)
            }
            Self::Other(at, before) => {
                let (found, before) = (text_at(body, at), bound(before));
                let other = !found.is_empty() && !found.eq_ignore_ascii_case(&before);
                judged(other, at, &found)
            }
            Self::UsesKey(at, wanted) => {
                let found = text_at(body, at);
                judged(names_key(&found, &bound(wanted)), at, &found)
            }
            Self::NamesKey(at, wanted) | Self::FollowsKey(at, wanted) => {
                let found = body.pointer(at).and_then(NamedKey::of_parts);
                let wanted = NamedKey::of_identifier(&bound(wanted));
                let may_follow = match self {
                    Self::FollowsKey(..) => MayFollow::Yes,
                    _ => MayFollow::No,
                };
                names_parts(found.as_ref(), wanted.as_ref(), may_follow, at)
            }
            Self::Has(list, at, wanted) => has(body, list, at, &bound(wanted)),
            Self::NotPermitted(list, principal) => not_permitted(body, list, &bound(principal)),
            Self::Allows {
                list,
                at,
                is,
                of,
                all,
            } => allows(body, (list, at, &bound(is)), (of, all)),
            Self::Member(at, name) => member(body, at, &bound(name)),
            Self::All(conditions) => all(conditions, body, bindings),
        }
    }

    /// Whether a read could ever contradict it.
    #[must_use]
    pub fn can_fail(&self) -> bool {
        !matches!(self, Self::All(conditions) if conditions.iter().all(|it| !it.can_fail()))
    }

    /// The pointers it looks at.
    #[must_use]
    pub fn looks_at(&self) -> Vec<&str> {
        match self {
            Self::Exists | Self::Gone => Vec::new(),
            Self::Present(at)
            | Self::Is(at, _)
            | Self::Other(at, _)
            | Self::UsesKey(at, _)
            | Self::NamesKey(at, _)
            | Self::FollowsKey(at, _)
            | Self::Has(at, _, _)
            | Self::NotPermitted(at, _)
            | Self::Allows { list: at, .. }
            | Self::Member(at, _) => {
                vec![at]
            }
            Self::All(conditions) => conditions.iter().flat_map(Self::looks_at).collect(),
        }
    }

    /// The key identifiers it insists on.
    #[must_use]
    pub fn wanted_keys(&self) -> Vec<&str> {
        match self {
            Self::UsesKey(_, key) | Self::NamesKey(_, key) | Self::FollowsKey(_, key) => vec![key],
            Self::All(conditions) => conditions.iter().flat_map(Self::wanted_keys).collect(),
            _ => Vec::new(),
        }
    }

    /// The texts it compares with, which may hold `{{names}}`.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Exists | Self::Gone | Self::Present(_) => Vec::new(),
            Self::Is(_, text)
            | Self::Other(_, text)
            | Self::UsesKey(_, text)
            | Self::NamesKey(_, text)
            | Self::FollowsKey(_, text)
            | Self::Has(_, _, text)
            | Self::NotPermitted(_, text)
            | Self::Allows { is: text, .. }
            | Self::Member(_, text) => vec![text],
            Self::All(conditions) => conditions.iter().flat_map(Self::texts).collect(),
        }
    }
}

fn all(conditions: &[Condition], body: &Value, bindings: &Bindings) -> Judged {
    let mut evidence = Vec::new();
    for condition in conditions {
        match condition.judge(Some(body), bindings) {
            // Two conditions on one value are one thing seen.
            Judged::Met(words) if evidence.contains(&words) => {}
            Judged::Met(words) => evidence.push(words),
            not_met @ Judged::NotMet(_) => return not_met,
        }
    }
    Judged::Met(evidence.join(", "))
}

fn has(body: &Value, list: &str, at: &str, wanted: &str) -> Judged {
    let rows = body
        .pointer(list)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let found = rows
        .into_iter()
        .any(|it| text_at(it, at).eq_ignore_ascii_case(wanted));
    if found {
        Judged::Met(format!("{} lists {wanted}", name_of(list)))
    } else {
        Judged::NotMet(format!("{} does not list {wanted}", name_of(list)))
    }
}

fn member(body: &Value, at: &str, name: &str) -> Judged {
    let object = body.pointer(at).and_then(Value::as_object);
    let found = object.is_some_and(|it| it.keys().any(|it| it.eq_ignore_ascii_case(name)));
    let verb = if found { "names" } else { "does not name" };
    let short = name.rsplit('/').next().unwrap_or_default();
    let words = format!("{} {verb} {short}", name_of(at));
    match found {
        true => Judged::Met(words),
        false => Judged::NotMet(words),
    }
}

fn judged(met: bool, at: &str, found: &str) -> Judged {
    let found = if found.is_empty() { "empty" } else { found };
    let words = format!("{} is {found}", name_of(at));
    if met {
        Judged::Met(words)
    } else {
        Judged::NotMet(words)
    }
}

/// Whether a key identifier names the wanted key, and its version if one is wanted. Hosts are
/// compared without case, port and trailing slash.
fn names_key(found: &str, wanted: &str) -> bool {
    let (found, wanted) = (key_parts(found), key_parts(wanted));
    let same_key = found.len() >= 3 && wanted.len() >= 3 && found[..3] == wanted[..3];
    same_key && wanted.get(3).is_none_or(|it| found.get(3) == Some(it))
}

/// Whether the parts of a key are those of the wanted one.
fn names_parts(
    found: Option<&NamedKey>,
    wanted: Option<&NamedKey>,
    may_follow: MayFollow,
    at: &str,
) -> Judged {
    let words = found.map_or_else(|| "empty".to_owned(), ToString::to_string);
    let met = match (found, wanted) {
        (Some(found), Some(wanted)) => {
            let follows = may_follow == MayFollow::Yes && found.version.is_empty();
            found.proves(wanted) || follows && found.is_same_key(wanted)
        }
        _ => false,
    };
    judged(met, at, &words)
}

fn key_parts(identifier: &str) -> Vec<String> {
    let lower = identifier
        .trim()
        .to_ascii_lowercase()
        .replacen(":443/", "/", 1);
    let path = lower.strip_prefix("https://").unwrap_or(&lower);
    path.split('/')
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text at a pointer; numbers and truths as JSON.
pub(super) fn text_at(body: &Value, at: &str) -> String {
    match body.pointer(at) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

pub(super) fn name_of(at: &str) -> &str {
    at.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_in_use_is_the_wanted_one_or_not() {
        let at = "/properties/currentVersionedKeyIdentifier";
        let key = "https://kv.vault.azure.net/keys/orders";
        let rows = [
            (format!("{key}/aa"), key.to_owned(), true),
            (format!("{key}/aa"), format!("{key}/AA"), true),
            (
                "https://KV.vault.azure.net:443/keys/orders/aa".into(),
                format!("{key}/aa/"),
                true,
            ),
            (format!("{key}/bb"), format!("{key}/aa"), false),
            (key.to_owned(), format!("{key}/aa"), false),
            (
                "https://kv.vault.azure.net/keys/orders2/aa".into(),
                key.to_owned(),
                false,
            ),
            (
                "https://other.vault.azure.net/keys/orders/aa".into(),
                key.to_owned(),
                false,
            ),
            (String::new(), key.to_owned(), false),
        ];
        for (found, wanted, met) in rows {
            let body = json!({"properties": {"currentVersionedKeyIdentifier": found}});
            let judged =
                Condition::UsesKey(at.into(), wanted.clone()).judge(Some(&body), &Bindings::new());
            assert_eq!(
                matches!(judged, Judged::Met(_)),
                met,
                "{found} for {wanted}"
            );
        }
    }

    #[test]
    fn a_key_in_parts_is_the_wanted_one_or_follows_it() {
        let key = "https://kv.vault.azure.net/keys/orders";
        let rows = "
            https://kv.vault.azure.net      | orders  | aa | /AA | names follows
            https://KV.vault.azure.net:443/ | Orders  | aa |     | names follows
            https://kv.vault.azure.net/     | orders  |    | /aa | follows
            https://kv.vault.azure.net      | orders  | bb | /aa |
            https://kv.vault.azure.net      | orders2 |    | /aa |
            https://kv2.vault.azure.net     | orders  | aa | /aa |
                                            |         |    |     |
        ";
        for row in rows.lines().filter(|it| it.contains('|')) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let body = json!({ "p": {
                "keyVaultUri": cells[0], "keyName": cells[1], "keyVersion": cells[2],
            }});
            let wanted = format!("{key}{}", cells[3]);
            let names = Condition::NamesKey("/p".into(), wanted.clone());
            let follows = Condition::FollowsKey("/p".into(), wanted);
            let met =
                |it: &Condition| matches!(it.judge(Some(&body), &Bindings::new()), Judged::Met(_));
            let found = [(met(&names), "names"), (met(&follows), "follows")];
            let found: Vec<&str> = found.iter().filter(|it| it.0).map(|it| it.1).collect();
            assert_eq!(found.join(" "), cells[4], "{row}");
        }
        let none = Condition::FollowsKey("/q".into(), key.into());
        assert!(matches!(
            none.judge(Some(&json!({})), &Bindings::new()),
            Judged::NotMet(_)
        ));
    }

    #[test]
    fn a_principal_is_not_permitted_when_no_policy_of_its_own_lets_it_unwrap() {
        let rows = [
            (json!([]), true),
            (
                json!([{"objectId": "other", "permissions": {"keys": ["unwrapKey"]}}]),
                true,
            ),
            (
                json!([{"objectId": "P", "permissions": {"keys": ["get"]}}]),
                true,
            ),
            (
                json!([{"objectId": "P", "permissions": {"keys": ["get", "UnwrapKey"]}}]),
                false,
            ),
            (
                json!([{"objectId": "p", "permissions": {"keys": ["all"]}}]),
                false,
            ),
            (json!(null), false),
        ];
        for (policies, met) in rows {
            let body = json!({"policies": policies});
            let condition = Condition::NotPermitted("/policies".into(), "p".into());
            let judged = condition.judge(Some(&body), &Bindings::new());
            assert_eq!(matches!(judged, Judged::Met(_)), met, "{body}: {judged:?}");
        }
    }

    #[test]
    fn a_policy_allows_all_that_is_wanted_or_does_not() {
        let wanted = Condition::Allows {
            list: "/p".into(),
            at: "/who".into(),
            is: "me".into(),
            of: "/may".into(),
            all: ["get", "wrapKey"].map(str::to_owned).into(),
        };
        for (policies, met) in [
            (json!([{"who": "you", "may": ["get", "wrapKey"]}]), false),
            (
                json!([{"who": "ME", "may": ["Get", "list", "wrapkey"]}]),
                true,
            ),
            (json!([{"who": "me", "may": ["get"]}]), false),
            (json!([{"who": "me", "may": ["all"]}]), true),
            (json!([]), false),
        ] {
            let judged = wanted.judge(Some(&json!({ "p": policies })), &Bindings::new());
            assert_eq!(
                matches!(judged, Judged::Met(_)),
                met,
                "{policies}: {judged:?}"
            );
        }
    }

    #[test]
    fn another_value_is_one_that_is_there_and_differs() {
        for (found, met) in [("b", true), ("A", false), ("", false)] {
            let judged = Condition::Other("/at".into(), "a".into())
                .judge(Some(&json!({ "at": found })), &Bindings::new());
            assert_eq!(matches!(judged, Judged::Met(_)), met, "{found}");
        }
    }

    #[test]
    fn what_is_not_there_meets_nothing_but_gone() {
        let none = Bindings::new();
        assert!(matches!(Condition::Gone.judge(None, &none), Judged::Met(_)));
        assert!(matches!(
            Condition::All(vec![]).judge(None, &none),
            Judged::NotMet(_)
        ));
        assert!(!Condition::All(vec![]).can_fail());
    }
}
