//! *Create*: in the order that the kind of identity demands. With a user-assigned one the grant
//! comes first and the key can be in the first request; with the cluster's own the cluster comes
//! first, then the grant, then the key.

use serde_json::Value;

use super::{AT_KEY, LogAnalyticsCluster, NOT_YET, PATIENCE, PERMISSIONS, WRITE};
use super::{body, cluster, keyed, limits, only_now};
use crate::arm::access::{Permission, Planned};
use crate::arm::{Read, Request, Resource, versions};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::identity::ASSIGN;
use crate::keys::{Attached, names};
use crate::plan::{Check, Condition, Finding, Fix, Plan, Step};
use crate::resources::own_key::{Access, Opener, OwnKey, PRINCIPAL, grant_question, key_questions};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType};

/// Creates a cluster, with the customer's key or with Microsoft's.
pub(super) struct CreateCluster;

impl Action for CreateCluster {
    fn id(&self) -> &'static str {
        "create"
    }

    fn label(&self) -> &'static str {
        "Create a cluster"
    }

    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        const { &PERMISSIONS }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("name", "Name", Input::Text(names::log_analytics))
            .help("The name of a deleted cluster is free again after 14 days.")
            .example("law-hub-weu");
        let mut fields = place::fields(name);
        fields.push(only_now::capacity_question("100"));
        fields.push(only_now::billing_question("Cluster"));
        fields.extend(only_now::identity_questions("{{subscription}}"));
        fields.push(
            Field::new("with-key", "Under my key from the beginning", Input::Switch)
                .help("Only data that is ingested under a key is protected by it.")
                .example("true")
                .initial("true"),
        );
        let mut key = key_questions("Azure Monitor takes a new version within the hour.");
        key.push(grant_question());
        fields.extend(
            key.into_iter()
                .map(|it| it.only_when("with-key", &["true"])),
        );
        fields.extend(only_now::only_now());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(wish) = Wish::of(ask) else {
            return Vec::new();
        };
        let mut reads = wish.place.reads(&LogAnalyticsCluster, ask);
        reads.extend(limits::reads(&wish.place, ask));
        reads.extend(wish.opener.reads());
        reads.extend(wish.place.policies_reads(&wish.planned(), ask));
        reads.extend(wish.access(ask).map(|it| it.reads()).unwrap_or_default());
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let wish = Wish::of(ask)?;
        wish.place.known_region(ask)?;
        let (place, target) = (&wish.place, &wish.place.target);
        let proof = cluster::watch(target, wish.proof(wish.access(ask).as_ref()));
        let title = format!("Create the cluster {}", target.name());
        let mut plan = Plan::new(title, self.id(), target.clone(), proof.clone());
        plan.proof = super::proof(proof);
        plan.checks = place.checks(&LogAnalyticsCluster, ask);
        plan.checks.extend(limits::checks(place, ask));
        plan.checks.push(only_now::committed(wish.gigabytes));
        plan.checks.push(place.policies(&wish.planned(), ask));
        plan.checks
            .extend(wish.opener.checks(&Attached::default(), ask));
        plan.steps = place.steps(&LogAnalyticsCluster, ask);
        match wish.access(ask) {
            None if wish.own.is_some() => plan.checks.push(Check::new(
                "principal",
                Finding::Failed,
                "Who would open the vault is not known.",
            )),
            None => plan.steps.push(wish.create(None)),
            Some(access) => {
                plan.checks.extend(wish.key_checks(&access));
                wish.key_steps(&mut plan, &access);
            }
        }
        Ok(plan.finish(ask.tenant))
    }
}

/// The answers as types.
struct Wish {
    place: Place,
    gigabytes: u64,
    billing: String,
    opener: Opener,
    /// None for Microsoft's key.
    own: Option<OwnKey>,
    only_now: body::CreateOnly,
}

