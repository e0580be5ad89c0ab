//! A resource under a key of the customer's, with the way from it to the key.

use crate::arm::access::rights;
use crate::arm::{Read, Reading, Resource, ResourceId};
use crate::keys::vault::{self, Sought, Vault};
use crate::keys::{Configuration, GrantState, KeyReference, KeySource, KeyUri, grant, health, key};
use crate::resources::{self, Ask, ResourceType, by_vault, usage};

/// The resource that a wish is about.
pub(super) struct Subject {
    pub(super) kind: &'static dyn ResourceType,
    pub(super) resource: Resource,
    pub(super) configuration: Configuration,
    pub(super) reference: KeyReference,
}

impl Subject {
    /// A resource with a key of the customer's in a vault of its own directory.
    ///
    /// # Errors
    /// In words, why it has none, and what to choose instead.
    pub(super) fn of(resource: &Resource) -> Result<Self, String> {
        let arm_type = resource.id.arm_type().unwrap_or_default();
        let kind = resources::of(&arm_type).ok_or("This console knows no such resource type.")?;
        let configuration = kind
            .configuration(resource)
            .map_err(|it| format!("What it says of its key cannot be understood: {}", it.0))?;
        let reference = match &configuration.source {
            KeySource::Customer(reference) => reference.clone(),
            KeySource::SharedWith(other) => {
                return Err(format!(
                    "It has the key of {}. Choose this there.",
                    other.name()
                ));
            }
            KeySource::MicrosoftManaged | KeySource::NotEncryptable => {
                return Err("It has no key of yours, so there is nothing to take away.".into());
            }
        };
        if reference.federated_client.is_some() {
            return Err(format!(
                "Its key {} lies in another directory; whoever owns it there takes it away, and gives it back.",
                reference.key.name()
            ));
        }
        Ok(Self {
            kind,
            resource: resource.clone(),
            configuration,
            reference,
        })
    }

    /// The resource of a wish, once it was read.
    pub(super) fn wished(ask: &Ask<'_>) -> Option<Result<Self, String>> {
        let target = ask.target?;
        let kind = resources::of(&target.arm_type()?)?;
        let read = ask.facts.value(&kind.read(target))?;
        Some(Self::of(&Resource::read(read).ok()?))
    }

    /// What must be read: the key, its vault and grant, who else uses it, and what one may do there.
    pub(super) fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = health::reads(&self.resource.id, &self.configuration, ask.facts);
        reads.extend(usage::reads(self.subscription(), ask.facts));
        if let Some(vault) = self.vault(ask) {
            reads.push(rights::read(&vault.id));
            reads.extend(by_vault::read(&vault, ask));
            reads.extend(crate::arm::access::locks::reads(&vault.id));
            reads.push(key::read(&vault.id, self.reference.key.name()));
        }
        reads
    }

    pub(super) fn subscription(&self) -> &str {
        self.resource.id.subscription().unwrap_or_default()
    }

    /// The vault of the key, if it was found.
    pub(super) fn vault(&self, ask: &Ask<'_>) -> Option<Vault> {
        match vault::find(
            &self.reference.key,
            None,
            Some(self.subscription()),
            ask.facts,
        ) {
            Sought::Found(vault) => Some(*vault),
            Sought::NotRead | Sought::Nowhere | Sought::NotVisible(_) => None,
        }
    }

    /// The object ID of the identity that opens the vault.
    pub(super) fn principal(&self, ask: &Ask<'_>) -> Reading<String> {
        self.reference.identity.principal(ask.facts)
    }

    /// What the identity is called on screen.
    pub(super) fn opener(&self) -> &str {
        let id = self.reference.identity.id.as_ref();
        id.map_or(self.resource.name.as_str(), ResourceId::name)
    }

    /// Whether the identity may use the key.
    pub(super) fn granted(&self, vault: &Vault, ask: &Ask<'_>) -> GrantState {
        match self.principal(ask) {
            Reading::Found(principal) => {
                grant::state(vault, self.reference.key.name(), &principal, ask.facts)
            }
            Reading::Missing => GrantState::Unknown("the identity does not exist any more".into()),
            Reading::NotRead | Reading::Failed(_) => GrantState::NotRead,
        }
    }

    /// The versions whose state decides whether the resource can go on: the one in use, and the
    /// newest where it follows; each with whether it is enabled, `None` where that is not known.
    pub(super) fn versions(&self, vault: &Vault, ask: &Ask<'_>) -> Vec<(KeyUri, Option<bool>)> {
        let name = self.reference.key.name();
        let newest = key::one(&vault.id, name, ask.facts).map(|it| it.newest);
        let mut versions: Vec<(KeyUri, Option<bool>)> = Vec::new();
        if let Some(used) = &self.configuration.in_use
            && let Some(version) = used.version()
        {
            let found = key::version(&vault.id, name, version, ask.facts);
            versions.push((used.clone(), found.found().map(|it| it.enabled)));
        }
        if let Reading::Found(newest) = newest
            && versions.iter().all(|it| it.0 != newest.uri)
        {
            versions.push((newest.uri, Some(newest.enabled)));
        }
        versions
    }
}
