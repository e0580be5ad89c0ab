//! Which role lets an identity use the key: the one that Microsoft's page names, or a narrower one.

use crate::arm::access::roles;
use crate::form::{Answers, Field, Input};
use crate::keys::grant::{CRYPTO_USER, SERVICE_ENCRYPTION_USER};
use crate::keys::{GrantState, PermissionModel};
use crate::plan::{Check, Finding, Fix};
use crate::resources::own_key::Access;

/// The role, and how far it reaches.
pub(super) fn questions() -> Vec<Field> {
    vec![
        Field::new(
            "role",
            "Role",
            Input::choice(&[
                (
                    "crypto-user",
                    "Key Vault Crypto User",
                    "What Microsoft's page on Foundry names. It may also encrypt, decrypt, sign and change keys.",
                ),
                (
                    "service",
                    "Key Vault Crypto Service Encryption User",
                    "Narrower: read, wrap and unwrap, which is all that encryption needs. The pages of other services name it.",
                ),
            ]),
        )
        .help("Where the vault uses access policies, the policy is get, wrapKey and unwrapKey instead.")
        .initial("crypto-user"),
        Field::new(
            "grant",
            "Grant at",
            Input::choice(&[
                ("key", "This key only", "No other key of the vault can be used."),
                (
                    "vault",
                    "The whole vault",
                    "The same for every key in it, so that a change of key needs no new grant.",
                ),
            ]),
        )
        .help("An access policy always covers the whole vault.")
        .initial("key"),
    ]
}

/// The GUID of the role that was chosen.
pub(super) fn of(answers: &Answers) -> &'static str {
    if answers.is("role", "service") {
        SERVICE_ENCRYPTION_USER
    } else {
        CRYPTO_USER
    }
}

/// What the chosen role allows beyond need; nothing where none is granted.
pub(super) fn check(access: &Access<'_>, role: &str) -> Option<Check> {
    let vault = access.vault()?;
    let is_granted = matches!(access.granted(&vault), GrantState::Granted(_));
    if is_granted || vault.permission_model != PermissionModel::Roles {
        return None;
    }
    let name = roles::by_id(role).map_or("", |it| it.name);
    let check = if role == SERVICE_ENCRYPTION_USER {
        Check::new(
            "role",
            Finding::Passed,
            format!("{name} allows what encryption needs, and nothing more."),
        )
        .reason("Microsoft's page on Foundry names Key Vault Crypto User, which allows this too.")
    } else {
        Check::new(
            "role",
            Finding::Warning,
            format!("{name} allows more than encryption needs."),
        )
        .reason("It is the role that Microsoft's page on Foundry names. Key Vault Crypto Service Encryption User, which the pages of other services name, holds the same three permissions to read, wrap and unwrap, and no others.")
        .fix(Fix::Answer {
            label: "Grant the narrower role".into(),
            field: "role".into(),
            value: "service".into(),
        })
    };
    Some(check.source(&super::PAGE))
}
