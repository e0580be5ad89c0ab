//! What needs somebody: a verdict that is not good, what it rests on, and the action that mends it.

use super::entry::Entry;
use super::mend::{self, Mend};
use crate::arm::{Facts, Read, Resource, ResourceId, Timestamp};
use crate::keys::vault::{self, Sought};
use crate::keys::{Configuration, Evidence, KeySource, Tone, Verdict, configuration, health};

/// What needs attention, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attention {
    /// The most urgent first.
    pub findings: Vec<Finding>,
    /// How many resources there are whose data a key could protect.
    pub resources: usize,
    /// How many keys in use were not looked at, because there are too many.
    pub left_out: usize,
    /// What is still to be read for it.
    pub unread: Vec<Read>,
}

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The resource it is about.
    pub id: ResourceId,
    /// Its name.
    pub name: String,
    /// What it is, singular: "storage account".
    pub label: &'static str,
    /// What is wrong, why, and as of when.
    pub verdict: Verdict,
    /// The key it names, with the version in use where Azure says it: `docs-cmk/5c0e1a2b`.
    pub key: Option<String>,
    /// What mends it; `None` where no action of the console is known to.
    pub mend: Option<Mend>,
}

/// The health of no more resources than this is looked at for one page: each takes reads of its
/// own, and Azure counts them.
const MOST: usize = 50;

/// What is known by now of the entries that [`entries`](super::entry::entries) gives.
#[must_use]
pub fn of(entries: &[Entry], facts: &Facts, now: Timestamp) -> Attention {
    let mut found = Attention::default();
    let mut keys = 0;
    for entry in entries {
        let keyed = keyed(entry);
        keys += usize::from(keyed.is_some());
        let reads = match keyed.filter(|_| keys <= MOST) {
            Some(it) => health::reads(&entry.resource.id, it, facts),
            None => Vec::new(),
        };
        let unread = reads.into_iter().filter(|it| facts.get(it).is_none());
        let unread: Vec<Read> = unread.collect();
        let looks = keys <= MOST && unread.is_empty();
        found.unread.extend(unread);
        let finding = judge(entry, looks, entries, facts, now);
        found.findings.extend(finding);
    }
    let unprotected = entries.iter().filter_map(unprotected);
    let untold = unprotected.filter(|it| !is_told(it, &found.findings));
    let untold: Vec<Finding> = untold.collect();
    found.findings.extend(untold);
    sort(&mut found.findings);
    let holds_data = |it: &&Entry| match &it.configuration {
        Ok(found) => found.source != KeySource::NotEncryptable,
        Err(_) => true,
    };
    found.resources = entries.iter().filter(holds_data).count();
    found.left_out = keys.saturating_sub(MOST);
    found
}

/// The configuration of what has a key of the customer's.
fn keyed(entry: &Entry) -> Option<&Configuration> {
    let found = entry.configuration.as_ref().ok();
    found.filter(|it| it.key().is_some())
}

/// Both verdicts on an entry; the health only when it is looked at and everything was read for it.
fn judge(
    entry: &Entry,
    looks: bool,
    entries: &[Entry],
    facts: &Facts,
    now: Timestamp,
) -> Option<Finding> {
    let id = &entry.resource.id;
    let found = match &entry.configuration {
        Ok(found) => found,
        Err(why) => return finding(entry, &configuration::unreadable(&why.0), None, None),
    };
    let newest = health::newest(id, found, facts);
    let own = found.verdict(newest.as_ref());
    let health = looks.then(|| health::health(id, found, facts, now));
    let vault = found.key().and_then(|reference| {
        match vault::find(&reference.key, None, id.subscription(), facts) {
            Sought::Found(vault) => entries.iter().find(|it| it.resource.id == vault.id),
            _ => None,
        }
    });
    finding(entry, &own, health.as_ref(), vault.map(|it| &it.resource))
}

