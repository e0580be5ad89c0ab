//! What was found when a deployment was looked at: rows that can be shown and copied.

use crate::arm::Timestamp;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it belongs to.
    pub part: Part,
    /// What was looked at: the name of a header, of a file, of a host.
    pub what: String,
    /// What should be there.
    pub expected: String,
    /// What is there, or why nobody can tell.
    pub seen: String,
    /// The judgement.
    pub verdict: Verdict,
    /// What follows from it, and what to do; may be empty.
    pub next: String,
}

/// What a finding belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headers of the page.
    Page,
    /// The other files of the site.
    Files,
    /// The clock of this device.
    Clock,
    /// What a script may read of Resource Manager's answers.
    Answers,
    /// The vaults that the configuration lists.
    Vaults,
}

/// A judgement. What was not seen is never right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Seen, and as it should be.
    Right,
    /// Seen, and not as it should be.
    Wrong,
    /// Not seen.
    Unknown,
}

impl Part {
    /// Every part, in the order in which they are looked at.
    pub const ALL: [Self; 5] = [
        Self::Page,
        Self::Files,
        Self::Clock,
        Self::Answers,
        Self::Vaults,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Page => "Headers of the page",
            Self::Files => "Files of the site",
            Self::Clock => "Clock of this device",
            Self::Answers => "Headers of Azure’s answers",
            Self::Vaults => "Vaults",
        }
    }
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "As expected",
            Self::Wrong => "Wrong",
            Self::Unknown => "Not known",
        }
    }
}

/// How many findings came out how: "2 wrong, 1 not known, 14 as expected".
#[must_use]
pub fn counted(findings: &[Finding]) -> String {
    let of = |verdict| findings.iter().filter(|it| it.verdict == verdict).count();
    format!(
        "{} wrong, {} not known, {} as expected",
        of(Verdict::Wrong),
        of(Verdict::Unknown),
        of(Verdict::Right)
    )
}

/// The findings as a text to send to somebody. It holds what the rows say and nothing else: names
/// of the headers of Azure's answers, never their values.
#[must_use]
pub fn text(site: &str, source: &str, at: Timestamp, findings: &[Finding]) -> String {
    let mut text = format!(
        "cmk-console, check of a deployment\nsite: {site}\nsource: {source}\nat: {at}\n{}\n",
        counted(findings)
    );
    for part in Part::ALL {
        let mut rows = findings.iter().filter(|it| it.part == part).peekable();
        if rows.peek().is_some() {
            text.push_str(&format!("\n{}\n", part.label()));
        }
        for it in rows {
            text.push_str(&format!(
                "- {}: {}\n    expected: {}\n    seen: {}\n",
                it.verdict.word(),
                it.what,
                it.expected,
                it.seen
            ));
            if !it.next.is_empty() {
                text.push_str(&format!("    {}\n", it.next));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_holds_every_row_below_its_part() {
        let finding = |part, what: &str, verdict| Finding {
            part,
            what: what.into(),
            expected: "this".into(),
            seen: "that".into(),
            verdict,
            next: String::new(),
        };
        let findings = [
            finding(Part::Clock, "Clock", Verdict::Unknown),
            finding(Part::Page, "Referrer-Policy", Verdict::Wrong),
        ];
        let text = text("https://c.example", "azure", Timestamp(0), &findings);
        let expected = "site: https://c.example\nsource: azure\nat: 1970-01-01T00:00:00Z\n\
            1 wrong, 1 not known, 0 as expected\n\n\
            Headers of the page\n- Wrong: Referrer-Policy\n    expected: this\n    seen: that\n\n\
            Clock of this device\n- Not known: Clock\n    expected: this\n    seen: that\n";
        assert!(text.ends_with(expected), "{text}");
    }
}
