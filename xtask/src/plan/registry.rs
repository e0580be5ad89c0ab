//! Which type and action a person means, and what there is when they mean neither.

use cmk_console::resources::{ALL, ResourceType};

use super::Asked;
use crate::problem::Problem;

/// The action of a type, both named ignoring case.
pub(super) fn find(kind: Option<&str>, action: Option<&str>) -> Result<Asked, Problem> {
    let kind = match kind {
        None => return Err(Problem::new("No type was named.", types())),
        Some(text) => type_named(text)
            .ok_or_else(|| Problem::new(format!("There is no type {text}."), types()))?,
    };
    let all = actions(kind);
    let Some(text) = action else {
        return Err(Problem::new("No action was named.", all));
    };
    let mut actions = kind.actions().iter();
    match actions.find(|it| it.id().eq_ignore_ascii_case(text)) {
        Some(action) => Ok(Asked {
            kind,
            action: *action,
        }),
        None => Err(Problem::new(
            format!("A {} has no action {text}.", kind.label()),
            all,
        )),
    }
}

fn type_named(text: &str) -> Option<&'static dyn ResourceType> {
    let named = |it: &&&dyn ResourceType| {
        it.arm_type().eq_ignore_ascii_case(text) || short(**it).eq_ignore_ascii_case(text)
    };
    ALL.iter().find(named).copied()
}

/// The label as one word: `storage-account`.
fn short(kind: &dyn ResourceType) -> String {
    kind.label().replace(' ', "-")
}

fn types() -> String {
    let rows = ALL
        .iter()
        .map(|it| format!("{:<20} {}", short(*it), it.arm_type()));
    let rows: Vec<_> = rows.collect();
    format!("The types are:\n{}", rows.join("\n"))
}

fn actions(kind: &dyn ResourceType) -> String {
    let rows = kind
        .actions()
        .iter()
        .map(|it| format!("{:<26} {}", it.id(), it.label()));
    let rows: Vec<_> = rows.collect();
    format!(
        "The actions of a {} are:\n{}",
        kind.label(),
        rows.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_goes_by_its_arm_name_and_by_its_label() {
        for text in [
            "storage-account",
            "Storage-Account",
            "Microsoft.Storage/storageAccounts",
            "microsoft.storage/STORAGEACCOUNTS",
        ] {
            let found = type_named(text).map(ResourceType::arm_type);
            assert_eq!(found, Some("Microsoft.Storage/storageAccounts"), "{text}");
        }
        assert!(type_named("storage account").is_none());
    }

    #[test]
    fn what_is_not_there_is_answered_by_what_is() {
        let rows = [
            (None, None, "storage-account"),
            (
                Some("disk"),
                Some("use-my-key"),
                "Microsoft.KeyVault/vaults",
            ),
            (Some("key-vault"), None, "create-key"),
            (Some("key-vault"), Some("destroy"), "create-key"),
        ];
        for (kind, action, listed) in rows {
            let said = find(kind, action).err().map(|it| it.to_string());
            assert!(
                said.as_deref().is_some_and(|it| it.contains(listed)),
                "{kind:?} {action:?}: {said:?}"
            );
        }
    }

    #[test]
    fn every_action_is_found() {
        for kind in ALL {
            for action in kind.actions() {
                let shouted = action.id().to_uppercase();
                let found = find(Some(&short(*kind)), Some(&shouted));
                assert!(found.is_ok(), "{} {}", kind.label(), action.id());
            }
        }
    }
}