/// What is wrong with a resource, one finding for the more urgent of its two verdicts; `None` where
/// neither needs anybody. `vault` is the vault of its key, where that was found.
fn finding(
    entry: &Entry,
    configuration: &Verdict,
    health: Option<&Verdict>,
    vault: Option<&Resource>,
) -> Option<Finding> {
    let both = health.into_iter().chain([configuration]);
    let verdict = both.max_by_key(|it| (urgency(it.tone), Some(*it) == health))?;
    if urgency(verdict.tone) == 0 {
        return None;
    }
    let used = entry.configuration.as_ref().ok();
    let name = used.and_then(|it| it.key()).map(|it| it.key.name());
    let mend = mend::here(entry, verdict)
        .or_else(|| mend::newer_version(entry, configuration, verdict))
        .or_else(|| mend::at_the_vault(vault?, verdict, name));
    let version = used
        .and_then(|it| it.in_use.as_ref()?.version())
        .map(|it| format!("/{}", it.short()));
    Some(Finding {
        key: name.map(|it| format!("{it}{}", version.unwrap_or_default())),
        verdict: verdict.clone().as_of(verdict.as_of.or(entry.at)),
        mend,
        ..Finding::about(entry)
    })
}

/// A vault that could lose its keys, whatever uses them.
fn unprotected(entry: &Entry) -> Option<Finding> {
    let mend = mend::protect(entry)?;
    let reason = "Whoever deletes a key of it can delete it for good, and the data with it. Turn on purge protection.";
    let rests = Evidence::new("Vault", Tone::Warn, "Not recoverable", reason);
    Some(Finding {
        verdict: Verdict::new(Tone::Warn, "Vault not recoverable", reason)
            .because(vec![rests])
            .as_of(entry.at),
        mend: Some(mend),
        ..Finding::about(entry)
    })
}

/// Whether what uses a key of the vault says the same already.
fn is_told(vault: &Finding, findings: &[Finding]) -> bool {
    findings.iter().any(|it| it.mend == vault.mend)
}

impl Finding {
    fn about(entry: &Entry) -> Self {
        Self {
            id: entry.resource.id.clone(),
            name: entry.resource.name.clone(),
            label: entry.kind.label(),
            verdict: Verdict::new(Tone::None, "", ""),
            key: None,
            mend: None,
        }
    }

    /// What it rests on: "Grant: missing, Vault: not recoverable".
    #[must_use]
    pub fn evidence(&self) -> String {
        let verdict = &self.verdict;
        let is_worst = |it: &&Evidence| it.tone == verdict.tone;
        let worst: Vec<String> = verdict
            .evidence
            .iter()
            .filter(is_worst)
            .map(|it| format!("{}: {}", it.label, it.word.to_lowercase()))
            .collect();
        worst.join(", ")
    }
}

/// How soon somebody should look: what is known to be wrong before what is not known.
fn urgency(tone: Tone) -> u8 {
    match tone {
        Tone::None | Tone::Ok => 0,
        Tone::Unknown => 1,
        Tone::Warn => 2,
        Tone::Bad => 3,
    }
}

