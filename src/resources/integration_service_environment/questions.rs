//! What is asked of somebody who wants an environment.

use super::{edition, network};
use crate::arm::versions;
use crate::form::{Field, Input};
use crate::keys::names;
use crate::resources::own_key::{grant_question, identity_question, kind_question};
use crate::resources::place;

/// Everything that is asked.
pub(super) fn all() -> Vec<Field> {
    let newer = |it: Field| it.only_when("edition", &[versions::LOGIC]);
    let name = Field::new(
        "name",
        "Name",
        Input::Text(names::integration_service_environment),
    )
    .example("ise-orders-wus2");
    let mut fields = place::fields(name);
    fields.push(edition::question());
    let [sku, capacity] = sku_questions();
    fields.extend([newer(sku), capacity]);
    fields.push(newer(endpoint_question()));
    fields.extend(network::questions());
    fields.push(newer(kind_question(
        (
            "Is granted before the request, so that nothing has to happen in time.",
            "The environment's own identity",
        ),
        "Is made with the environment: the grant must follow the request within 30 minutes.",
    )));
    fields.push(identity_question("{{subscription}}").only_when("identity-kind", &["user"]));
    fields.push(
        Field::new("key", "Key", Input::Key)
            .help("RSA with 2048 bits, with its version: paste an identifier, or pick one.")
            .example("https://kv-fabrikam-wus2.vault.azure.net/keys/ise-cmk/78deebed173b48e48f55abf87ed4cf71"),
    );
    fields.push(granter_question());
    fields.push(grant_question());
    fields
}

fn sku_questions() -> [Field; 2] {
    let sku = Input::choice(&[
        (
            "Premium",
            "Premium",
            "For production; scale units can be added.",
        ),
        (
            "Developer",
            "Developer",
            "For trying out; without a service level.",
        ),
    ]);
    let units: Vec<String> = (0..=10).map(|it: u64| it.to_string()).collect();
    let rows: Vec<(&str, &str, &str)> = units
        .iter()
        .map(|it| (it.as_str(), it.as_str(), ""))
        .collect();
    [
        Field::new("sku", "SKU", sku).initial("Premium"),
        Field::new("capacity", "Scale units to add", Input::select(&rows))
            .only_when("sku", &["Premium"])
            .initial("1"),
    ]
}

fn endpoint_question() -> Field {
    let choice = Input::choice(&[
        (
            "External",
            "External",
            "Run histories and triggers can be reached from outside the network.",
        ),
        ("Internal", "Internal", "Only from inside the network."),
    ]);
    Field::new("endpoint", "Access endpoint", choice)
        .help("Cannot be changed later.")
        .initial("External")
}

fn granter_question() -> Field {
    let choice = Input::choice(&[
        (
            "console",
            "This console does",
            "As soon as there is somebody to grant it to.",
        ),
        (
            "somebody",
            "Somebody else does",
            "You get the commands to hand over, and this console watches for the effect.",
        ),
    ]);
    Field::new("granter", "Who grants the use of the key", choice).initial("console")
}
