//! *Import a key*: key material goes into the vault by way of a shell, and of nothing else.
//!
//! Sources: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/keys/hsm-protected-keys-byok.md`
//! and the references of the Azure CLI and of Az PowerShell 16.2, read 21 Aug 2026.

use super::by_hand;
use crate::arm::access::Permission;
use crate::arm::{Read, Reading, Resource, Source};
use crate::form::{Field, Form, Input, Invalid};
use crate::keys::data_plane::Deed;
use crate::keys::vault::Vault;
use crate::keys::{commands, key, names};
use crate::plan::{Check, Condition, Finding, HandOver, Plan, Step, Watch};
use crate::resources::{Action, Ask};

const BYOK: Source = Source::new(
    "Import HSM-protected keys to Key Vault (BYOK)",
    "https://learn.microsoft.com/azure/key-vault/keys/hsm-protected-keys-byok",
    "2026-08-21",
);

/// The key that wraps what is transferred, as Microsoft's page calls it.
const EXCHANGE: &str = "KEKforBYOK";

const IMPORT: Deed = Deed {
    action: "Microsoft.KeyVault/vaults/keys/import/action",
    permission: "import",
    words: "import keys",
};

/// Brings a key from elsewhere.
pub(super) struct ImportKey;

impl Action for ImportKey {
    fn id(&self) -> &'static str {
        "import-key"
    }

    fn label(&self) -> &'static str {
        "Import a key"
    }

    /// What is needed is needed by whoever runs the lines.
    fn needs(&self) -> &'static [Permission] {
        &[]
    }

    fn applies(&self, _: &Resource) -> Result<(), String> {
        Ok(())
    }

    fn form(&self, resource: Option<&Resource>) -> Form {
        let premium = resource
            .and_then(super::read)
            .is_none_or(|it| it.is_premium());
        let mut from = vec![(
            "software",
            "A file, into software",
            "RSA from a PEM or PFX file.",
        )];
        if premium {
            from.push((
                "hardware",
                "A file, into hardware",
                "The same, kept in an HSM from then on.",
            ));
            from.push((
                "byok",
                "Another HSM",
                "A transfer file that the vendor\u{2019}s tool makes. Nobody ever sees the key.",
            ));
        }
        Form::new(vec![
            Field::new("name", "Name", Input::Text(names::key)).example("orders-cmk"),
            Field::new("from", "From", Input::choice(&from))
                .help("This console never sees key material: the lines are run where the file is.")
                .initial("software"),
        ])
    }

    fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        super::reads_with_key(ask)
    }

    fn plan(&self, ask: &Ask<'_>) -> Result<Plan, Invalid> {
        let vault = super::wished(ask)?;
        let name = ask.answers.needed("name")?;
        names::key(name).map_err(|it| Invalid::unfit("name", it))?;
        let from = ask.answers.needed("from")?;
        let kind = if from == "software" { "RSA" } else { "RSA-HSM" };
        let id = vault.key_id(name);
        let there = Condition::All(vec![
            Condition::Is("/properties/kty".into(), kind.into()),
            Condition::Present("/properties/keyUriWithVersion".into()),
        ]);
        let watch = Watch::new(key::read(&vault.id, name).request, there).paced(60, 14_400);
        let title = format!("Import {name} into {}", vault.name());
        let mut plan = Plan::new(title, self.id(), id.clone(), watch.clone());
        plan.checks = by_hand::checks(&IMPORT, &vault, ask);
        plan.checks.push(is_new(name, &vault, ask));
        if from != "software" && !vault.is_premium() {
            let headline = format!(
                "{} is a standard vault and holds no hardware keys.",
                vault.name()
            );
            plan.checks
                .push(Check::new("tier", Finding::Failed, headline));
        }
        let mut lines = match from {
            "byok" => commands::import_transfer(vault.name(), name),
            _ => commands::import_file(vault.name(), name, from == "hardware"),
        };
        lines.push(by_hand::portal(&vault.id.child("keys", ""), ask));
        if from == "byok" {
            plan.steps.push(exchange(&vault));
        }
        let hand_over = HandOver::new(by_hand::who(&IMPORT, &vault), lines).shown_by(watch);
        let why = match from {
            "byok" => {
                "The vendor\u{2019}s tool wraps your key with the exchange key, into a file that only this vault can open. Resource Manager imports nothing."
            }
            _ => {
                "Resource Manager imports nothing, and key material does not belong into a browser."
            }
        };
        plan.steps.push(
            Step::hand_over("import", format!("Import {name}"), hand_over)
                .why(why)
                .expected(1800)
                .undo("Delete the key with the Azure CLI; Resource Manager cannot."),
        );
        Ok(plan.finish(ask.tenant))
    }
}

/// The key in the vault that wraps what is transferred; its public half goes to the vendor's tool.
fn exchange(vault: &Vault) -> Step {
    let there = Condition::Is("/properties/kty".into(), "RSA-HSM".into());
    let watch = Watch::new(key::read(&vault.id, EXCHANGE).request, there).paced(60, 14_400);
    let lines = commands::exchange_key(vault.name(), EXCHANGE);
    let hand_over = HandOver::new(by_hand::who(&IMPORT, vault), lines).shown_by(watch);
    Step::hand_over(
        "exchange",
        "Make a key exchange key, and fetch its public half",
        hand_over,
    )
    .why("It may import and nothing else. One that is there already will do.")
    .expected(600)
}

fn is_new(name: &str, vault: &Vault, ask: &Ask<'_>) -> Check {
    let check = match key::one(&vault.id, name, ask.facts) {
        Reading::Missing => Check::new("new", Finding::Passed, format!("There is no key {name} yet.")),
        Reading::Found(_) => Check::new("new", Finding::Failed, format!("There is a key {name} already."))
            .reason("What is imported under its name would be its newest version, and be taken by all that follow it. Choose another name."),
        _ => Check::new("new", Finding::Unknown, format!("Whether there is a key {name} already is not known."))
            .reason("What is imported under the name of a key becomes its newest version."),
    };
    let read = key::read(&vault.id, name);
    check.source(&BYOK).as_of(ask.facts.as_of([&read]))
}
