//! The same rights by access policy and by role: what one allows, in the words of the other.
//!
//! Sources: MicrosoftDocs/azure-security-docs @ 1c4310be, `key-vault/general/rbac-migration.md`,
//! and MicrosoftDocs/azure-docs, `built-in-roles/security.md`, read 21 Aug 2026.

use super::{CRYPTO_OFFICER, CRYPTO_USER, READER, SERVICE_ENCRYPTION_USER};
use crate::arm::access::{Plane, Rights, Role, roles};
use crate::keys::vault::AccessPolicy;

/// What a vault holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keys.
    Keys,
    /// Secrets.
    Secrets,
    /// Certificates.
    Certificates,
}

/// Permissions of an access policy, each with the data action below `Microsoft.KeyVault/vaults/`
/// that a role allows it by.
type Words = &'static [(&'static str, &'static str)];

const KEYS: Words = &[
    ("get", "keys/read"),
    ("list", "keys/read"),
    ("create", "keys/create/action"),
    ("update", "keys/update/action"),
    ("import", "keys/import/action"),
    ("delete", "keys/delete"),
    ("backup", "keys/backup/action"),
    ("restore", "keys/restore/action"),
    ("recover", "keys/recover/action"),
    ("purge", "keys/purge/action"),
    ("encrypt", "keys/encrypt/action"),
    ("decrypt", "keys/decrypt/action"),
    ("wrapKey", "keys/wrap/action"),
    ("unwrapKey", "keys/unwrap/action"),
    ("sign", "keys/sign/action"),
    ("verify", "keys/verify/action"),
    ("release", "keys/release/action"),
    ("rotate", "keys/rotate/action"),
    ("getrotationpolicy", "keyrotationpolicies/read"),
    ("setrotationpolicy", "keyrotationpolicies/write"),
];
const SECRETS: Words = &[
    ("get", "secrets/getSecret/action"),
    ("list", "secrets/readMetadata/action"),
    ("set", "secrets/setSecret/action"),
    ("delete", "secrets/delete"),
    ("backup", "secrets/backup/action"),
    ("restore", "secrets/restore/action"),
    ("recover", "secrets/recover/action"),
    ("purge", "secrets/purge/action"),
];
const CERTIFICATES: Words = &[
    ("get", "certificates/read"),
    ("list", "certificates/read"),
    ("create", "certificates/create/action"),
    ("update", "certificates/update/action"),
    ("import", "certificates/import/action"),
    ("delete", "certificates/delete"),
    ("backup", "certificates/backup/action"),
    ("restore", "certificates/restore/action"),
    ("recover", "certificates/recover/action"),
    ("purge", "certificates/purge/action"),
    ("managecontacts", "certificatecontacts/write"),
    ("getissuers", "certificatecas/read"),
    ("listissuers", "certificatecas/read"),
    ("setissuers", "certificatecas/write"),
    ("manageissuers", "certificatecas/write"),
    ("deleteissuers", "certificatecas/delete"),
];

const SECRETS_USER: &str = "4633458b-17de-408a-b874-0445c86b69e6";
const SECRETS_OFFICER: &str = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
const CERTIFICATES_OFFICER: &str = "a4417e6f-fecd-4de8-b567-7b0420556985";

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Keys, Self::Secrets, Self::Certificates];

    /// As an access policy calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Secrets => "secrets",
            Self::Certificates => "certificates",
        }
    }

    /// What an access policy allows with it.
    #[must_use]
    pub fn of(self, policy: &AccessPolicy) -> &[String] {
        match self {
            Self::Keys => &policy.keys,
            Self::Secrets => &policy.secrets,
            Self::Certificates => &policy.certificates,
        }
    }

    fn words(self) -> Words {
        match self {
            Self::Keys => KEYS,
            Self::Secrets => SECRETS,
            Self::Certificates => CERTIFICATES,
        }
    }

    /// Roles for it, the narrowest first; the last allows everything.
    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Keys => &[READER, SERVICE_ENCRYPTION_USER, CRYPTO_USER, CRYPTO_OFFICER],
            Self::Secrets => &[READER, SECRETS_USER, SECRETS_OFFICER],
            Self::Certificates => &[READER, CERTIFICATES_OFFICER],
        }
    }
}

