//! Refusals that mean "not yet": by their codes, or by their words where nobody knows the codes.

use serde::{Deserialize, Serialize};

use crate::arm::ArmError;

/// Refusals that mean "not yet", and how long they may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Patience {
    /// Error codes.
    pub codes: Vec<String>,
    /// Words of the sentence, ignoring case, for services whose codes nobody has written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Seconds from the first refusal after which it is a refusal like any other.
    pub limit: u32,
}

impl Patience {
    /// Whether this refusal means "not yet".
    #[must_use]
    pub fn covers(&self, error: &ArmError) -> bool {
        let said = error.message.to_ascii_lowercase();
        self.codes.iter().any(|it| error.has_code(it))
            || self
                .words
                .iter()
                .any(|it| said.contains(&it.to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_yet_is_known_by_its_code_or_by_its_words() {
        let patience = |codes: &[&str], words: &[&str]| Patience {
            codes: codes.iter().map(|it| (*it).to_owned()).collect(),
            words: words.iter().map(|it| (*it).to_owned()).collect(),
            limit: 60,
        };
        let codes = patience(&["NotYet"], &[]);
        let words = patience(&[], &["failed to validate key"]);
        let rows = [
            ("NotYet", "no", true, false),
            ("Other", "Failed to validate Key in Key Vault.", false, true),
            ("Other", "no", false, false),
        ];
        for (code, message, by_code, by_words) in rows {
            let error = ArmError {
                code: code.into(),
                message: message.into(),
                ..ArmError::default()
            };
            let found = (codes.covers(&error), words.covers(&error));
            assert_eq!(found, (by_code, by_words), "{code}: {message}");
        }
    }
}
