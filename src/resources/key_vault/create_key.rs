//! *Create a key*: through Resource Manager, which creates what does not exist and changes nothing.

use super::read;
use crate::arm::access::{Permission, Place};
use crate::arm::{Read, Reading, Resource, Source};
use crate::form::{Answers, Field, Form, Input, Invalid};
use crate::keys::key::{self, KeyType, NewKey, RotationPolicy};
use crate::keys::names;
use crate::keys::vault::Vault;
use crate::plan::{Check, Claim, Condition, Finding, Plan, Step, Watch, preflight};
use crate::resources::{Action, Ask};

const WRITE: &str = "Microsoft.KeyVault/vaults/keys/write";

const ROTATION: Source = Source::new(
    "Configure key auto-rotation in Azure Key Vault",
    "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
    "2026-08-21",
);

/// Creates a key.
pub(super) struct CreateKey;

impl Action for CreateKey {
    fn id(&self) -> &'static str {
        "create-key"
    }

    fn label(&self) -> &'static str {
        "Create a key"
    }

    fn needs(&self) -> &'static [Permission] {
        const { &[Permission::control(WRITE, Place::Resource)] }
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let premium = resource.and_then(read).is_none_or(|it| it.is_premium());
        Form::new(questions(premium))
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        super::reads_with_key(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let new = new_key(ask.answers)?;
        let vault = super::wished(ask)?;
        let target = &vault.id;
        let id = target.child("keys", &new.name);
        let watch = Watch::new(key::read(target, &new.name).request, shows(&new));
        let mut plan = Plan::new(
            format!("Create the key {}", new.name),
            self.id(),
            id.clone(),
            watch.clone(),
        );
        plan.checks = vec![
            is_new(&new, target, ask).settles(Claim::Idle(id)),
            fits_tier(&new, &vault),
            preflight::right("right-key", WRITE, target, target.name(), ask.facts),
            preflight::locks("locks", target, target.name(), ask.facts),
        ];
        plan.steps.push(
            Step::send("create", "Create the key", key::create(target, &new), watch)
                .why("Resource Manager may do this with rights on the vault alone, whatever its firewall says.")
                .needs(WRITE)
                .undo("Delete the key with the Azure CLI; Resource Manager cannot."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

fn questions(premium: bool) -> Vec<Field> {
    let mut kinds = vec![("RSA", "Software", "RSA, in any vault.")];
    if premium {
        kinds.push(("RSA-HSM", "Hardware", "RSA-HSM, in a premium vault."));
    }
    vec![
        Field::new("name", "Name", Input::Text(names::key)).example("orders-cmk"),
        Field::new("type", "Protected by", Input::choice(&kinds)).initial("RSA"),
        Field::new(
            "size",
            "Size",
            Input::select(&[
                ("2048", "2048 bits", ""),
                ("3072", "3072 bits", ""),
                ("4096", "4096 bits", ""),
            ]),
        )
        .help("Some services take 2048 bits only.")
        .initial("3072"),
        Field::new("from", "Active from", Input::Date)
            .optional()
            .help("Empty: at once.")
            .example("2027-01-01"),
        Field::new("until", "Expires on", Input::Date)
            .optional()
            .help("Empty: never.")
            .example("2028-01-01"),
        Field::new(
            "rotation",
            "Rotation",
            Input::select(&[
                ("none", "By hand", "Nothing happens by itself."),
                ("P90D", "A new version every 90 days", ""),
                ("P180D", "A new version every 180 days", ""),
                ("P1Y", "A new version every year", ""),
            ]),
        )
        .help("Can be set here only now; later with the Azure CLI.")
        .initial("none"),
    ]
}

fn new_key(answers: &Answers) -> Result<NewKey, Invalid> {
    let name = answers.needed("name")?;
    names::key(name).map_err(|it| Invalid::unfit("name", it))?;
    let (not_before, expires) = (answers.day("from")?, answers.day("until")?);
    if let (Some(from), Some(until)) = (not_before, expires)
        && until <= from
    {
        return Err(Invalid::new(
            "until",
            "It would expire before it is active.",
        ));
    }
    let rotation = match answers.text("rotation") {
        "" | "none" => None,
        after => Some(RotationPolicy {
            rotate_after: Some(after.into()),
            ..RotationPolicy::default()
        }),
    };
    Ok(NewKey {
        name: name.into(),
        kind: if answers.is("type", "RSA-HSM") {
            KeyType::RsaHsm
        } else {
            KeyType::Rsa
        },
        size: answers
            .text("size")
            .parse()
            .map_err(|_| Invalid::new("size", "Choose a size."))?,
        not_before,
        expires,
        rotation,
    })
}

/// The key that is there is the key that was asked for, and not one of the same name.
fn shows(new: &NewKey) -> Condition {
    Condition::All(vec![
        Condition::Is("/properties/kty".into(), new.kind.as_str().into()),
        Condition::Is("/properties/keySize".into(), new.size.to_string()),
        Condition::Present("/properties/keyUriWithVersion".into()),
    ])
}

fn is_new(new: &NewKey, target: &crate::arm::ResourceId, ask: &Ask<'_>) -> Check {
    let check = match key::one(target, &new.name, ask.facts) {
        Reading::Missing => Check::new(
            "new",
            Finding::Passed,
            format!("There is no key {} yet.", new.name),
        ),
        Reading::Found(found) => {
            let differences = new.differences(&found).join(" ");
            Check::new(
                "new",
                Finding::Failed,
                format!("There is a key {} already.", new.name),
            )
            .reason(format!(
                "Azure would answer with success and leave it as it is. {differences}"
            ))
        }
        _ => Check::new(
            "new",
            Finding::Unknown,
            format!("Whether there is a key {} already is not known.", new.name),
        )
        .reason("Nothing is created before this is known. Read again."),
    };
    check
        .source(&ROTATION)
        .as_of(ask.facts.as_of([&key::read(target, &new.name)]))
}

fn fits_tier(new: &NewKey, vault: &Vault) -> Check {
    if new.kind == KeyType::RsaHsm && !vault.is_premium() {
        return Check::new(
            "tier",
            Finding::Failed,
            format!(
                "{} is a standard vault and holds no hardware keys.",
                vault.name()
            ),
        )
        .evidence(format!("sku.name {}", vault.sku));
    }
    Check::new(
        "tier",
        Finding::Passed,
        format!("{} can hold this type of key.", vault.name()),
    )
    .evidence(format!("sku.name {}", vault.sku))
}
