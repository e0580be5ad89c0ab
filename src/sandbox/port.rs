//! What the console and the sandbox's worker say to one another, as JSON texts.

use serde::{Deserialize, Serialize};

pub use super::{
    Control, Cors, Fault, FaultSetting, Scenario, SimClock, Times, WireRequest, WireResponse,
};

use crate::arm::Timestamp;

/// A question of the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Comes back with the answer.
    pub id: u32,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// The answer to a request, which carries its token.
    Send(WireRequest),
    /// A token.
    Token(TokenWish),
    /// That a control be used.
    Control(Control),
}

/// A token that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenWish {
    /// The id of the person: `mara`.
    pub person: String,
    /// The tenant id of the directory.
    pub tenant: String,
    /// The resource: `https://management.azure.com`.
    pub audience: String,
    /// The claims of a challenge, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<String>,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Say {
    /// The first word: of which build it is. The page compares, because a worker's files carry no
    /// hash in their names.
    Hello {
        /// The build id.
        build: String,
    },
    /// How the sandbox stands, at first and whenever that has changed.
    Standing(Box<Standing>),
    /// The answer to a question.
    Answer {
        /// The id of the question.
        id: u32,
        /// What came of it.
        answer: Answer,
    },
    /// The sandbox could not be started; says why.
    Failed(String),
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The answer to a request, with the headers a browser lets a page read.
    Response(WireResponse),
    /// A token.
    Token(String),
    /// It was done.
    Done,
    /// It was not; says why.
    NotDone(String),
}

/// How the sandbox stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// The wall time at which it began; another one after a reset.
    pub began: Timestamp,
    /// What it began with.
    pub scenario: Scenario,
    /// How wall time maps to simulated time.
    pub clock: SimClock,
    /// Who one can be.
    pub people: Vec<Somebody>,
    /// The faults that are switched on.
    pub faults: Vec<FaultSetting>,
    /// Which headers a page may read.
    pub cors: Cors,
    /// How much has been journalled.
    pub entries: usize,
    /// Whether another tab has brought the latest change.
    pub by_others: bool,
    /// Something the person should be told once.
    pub notice: Option<String>,
}

/// Somebody a visitor can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Somebody {
    /// `mara`.
    pub id: String,
    /// `Mara Okafor`.
    pub name: String,
    /// What they may do, in a few words.
    pub about: String,
    /// The object id.
    pub oid: String,
    /// The tenant id of their directory.
    pub tenant: String,
    /// `Fabrikam`.
    pub tenant_name: String,
}
