//! Checks: what was found out before anything is sent.

use serde::{Deserialize, Serialize};

use crate::arm::{ResourceId, Source, Timestamp};
use crate::form::Answers;

/// One finding, with what it rests on and how to mend it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// Stable name, unique in a plan: `vault-recoverable`.
    pub id: String,
    /// How it came out.
    pub finding: Finding,
    /// What is, in one sentence.
    pub headline: String,
    /// Why it matters or what happens otherwise; may be empty.
    pub reason: String,
    /// The fact it rests on, as read: `networkAcls.bypass None`; may be empty.
    pub evidence: String,
    /// The rule's source.
    pub source: Option<Source>,
    /// When the fact was read.
    pub as_of: Option<Timestamp>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// What a passed check proves to the laws.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<Claim>,
    /// The right that is missing, where that is what it found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lacks: Option<Lack>,
}

/// A right that the person does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// As Azure spells it: `Microsoft.KeyVault/vaults/write`.
    pub action: String,
    /// Where.
    pub scope: ResourceId,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// The plan cannot work, or must not be run, while this is so.
    Failed,
    /// It could not be found out. A plan may be run all the same, unless the laws want it proved.
    Unknown,
    /// It works, and the person should know this.
    Warning,
    /// As it should be.
    Passed,
}

/// What a fix button does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fix {
    /// Carries out an action of the registry on another resource, with its own checks.
    Action {
        /// The button's words, naming the effect: "Turn on purge protection".
        label: String,
        /// The resource.
        target: ResourceId,
        /// The action's id.
        action: String,
        /// Its answers.
        answers: Answers,
    },
    /// Changes an answer of this form.
    Answer {
        /// The button's words.
        label: String,
        /// The field.
        field: String,
        /// The new answer.
        value: String,
    },
    /// Something only a person elsewhere can do: the command to copy.
    Command {
        /// What it does.
        label: String,
        /// The line for a shell.
        command: String,
    },
    /// A page elsewhere where it can be done.
    Link {
        /// What is done there.
        label: String,
        /// The address.
        href: String,
    },
}

/// Something the laws of a plan want to have proved before a key is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Claim {
    /// The vault at this host has soft delete and purge protection.
    Recoverable(String),
    /// The identity that the resource will use may wrap and unwrap with this key: host and name.
    Granted(String, String),
    /// No other write on this resource is in progress.
    Idle(ResourceId),
}

impl Claim {
    /// The vault at this host can be recovered.
    #[must_use]
    pub fn recoverable(host: &str) -> Self {
        Self::Recoverable(host.to_ascii_lowercase())
    }

    /// The key of this name in the vault at this host is granted.
    #[must_use]
    pub fn granted(host: &str, key: &str) -> Self {
        Self::Granted(host.to_ascii_lowercase(), key.to_ascii_lowercase())
    }
}

impl Fix {
    /// The button's words.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Action { label, .. }
            | Self::Answer { label, .. }
            | Self::Command { label, .. }
            | Self::Link { label, .. } => label,
        }
    }
}

impl Check {
    /// A finding without a reason yet.
    #[must_use]
    pub fn new(id: &str, finding: Finding, headline: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            finding,
            headline: headline.into(),
            reason: String::new(),
            evidence: String::new(),
            source: None,
            as_of: None,
            fix: None,
            settles: Vec::new(),
            lacks: None,
        }
    }

    /// Adds why it matters.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// Adds the fact it rests on.
    #[must_use]
    pub fn evidence(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = evidence.into();
        self
    }

    /// Adds the rule's source.
    #[must_use]
    pub fn source(mut self, source: &Source) -> Self {
        self.source = Some(source.clone());
        self
    }

    /// Adds when the fact was read.
    #[must_use]
    pub fn as_of(mut self, at: Option<Timestamp>) -> Self {
        self.as_of = at;
        self
    }

    /// Adds what would mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Says which right is missing.
    #[must_use]
    pub fn lacks(mut self, action: &str, scope: &ResourceId) -> Self {
        self.lacks = Some(Lack {
            action: action.to_owned(),
            scope: scope.clone(),
        });
        self
    }

    /// Says what it proves; counts only when it passed, or passed with a warning.
    #[must_use]
    pub fn settles(mut self, claim: Claim) -> Self {
        self.settles.push(claim);
        self
    }

    /// Whether a plan with it must not be run: it failed, or it could not be made and the laws
    /// want what it would prove.
    #[must_use]
    pub fn blocks(&self) -> bool {
        match self.finding {
            Finding::Failed => true,
            Finding::Unknown => !self.settles.is_empty(),
            Finding::Warning | Finding::Passed => false,
        }
    }

    /// What it proves.
    #[must_use]
    pub fn proved(&self) -> &[Claim] {
        match self.finding {
            Finding::Passed | Finding::Warning => &self.settles,
            Finding::Failed | Finding::Unknown => &[],
        }
    }
}
