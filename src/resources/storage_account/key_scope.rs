//! Which services of an account follow its key.

use super::only_now::QUEUES_AND_TABLES;
use crate::arm::Resource;
use crate::plan::{Check, Finding};

/// Says which services of an account stay under Microsoft's key whatever key the account uses;
/// none where all of them follow it.
pub(super) fn left_out(account: &Resource) -> Option<Check> {
    let kind = account.kind.as_deref().unwrap_or_default();
    if ["BlobStorage", "BlockBlobStorage", "FileStorage"].contains(&kind) {
        return None;
    }
    let follows = |service: &str| {
        account.text(&format!("/encryption/services/{service}/keyType")) == "Account"
    };
    let left = match (follows("queue"), follows("table")) {
        (true, true) => return None,
        (false, false) => "queues and tables",
        (false, true) => "queues",
        (true, false) => "tables",
    };
    let headline = format!("The {left} of {} stay under Microsoft's key.", account.name);
    let kind = match kind {
        "Storage" => " An account of kind Storage (general-purpose v1) cannot choose it at all.",
        _ => "",
    };
    let reason = format!(
        "Which key they use is chosen when an account is created, and never changes.{kind} To have them under yours, create another account with your key and move what they hold."
    );
    Some(
        Check::new("key-scope", Finding::Warning, headline)
            .reason(reason)
            .source(&QUEUES_AND_TABLES),
    )
}
