//! What went wrong and how to mend it: the one error of this package.

use std::fmt;
use std::io;
use std::path::Path;

/// A failure that a person can act on.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// What happened, as a sentence.
    what: String,
    /// What to do next; may have several lines.
    mend: String,
}

impl Problem {
    /// A problem with its remedy.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            mend: mend.into(),
        }
    }

    /// A file that could not be read or written.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Self::new(
            format!("{} could not be used: {error}.", path.display()),
            "Check that the file is there, that you may change it, and that the disk is not full.",
        )
    }

    /// Options that no command has.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(
            what,
            "`cargo xtask` without a command lists all commands and their options.",
        )
    }

    /// Several problems told as one, so that a person can mend them together.
    pub fn all(mut problems: Vec<Self>) -> Self {
        if problems.len() == 1 {
            return problems.remove(0);
        }
        let mends: Vec<_> = problems.iter().map(Self::to_string).collect();
        Self::new(
            format!("{} things must be mended by you.", problems.len()),
            mends.join("\n"),
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)?;
        for line in self.mend.lines() {
            write!(out, "\n  {line}")?;
        }
        Ok(())
    }
}

impl From<pico_args::Error> for Problem {
    fn from(error: pico_args::Error) -> Self {
        Self::usage(format!("The options are not understood: {error}."))
    }
}

/// Refuses what is left over when a command has taken its options.
pub fn nothing_left(arguments: pico_args::Arguments) -> Result<(), Problem> {
    let left = arguments.finish();
    if left.is_empty() {
        return Ok(());
    }
    let left: Vec<_> = left.iter().map(|it| it.to_string_lossy()).collect();
    Err(Problem::usage(format!(
        "Not understood: {}.",
        left.join(" ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_problems_keep_their_remedies_apart() {
        let one = || Problem::new("No compiler.", "Get one.\nOr another.");
        assert_eq!(Problem::all(vec![one()]), one());
        let both = Problem::all(vec![one(), Problem::new("No Node.js.", "Get it.")]);
        assert_eq!(
            both.to_string(),
            "2 things must be mended by you.\n  No compiler.\n    Get one.\n    Or another.\n  No Node.js.\n    Get it."
        );
    }
}
