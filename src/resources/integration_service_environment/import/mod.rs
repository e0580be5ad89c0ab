//! A request body pasted from one of the articles, or from anywhere: understood, cleaned up with a
//! list of what was changed and why, and turned into answers.
//!
//! Both editions of the article show bodies that are no JSON: with comments, commas at the end of
//! objects, choices in angle brackets, placeholders and masked IDs.

mod clean;
mod ids;
mod understand;

use crate::arm::Cloud;
use crate::form::Imported;

/// Reads a pasted text.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub(super) fn read(text: &str, cloud: &Cloud) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let version = clean::api_version(text);
    let cleaned = clean::clean(text, &mut imported)?;
    let body = serde_json::from_str(&cleaned).map_err(|why| {
        format!(
            "Even without comments and commas that are too many this is no JSON: {why}. Paste a whole request body, from its first brace to its last."
        )
    })?;
    understand::understand(&body, version, cloud, &mut imported)?;
    Ok(imported)
}

#[cfg(test)]
mod tests;
