//! The architecture as tests: layers, files, words and style, each failure with file and line.
//!
//! The tables are here and nowhere else; `ARCHITECTURE.md` links to them.

mod browser;
mod files;
mod layers;
mod registry;
mod source;
mod style;
mod words;

/// Fails with every offence, one a line, so that all of them can be mended at once.
fn none(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}:\n  {}", offences.join("\n  "));
}
