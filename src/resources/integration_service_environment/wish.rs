//! The answers to *Create* as types, and what they make of the plan.

use serde_json::Value;

use super::body::{self, Parts};
use super::edition::Edition;
use super::{AT_KEY, IntegrationServiceEnvironment, network, rules};
use crate::arm::access::Planned;
use crate::arm::{Read, Request, ResourceId, versions};
use crate::form::{Answers, Invalid};
use crate::keys::key::Needs;
use crate::keys::vault::Vault;
use crate::keys::{Attached, KeyUri, VaultKind, names};
use crate::plan::{Check, Condition, Finding, Fix, Watch};
use crate::resources::own_key::{Access, GrantAt, Opener, OwnKey};
use crate::resources::place::Place;
use crate::resources::{Ask, ResourceType};

/// The longest a deployment is waited for: Microsoft says two to four hours.
const LIMIT: u32 = 6 * 3600;

/// The answers as types.
pub(super) struct Wish {
    pub(super) place: Place,
    pub(super) edition: Edition,
    pub(super) opener: Opener,
    pub(super) network: ResourceId,
    named: Option<Vec<ResourceId>>,
    own: OwnKey,
    sku: (String, u64),
    endpoint: String,
    /// Whether somebody else grants the use of the key.
    pub(super) by_somebody: bool,
}

impl Wish {
    pub(super) fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let answers = ask.answers;
        let place = Place::of(answers, IntegrationServiceEnvironment.arm_type())?;
        let name = place.target.name();
        names::integration_service_environment(name).map_err(|it| Invalid::unfit("name", it))?;
        let edition = Edition::of(answers);
        let opener = match edition {
            Edition::Newer => Opener::of(answers)?,
            Edition::Older => Opener::System,
        };
        let endpoint = match edition {
            Edition::Newer => answers.needed("endpoint")?.to_owned(),
            Edition::Older => "External".to_owned(),
        };
        Ok(Self {
            edition,
            opener,
            network: network::id(answers)?,
            named: network::named(answers)?,
            own: own_key(ask)?,
            sku: sku(answers, edition)?,
            endpoint,
            by_somebody: answers.is("granter", "somebody"),
            place,
        })
    }

    /// The four subnets: those that were named, or the first that are empty.
    pub(super) fn subnets(&self, ask: &Ask<'_>) -> Vec<ResourceId> {
        let found = || network::one(&self.network, ask.facts).into_found();
        match &self.named {
            Some(named) => named.clone(),
            None => found().map(|it| it.first_empty()).unwrap_or_default(),
        }
    }

    /// The way to the key, once it is known who will open the vault.
    pub(super) fn access<'a>(&'a self, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        Some(Access {
            ask,
            own: &self.own,
            arm_type: IntegrationServiceEnvironment.arm_type(),
            identity: self.opener.kind(),
            identity_name: self.opener.name(self.place.target.name()),
            principal: self.opener.principal(&Attached::default(), ask)?,
            near: &self.place.subscription,
        })
    }

    /// The reads for [`key_checks`](Self::key_checks).
    pub(super) fn key_reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Some(access) = self.access(ask) else {
            return Vec::new();
        };
        let mut reads = access.reads();
        let vault = access.vault();
        reads.extend(vault.and_then(|it| rules::contributor_read(&it, &access)));
        reads
    }

    /// Vault, key and grant, by the rules of all services and those of this one.
    pub(super) fn key_checks(&self, access: &Access<'_>, ask: &Ask<'_>) -> Vec<Check> {
        let mut checks = access.checks(Needs::ONLY_2048);
        if self.by_somebody {
            checks.retain(|it| it.id != "right-grant" && it.id != "locks-vault");
        }
        if let Some(check) = checks.iter_mut().find(|it| it.id == "right-grant")
            && check.finding == Finding::Failed
        {
            check.fix = Some(Fix::Answer {
                label: "Have somebody else grant it".into(),
                field: "granter".into(),
                value: "somebody".into(),
            });
        }
        if let Some(vault) = access.vault() {
            checks.extend(rules::vault_checks(
                &vault,
                &self.place.location,
                ask.tenant,
            ));
            checks.extend(rules::roles_assumed(&vault));
            checks.extend(rules::contributor(&vault, access, ask));
        }
        checks
    }

    /// The body of the request; subnets and vault as far as they are known.
    pub(super) fn body(&self, vault: &ResourceId, subnets: &[ResourceId]) -> Value {
        let key = &self.own.pasted.key;
        let parts = Parts {
            location: &self.place.location,
            sku: (&self.sku.0, self.sku.1),
            identity: self.opener.id(),
            endpoint: &self.endpoint,
            subnets,
            vault,
            key: key.name(),
            version: self.own.version(),
        };
        body::create(self.edition, &parts)
    }

    /// The request that creates.
    pub(super) fn request(&self, vault: &ResourceId, subnets: &[ResourceId]) -> Request {
        let body = self.body(vault, subnets);
        Request::put(&self.place.target, self.edition.api_version(), body)
    }

    /// What the policies are asked about.
    pub(super) fn planned(&self, ask: &Ask<'_>) -> Option<Planned> {
        let vault = self.access(ask)?.vault()?;
        Some(Planned {
            id: self.place.target.clone(),
            body: self.body(&vault.id, &self.subnets(ask)),
            api_version: versions::LOGIC.into(),
        })
    }

    /// Reads the environment until it is up with the wanted key.
    pub(super) fn watch(&self) -> Watch {
        let is = |at: &str, value: &str| Condition::Is(at.into(), value.into());
        let mut all = vec![
            is("/properties/provisioningState", "Succeeded"),
            Condition::NamesKey(AT_KEY.into(), self.own.key().to_string()),
            is(
                "/properties/networkConfiguration/accessEndpoint/type",
                &self.endpoint,
            ),
        ];
        match self.opener.id() {
            Some(id) => all.push(Condition::Member(
                "/identity/userAssignedIdentities".into(),
                id.to_string(),
            )),
            None => all.push(Condition::Present("/identity/principalId".into())),
        }
        if self.edition == Edition::Newer {
            all.push(is("/sku/name", &self.sku.0));
            all.push(is("/sku/capacity", &self.sku.1.to_string()));
        }
        Watch::new(self.read(), Condition::All(all)).paced(60, LIMIT)
    }

    /// The read of the environment, whichever version created it.
    pub(super) fn read(&self) -> Request {
        Request::get(&self.place.target, versions::LOGIC)
    }

    /// Whether the key lies in a vault: the body has no place for a Managed HSM.
    pub(super) fn is_of_vault(&self) -> bool {
        self.own.pasted.key.kind() == VaultKind::Vault
    }

    /// The vault that was found, if it is one whose key can be named.
    pub(super) fn vault(&self, access: &Access<'_>) -> Option<Vault> {
        access.vault().filter(|_| self.is_of_vault())
    }
}

