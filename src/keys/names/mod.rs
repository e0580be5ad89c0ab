//! What Azure accepts as a name: each rule answers with a sentence and an example.
//!
//! Sources: the patterns in Azure/bicep-types-az @ 1f896de2 and Azure/azure-rest-api-specs, read
//! 21 Aug 2026.

mod rule;

pub use rule::Unfit;

use rule::{Rule, check};

/// The result of a rule.
pub type Fit = Result<(), Unfit>;

/// A key vault: 3 to 24 letters, digits and hyphens.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn vault(name: &str) -> Fit {
    of_vault("A vault's name", "contoso-keys", name)
}

/// A Managed HSM: as a key vault.
///
/// Source: hashicorp/terraform-provider-azurerm, `ManagedHardwareSecurityModuleName`, read 27 Nov
/// 2026; its older versions allowed no hyphens.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn managed_hsm(name: &str) -> Fit {
    of_vault("A Managed HSM's name", "contoso-hsm", name)
}

fn of_vault(what: &'static str, example: &'static str, name: &str) -> Fit {
    let rule = Rule {
        what,
        shortest: 3,
        longest: 24,
        also: "-",
        example,
    };
    rule.length(name)?;
    rule.characters(name)?;
    rule.check(
        name.starts_with(|it: char| it.is_ascii_alphabetic()),
        "begins with a letter",
    )?;
    rule.check(!name.ends_with('-'), "ends with a letter or a digit")?;
    rule.check(!name.contains("--"), "has no two hyphens in a row")
}

/// A key: 1 to 127 letters, digits and hyphens.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn key(name: &str) -> Fit {
    let rule = Rule {
        what: "A key's name",
        shortest: 1,
        longest: 127,
        also: "-",
        example: "storage-key",
    };
    rule.length(name)?;
    rule.characters(name)
}

/// A key version: 32 hexadecimal digits.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn key_version(version: &str) -> Fit {
    let example = "78deebed173b48e48f55abf87ed4cf71";
    let fits = version.len() == 32 && version.bytes().all(|it| it.is_ascii_hexdigit());
    check(
        fits,
        "A key version is 32 hexadecimal digits.".into(),
        example,
    )
}

/// A storage account: 3 to 24 lower-case letters and digits.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn storage_account(name: &str) -> Fit {
    let rule = Rule {
        what: "A storage account's name",
        shortest: 3,
        longest: 24,
        also: "",
        example: "contosodata01",
    };
    rule.length(name)?;
    rule.check(
        !name.bytes().any(|it| it.is_ascii_uppercase()),
        "has no capital letters",
    )?;
    rule.characters(name)
}

/// A user-assigned identity: 3 to 128 letters, digits, hyphens and underscores.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn identity(name: &str) -> Fit {
    let rule = Rule {
        what: "An identity's name",
        shortest: 3,
        longest: 128,
        also: "-_",
        example: "id-storage-keys",
    };
    rule.length(name)?;
    rule.characters(name)?;
    rule.check(
        name.starts_with(|it: char| it.is_ascii_alphanumeric()),
        "begins with a letter or a digit",
    )
}

/// A Log Analytics cluster or workspace: 4 to 63 letters, digits and hyphens. Microsoft's page on
/// clusters says 3 and no hyphens; the specification counts.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn log_analytics(name: &str) -> Fit {
    let rule = Rule {
        what: "The name of a cluster or a workspace",
        shortest: 4,
        longest: 63,
        also: "-",
        example: "law-hub-weu",
    };
    rule.length(name)?;
    rule.characters(name)?;
    rule.check(
        !name.starts_with('-') && !name.ends_with('-'),
        "begins and ends with a letter or a digit",
    )
}

/// A Foundry account, another account of its ARM type, or a project: 2 to 64 letters, digits,
/// hyphens, underscores and full stops.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn ai_account(name: &str) -> Fit {
    let rule = Rule {
        what: "The name of an AI account",
        shortest: 2,
        longest: 64,
        also: "-_.",
        example: "ai-hub-weu",
    };
    rule.length(name)?;
    rule.characters(name)?;
    rule.check(
        name.starts_with(|it: char| it.is_ascii_alphanumeric()),
        "begins with a letter or a digit",
    )
}

/// The sub-domain of an AI account: 2 to 64 lower-case letters, digits and hyphens. The rule of
/// host names; that Azure refuses what breaks it is shown by
/// microsoft/microsoft-foundry-for-vscode#121, read 27 Nov 2026.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn sub_domain(name: &str) -> Fit {
    let rule = Rule {
        what: "A sub-domain",
        shortest: 2,
        longest: 64,
        also: "-",
        example: "ai-hub-weu",
    };
    rule.length(name)?;
    rule.check(
        !name.bytes().any(|it| it.is_ascii_uppercase()),
        "has no capital letters",
    )?;
    rule.characters(name)?;
    rule.check(
        !name.starts_with('-') && !name.ends_with('-'),
        "begins and ends with a letter or a digit",
    )
}

