//! Refusals in words: the one place where an error of Azure becomes something a person can act on.
//!
//! The dictionary rests on real threads and on the services' own pages; each row says which. A code
//! nobody has seen yet is explained by its status and keeps Azure's own sentence.

mod access;
mod directory;
mod foundry;
mod keys;
mod logic;
mod logs;
mod platform;
mod workspaces;

use serde::{Deserialize, Serialize};

use crate::arm::{ArmError, Failure, Lost, Source, retry};

/// A refusal in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What happened, in one sentence.
    pub what: String,
    /// Why, as far as it is known.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// Whether waiting helps.
    pub timing: Timing,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Whether waiting helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Timing {
    /// Something that was done has not arrived everywhere yet: the same again in a while.
    NotYet,
    /// Something else is at work, or Azure is in trouble: the same again later.
    Busy,
    /// It is as was asked for already.
    Already,
    /// Waiting changes nothing.
    Final,
}

/// The codes with which a service says that it cannot use the key yet, while a grant is on its way.
/// A step that sets a key waits on these, for a limited time.
///
/// Source: Azure/bicep#16601 and hashicorp/terraform-provider-azurerm#32855, read 21 Aug 2026.
pub const GRANT_NOT_YET: [&str; 2] = ["KeyVaultAuthenticationFailure", "ForbiddenByRbac"];

/// The codes with which Azure says that it does not know a new principal yet.
///
/// Source: MicrosoftDocs/azure-docs, `role-based-access-control/troubleshooting.md`, read 21 Aug
/// 2026.
pub const PRINCIPAL_NOT_YET: [&str; 1] = ["PrincipalNotFound"];

/// One row of the dictionary.
struct Row {
    /// Any of these codes, in the error or below it; none means that the words decide.
    codes: &'static [&'static str],
    /// Words in the message, in lower case; empty means that the code decides.
    says: &'static str,
    what: &'static str,
    why: &'static str,
    next: &'static str,
    timing: Timing,
    source: Source,
}

/// Says in words what Azure refused, why, and what to do.
#[must_use]
pub fn explain(error: &ArmError) -> Explanation {
    let explanation = access::explain(error)
        .or_else(|| look_up(&directory::ROWS, error))
        .or_else(|| look_up(&keys::ROWS, error))
        .or_else(|| look_up(&logic::ROWS, error))
        .or_else(|| look_up(&logs::ROWS, error))
        .or_else(|| look_up(&foundry::ROWS, error))
        .or_else(|| look_up(&workspaces::ROWS, error))
        .or_else(|| look_up(&platform::ROWS, error));
    explanation.unwrap_or_else(|| by_status(error))
}

/// Every code that can be looked up, with what it means where no more is known than the code.
pub fn dictionary() -> impl Iterator<Item = (&'static str, Explanation)> {
    let tables: [&'static [Row]; 7] = [
        &directory::ROWS,
        &keys::ROWS,
        &logic::ROWS,
        &logs::ROWS,
        &foundry::ROWS,
        &workspaces::ROWS,
        &platform::ROWS,
    ];
    let rows = tables.into_iter().flatten();
    let rows = rows.flat_map(|row| row.codes.iter().map(|code| (*code, row.explanation())));
    access::dictionary().chain(rows)
}

/// An answer of the form with which the refusal would not have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The button's words.
    pub label: &'static str,
    /// The field.
    pub field: &'static str,
    /// The other answer.
    pub value: &'static str,
}

/// What could be answered instead, where that is known. Nothing is changed by itself: a person
/// looks at the new plan first.
#[must_use]
pub fn instead(error: &ArmError) -> Option<Instead> {
    logs::instead(error)
}

/// Says in words how an exchange ended.
#[must_use]
pub fn failure(failure: &Failure) -> Explanation {
    let (what, why, next) = match failure {
        Failure::Refused(error) => return explain(error),
        Failure::Lost(Lost::NoAnswer) => (
            "No answer arrived.",
            "The network was cut, or the browser or a proxy blocked the exchange; a browser does not say which.".to_owned(),
            "Whether a change happened is found out by reading before anything is sent again. Check the connection.",
        ),
        Failure::Lost(Lost::NotSent(why)) => (
            "Nothing was sent.",
            why.clone(),
            "Mend what is named here, and try again.",
        ),
        Failure::Unreadable(why) => (
            "Azure's answer could not be understood.",
            why.clone(),
            "Read the resource again. If it stays so, copy the raw answer into a report.",
        ),
        Failure::Untrusted(address) => (
            "An answer led to an address outside Azure, which was not followed.",
            format!("It named {address}."),
            "Read the resource to see how far it came, and report the address.",
        ),
    };
    Explanation {
        what: what.into(),
        why,
        next: next.into(),
        timing: Timing::Final,
        source: None,
    }
}

fn look_up(rows: &[Row], error: &ArmError) -> Option<Explanation> {
    let mut said = error.message.to_ascii_lowercase();
    for (_, message) in &error.details {
        said.push(' ');
        said.push_str(&message.to_ascii_lowercase());
    }
    // Microsoft's pages quote the sentences with both kinds of apostrophe.
    let said = said.replace('\u{2019}', "'");
    let row = rows.iter().find(|row| {
        let code = row.codes.iter().any(|it| error.has_code(it));
        let words = !row.says.is_empty() && said.contains(row.says);
        code || words
    })?;
    Some(row.explanation())
}

impl Row {
    fn explanation(&self) -> Explanation {
        Explanation {
            what: self.what.into(),
            why: self.why.into(),
            next: self.next.into(),
            timing: self.timing,
            source: Some(self.source.clone()),
        }
    }
}

fn by_status(error: &ArmError) -> Explanation {
    let transient = retry::is_transient(error.status);
    let (what, next) = match error.status {
        400 => (
            "Azure does not accept the request.",
            "Compare the request with Azure's sentence, and change the answer it names.",
        ),
        401 => (
            "The sign-in is not accepted.",
            "Sign in again. If that does not help, check the directory and the clock of this device.",
        ),
        403 => (
            "Azure does not allow this.",
            "Ask somebody with more rights on the resource, or have a role assigned that allows it.",
        ),
        404 => (
            "Azure does not find it.",
            "Check the name and the subscription; it may have been deleted or moved.",
        ),
        409 => (
            "It is in conflict with something that is there or under way.",
            "Read the resource, wait for other changes to finish, and try again.",
        ),
        200 => (
            "Azure accepted it, and the operation failed later.",
            "Read the resource to see how far it came, mend what Azure names, and try again.",
        ),
        _ if transient => (
            "Azure did not manage it this time.",
            "Try again in a few minutes.",
        ),
        _ => (
            "Azure refused it.",
            "Read Azure's sentence and the raw answer beside it.",
        ),
    };
    Explanation {
        what: what.into(),
        why: error.message.clone(),
        next: next.into(),
        timing: if transient {
            Timing::Busy
        } else {
            Timing::Final
        },
        source: None,
    }
}

#[cfg(test)]
mod tests;
