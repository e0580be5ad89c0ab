//! The least that tests need: who is there, one empty group in each directory, and a workspace
//! that takes in logs, which no key of the customer's protects.
//!
//! What was added later comes last, so that everything else keeps its IDs.

use super::logs;
use super::script::Script;
use crate::sandbox::people::Directory;

pub(super) fn write(script: &mut Script) {
    let fabrikam = script.first_subscription(Directory::Fabrikam);
    for (person, role) in [
        ("mara", "Owner"),
        ("priya", "Key Vault Administrator"),
        ("priya", "Key Vault Contributor"),
        ("priya", "Role Based Access Control Administrator"),
        ("deniz", "Log Analytics Contributor"),
        ("tom", "Reader"),
    ] {
        script.role(person, role, &fabrikam);
    }
    script.clients(Directory::Fabrikam, &fabrikam);
    script.group("mara", &fabrikam, "rg-a");
    let contoso = script.first_subscription(Directory::Contoso);
    script.role("aiko", "Owner", &contoso);
    script.clients(Directory::Contoso, &contoso);
    script.group("aiko", &contoso, "rg-c");
    script.role("ben", "Reader", &contoso);
    let northwind = script.first_subscription(Directory::Northwind);
    script.role("noor", "Owner", &northwind);
    script.group("noor", &northwind, "rg-n");
    logs::write_workspace(script, &fabrikam);
    script.role("mara-at-contoso", "Reader", &contoso);
}
