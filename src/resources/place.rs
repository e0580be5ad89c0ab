//! Where a new resource goes: the questions, reads, checks and steps that every creation shares.

use crate::arm::access::{AskAt, Planned, groups, locks, policy, providers, rights, subscriptions};
use crate::arm::{Known, Read, Reading, ResourceId};
use crate::form::{Answers, Create, Field, Input, Invalid, Keep, Pick};
use crate::keys::names;
use crate::plan::{Check, Claim, Condition, Finding, Step, Watch, preflight};

use super::{Ask, ResourceType};

const GROUP_WRITE: &str = "Microsoft.Resources/subscriptions/resourceGroups/write";

/// A place for a new resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The subscription's GUID.
    pub subscription: String,
    /// The resource group, which may not exist yet.
    pub group: ResourceId,
    /// The region's short name.
    pub location: String,
    /// What will be created.
    pub target: ResourceId,
}

/// Asks for one of the subscriptions that the person can see.
#[must_use]
pub fn subscription_question() -> Field {
    let enabled = Keep {
        at: "/state",
        is: "Enabled",
    };
    let pick = Pick {
        read: subscriptions::read(),
        value: "/subscriptionId",
        label: "/displayName",
        hint: "",
        keep: vec![enabled],
        create: None,
        empty: "You can see no subscription.",
    };
    Field::new("subscription", "Subscription", Input::Pick(pick))
}

/// The questions: subscription, resource group, region, name.
#[must_use]
pub fn fields(name: Field) -> Vec<Field> {
    let pick = |read, value, label, hint, empty| Pick {
        read,
        value,
        label,
        hint,
        keep: Vec::new(),
        create: None,
        empty,
    };
    let group = Pick {
        create: Some(Create::ByName(names::resource_group)),
        ..pick(
            groups::list_read("{{subscription}}"),
            "/name",
            "/name",
            "/location",
            "This subscription has no resource group yet.",
        )
    };
    let region = pick(
        subscriptions::locations_read("{{subscription}}"),
        "/name",
        "/displayName",
        "",
        "Azure named no region for this subscription.",
    );
    vec![
        subscription_question(),
        Field::new("group", "Resource group", Input::Pick(group))
            .help("One that does not exist yet is created first.")
            .example("rg-storage-prod"),
        Field::new("location", "Region", Input::Pick(region)).example("westeurope"),
        name,
    ]
}

impl Place {
    /// Reads the answers to [`fields`].
    ///
    /// # Errors
    /// The answer that will not do.
    pub fn of(answers: &Answers, arm_type: &str) -> Result<Self, Invalid> {
        let subscription = answers.needed("subscription")?.to_owned();
        names::guid(&subscription).map_err(|it| Invalid::unfit("subscription", it))?;
        let group = answers.needed("group")?;
        names::resource_group(group).map_err(|it| Invalid::unfit("group", it))?;
        let group = ResourceId::of_group(&subscription, group);
        let location = providers::normal_location(answers.needed("location")?);
        if !location.bytes().all(|it| it.is_ascii_alphanumeric()) {
            return Err(Invalid {
                example: "westeurope".into(),
                ..Invalid::new("location", "This is no name of a region.")
            });
        }
        let target = group.provider(arm_type, answers.needed("name")?);
        Ok(Self {
            subscription,
            group,
            location,
            target,
        })
    }

    /// What must be read for the checks below.
    #[must_use]
    pub fn reads(&self, of: &dyn ResourceType, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = vec![
            groups::read(&self.group),
            of.read(&self.target),
            providers::read(&self.subscription, namespace(of)),
            subscriptions::locations_read(&self.subscription),
        ];
        reads.push(rights::read(&self.rights_scope(ask)));
        if self.has_group(ask) {
            reads.extend(locks::reads(&self.group));
        }
        reads
    }

    /// Whether the region is one of the subscription's, where those are known.
    ///
    /// # Errors
    /// Blames the field, and names the regions there are.
    pub fn known_region(&self, ask: &Ask<'_>) -> Result<(), Invalid> {
        let read = subscriptions::locations_read(&self.subscription);
        let rows = ask.facts.rows(&read);
        let names: Vec<&str> = rows.filter_map(|it| it.get("name")?.as_str()).collect();
        let is_known = |it: &&str| it.eq_ignore_ascii_case(&self.location);
        if names.is_empty() || names.iter().any(is_known) {
            return Ok(());
        }
        let reason = format!(
            "Azure names no region {} for this subscription. The regions are {}.",
            self.location,
            names.join(", ")
        );
        Err(Invalid::new("location", &reason))
    }

