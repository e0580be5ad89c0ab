//! How the credential and the provider are called, and where people come back to.

use crate::form::{Field, Input};
use crate::keys::names::Unfit;

/// The questions of a preparation, apart from application and identity.
#[must_use]
pub fn questions() -> Vec<Field> {
    vec![
        Field::new("provider-name", "How your customers know you", Input::Text(short))
            .help("Stands in the link you send. They are told that nobody has checked it.")
            .example("Fabrikam")
            .optional(),
        Field::new("return-page", "Page people come back to", Input::Text(page))
            .help("Registered on a new application. Without one, customers cannot install it by signing in or by consenting, only with Microsoft Graph or a command.")
            .example("https://portal.fabrikam.example/installed")
            .optional(),
        Field::new("credential-name", "Name of the credential", Input::Text(credential_name))
            .help("Fixed once it exists. Empty: the name of the identity.")
            .example("cmk-storage")
            .optional(),
        Field::new("credential-about", "Description of the credential", Input::Text(short))
            .example("Storage accounts under keys of customers")
            .optional(),
    ]
}

fn short(text: &str) -> Result<(), Unfit> {
    let is_odd = |it: char| it.is_control() || "{}".contains(it);
    match text.chars().count() {
        0..=120 if !text.chars().any(is_odd) => Ok(()),
        _ => Err(Unfit::new(
            "This has at most 120 characters and no braces.",
            "Fabrikam",
        )),
    }
}

fn page(text: &str) -> Result<(), Unfit> {
    let is_local = text.starts_with("http://localhost");
    let fits =
        (text.starts_with("https://") || is_local) && !text.contains(['#', '*', ' ', '{', '}']);
    let why = "This is no address that begins with https:// and has no fragment.";
    if fits {
        Ok(())
    } else {
        Err(Unfit::new(why, "https://portal.fabrikam.example/installed"))
    }
}

/// Source: microsoftgraph/microsoft-graph-docs-contrib,
/// `resources/federatedidentitycredential.md`, read 21 Aug 2026.
fn credential_name(text: &str) -> Result<(), Unfit> {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
    let fits = (3..=120).contains(&text.len()) && text.chars().all(plain);
    let begins = text.starts_with(|it: char| it.is_ascii_alphanumeric());
    let why = "A credential's name has 3 to 120 letters, digits, hyphens and underscores, and begins with a letter or a digit.";
    if fits && begins {
        Ok(())
    } else {
        Err(Unfit::new(why, "cmk-storage"))
    }
}
