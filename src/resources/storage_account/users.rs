//! Who else uses a key, as far as the storage accounts of one subscription show.

use super::{StorageAccount, model};
use crate::arm::{Facts, Read, Reading, Resource, ResourceId};
use crate::keys::{Configuration, KeyUri};
use crate::resources::ResourceType;

/// Another account under the key.
pub(super) struct User {
    pub(super) name: String,
    pub(super) configuration: Configuration,
}

/// Asks for the accounts of the subscription that this one lies in.
pub(super) fn read(account: &Resource) -> Read {
    let subscription = account.id.subscription().unwrap_or_default();
    let scope = ResourceId::of_subscription(subscription);
    (&StorageAccount as &dyn ResourceType).list(&scope)
}

/// The other accounts of the subscription that are under a key.
pub(super) fn others(key: &KeyUri, account: &Resource, facts: &Facts) -> Reading<Vec<User>> {
    let user = |entry: &serde_json::Value| {
        let found = Resource::read(entry).ok()?;
        let configuration = model::configuration(&found).ok()?;
        let is_under = configuration
            .key()
            .is_some_and(|it| it.key.is_same_key(key));
        (is_under && found.id != account.id).then_some(User {
            name: found.name,
            configuration,
        })
    };
    // Entries that are under other keys, or cannot be understood, are no users.
    facts
        .all(&read(account), |it| Some(user(it)))
        .map(|rows| rows.into_iter().flatten().collect())
}

/// Who else uses a key, in a sentence.
pub(super) fn in_words(key: &KeyUri, account: &Resource, facts: &Facts) -> String {
    match others(key, account, facts) {
        Reading::Found(users) if users.is_empty() => {
            "No other storage account of this subscription uses the key; what else does is not seen from here.".into()
        }
        Reading::Found(users) => {
            let names: Vec<&str> = users.iter().map(|it| it.name.as_str()).collect();
            format!(
                "Of this subscription these use the key too: {}.",
                names.join(", ")
            )
        }
        Reading::NotRead | Reading::Missing | Reading::Failed(_) => {
            "Who else uses the key could not be read.".into()
        }
    }
}
