//! Keys by the time that is left before their newest version expires.

use super::key::KeyVersionInfo;
use crate::arm::Timestamp;

/// Seconds.
const DAY: u64 = 24 * 60 * 60;

/// How far away the end of a key version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expiry {
    /// It has passed.
    Expired,
    /// Less than 30 days, which is when a key counts as one that expires soon.
    Month,
    /// Less than 90 days.
    Quarter,
    /// Less than 365 days.
    Year,
    /// More than that.
    Later,
    /// The version was read, and has no end.
    Never,
    /// The version could not be read, so nothing is said of its end.
    NotRead,
}

impl Expiry {
    /// Every bucket, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Expired,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Later,
        Self::Never,
        Self::NotRead,
    ];

    /// The bucket of a version; `None` is one that could not be read.
    #[must_use]
    pub fn of(version: Option<&KeyVersionInfo>, now: Timestamp) -> Self {
        let Some(version) = version else {
            return Self::NotRead;
        };
        let Some(end) = version.expires else {
            return Self::Never;
        };
        if end <= now {
            return Self::Expired;
        }
        match end.since(now).as_secs() / DAY {
            0..30 => Self::Month,
            30..90 => Self::Quarter,
            90..365 => Self::Year,
            _ => Self::Later,
        }
    }

    /// Its words in tables and filters.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Expired => "Expired",
            Self::Month => "Within 30 days",
            Self::Quarter => "Within 90 days",
            Self::Year => "Within a year",
            Self::Later => "Later",
            Self::Never => "Never",
            Self::NotRead => "Not read",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::key::tests::wire;
    use serde_json::json;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);
    const VERSION: &str = "11111111111111111111111111111111";
    const DAY: i64 = super::DAY.cast_signed();

    fn after(seconds: i64) -> Expiry {
        let mut version = KeyVersionInfo::parse(&wire("contoso", "orders", VERSION, &json!({})))
            .expect("a version");
        version.expires = Some(Timestamp::of_seconds(NOW.seconds() + seconds));
        Expiry::of(Some(&version), NOW)
    }

    #[test]
    fn a_bucket_ends_with_its_last_day() {
        assert_eq!(after(-1), Expiry::Expired);
        assert_eq!(after(0), Expiry::Expired);
        assert_eq!(after(1), Expiry::Month);
        for (days, in_time, late) in [
            (30, Expiry::Month, Expiry::Quarter),
            (90, Expiry::Quarter, Expiry::Year),
            (365, Expiry::Year, Expiry::Later),
        ] {
            assert_eq!(after(days * DAY - 1), in_time, "{days} days less a second");
            assert_eq!(after(days * DAY), late, "{days} days");
        }
    }

    #[test]
    fn what_was_not_read_is_not_without_an_end() {
        let mut version = KeyVersionInfo::parse(&wire("contoso", "orders", VERSION, &json!({})))
            .expect("a version");
        version.expires = None;
        assert_eq!(Expiry::of(Some(&version), NOW), Expiry::Never);
        assert_eq!(Expiry::of(None, NOW), Expiry::NotRead);
    }
}
