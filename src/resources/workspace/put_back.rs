//! *Put saved queries back*: from the file that was saved before they were removed.

use serde_json::json;

use super::linked::{self, workspace};
use super::meaning::counted;
use super::saved::{self, Saved};
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Reading, Request, Resource, ResourceId, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::{Action, Ask};

const WRITE: &str = "Microsoft.OperationalInsights/workspaces/savedSearches/write";

/// Saves queries again that are in a file.
pub(super) struct PutBack;

impl Action for PutBack {
    fn id(&self) -> &'static str {
        "put-queries-back"
    }

    fn label(&self) -> &'static str {
        "Put saved queries back"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let file = Field::new("file", "File", Input::File(saved::check))
            .help("The one that was saved before they were removed. It stays in this tab.")
            .example(saved::EXAMPLE);
        Form::new(vec![file])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = linked::reads(ask);
        reads.extend(ask.target.map(saved::read));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let workspace = workspace(ask)?;
        let file = saved::of_file(ask.answers.needed("file")?);
        let file = file.map_err(|it| Invalid::unfit("file", it))?;
        let there = saved::all(&workspace.id, ask.facts);
        let (wanted, left) = sorted(file, &there);
        let list = Watch::new(saved::read(&workspace.id).request, listed(&wanted));
        let title = format!("Put {} back into {}", counted(wanted.len()), workspace.name);
        let mut plan = Plan::new(title, self.id(), workspace.id.clone(), list.clone());
        plan.proof = Step::watch("prove", "Prove it by reading back", list)
            .why("Done only when the workspace lists all of them.")
            .needs("Microsoft.OperationalInsights/workspaces/savedSearches/read")
            .expected(1);
        plan.checks = linked::checks(self, WRITE, &workspace, ask);
        plan.checks.push(found(&workspace, &there, &wanted, &left));
        plan.checks.extend(by_hand(&left));
        let steps = wanted.iter().enumerate();
        plan.steps = steps.map(|(at, it)| step(&workspace.id, at, it)).collect();
        Ok(plan.finish(ask.tenant))
    }
}

/// Why one of the file is left out.
enum Left {
    /// It is there already.
    There,
    /// A plan cannot carry it.
    ByHand(Saved),
}

fn sorted(file: Vec<Saved>, there: &Reading<Vec<Saved>>) -> (Vec<Saved>, Vec<Left>) {
    let there = there.found().cloned().unwrap_or_default();
    let (mut wanted, mut left) = (Vec::<Saved>::new(), Vec::new());
    for saved in file {
        let same = |it: &Saved| it.name.eq_ignore_ascii_case(&saved.name);
        if there.iter().any(same) || wanted.iter().any(same) {
            left.push(Left::There);
        } else if saved.fits() {
            wanted.push(saved);
        } else {
            left.push(Left::ByHand(saved));
        }
    }
    (wanted, left)
}

fn found(
    workspace: &Resource,
    there: &Reading<Vec<Saved>>,
    wanted: &[Saved],
    left: &[Left],
) -> Check {
    const ID: &str = "missing";
    let name = &workspace.name;
    let already = left.iter().filter(|it| matches!(it, Left::There)).count();
    let check = match (there, wanted.len()) {
        (Reading::Found(_), 0) => Check::new(
            ID,
            Finding::Failed,
            format!("{name} lacks none that could be put back."),
        ),
        (Reading::Found(_), count) => Check::new(
            ID,
            Finding::Passed,
            format!("{name} lacks {} of the file.", counted(count)),
        ),
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("Which of them {name} has already is not known."),
        )
        .reason("Azure refuses to save one over another that is there."),
    };
    match already {
        0 => check,
        already => check.evidence(format!(
            "{already} of the file are there and stay as they are"
        )),
    }
}

fn by_hand(left: &[Left]) -> Option<Check> {
    let named = left.iter().filter_map(|it| match it {
        Left::ByHand(saved) => Some(saved.title.as_str()),
        Left::There => None,
    });
    let named: Vec<&str> = named.collect();
    (!named.is_empty()).then(|| {
        Check::new(
            "by-hand",
            Finding::Warning,
            format!("These are left out: {}.", named.join(", ")),
        )
        .reason("They hold two opening braces, which mean something else in a plan. Save them in the portal, as Legacy query.")
    })
}

fn listed(wanted: &[Saved]) -> Condition {
    let one = |it: &Saved| Condition::Has("/value".into(), "/name".into(), it.name.clone());
    match wanted {
        [] => Condition::Present("/value".into()),
        some => Condition::All(some.iter().map(one).collect()),
    }
}

fn step(workspace: &ResourceId, at: usize, saved: &Saved) -> Step {
    let path = saved.path(workspace);
    let read = Request::get(&path, versions::OPERATIONAL_INSIGHTS);
    let title = Condition::Is("/properties/displayName".into(), saved.title.clone());
    let body = json!({ "properties": saved.properties });
    let request = Request::put(&path, versions::OPERATIONAL_INSIGHTS, body);
    let name = format!("Put back “{}”", saved.title);
    Step::send(
        &format!("put-{}", at + 1),
        name,
        request,
        Watch::new(read, title),
    )
    .needs(WRITE)
    .undo("Delete it in the workspace.")
}