/// The key with its version: an environment follows nothing.
fn own_key(ask: &Ask<'_>) -> Result<OwnKey, Invalid> {
    let pasted = ask.answers.key("key", ask.cloud)?;
    let Some(version) = pasted.key.version().cloned() else {
        return Err(Invalid {
            example: example(&pasted.key),
            ..Invalid::new(
                "key",
                "An environment stays with one version for life, so the identifier must name it.",
            )
        });
    };
    if pasted.key.kind() == VaultKind::ManagedHsm {
        let why = "The request names the key by its vault, and has no place for a Managed HSM.";
        return Err(Invalid::new("key", why));
    }
    Ok(OwnKey {
        pinned: Some(version),
        pasted,
        grant_at: GrantAt::of(ask.answers),
    })
}

fn example(key: &KeyUri) -> String {
    format!("{}/78deebed173b48e48f55abf87ed4cf71", key.versionless())
}

fn sku(answers: &Answers, edition: Edition) -> Result<(String, u64), Invalid> {
    if edition == Edition::Older {
        return Ok((String::new(), 0));
    }
    let name = answers.needed("sku")?.to_owned();
    let capacity = match answers.text("capacity") {
        "" => 0,
        text => text
            .parse()
            .map_err(|_| Invalid::new("capacity", "Choose a number of scale units."))?,
    };
    Ok((name, capacity))
}
