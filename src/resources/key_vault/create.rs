//! *Create a key vault*: ready for customer-managed keys unless the person decides otherwise.

use super::{KeyVault, WRITE};
use crate::arm::access::{Permission, Place as At};
use crate::arm::{Read, Resource, Source};
use crate::form::{Answers, Field, Form, Input, Invalid};
use crate::keys::names;
use crate::keys::vault::{self, NewVault, PermissionModel, Tier};
use crate::plan::{Check, Condition, Finding, Plan, Step, Watch};
use crate::resources::place::{self, Place};
use crate::resources::{Action, Ask, ResourceType, free_name};

const NAMES: Source = Source::new(
    "Vault names",
    "https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates",
    "2026-08-21",
);

/// Creates a vault.
pub(super) struct CreateVault;

impl Action for CreateVault {
    fn id(&self) -> &'static str {
        "create"
    }

    fn label(&self) -> &'static str {
        "Create a key vault"
    }

    fn creates(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, At::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, _: Option<&Resource>) -> Form {
        let name = Field::new("name", "Name", Input::Text(names::vault))
            .help("Unique in all of Azure; part of every key's identifier.")
            .example("kv-fabrikam-prod");
        let mut fields = place::fields(name);
        fields.extend(questions());
        Form::new(fields)
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let Ok(place) = Place::of(ask.answers, KeyVault.arm_type()) else {
            return Vec::new();
        };
        let mut reads = place.reads(&KeyVault, ask);
        reads.push(free_name::read(&KeyVault, &place));
        reads
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let place = Place::of(ask.answers, KeyVault.arm_type())?;
        names::vault(place.target.name()).map_err(|it| Invalid::unfit("name", it))?;
        let new = new_vault(ask.answers, &place, ask.tenant)?;
        let mut wanted = vec![
            Condition::Is("/properties/provisioningState".into(), "Succeeded".into()),
            Condition::Is(
                "/properties/enableRbacAuthorization".into(),
                (new.permission_model == PermissionModel::Roles).to_string(),
            ),
        ];
        if new.purge_protection {
            wanted.push(Condition::Is(
                "/properties/enablePurgeProtection".into(),
                "true".into(),
            ));
        }
        let watch =
            Watch::new(vault::read(&place.target).request, Condition::All(wanted)).paced(5, 600);
        let title = format!("Create {}", place.target.name());
        let mut plan = Plan::new(title, self.id(), place.target.clone(), watch.clone());
        plan.checks = place.checks(&KeyVault, ask);
        plan.checks
            .push(free_name::check(&KeyVault, &place, &NAMES, ask));
        plan.checks.push(fit_for_keys(new.purge_protection));
        plan.steps = place.steps(&KeyVault, ask);
        plan.steps.push(step(&new, watch));
        Ok(plan.finish(ask.tenant))
    }
}

fn step(new: &NewVault, shown_by: Watch) -> Step {
    let step = Step::send("create", "Create the vault", vault::create(new), shown_by)
        .needs(WRITE)
        .expected(30)
        .undo("Delete the vault. Its name stays taken until it is purged.");
    if new.purge_protection {
        step.one_way_door("Purge protection cannot be turned off again.")
    } else {
        step
    }
}

fn questions() -> Vec<Field> {
    vec![
        Field::new(
            "tier",
            "Tier",
            Input::choice(&[
                ("standard", "Standard", "Keys protected by software."),
                ("premium", "Premium", "Keys in hardware as well."),
            ]),
        )
        .initial("standard"),
        Field::new(
            "model",
            "Permission model",
            Input::choice(&[
                (
                    "roles",
                    "Azure roles",
                    "Grants are role assignments, down to one key.",
                ),
                (
                    "policies",
                    "Access policies",
                    "Grants are kept in the vault, for all of its keys.",
                ),
            ]),
        )
        .initial("roles"),
        Field::new(
            "retention",
            "Days a deleted key can be recovered",
            Input::Text(retention),
        )
        .help("7 to 90; fixed once the vault exists.")
        .example("90")
        .initial("90"),
        Field::new("protect", "Purge protection", Input::Switch)
            .help("Every service asks for it before it takes a key. It cannot be turned off again.")
            .example("true")
            .initial("true"),
    ]
}

fn new_vault(answers: &Answers, place: &Place, tenant: &str) -> Result<NewVault, Invalid> {
    let days = answers.needed("retention")?;
    retention(days).map_err(|it| Invalid::unfit("retention", it))?;
    Ok(NewVault {
        id: place.target.clone(),
        location: place.location.clone(),
        tenant: tenant.to_owned(),
        tier: if answers.is("tier", "premium") {
            Tier::Premium
        } else {
            Tier::Standard
        },
        permission_model: if answers.is("model", "policies") {
            PermissionModel::AccessPolicies
        } else {
            PermissionModel::Roles
        },
        retention_days: days.parse().unwrap_or(90),
        purge_protection: answers.on("protect"),
    })
}

fn retention(days: &str) -> Result<(), names::Unfit> {
    match days.parse::<u32>() {
        Ok(7..=90) => Ok(()),
        _ => Err(names::Unfit::new(
            "This is no number of days from 7 to 90.",
            "90",
        )),
    }
}

fn fit_for_keys(protected: bool) -> Check {
    if protected {
        return Check::new(
            "recoverable",
            Finding::Passed,
            "The vault will be fit for customer-managed keys.",
        );
    }
    Check::new(
        "recoverable",
        Finding::Warning,
        "Without purge protection no service takes a key from this vault.",
    )
    .reason("It can be turned on later, and never off again.")
}