/// The data actions that permissions stand for. `all` and what nobody knows stand for every one.
#[must_use]
pub fn actions(kind: Kind, permissions: &[String]) -> Vec<String> {
    let known = |word: &String| {
        let mut words = kind.words().iter();
        words.find(|it| it.0.eq_ignore_ascii_case(word))
    };
    let full = |it: &(&str, &str)| format!("Microsoft.KeyVault/vaults/{}", it.1);
    match permissions.iter().map(known).collect::<Option<Vec<_>>>() {
        Some(found) => found.into_iter().map(full).collect(),
        None => kind.words().iter().map(full).collect(),
    }
}

/// The narrowest built-in role that allows what these permissions allow; none for none.
#[must_use]
pub fn role(kind: Kind, permissions: &[String]) -> Option<&'static Role> {
    if permissions.is_empty() {
        return None;
    }
    let wanted = actions(kind, permissions);
    let mut roles = kind.roles().iter().filter_map(|it| roles::by_id(it));
    let suffices = |it: &&Role| wanted.iter().all(|action| it.allows(Plane::Data, action));
    roles.find(suffices)
}

/// What rights allow, as permissions of an access policy; `all` where it is everything.
#[must_use]
pub fn permissions(kind: Kind, rights: &Rights) -> Vec<String> {
    let allowed =
        |it: &&(&str, &str)| rights.allows_data(&format!("Microsoft.KeyVault/vaults/{}", it.1));
    let found: Vec<&str> = kind.words().iter().filter(allowed).map(|it| it.0).collect();
    if found.len() == kind.words().len() {
        return vec!["all".into()];
    }
    found.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arm::Facts;
    use crate::keys::grant::assignment;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_narrowest_role_that_covers_a_policy_is_found() {
        for (kind, permissions, expected) in [
            (Kind::Keys, "", None),
            (Kind::Keys, "get list", Some("Key Vault Reader")),
            (
                Kind::Keys,
                "Get WrapKey unwrapkey",
                Some("Key Vault Crypto Service Encryption User"),
            ),
            (
                Kind::Keys,
                "get decrypt sign",
                Some("Key Vault Crypto User"),
            ),
            (Kind::Keys, "get rotate", Some("Key Vault Crypto Officer")),
            (Kind::Keys, "all", Some("Key Vault Crypto Officer")),
            (Kind::Keys, "unheard", Some("Key Vault Crypto Officer")),
            (Kind::Secrets, "list", Some("Key Vault Reader")),
            (Kind::Secrets, "get", Some("Key Vault Secrets User")),
            (Kind::Secrets, "get set", Some("Key Vault Secrets Officer")),
            (Kind::Certificates, "get list", Some("Key Vault Reader")),
            (
                Kind::Certificates,
                "all",
                Some("Key Vault Certificates Officer"),
            ),
        ] {
            let found = role(kind, &words(permissions)).map(|it| it.name);
            assert_eq!(found, expected, "{kind:?} {permissions}");
        }
    }

    #[test]
    fn a_role_comes_back_as_the_permissions_it_allows() {
        let rights = |name: &str| {
            let role = roles::by_name(name).expect("a role").id;
            let found = assignment::definition(role, &Facts::default());
            found.into_found().expect("it is built in").rights
        };
        for (role, kind, expected) in [
            ("Key Vault Administrator", Kind::Secrets, "all"),
            ("Key Vault Crypto Officer", Kind::Keys, "all"),
            ("Key Vault Crypto Officer", Kind::Secrets, ""),
            (
                "Key Vault Crypto Service Encryption User",
                Kind::Keys,
                "get list wrapKey unwrapKey",
            ),
            ("Key Vault Reader", Kind::Keys, "get list getrotationpolicy"),
            ("Owner", Kind::Keys, ""),
        ] {
            let found = permissions(kind, &rights(role)).join(" ");
            assert_eq!(found, expected, "{role} {kind:?}");
        }
    }
}