/// An integration service environment: 1 to 80 letters, digits, dots, hyphens and underscores.
///
/// Source: azure-docs, `azure-resource-manager/management/resource-name-rules`, read 21 Aug 2026.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn integration_service_environment(name: &str) -> Fit {
    let rule = Rule {
        what: "An environment's name",
        shortest: 1,
        longest: 80,
        also: "-_.",
        example: "ise-orders-wus2",
    };
    rule.length(name)?;
    rule.characters(name)
}

/// A virtual network: 2 to 64 letters, digits, dots, hyphens and underscores.
///
/// Source: azure-docs, `azure-resource-manager/management/resource-name-rules`, read 27 Nov 2026.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn virtual_network(name: &str) -> Fit {
    let rule = Rule {
        what: "A virtual network's name",
        shortest: 2,
        longest: 64,
        also: "-_.",
        example: "vnet-orders-wus2",
    };
    rule.length(name)?;
    rule.characters(name)?;
    rule.check(
        name.starts_with(|it: char| it.is_ascii_alphanumeric()),
        "begins with a letter or a digit",
    )?;
    rule.check(
        name.ends_with(|it: char| it.is_ascii_alphanumeric() || it == '_'),
        "ends with a letter, a digit or an underscore",
    )
}

/// A resource group: 1 to 90 characters, not ending in a full stop.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn resource_group(name: &str) -> Fit {
    let what = "A resource group's name";
    let example = "rg-storage-prod";
    let length = name.chars().count();
    check(
        (1..=90).contains(&length),
        format!("{what} has 1 to 90 characters; this has {length}."),
        example,
    )?;
    let odd = name
        .chars()
        .find(|it| !it.is_alphanumeric() && !"-._()".contains(*it));
    if let Some(odd) = odd {
        let why = format!(
            "{what} holds letters, digits, hyphens, underscores, full stops and brackets, not {odd:?}."
        );
        return check(false, why, example);
    }
    check(
        !name.ends_with('.'),
        format!("{what} does not end with a full stop."),
        example,
    )
}

/// A GUID, as subscriptions, tenants, principals and clients have.
///
/// # Errors
/// Says what is wrong, with an example.
pub fn guid(text: &str) -> Fit {
    let groups: Vec<&str> = text.split('-').collect();
    let fits = groups.iter().map(|it| it.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|it| it.bytes().all(|it| it.is_ascii_hexdigit()));
    check(
        fits,
        "This is no GUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.".into(),
        "3109d1c4-a5de-4d84-8832-feabb916a4b6",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    type Check = fn(&str) -> Fit;

    #[test]
    fn good_names_pass_and_bad_ones_say_why() {
        let rows: [(Check, &[&str], &[&str]); 8] = [
            (
                vault,
                &["abc", "contoso-keys", "A1-2b"],
                &[
                    "ab",
                    "1abc",
                    "abc-",
                    "a--b",
                    "a_bc",
                    "abcdefghijklmnopqrstuvwxy",
                    "ää-bb",
                ],
            ),
            (managed_hsm, &["my-hsm"], &["hs", "1hsm", "m--h"]),
            (
                key,
                &["k", "1", "storage-key-2"],
                &["", "a_b", "a.b", "a b"],
            ),
            (
                key_version,
                &[
                    "78deebed173b48e48f55abf87ed4cf71",
                    "78DEEBED173B48E48F55ABF87ED4CF71",
                ],
                &["", "78deebed", "78deebed173b48e48f55abf87ed4cf7g"],
            ),
            (
                storage_account,
                &["sto", "data01"],
                &["st", "Data01", "da-ta", "däta"],
            ),
            (identity, &["id-1", "a_b"], &["ab", "-ab", "_ab", "a.b"]),
            (
                resource_group,
                &["rg", "a.b(c)-_d", "größe"],
                &["", "rg.", "a b", "a/b"],
            ),
            (
                guid,
                &["3109d1c4-a5de-4d84-8832-feabb916a4b6"],
                &[
                    "",
                    "3109d1c4a5de4d848832feabb916a4b6",
                    "3109d1c4-a5de-4d84-8832-feabb916a4bz",
                ],
            ),
        ];
        check_all(&rows);
    }

    #[test]
    fn clusters_and_workspaces_share_a_rule() {
        let good: &[&str] = &["law1", "1-a2"];
        check_all(&[(log_analytics, good, &["law", "-law1", "law1-", "law_1"])]);
    }

    fn check_all(rows: &[(Check, &[&str], &[&str])]) {
        for &(check, good, bad) in rows {
            for name in good {
                assert_eq!(check(name), Ok(()), "{name}");
            }
            for name in bad {
                let unfit = check(name).expect_err(name);
                assert!(unfit.why.ends_with('.'), "{unfit}");
                assert_eq!(check(&unfit.example), Ok(()), "the example for {name}");
            }
        }
    }
}
