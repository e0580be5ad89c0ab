//! *Send audit logs to a workspace*: who uses the keys is written down, the refused included.
//!
//! Sources: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/logging.md`, and
//! Azure/bicep-types-az @ 1f896de2, `microsoft.insights/2021-05-01-preview`, read 21 Aug 2026.

use crate::arm::access::{Permission, Place, rights};
use crate::arm::{Read, Reading, Request, Resource, ResourceId, Source, versions};
use crate::form::{Create, Field, Form, Input, Invalid, Pick};
use crate::keys::Unfit;
use crate::keys::vault::Vault;
use crate::keys::vault::audit::{self, Setting};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const WORKSPACES: &str = "Microsoft.OperationalInsights/workspaces";

/// What the one who sends logs to a workspace needs there.
///
/// Source: <https://github.com/JimGBritt/AzurePolicy/issues/17>, read 27 Nov 2026.
const SHARED_KEYS: &str = "Microsoft.OperationalInsights/workspaces/sharedKeys/action";

const LOGGING: Source = Source::new(
    "Azure Key Vault logging",
    "https://learn.microsoft.com/azure/key-vault/general/logging",
    "2026-08-21",
);
const LIMITS: Source = Source::new(
    "Diagnostic settings in Azure Monitor",
    "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    "2026-11-27",
);

/// Has a vault write down who uses its keys.
pub(super) struct SendLogs;

