//! How much of what there is lies under the customer's own keys, by service.

use super::entry::Entry;
use super::{ALL, ResourceType};
use crate::arm::ResourceId;
use crate::keys::KeySource;

/// The resources of one type, by whose key they are under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The ARM type.
    pub arm_type: &'static str,
    /// What they are, plural: "storage accounts".
    pub plural: &'static str,
    /// Azure says that the customer's key is the one in use.
    pub own: usize,
    /// Microsoft's key.
    pub microsoft: usize,
    /// Neither could be established.
    pub unknown: usize,
    /// How many of them all have their key through another resource.
    pub through_another: usize,
}

impl Covered {
    /// How many there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.own + self.microsoft + self.unknown
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Microsoft,
    Unknown,
    Nobody,
}

/// A line for each type that has something to encrypt, in the order of the registry.
#[must_use]
pub fn by_service(entries: &[Entry]) -> Vec<Covered> {
    ALL.iter().filter_map(|it| line(*it, entries)).collect()
}

fn line(kind: &dyn ResourceType, entries: &[Entry]) -> Option<Covered> {
    let here = entries
        .iter()
        .filter(|it| it.kind.arm_type() == kind.arm_type());
    let whose: Vec<Whose> = here.clone().map(|it| whose(it, entries)).collect();
    let count = |one: Whose| whose.iter().filter(|it| **it == one).count();
    let covered = Covered {
        arm_type: kind.arm_type(),
        plural: kind.plural(),
        own: count(Whose::Own),
        microsoft: count(Whose::Microsoft),
        unknown: count(Whose::Unknown),
        through_another: here.filter(|it| above(it).is_some()).count(),
    };
    (covered.all() > 0).then_some(covered)
}

/// Whose key a resource is under. One that has it through another is as that one is, as long as
/// that one was read too and does not have it through a third.
fn whose(entry: &Entry, entries: &[Entry]) -> Whose {
    let Some(above) = above(entry) else {
        return by_itself(entry);
    };
    let above = entries.iter().find(|it| it.resource.id == *above);
    above.map_or(Whose::Unknown, by_itself)
}

/// The resource through which it has its key.
fn above(entry: &Entry) -> Option<&ResourceId> {
    match &entry.configuration.as_ref().ok()?.source {
        KeySource::SharedWith(above) => Some(above),
        _ => None,
    }
}

fn by_itself(entry: &Entry) -> Whose {
    let Ok(configuration) = &entry.configuration else {
        return Whose::Unknown;
    };
    match &configuration.source {
        KeySource::Customer(it) if configuration.uses(&it.key) => Whose::Own,
        // It names the key; that the data is encrypted with it, nobody says.
        KeySource::Customer(_) | KeySource::SharedWith(_) => Whose::Unknown,
        KeySource::MicrosoftManaged => Whose::Microsoft,
        KeySource::NotEncryptable => Whose::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arm::{Resource, Unreadable};
    use crate::keys::{Configuration, Following, KeyReference, KeyUri, UsedIdentity};

    const ACCOUNT: &str = "Microsoft.Storage/storageAccounts";
    const CLUSTER: &str = "Microsoft.OperationalInsights/clusters";
    const WORKSPACE: &str = "Microsoft.OperationalInsights/workspaces";

    fn entry(arm_type: &str, name: &str, found: Option<Configuration>) -> Entry {
        let id = ResourceId::of_group("s", "rg").provider(arm_type, name);
        let wire = serde_json::json!({"id": id.to_string()});
        Entry {
            kind: crate::resources::of(arm_type).expect("a type"),
            resource: Resource::read(&wire).expect("a resource"),
            configuration: found.ok_or_else(|| Unreadable("not as documented".into())),
            at: None,
        }
    }

    fn own(in_use: Option<&str>) -> Option<Configuration> {
        let uri = |text: &str| KeyUri::read(text).expect("a key");
        let key = uri("https://contoso.vault.azure.net/keys/orders");
        Some(Configuration {
            source: KeySource::Customer(KeyReference {
                key,
                following: Following::Latest,
                identity: UsedIdentity {
                    id: None,
                    principal_id: None,
                },
                federated_client: None,
            }),
            in_use: in_use.map(uri),
            last_rotation: None,
            expires: None,
        })
    }

    fn counts(entries: &[Entry]) -> Vec<(&'static str, usize, usize, usize)> {
        let short = |it: Covered| (it.plural, it.own, it.microsoft, it.unknown);
        by_service(entries).into_iter().map(short).collect()
    }

    #[test]
    fn a_key_that_is_only_named_does_not_count_as_in_use() {
        let used = "https://contoso.vault.azure.net/keys/orders/11111111111111111111111111111111";
        let other = "https://contoso.vault.azure.net/keys/other/11111111111111111111111111111111";
        let entries = [
            entry(ACCOUNT, "used", own(Some(used))),
            entry(ACCOUNT, "named", own(None)),
            entry(ACCOUNT, "another", own(Some(other))),
            entry(ACCOUNT, "unreadable", None),
            entry(ACCOUNT, "theirs", Some(Configuration::microsoft_managed())),
        ];
        assert_eq!(counts(&entries), [("storage accounts", 1, 1, 3)]);
    }

    #[test]
    fn a_workspace_is_as_its_cluster_is() {
        let used = "https://contoso.vault.azure.net/keys/orders/11111111111111111111111111111111";
        let cluster = entry(CLUSTER, "hub", own(Some(used)));
        let behind = |id: &ResourceId| Some(Configuration::shared_with(id.clone()));
        let hidden = ResourceId::of_group("s", "rg").provider(CLUSTER, "hidden");
        let entries = [
            entry(WORKSPACE, "seen", behind(&cluster.resource.id)),
            entry(WORKSPACE, "unseen", behind(&hidden)),
            cluster,
        ];
        let found = by_service(&entries);
        let workspaces = found.iter().find(|it| it.arm_type == WORKSPACE);
        let workspaces = workspaces.expect("workspaces");
        assert_eq!((workspaces.own, workspaces.unknown), (1, 1));
        assert_eq!(workspaces.through_another, 2);
    }

    #[test]
    fn what_holds_no_data_has_no_line() {
        let vault = Some(Configuration::not_encryptable());
        let entries = [entry("Microsoft.KeyVault/vaults", "kv", vault)];
        assert_eq!(counts(&entries), []);
    }
}
