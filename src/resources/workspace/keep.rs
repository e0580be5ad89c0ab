//! *Keep saved queries in my storage* and *Keep alert queries in my storage*: the account is checked
//! by us, because Azure does not; what goes is saved first.

use serde_json::json;

use super::linked::{self, workspace};
use super::saved;
use super::store::{self, Kept, Now, WRITE_STORE};
use super::{WRITE_WORKSPACE, by_hand, meaning, question};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

/// Keeps saved queries in an account of the customer's.
pub(super) struct KeepQueries;

/// Keeps the queries of alerts in an account of the customer's.
pub(super) struct KeepAlerts;

impl Action for KeepQueries {
    fn id(&self) -> &'static str {
        "keep-queries"
    }

    fn label(&self) -> &'static str {
        "Keep saved queries in my storage"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE_STORE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let workbooks = Field::new(
            "workbooks",
            "I have workbooks with queries in them",
            Input::Switch,
        )
        .help("They are saved to the account one by one, in the portal.")
        .example("false")
        .initial("false");
        Form::new(vec![question::account(Kept::Queries, resource), workbooks])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = reads(ask);
        reads.extend(ask.target.map(saved::read));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let mut plan = planned(self, Kept::Queries, ask)?;
        let workspace = workspace(ask)?;
        let all = saved::all(&workspace.id, ask.facts);
        // Before the other warnings: it is the one that cannot be undone.
        plan.checks.insert(0, meaning::removed(&all));
        let count = all.found().map_or(0, Vec::len);
        if count > 0 {
            plan.steps.insert(0, by_hand::export(&workspace, count));
            if let Some(link) = plan.steps.iter_mut().find(|it| it.id == "link") {
                let words = format!(
                    "Azure removes {} from the workspace. What is not in the file is lost.",
                    meaning::counted(count)
                );
                *link = link.clone().one_way_door(&words);
            }
        }
        if ask.answers.on("workbooks") {
            plan.steps.push(by_hand::workbooks());
        }
        Ok(plan.finish(ask.tenant))
    }
}

impl Action for KeepAlerts {
    fn id(&self) -> &'static str {
        "keep-alerts"
    }

    fn label(&self) -> &'static str {
        "Keep alert queries in my storage"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE_STORE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        Form::new(vec![question::account(Kept::Alerts, resource)])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        reads(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        Ok(planned(self, Kept::Alerts, ask)?.finish(ask.tenant))
    }
}

fn reads(ask: &Ask<'_>) -> Vec<Read> {
    let mut reads = linked::reads(ask);
    if let Some(target) = ask.target {
        reads.extend([Kept::Queries.read(target), Kept::Alerts.read(target)]);
    }
    if let Ok(account) = store::chosen(ask) {
        reads.extend(store::reads(&account));
    }
    reads
}

fn planned(action: &dyn Action, kept: Kept, ask: &Ask<'_>) -> Result<Plan, Invalid> {
    let workspace = workspace(ask)?;
    let account = store::chosen(ask)?;
    let path = kept.path(&workspace.id);
    let at = "/properties/storageAccountIds/0";
    let read = Request::get(&path, versions::OPERATIONAL_INSIGHTS);
    let seen = Watch::new(read, Condition::Is(at.into(), account.to_string()));
    let title = format!(
        "Keep the {} of {} in {}",
        kept.words(),
        workspace.name,
        account.name()
    );
    let mut plan = Plan::new(title, action.id(), workspace.id.clone(), seen.clone());
    plan.proof = Step::watch("prove", "Prove it by reading back", seen.clone())
        .why("Done only when the workspace names the account.")
        .needs("Microsoft.OperationalInsights/workspaces/linkedStorageAccounts/read")
        .expected(1);
    let (id, name) = (&workspace.id, &workspace.name);
    plan.checks = linked::checks(action, WRITE_STORE, &workspace, ask);
    let write = preflight::right(
        "right-workspace-write",
        WRITE_WORKSPACE,
        id,
        name,
        ask.facts,
    );
    plan.checks.push(write);
    plan.checks
        .push(not_there_yet(kept, &workspace, &account, ask));
    plan.checks
        .extend(store::checks(kept, &workspace, &account, ask));
    plan.checks.extend(meaning::consequences(kept));
    let body = json!({ "properties": { "storageAccountIds": [account.as_str()] } });
    let request = Request::put(&path, versions::OPERATIONAL_INSIGHTS, body);
    plan.steps.push(
        Step::send("link", "Link the account", request, seen)
            .why("Azure does not look whether the account will do; the checks above did.")
            .needs(WRITE_STORE)
            .needs(WRITE_WORKSPACE)
            .undo("Unlink it again; what is saved until then returns to the workspace."),
    );
    Ok(plan)
}

fn not_there_yet(kept: Kept, workspace: &Resource, account: &ResourceId, ask: &Ask<'_>) -> Check {
    const ID: &str = "now";
    let name = &workspace.name;
    let other = kept.other().now(&workspace.id, ask.facts);
    match (kept.now(&workspace.id, ask.facts), other) {
        (Now::Account(it), _) if it == *account => Check::new(
            ID,
            Finding::Failed,
            format!(
                "{name} keeps its {} in {} already.",
                kept.words(),
                it.name()
            ),
        ),
        (Now::Account(it), _) => Check::new(
            ID,
            Finding::Warning,
            format!("{name} keeps its {} in {} now.", kept.words(), it.name()),
        )
        .reason("What is saved there is no longer seen in the workspace."),
        (Now::Azure, Now::Account(it)) if it != *account => Check::new(
            ID,
            Finding::Warning,
            format!(
                "{name} keeps its {} in {}.",
                kept.other().words(),
                it.name()
            ),
        )
        .reason("One account serves a workspace for both; take the same one."),
        (Now::Azure, _) => Check::new(
            ID,
            Finding::Passed,
            format!("{name} keeps its {} with Azure Monitor now.", kept.words()),
        ),
        (Now::Unknown, _) => Check::new(
            ID,
            Finding::Unknown,
            format!("Where {name} keeps its {} now is not known.", kept.words()),
        ),
    }
}
