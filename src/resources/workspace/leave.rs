//! *Keep saved queries in Azure Monitor again*, and the same for alerts: the account is unlinked.

use super::linked::{self, RULES, workspace};
use super::store::{DELETE_STORE, Kept, Now};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Form, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::{Action, Ask};

/// Unlinks the account of saved queries.
pub(super) struct LeaveQueries;

/// Unlinks the account of alert queries.
pub(super) struct LeaveAlerts;

impl Action for LeaveQueries {
    fn id(&self) -> &'static str {
        "leave-query-storage"
    }

    fn label(&self) -> &'static str {
        "Keep saved queries in Azure Monitor again"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE_STORE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(Kept::Queries, ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        planned(self, Kept::Queries, ask)
    }
}

impl Action for LeaveAlerts {
    fn id(&self) -> &'static str {
        "leave-alert-storage"
    }

    fn label(&self) -> &'static str {
        "Keep alert queries in Azure Monitor again"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(DELETE_STORE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        Form::default()
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(Kept::Alerts, ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        planned(self, Kept::Alerts, ask)
    }
}

fn reads(kept: Kept, ask: &Ask<'_>) -> Vec<Read> {
    let mut reads = linked::reads(ask);
    reads.extend(ask.target.map(|it| kept.read(it)));
    reads
}

fn planned(action: &dyn Action, kept: Kept, ask: &Ask<'_>) -> Result<Plan, Invalid> {
    let workspace = workspace(ask)?;
    let path = kept.path(&workspace.id);
    let read = Request::get(&path, versions::OPERATIONAL_INSIGHTS);
    let gone = Watch::new(read, Condition::Gone);
    let title = format!(
        "Keep the {} of {} in Azure Monitor",
        kept.words(),
        workspace.name
    );
    let mut plan = Plan::new(title, action.id(), workspace.id.clone(), gone.clone());
    plan.proof = Step::watch("prove", "Prove it by reading back", gone.clone())
        .why("Done only when the workspace names no account any more.")
        .needs("Microsoft.OperationalInsights/workspaces/linkedStorageAccounts/read")
        .expected(1);
    plan.checks = linked::checks(action, DELETE_STORE, &workspace, ask);
    plan.checks.push(is_kept(kept, &workspace, ask));
    plan.checks.push(
        Check::new(
            "returns",
            Finding::Warning,
            format!("The {} are under Microsoft's key from then on.", kept.words()),
        )
        .reason("What is saved in the account returns to the workspace. The account itself stays, and is paid for, until somebody deletes it.")
        .source(&RULES),
    );
    let request = Request::delete(path, versions::OPERATIONAL_INSIGHTS);
    plan.steps.push(
        Step::send("unlink", "Unlink the account", request, gone)
            .needs(DELETE_STORE)
            .undo("Link it again."),
    );
    Ok(plan.finish(ask.tenant))
}

fn is_kept(kept: Kept, workspace: &Resource, ask: &Ask<'_>) -> Check {
    const ID: &str = "now";
    let name = &workspace.name;
    match kept.now(&workspace.id, ask.facts) {
        Now::Account(it) => Check::new(
            ID,
            Finding::Passed,
            format!("{name} keeps its {} in {} now.", kept.words(), it.name()),
        ),
        Now::Azure => Check::new(
            ID,
            Finding::Failed,
            format!(
                "{name} keeps its {} with Azure Monitor already.",
                kept.words()
            ),
        ),
        Now::Unknown => Check::new(
            ID,
            Finding::Unknown,
            format!("Where {name} keeps its {} now is not known.", kept.words()),
        ),
    }
}
