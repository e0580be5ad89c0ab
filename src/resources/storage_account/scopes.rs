//! Encryption scopes: parts of an account that may have keys of their own.
//!
//! Their names differ from the account's: `keyVaultProperties` with one `keyUri`, and
//! `Microsoft.KeyVault` with a capital V.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.storage/2025-08-01`, read 21 Aug 2026.

use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, Resource, versions};
use crate::keys::KeyUri;
use crate::plan::{Check, Finding};
use crate::resources::Detail;

/// A scope with a key of the customer's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Scope {
    name: String,
    key: String,
}

/// Asks for the scopes of an account.
pub(super) fn read(account: &Resource) -> Read {
    let path = format!("{}/encryptionScopes", account.id);
    Read::list(Request::get(path, versions::STORAGE))
}

/// The scopes of an account, each with the key it has.
pub(super) fn details(account: &Resource, facts: &Facts) -> Vec<Detail> {
    let row = |value: String| Detail {
        label: "Encryption scope",
        value,
        at: "encryptionScopes",
    };
    let words = |entry: &Value| {
        let name = entry
            .pointer("/name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match parse(entry) {
            Some(scope) => format!("{name}: your key {}", scope.key),
            None => format!("{name}: a key of Microsoft's"),
        }
    };
    match facts.all(&read(account), |it| Some(words(it))) {
        Reading::Found(rows) if rows.is_empty() => vec![row("none".into())],
        Reading::Found(rows) => rows.into_iter().map(row).collect(),
        Reading::NotRead => Vec::new(),
        other => vec![row(format!(
            "not known: {}",
            other.why_unknown().unwrap_or_default()
        ))],
    }
}

/// The scopes whose own keys a change of the account leaves as they are; `None` where there is
/// none. That the identity which opens the account's vault opens theirs too is assumed.
pub(super) fn check(account: &Resource, facts: &Facts) -> Option<Check> {
    let read = read(account);
    let check = match facts.all(&read, |it| Some(parse(it))) {
        Reading::Found(rows) => {
            let own: Vec<Scope> = rows.into_iter().flatten().collect();
            let words: Vec<String> = own
                .iter()
                .map(|it| format!("{} has {}.", it.name, it.key))
                .collect();
            if own.is_empty() {
                return None;
            }
            Check::new(
                "scopes",
                Finding::Warning,
                "Encryption scopes of the account keep keys of their own.",
            )
            .reason(format!(
                "{} This plan does not change them. Whoever opens the vault needs a grant on each of these keys too.",
                words.join(" ")
            ))
        }
        Reading::NotRead | Reading::Missing | Reading::Failed(_) => Check::new(
            "scopes",
            Finding::Unknown,
            "Whether encryption scopes of the account have keys of their own is not known.",
        )
        .reason("They would keep them: this plan does not change them."),
    };
    Some(check.as_of(facts.as_of([&read])))
}

/// A scope with a key of the customer's; `None` for one with the account's or Microsoft's.
fn parse(entry: &Value) -> Option<Scope> {
    let text = |at: &str| entry.pointer(at).and_then(Value::as_str);
    let source = text("/properties/source")?;
    if !source.eq_ignore_ascii_case("Microsoft.KeyVault") {
        return None;
    }
    let uri = text("/properties/keyVaultProperties/keyUri").unwrap_or_default();
    let key = KeyUri::read(uri).map_or_else(
        |_| "a key that it does not name".into(),
        |it| it.to_string(),
    );
    Some(Scope {
        name: text("/name").unwrap_or_default().to_owned(),
        key,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::{Failure, Timestamp};

    fn account() -> Resource {
        let id =
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sto";
        Resource::read(&json!({ "id": id })).expect("an account")
    }

    fn said(answer: Option<Result<Value, Failure>>) -> Option<(Finding, String)> {
        let mut facts = Facts::default();
        if let Some(answer) = answer {
            facts.insert(&read(&account()), Timestamp::default(), answer);
        }
        check(&account(), &facts).map(|it| (it.finding, it.reason))
    }

    #[test]
    fn scopes_with_keys_of_their_own_are_named_and_no_others() {
        let uri = "https://kv.vault.azure.net/keys/media/0682afdd9c104f4285df20107e956cad";
        let microsofts =
            json!({ "name": "plain", "properties": { "source": "Microsoft.Storage" } });
        let own = json!({ "name": "media", "properties": {
            "source": "Microsoft.KeyVault", "keyVaultProperties": { "keyUri": uri },
        } });
        let list = |rows: &[&Value]| Some(Ok(json!({ "value": rows })));
        assert_eq!(said(list(&[])), None);
        assert_eq!(said(list(&[&microsofts])), None);
        let (finding, reason) = said(list(&[&microsofts, &own])).expect("a warning");
        assert_eq!(finding, Finding::Warning);
        assert!(reason.starts_with(&format!("media has {uri}.")), "{reason}");
    }

    #[test]
    fn a_page_names_each_scope_with_its_key() {
        let uri = "https://kv.vault.azure.net/keys/media";
        let rows = json!({ "value": [
            { "name": "plain", "properties": { "source": "Microsoft.Storage" } },
            { "name": "media", "properties": {
                "source": "Microsoft.KeyVault", "keyVaultProperties": { "keyUri": uri },
            } },
        ]});
        let mut facts = Facts::default();
        let said = |facts: &Facts| -> Vec<String> {
            details(&account(), facts)
                .into_iter()
                .map(|it| it.value)
                .collect()
        };
        assert!(said(&facts).is_empty());
        facts.insert(&read(&account()), Timestamp::default(), Ok(rows));
        let own = format!("media: your key {uri}");
        assert_eq!(said(&facts), ["plain: a key of Microsoft's", own.as_str()]);
    }

    #[test]
    fn scopes_that_cannot_be_read_are_not_taken_for_none() {
        let refused = Some(Err(Failure::Unreadable("no".into())));
        for answer in [None, refused] {
            let finding = said(answer).map(|it| it.0);
            assert_eq!(finding, Some(Finding::Unknown));
        }
    }
}