impl Action for SendLogs {
    fn id(&self) -> &'static str {
        audit::ACTION
    }

    fn label(&self) -> &'static str {
        "Send audit logs to a workspace"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(audit::WRITE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let subscription = resource.and_then(|it| it.id.subscription_id());
        let scope = subscription.map_or(String::new(), |it| it.to_string());
        let list = format!("{scope}/providers/{WORKSPACES}");
        let pick = Pick {
            read: Read::list(Request::get(list, versions::OPERATIONAL_INSIGHTS)),
            value: "/id",
            label: "/name",
            hint: "/location",
            keep: Vec::new(),
            create: Some(Create::Action {
                arm_type: WORKSPACES,
                action: "create",
            }),
            empty: "This subscription has no workspace yet.",
        };
        Form::new(vec![
            Field::new("workspace", "Workspace", Input::Pick(pick))
                .help("One of this subscription, or the resource ID of another one.")
                .example("/subscriptions/…/providers/Microsoft.OperationalInsights/workspaces/log-security-weu"),
            Field::new("name", "Name of the setting", Input::Text(setting_name))
                .example("key-audit")
                .initial("key-audit"),
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = super::reads(ask);
        reads.extend(ask.target.map(audit::read));
        if let Ok(workspace) = ask.answers.id("workspace") {
            reads.push(workspace_read(&workspace));
            reads.push(rights::read(&workspace));
        }
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let workspace = ask.answers.id("workspace")?;
        if !workspace.is(WORKSPACES) {
            return Err(Invalid::new(
                "workspace",
                "This is no Log Analytics workspace.",
            ));
        }
        let name = ask.answers.needed("name")?;
        setting_name(name).map_err(|it| Invalid::unfit("name", it))?;
        let seen = Condition::All(vec![
            Condition::Is("/properties/workspaceId".into(), workspace.to_string()),
            Condition::Is("/properties/logs/0/category".into(), audit::CATEGORY.into()),
            Condition::Is("/properties/logs/0/enabled".into(), "true".into()),
        ]);
        let watch = Watch::new(audit::one_read(&vault.id, name), seen);
        let title = format!(
            "Send the audit log of {} to {}",
            vault.name(),
            workspace.name()
        );
        let mut plan = Plan::new(title, self.id(), vault.id.clone(), watch.clone());
        let (at, place, facts) = (&vault.id, vault.name(), ask.facts);
        plan.checks = vec![
            preflight::right("right-vault", audit::WRITE, at, place, facts),
            preflight::right(
                "right-workspace",
                SHARED_KEYS,
                &workspace,
                workspace.name(),
                facts,
            ),
            preflight::locks("locks", at, place, facts),
            there(&workspace, ask),
            room(&vault, &workspace, name, ask),
        ];
        plan.checks.extend(super::idle(at, facts));
        let step = Step::send("send", "Create the diagnostic setting", audit::send(at, name, &workspace), watch)
            .why("Each use of a key is found there within about ten minutes. The workspace charges for what it takes in.")
            .needs(audit::WRITE)
            .undo("Delete the diagnostic setting.");
        plan.steps.push(step);
        Ok(plan.finish(ask.tenant))
    }
}

fn workspace_read(id: &ResourceId) -> Read {
    Read::one(Request::get(id, versions::OPERATIONAL_INSIGHTS))
}

/// What Azure takes is not documented: letters, digits, dots, hyphens and underscores are taken.
fn setting_name(name: &str) -> Result<(), Unfit> {
    let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
    if name.len() <= 260 && name.chars().all(plain) {
        return Ok(());
    }
    let why =
        "The name of a setting has at most 260 letters, digits, dots, hyphens and underscores.";
    Err(Unfit::new(why, "key-audit"))
}

fn there(workspace: &ResourceId, ask: &Ask<'_>) -> Check {
    const ID: &str = "workspace";
    let (read, name) = (workspace_read(workspace), workspace.name());
    let check = match ask.facts.one(&read, |it| Resource::read(it).ok()) {
        Reading::Found(_) => Check::new(ID, Finding::Passed, format!("{name} is there.")),
        Reading::Missing => Check::new(
            ID,
            Finding::Failed,
            format!("There is no workspace {name}."),
        )
        .reason("It was deleted, or the ID is another one."),
        Reading::NotRead | Reading::Failed(_) => Check::new(
            ID,
            Finding::Unknown,
            format!("Whether {name} is there is not known."),
        )
        .reason("You may have no right to read it."),
    };
    check.as_of(ask.facts.as_of([&read]))
}

/// Azure keeps a few settings of a resource, and sends a category to a place once.
fn room(vault: &Vault, workspace: &ResourceId, name: &str, ask: &Ask<'_>) -> Check {
    const ID: &str = "settings";
    let failed = |headline| Check::new(ID, Finding::Failed, headline);
    let check = match audit::settings(&vault.id, ask.facts) {
        Reading::Found(all) => {
            let to_same = |it: &&Setting| {
                it.workspace.eq_ignore_ascii_case(workspace.as_str()) && it.use_of_keys
            };
            let named = all.iter().any(|it| it.name.eq_ignore_ascii_case(name));
            if let Some(it) = all.iter().find(to_same) {
                failed(format!(
                    "{} goes to {} already.",
                    vault.name(),
                    workspace.name()
                ))
                .reason("Azure sends a category to a place once.")
                .evidence(format!("setting {}", it.name))
            } else if named {
                failed(format!("There is a setting {name} already."))
                    .reason("It would be replaced, with whatever it sends. Choose another name.")
            } else if all.len() >= audit::MOST {
                failed(format!(
                    "{} has {} diagnostic settings, the most that Azure keeps.",
                    vault.name(),
                    all.len()
                ))
                .reason("Delete one of them, or add the audit log to it.")
            } else {
                let headline = format!("{} can have one more diagnostic setting.", vault.name());
                Check::new(ID, Finding::Passed, headline).evidence(format!(
                    "{} of {}",
                    all.len(),
                    audit::MOST
                ))
            }
        }
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!(
                "Which diagnostic settings {} has is not known.",
                vault.name()
            ),
        )
        .reason("They could not be read. A setting of the same name would be replaced."),
    };
    let read = audit::read(&vault.id);
    let source = if check.finding == Finding::Failed {
        &LIMITS
    } else {
        &LOGGING
    };
    check.source(source).as_of(ask.facts.as_of([&read]))
}
