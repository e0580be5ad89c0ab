//! Points in time, given by the caller: this library has no clock.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// From whole seconds, as Key Vault writes `exp` and `nbf`.
    #[must_use]
    pub fn of_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// From RFC 3339 text, as ARM writes times.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(time.unix_timestamp_nanos() / 1_000_000)
            .ok()
            .map(Self)
    }

    /// From the text of a `Date` header: `Mon, 23 Nov 2026 14:31:56 GMT`.
    #[must_use]
    pub fn of_http_date(text: &str) -> Option<Self> {
        let format = format_description!(
            "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
        );
        let time = PrimitiveDateTime::parse(text, &format).ok()?;
        Some(Self::of_seconds(time.assume_utc().unix_timestamp()))
    }

    /// Whole seconds since 1970.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// `2026-11-23T14:31:56Z`, with milliseconds where there are any.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.time().format(&Rfc3339).unwrap_or_default()
    }

    /// `23 Nov 2026`.
    #[must_use]
    pub fn day(self) -> String {
        let format = format_description!("[day padding:none] [month repr:short] [year]");
        self.time().format(&format).unwrap_or_default()
    }

    /// `14:31:56`, UTC.
    #[must_use]
    pub fn clock(self) -> String {
        let format = format_description!("[hour]:[minute]:[second]");
        self.time().format(&format).unwrap_or_default()
    }

    /// `Mon 23 Nov 2026, 14:31 UTC`.
    #[must_use]
    pub fn day_and_clock(self) -> String {
        let format = format_description!(
            "[weekday repr:short] [day padding:none] [month repr:short] [year], [hour]:[minute] UTC"
        );
        self.time().format(&format).unwrap_or_default()
    }

    /// The time from `earlier` to this; zero when it lies ahead.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    fn time(self) -> OffsetDateTime {
        let nanos = i128::from(self.0) * 1_000_000;
        OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
        )
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
        )
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arm_times_are_read_and_written() {
        let time = Timestamp::parse("2019-12-13T20:36:23.7023290Z").expect("an ARM time");
        assert_eq!(time.rfc3339(), "2019-12-13T20:36:23.702Z");
        assert_eq!(time.day_and_clock(), "Fri 13 Dec 2019, 20:36 UTC");
        assert_eq!(
            (time.day().as_str(), time.clock().as_str()),
            ("13 Dec 2019", "20:36:23")
        );
    }
}