/// The most urgent first, then by name, namesakes by their IDs.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_cached_key(|it| {
        let urgent_first = std::cmp::Reverse(urgency(it.verdict.tone));
        (urgent_first, it.name.to_lowercase(), it.id.lower())
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::resources::mend::{AT_THE_RESOURCE, AT_THE_VAULT};
    use crate::resources::{ALL, of};

    const ACCOUNT: &str = "Microsoft.Storage/storageAccounts";
    const VAULT: &str = "Microsoft.KeyVault/vaults";

    fn resource(arm_type: &str, properties: serde_json::Value) -> Resource {
        let id = ResourceId::of_group("s", "rg").provider(arm_type, "one");
        let wire = json!({
            "id": id.to_string(),
            "name": "one",
            "location": "westeurope",
            "properties": properties,
        });
        Resource::read(&wire).expect("a resource")
    }

    fn entry(arm_type: &str, properties: serde_json::Value) -> Entry {
        let kind = of(arm_type).expect("a type");
        let resource = resource(arm_type, properties);
        Entry {
            kind,
            configuration: kind.configuration(&resource),
            resource,
            at: None,
        }
    }

    fn vault() -> Resource {
        let own = json!({
            "tenantId": "t",
            "sku": {"family": "A", "name": "standard"},
            "vaultUri": "https://one.vault.azure.net/",
            "enableSoftDelete": true,
        });
        resource(VAULT, own)
    }

    fn verdict(tone: Tone, label: &str, word: &str) -> Verdict {
        let rests = vec![Evidence::new(label, tone, word, "")];
        Verdict::new(tone, "Headline", "Reason").because(rests)
    }

    fn found(health: &Verdict, vault: Option<&Resource>) -> Option<Finding> {
        let good = Verdict::new(Tone::Ok, "Uses your key", "");
        finding(&entry(ACCOUNT, json!({})), &good, Some(health), vault)
    }

    #[test]
    fn what_is_good_or_cannot_be_judged_by_nature_needs_nobody() {
        for tone in [Tone::Ok, Tone::None] {
            assert!(found(&Verdict::new(tone, "", ""), None).is_none());
        }
        for tone in [Tone::Warn, Tone::Unknown, Tone::Bad] {
            let found = found(&Verdict::new(tone, "", ""), None);
            assert!(found.expect("a finding").mend.is_none(), "{tone:?}");
        }
    }

    #[test]
    fn an_unprotected_vault_is_mended_at_the_vault() {
        let health = verdict(Tone::Warn, "Vault", "Not recoverable");
        let vault = vault();
        let found = found(&health, Some(&vault)).expect("a finding");
        let mend = found.mend.expect("a way to mend it");
        assert_eq!(mend.target, vault.id);
        assert_eq!(mend.action, "turn-on-purge-protection");
    }

    #[test]
    fn an_action_that_does_not_apply_mends_nothing() {
        // The account names no key, so there is nothing to restore.
        let health = verdict(Tone::Bad, "Grant", "Missing");
        assert!(found(&health, None).expect("a finding").mend.is_none());
    }

    #[test]
    fn every_action_that_is_named_exists() {
        let exists = |id: &str| ALL.iter().any(|it| it.action(id).is_some());
        let vault = of(VAULT).expect("vaults");
        for id in AT_THE_RESOURCE.iter().flat_map(|it| it.2) {
            assert!(exists(id), "{id}");
        }
        for (_, _, id) in AT_THE_VAULT {
            assert!(vault.action(id).is_some(), "{id}");
        }
    }

    #[test]
    fn of_two_verdicts_the_one_that_is_known_to_be_wrong_is_told() {
        let old = Verdict::new(Tone::Warn, "Pinned to an old version", "");
        let told = |health: Option<&Verdict>| {
            let found = finding(&entry(ACCOUNT, json!({})), &old, health, None);
            found.expect("a finding").verdict.headline
        };
        assert_eq!(told(None), old.headline);
        let unknown = Verdict::new(Tone::Unknown, "Not known", "");
        assert_eq!(told(Some(&unknown)), old.headline);
        let warn = Verdict::new(Tone::Warn, "Key expires soon", "");
        assert_eq!(told(Some(&warn)), warn.headline);
    }

    #[test]
    fn a_key_is_named_where_the_action_asks_for_one() {
        let vault = vault();
        let at = |label: &str, word: &str| {
            let verdict = verdict(Tone::Warn, label, word);
            let mend = mend::at_the_vault(&vault, &verdict, Some("orders"));
            mend.map(|it| (it.action, it.key))
        };
        let orders = Some("orders".to_owned());
        assert_eq!(at("Key", "Expired"), Some(("rotate-key", orders)));
        let protects = Some(("turn-on-purge-protection", None));
        assert_eq!(at("Vault", "Not recoverable"), protects);
        assert_eq!(at("Vault", "Unreachable"), None);
    }

    #[test]
    fn the_worst_comes_first() {
        let named = |name: &str, tone| Finding {
            name: name.into(),
            ..found(&Verdict::new(tone, "", ""), None).expect("a finding")
        };
        let mut all = [
            named("a", Tone::Unknown),
            named("b", Tone::Warn),
            named("c", Tone::Bad),
            named("A", Tone::Warn),
        ];
        sort(&mut all);
        assert_eq!(all.map(|it| it.name), ["c", "A", "b", "a"]);
    }
}
