//! What a person saves to a file before it is taken away.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::arm::{Read, Timestamp};

/// Something to be read and saved to a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// What is read.
    pub read: Read,
    /// What the file is called.
    pub name: String,
}

impl Save {
    /// The text of the file. What a simulated Azure answered is marked as such.
    #[must_use]
    pub fn file(&self, answer: &Value, at: Timestamp, simulated: bool) -> String {
        let mut file = json!({
            "read": self.read.request.path(),
            "at": at.rfc3339(),
            "value": answer.get("value").cloned().unwrap_or_else(|| answer.clone()),
        });
        if simulated {
            file["simulated"] = json!(true);
        }
        format!("{file:#}\n")
    }
}
