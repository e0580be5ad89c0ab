//! Every Azure resource type the console manages, one folder each, and the one table of them.

pub mod across;
pub(crate) mod ai_account;
pub mod attention;
mod by_vault;
pub mod coverage;
pub mod entry;
mod free_name;
pub(crate) mod integration_service_environment;
pub mod inventory;
pub(crate) mod key_vault;
pub(crate) mod log_analytics_cluster;
pub(crate) mod managed_identity;
pub mod mend;
mod notice;
mod offer;
mod own_key;
mod place;
mod revocation;
pub mod rows;
pub mod simulated;
pub mod storage_account;
pub mod unfinished;
pub mod usage;
pub(crate) mod virtual_network;
pub(crate) mod workspace;

pub use notice::{Notice, Successor};
pub use offer::{Offer, offer};

use crate::arm::access::Permission;
use crate::arm::{Cloud, Facts, Read, Request, Resource, ResourceId, Timestamp, Unreadable};
use crate::form::{Answers, Form, Imported, Invalid};
use crate::keys::{Configuration, Unprotected};
use crate::plan::{Plan, preflight};

/// The registry. Its order is the order in menus.
pub const ALL: &[&dyn ResourceType] = &[
    &storage_account::StorageAccount,
    &log_analytics_cluster::LogAnalyticsCluster,
    &workspace::Workspace,
    &integration_service_environment::IntegrationServiceEnvironment,
    &ai_account::AiAccount,
    &ai_account::DeletedAiAccount,
    &key_vault::KeyVault,
    &managed_identity::ManagedIdentity,
    &virtual_network::VirtualNetwork,
];

/// One Azure resource type.
pub trait ResourceType: Sync + 'static {
    /// As ARM spells it: `Microsoft.Storage/storageAccounts`.
    fn arm_type(&self) -> &'static str;
    /// The API version this type was written against.
    fn api_version(&self) -> &'static str;
    /// Singular, lower case: "storage account".
    fn label(&self) -> &'static str;
    /// Plural, lower case: "storage accounts".
    fn plural(&self) -> &'static str;
    /// The name of its icon.
    fn icon(&self) -> &'static str;
    /// Where Microsoft documents customer-managed keys for it.
    fn docs(&self) -> &'static str;
    /// What a person can do to it, the most wanted first.
    fn actions(&self) -> &'static [&'static dyn Action];
    /// What the resource says about its key.
    ///
    /// # Errors
    /// When the answer is not as documented.
    fn configuration(&self, resource: &Resource) -> Result<Configuration, Unreadable>;
    /// Facts worth showing that belong to this type alone.
    fn details(&self, resource: &Resource) -> Vec<Detail>;
    /// What must be read besides the resource for [`related`](Self::related), given what is known.
    /// Asked again with what is known, until nothing new is wanted.
    fn related_reads(&self, resource: &Resource, facts: &Facts, now: Timestamp) -> Vec<Read> {
        let _ = (resource, facts, now);
        Vec::new()
    }
    /// Facts worth showing that stand elsewhere: below the resource, or at its vault.
    fn related(&self, resource: &Resource, facts: &Facts, now: Timestamp) -> Vec<Detail> {
        let _ = (resource, facts, now);
        Vec::new()
    }
    /// What must be known before anything of this type is asked: that Azure has retired it.
    fn notice(&self) -> Option<Notice> {
        None
    }
    /// The type its lists go by, where that is another one.
    fn listed_as(&self) -> &'static str {
        self.arm_type()
    }
    /// What its key does not protect.
    fn not_protected(&self) -> &'static [Unprotected] {
        &[]
    }
}

/// A fact of a resource for its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is: "Replication".
    pub label: &'static str,
    /// What it says: `Standard_LRS`.
    pub value: String,
    /// Where it was read: `sku.name`.
    pub at: &'static str,
}