impl Wish {
    fn of(ask: &Ask<'_>) -> Result<Self, Invalid> {
        let answers = ask.answers;
        let place = Place::of(answers, LogAnalyticsCluster.arm_type())?;
        names::log_analytics(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
        let own = match answers.on("with-key") {
            true => Some(OwnKey::of(answers, ask.cloud)?),
            false => None,
        };
        Ok(Self {
            place,
            gigabytes: only_now::capacity(answers)?,
            billing: answers.needed("billing")?.to_owned(),
            opener: Opener::of(answers)?,
            own,
            only_now: only_now::create_only(answers),
        })
    }

    /// The way to the key, if one is wanted and it is known who will open the vault.
    fn access<'a>(&'a self, ask: &'a Ask<'a>) -> Option<Access<'a>> {
        let name = self.place.target.name();
        Some(Access {
            ask,
            own: self.own.as_ref()?,
            arm_type: LogAnalyticsCluster.arm_type(),
            identity: self.opener.kind(),
            identity_name: self.opener.name(name),
            principal: self.opener.principal(&Attached::default(), ask)?,
            near: &self.place.subscription,
        })
    }

    /// The checks on the key; a vault that refuses one kind of identity may take the other.
    fn key_checks(&self, access: &Access<'_>) -> Vec<Check> {
        let mut checks = keyed::checks(access, &self.place.location);
        let private = access
            .vault()
            .is_some_and(|it| it.network.private_endpoints > 0);
        let refused = |it: &&mut Check| it.id == "network" && it.finding == Finding::Failed;
        if let Some(check) = checks.iter_mut().find(refused)
            && private
            && self.opener != Opener::System
        {
            check.fix = Some(Fix::Answer {
                label: "Use the cluster's own identity".into(),
                field: "identity-kind".into(),
                value: "system".into(),
            });
        }
        checks
    }

    fn key_steps(&self, plan: &mut Plan, access: &Access<'_>) {
        let Some(vault) = access.vault() else { return };
        let grant = access.grant_steps(&vault);
        let newest = access.newest_step(&vault);
        if self.opener != Opener::System {
            plan.steps.extend(grant);
            plan.steps.extend(newest);
            plan.steps.push(self.create(Some(access)));
            return;
        }
        plan.steps.push(self.create(None));
        plan.steps.extend(grant);
        plan.steps.extend(newest);
        let sent = body::set_key(&access.own.pasted.key, access.own.version());
        let target = &self.place.target;
        let request = Request::patch(target, versions::OPERATIONAL_INSIGHTS, sent);
        let watch = cluster::watch(target, access.proof_by_parts(&vault, AT_KEY));
        plan.steps.push(
            Step::send("set-key", "Set the key", request, watch)
                .why("After the grant: before the cluster there was no identity to grant anything to.")
                .needs(WRITE)
                .patience_with_words(&NOT_YET, PATIENCE)
                .expected(900),
        );
    }

    /// The first request, with the key where it can be in it.
    fn create(&self, access: Option<&Access<'_>>) -> Step {
        let target = &self.place.target;
        let sent = self.body(access.is_some());
        let request = Request::put(target, versions::OPERATIONAL_INSIGHTS, sent);
        let watch = cluster::watch(target, self.proof(access));
        let step = Step::send("create", "Create the cluster", request, watch)
            .why("Takes an hour or more. This page may be closed meanwhile.")
            .needs(WRITE)
            .patience_with_words(&NOT_YET, PATIENCE)
            .expected(5400)
            .undo("Delete the cluster; its name stays reserved for 14 days.");
        match self.opener {
            Opener::System => step.capture(PRINCIPAL, "/identity/principalId"),
            Opener::User(_) => step.needs(ASSIGN),
        }
    }

    fn body(&self, with_key: bool) -> Value {
        let own = self.own.as_ref().filter(|_| with_key);
        body::create(
            &self.place.location,
            (self.gigabytes, &self.billing),
            self.opener.id(),
            own.map(|it| (&it.pasted.key, it.version())),
            self.only_now,
        )
    }

    fn proof(&self, access: Option<&Access<'_>>) -> Condition {
        let is = |at: &str, value: String| Condition::Is(at.into(), value);
        let mut all = vec![
            is("/sku/capacity", self.gigabytes.to_string()),
            is("/properties/billingType", self.billing.clone()),
            is(
                "/properties/isDoubleEncryptionEnabled",
                self.only_now.twice.to_string(),
            ),
            is(
                "/properties/isAvailabilityZonesEnabled",
                self.only_now.zones.to_string(),
            ),
        ];
        match self.opener.id() {
            Some(id) => all.push(Condition::Member(
                "/identity/userAssignedIdentities".into(),
                id.to_string(),
            )),
            None => all.push(Condition::Present("/identity/principalId".into())),
        }
        all.extend(access.map(keyed::proof));
        Condition::All(all)
    }

    fn planned(&self) -> Planned {
        Planned {
            id: self.place.target.clone(),
            body: self.body(true),
            api_version: versions::OPERATIONAL_INSIGHTS.into(),
        }
    }
}