    /// Whether it may be created here, and whether there is nothing of that name yet.
    #[must_use]
    pub fn checks(&self, of: &dyn ResourceType, ask: &Ask<'_>) -> Vec<Check> {
        let scope = self.rights_scope(ask);
        let write = format!("{}/write", of.arm_type());
        let mut checks = vec![
            self.free(of, ask),
            preflight::right("right-create", &write, &scope, scope.name(), ask.facts),
            preflight::provider(namespace(of), &self.subscription, ask.facts),
        ];
        if self.has_group(ask) {
            checks.push(preflight::locks(
                "locks-group",
                &self.group,
                self.group.name(),
                ask.facts,
            ));
        } else {
            checks.push(preflight::right(
                "right-group",
                GROUP_WRITE,
                &scope,
                "resource groups here",
                ask.facts,
            ));
        }
        checks
    }

    /// The steps before the first resource: the provider registered, the group created.
    #[must_use]
    pub fn steps(&self, of: &dyn ResourceType, ask: &Ask<'_>) -> Vec<Step> {
        let mut steps = register(namespace(of), &self.subscription, ask);
        if !self.has_group(ask) {
            let shown_by = Watch::new(groups::read(&self.group).request, Condition::Exists);
            let title = format!("Create the resource group {}", self.group.name());
            let step = Step::send(
                "create-group",
                title,
                groups::create(&self.group, &self.location),
                shown_by,
            )
            .needs(GROUP_WRITE)
            .undo("Delete the resource group while it is empty.");
            steps.push(step);
        }
        steps
    }

    /// What must be read to know whether policies would deny what is planned here.
    #[must_use]
    pub fn policies_reads(&self, planned: &Planned, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads: Vec<Read> = self.policies_read(planned, ask).into_iter().collect();
        if self.has_group(ask) {
            reads.push(policy::assignments_read(&self.group));
        }
        reads
    }

    /// Whether policies would deny what is planned here.
    #[must_use]
    pub fn policies(&self, planned: &Planned, ask: &Ask<'_>) -> Check {
        let read = self.policies_read(planned, ask);
        preflight::policies(planned, read.as_ref(), ask.facts)
    }

    /// Asked at the group where it exists, because the subscription does not know the group's own
    /// policies; nothing is asked before that is known.
    fn policies_read(&self, planned: &Planned, ask: &Ask<'_>) -> Option<Read> {
        let at = match ask.facts.known(&groups::read(&self.group)) {
            Known::NotRead => return None,
            Known::Missing => AskAt::Subscription,
            Known::Present(_) | Known::Failed(_) => AskAt::Group,
        };
        policy::read(planned, at)
    }

    fn has_group(&self, ask: &Ask<'_>) -> bool {
        matches!(groups::one(&self.group, ask.facts), Reading::Found(_))
    }

    /// The group where it exists, else the subscription.
    fn rights_scope(&self, ask: &Ask<'_>) -> ResourceId {
        if ask.facts.known(&groups::read(&self.group)) == Known::Missing {
            return ResourceId::of_subscription(&self.subscription);
        }
        self.group.clone()
    }

    fn free(&self, of: &dyn ResourceType, ask: &Ask<'_>) -> Check {
        let name = self.target.name();
        let check = match ask.facts.known(&of.read(&self.target)) {
            Known::Missing => Check::new(
                "free",
                Finding::Passed,
                format!("There is no {} {name} here yet.", of.label()),
            ),
            Known::Present(_) => Check::new(
                "free",
                Finding::Failed,
                format!("There is a {} {name} here already.", of.label()),
            )
            .reason("Choose another name, or open the one that is there."),
            Known::NotRead | Known::Failed(_) => Check::new(
                "free",
                Finding::Unknown,
                format!(
                    "Whether there is a {} {name} already is not known.",
                    of.label()
                ),
            )
            .reason("Nothing is created before this is known. Read again."),
        };
        check
            .settles(Claim::Idle(self.target.clone()))
            .as_of(ask.facts.as_of([&of.read(&self.target)]))
    }
}

/// The steps that let a subscription use a provider; none where it does already.
fn register(namespace: &str, subscription: &str, ask: &Ask<'_>) -> Vec<Step> {
    let known = providers::registration(subscription, namespace, ask.facts);
    if !matches!(known, Reading::Found(it) if it.state == providers::State::NotRegistered) {
        return Vec::new();
    }
    let registered = Condition::Is("/registrationState".into(), "Registered".into());
    let asked = Condition::All(vec![Condition::Present("/registrationState".into())]);
    let read = providers::read(subscription, namespace).request;
    let request = providers::register(subscription, namespace);
    vec![
        Step::send(
            "register",
            format!("Register {namespace}"),
            request,
            Watch::new(read.clone(), asked),
        )
        .why("The subscription has not used this service yet.")
        .needs(&providers::register_action(namespace)),
        Step::watch(
            "registered",
            format!("Wait until {namespace} is registered"),
            Watch::new(read, registered).paced(10, 900),
        )
        .expected(60),
    ]
}

fn namespace(of: &dyn ResourceType) -> &'static str {
    of.arm_type().split('/').next().unwrap_or_default()
}
