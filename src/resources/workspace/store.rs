//! The storage account in which a workspace keeps its saved queries or its alert queries.

use super::linked::RULES;
use crate::arm::access::providers::normal_location;
use crate::arm::access::rights;
use crate::arm::{Facts, Known, Read, Request, Resource, ResourceId, Source, versions};
use crate::form::Invalid;
use crate::plan::{Check, Finding, preflight};
use crate::resources::Ask;

/// As ARM spells the type of storage accounts.
pub(super) const ACCOUNTS: &str = "Microsoft.Storage/storageAccounts";

pub(super) const WRITE_STORE: &str =
    "Microsoft.OperationalInsights/workspaces/linkedStorageAccounts/write";
pub(super) const DELETE_STORE: &str =
    "Microsoft.OperationalInsights/workspaces/linkedStorageAccounts/delete";
const WRITE_ACCOUNT: &str = "Microsoft.Storage/storageAccounts/write";

const TABLES: Source = Source::new(
    "Create a storage account that supports customer-managed keys for tables and queues",
    "https://learn.microsoft.com/azure/storage/common/account-encryption-key-create",
    "2026-08-21",
);

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Saved queries and functions, in tables.
    Queries,
    /// The queries of log search alerts, in blobs.
    Alerts,
}

impl Kept {
    /// As Azure calls it.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Queries => "Query",
            Self::Alerts => "Alerts",
        }
    }

    /// As people call it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Queries => "saved queries",
            Self::Alerts => "alert queries",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Queries => Self::Alerts,
            Self::Alerts => Self::Queries,
        }
    }

    /// Where the link to the account is.
    pub(super) fn path(self, workspace: &ResourceId) -> ResourceId {
        workspace.child("linkedStorageAccounts", self.kind())
    }

    /// Asks for the link to the account.
    pub(super) fn read(self, workspace: &ResourceId) -> Read {
        let path = self.path(workspace);
        Read::one(Request::get(path, versions::OPERATIONAL_INSIGHTS))
    }

    /// The account that is linked now; `Missing` where there is none.
    pub(super) fn now(self, workspace: &ResourceId, facts: &Facts) -> Now {
        match facts.known(&self.read(workspace)) {
            Known::Present(shown) => {
                let found = shown.pointer("/properties/storageAccountIds/0");
                let id = found.and_then(|it| ResourceId::parse(it.as_str()?).ok());
                id.map_or(Now::Unknown, Now::Account)
            }
            Known::Missing => Now::Azure,
            Known::NotRead | Known::Failed(_) => Now::Unknown,
        }
    }

    /// The same in words; nothing where it is not known.
    pub(super) fn where_now(self, workspace: &ResourceId, facts: &Facts) -> String {
        match self.now(workspace, facts) {
            Now::Account(it) => format!("in {}", it.name()),
            Now::Azure => "with Azure Monitor, under Microsoft's key".to_owned(),
            Now::Unknown => String::new(),
        }
    }
}

/// Where queries are kept now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Now {
    /// In this account.
    Account(ResourceId),
    /// With Azure Monitor itself.
    Azure,
    /// Nobody knows.
    Unknown,
}

/// The chosen account.
pub(super) fn chosen(ask: &Ask<'_>) -> Result<ResourceId, Invalid> {
    let id = ask.answers.id("account")?;
    if id.is(ACCOUNTS) {
        return Ok(id);
    }
    Err(Invalid::new("account", "This is no storage account."))
}

/// What must be read of the account.
pub(super) fn reads(account: &ResourceId) -> Vec<Read> {
    vec![account_read(account), rights::read(account)]
}

fn account_read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::STORAGE))
}

/// The checks that Azure does not make: it links what it is told to.
///
/// Source: Azure/azure-cli#22747, read 21 Aug 2026.
pub(super) fn checks(
    kept: Kept,
    workspace: &Resource,
    account: &ResourceId,
    ask: &Ask<'_>,
) -> Vec<Check> {
    let read = account_read(account);
    let shown = ask.facts.value(&read);
    let Some(found) = shown.and_then(|it| Resource::read(it).ok()) else {
        let words = format!("{} could not be read.", account.name());
        let check = Check::new("account", Finding::Failed, words);
        return vec![check.reason("Whether it will do is not known, and Azure does not look.")];
    };
    let mut checks = vec![
        kind(&found),
        near(workspace, &found),
        key(&found, kept),
        preflight::right(
            "right-account",
            WRITE_ACCOUNT,
            account,
            account.name(),
            ask.facts,
        ),
    ];
    if kept == Kept::Queries {
        checks.push(tables(&found));
    }
    let at = ask.facts.as_of([&read]);
    checks.into_iter().map(|it| it.as_of(at)).collect()
}

fn kind(account: &Resource) -> Check {
    let kind = account.kind.as_deref().unwrap_or_default();
    let name = &account.name;
    let check = if kind.eq_ignore_ascii_case("StorageV2") {
        Check::new(
            "account",
            Finding::Passed,
            format!("{name} is of a fitting kind."),
        )
    } else {
        Check::new(
            "account",
            Finding::Failed,
            format!("{name} is of the kind {kind}, which has no place for queries."),
        )
        .reason("Choose an account of the kind StorageV2.")
    };
    check.evidence(format!("kind {kind}")).source(&RULES)
}

fn near(workspace: &Resource, account: &Resource) -> Check {
    let (here, there) = (&workspace.location, &account.location);
    let check = if normal_location(here) == normal_location(there) {
        Check::new(
            "region",
            Finding::Passed,
            "Workspace and account are in one region.",
        )
    } else {
        Check::new(
            "region",
            Finding::Failed,
            format!("The workspace is in {here}, and {} in {there}.", account.name),
        )
        .reason("Azure takes it all the same and does not work with it. Choose an account of the workspace's region.")
    };
    check.evidence(format!("location {there}")).source(&RULES)
}

fn key(account: &Resource, kept: Kept) -> Check {
    let (name, source) = (&account.name, account.text("/encryption/keySource"));
    let check = if source.eq_ignore_ascii_case("Microsoft.Keyvault") {
        Check::new(
            "account-key",
            Finding::Passed,
            format!("{name} is under your key."),
        )
    } else {
        Check::new(
            "account-key",
            Finding::Warning,
            format!(
                "{name} uses a key of Microsoft's, and so would your {}.",
                kept.words()
            ),
        )
        .reason("Put the account under your key as well, before or afterwards.")
    };
    check.evidence(format!("keySource {source}")).source(&RULES)
}

/// Saved queries lie in tables, and which key those have was decided with the account.
fn tables(account: &Resource) -> Check {
    let (name, scope) = (
        &account.name,
        account.text("/encryption/services/table/keyType"),
    );
    let check = if scope.eq_ignore_ascii_case("Account") {
        Check::new(
            "tables",
            Finding::Passed,
            format!("The tables of {name} have the key of the account."),
        )
    } else {
        Check::new(
            "tables",
            Finding::Failed,
            format!("The tables of {name} never get your key."),
        )
        .reason("That is decided when an account is created. Create a suitable account, and choose that one.")
    };
    let scope = if scope.is_empty() { "Service" } else { scope };
    check
        .evidence(format!("encryption.services.table.keyType {scope}"))
        .source(&TABLES)
}