/// Something a person can do to a resource, or to make one.
pub trait Action: Sync + 'static {
    /// Its name in addresses: `use-my-key`.
    fn id(&self) -> &'static str;
    /// Its button: "Use my key".
    fn label(&self) -> &'static str;
    /// Whether it makes a resource, and so has none to start from.
    fn creates(&self) -> bool {
        false
    }
    /// The rights it needs, as far as they can be asked for before its form is answered.
    fn needs(&self) -> &'static [Permission];
    /// Whether it makes sense for this resource as it is.
    ///
    /// # Errors
    /// One or two sentences: why not, and what to choose instead.
    fn applies(&self, resource: &Resource) -> Result<(), String>;
    /// Its questions.
    fn form(&self, resource: Option<&Resource>) -> Form;
    /// Reads a text that was pasted instead of answering: a request body from somewhere else.
    /// `None` where the form takes none.
    ///
    /// # Errors
    /// A sentence that says why the text cannot be read.
    fn import(&self, text: &str, cloud: &Cloud) -> Option<Result<Imported, String>> {
        let _ = (text, cloud);
        None
    }
    /// What must be known before planning. Asked again with what is known, until nothing new is
    /// wanted.
    fn reads(&self, ask: &Ask<'_>) -> Vec<Read>;
    /// Checks and steps.
    ///
    /// # Errors
    /// The answer that will not do.
    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid>;
}

/// A wish with everything that is known about it.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The resource it is about; `None` for one that is to be made.
    pub target: Option<&'a ResourceId>,
    /// What the person said, complete.
    pub answers: &'a Answers,
    /// What was read.
    pub facts: &'a Facts,
    /// Where all this is.
    pub cloud: &'a Cloud,
    /// The directory (tenant id) it happens in.
    pub tenant: &'a str,
    /// The object ID of the person in that directory.
    pub person: &'a str,
    /// Whether Microsoft Graph may be asked; where it may not, people do what it would.
    pub graph: bool,
    /// The hosts of the vaults that may be asked themselves, if they answer a browser.
    pub vault_hosts: &'a [String],
    /// The time of planning.
    pub now: Timestamp,
}

/// The id of the action that moves a resource to the newest version of the key it is pinned to.
/// Where a type has it, the page of a resource offers it as soon as there is a newer version.
pub const TAKE_NEWEST: &str = "take-newest";

/// More rounds of reading than this are a mistake of ours.
pub const ROUNDS: usize = 10;

/// How far planning has come.
#[derive(Debug)]
pub enum Planning {
    /// These must be read first; then it is asked again.
    Read(Vec<Read>),
    /// Everything is known, and this is the plan.
    Planned(Box<Plan>),
    /// Everything is known, and this answer will not do.
    Refused(Invalid),
}

/// What is still to be read before planning.
#[must_use]
pub fn wanted(action: &dyn Action, ask: &Ask<'_>) -> Vec<Read> {
    let mut reads = action.reads(ask);
    reads.retain(|it| ask.facts.get(it).is_none());
    let mut seen = std::collections::BTreeSet::new();
    reads.retain(|it| seen.insert(it.request.question()));
    reads
}

/// Plans, or says what is still to be read before.
#[must_use]
pub fn plan(action: &dyn Action, ask: &Ask<'_>) -> Planning {
    let reads = wanted(action, ask);
    if !reads.is_empty() {
        return Planning::Read(reads);
    }
    let mut plan = match action.plan(ask) {
        Ok(plan) => plan,
        Err(invalid) => return Planning::Refused(invalid),
    };
    let mut reads = preflight::eligible_reads(&plan.checks);
    reads.retain(|it| ask.facts.get(it).is_none());
    if !reads.is_empty() {
        return Planning::Read(reads);
    }
    for check in &mut plan.checks {
        preflight::eligible(check, ask.facts, ask.cloud);
    }
    Planning::Planned(Box::new(plan))
}

/// The row of an ARM type, ignoring case.
#[must_use]
pub fn of(arm_type: &str) -> Option<&'static dyn ResourceType> {
    ALL.iter()
        .find(|it| it.arm_type().eq_ignore_ascii_case(arm_type))
        .copied()
}

impl dyn ResourceType {
    /// The action of this type with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&'static dyn Action> {
        self.actions().iter().find(|it| it.id() == id).copied()
    }

    /// The read of one resource of this type.
    #[must_use]
    pub fn read(&self, id: &ResourceId) -> Read {
        Read::one(Request::get(id, self.api_version()))
    }

    /// The list of this type's resources in a subscription or a resource group.
    #[must_use]
    pub fn list(&self, scope: &ResourceId) -> Read {
        Read::list(Request::get(
            format!("{scope}/providers/{}", self.listed_as()),
            self.api_version(),
        ))
    }
}
