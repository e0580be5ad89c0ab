//! Kinds: Foundry, and the services that share its ARM type, with what applies to each.

use serde_json::Value;

use crate::arm::{Resource, Source};
use crate::keys::IdentityKind;
use crate::plan::{Check, Finding, Fix};
use crate::resources::own_key::Opener;

/// The kind that holds projects.
pub(super) const FOUNDRY: &str = "AIServices";

const OPENAI: Source = Source::new(
    "Azure OpenAI encryption of data at rest (classic), as quoted by Azure/terraform-azurerm-avm-res-cognitiveservices-account#159",
    "https://learn.microsoft.com/azure/ai-foundry/openai/encrypt-data-at-rest",
    "2026-11-27",
);
const FACE: Source = Source::new(
    "Azure/azure-rest-api-specs#18726: no customer-managed key with a user-assigned identity for Face",
    "https://github.com/Azure/azure-rest-api-specs/issues/18726",
    "2026-11-27",
);

/// Whether an account is a Foundry account.
pub(super) fn is_foundry(account: &Resource) -> bool {
    is(account, FOUNDRY)
}

fn is(account: &Resource, kind: &str) -> bool {
    let own = account.kind.as_deref().unwrap_or_default();
    own.eq_ignore_ascii_case(kind)
}

/// What a kind is, in a few words.
pub(super) fn in_words(account: &Resource) -> String {
    let kind = account.kind.clone().unwrap_or_default();
    if is_foundry(account) {
        return format!("Foundry ({kind})");
    }
    format!("{kind}, not Foundry")
}

/// Whether the account takes a key of the customer's: it says so itself, and where it says nothing
/// nobody knows.
///
/// # Errors
/// Why not.
pub(super) fn takes_own_key(account: &Resource) -> Result<(), String> {
    let list = account.properties.get("capabilities");
    let Some(list) = list.and_then(Value::as_array).filter(|it| !it.is_empty()) else {
        return Ok(());
    };
    let name = |it: &Value| it.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut names = list.iter().filter_map(name);
    if names.any(|it| it.eq_ignore_ascii_case("CustomerManagedKey")) {
        return Ok(());
    }
    Err(format!(
        "Its kind {} takes no key of yours: Azure does not list CustomerManagedKey among its capabilities.",
        account.kind.as_deref().unwrap_or_default()
    ))
}

/// Whether a kind takes this kind of identity, where there is something to say about it.
pub(super) fn identity(account: &Resource, opener: &Opener) -> Option<Check> {
    if opener.kind() == IdentityKind::System {
        return None;
    }
    let (finding, headline, source) = if is(account, "OpenAI") {
        let headline = "An OpenAI account takes a key with its own identity only.";
        (Finding::Failed, headline, &OPENAI)
    } else if is(account, "Face") {
        let headline = "A Face account was seen to refuse a user-assigned identity for its key.";
        (Finding::Warning, headline, &FACE)
    } else {
        return None;
    };
    let check = Check::new("kind-identity", finding, headline).reason(
        "Microsoft's pages differ about the kinds of identity, and have changed over time; this rule is by kind and date.",
    );
    Some(check.source(source).fix(Fix::Answer {
        label: "Use the account's own identity".into(),
        field: "identity-kind".into(),
        value: "system".into(),
    }))
}
