//! When to try again, and how long to wait: a pure policy.

use std::time::Duration;

use super::response::Response;

/// How often one request is sent before its failure counts.
///
/// At the pace below this is about four minutes of trouble.
pub const ATTEMPTS: u32 = 7;

/// The statuses after which the same request may be sent again.
///
/// Source: azure-core `RetryPolicy` of the Python and JavaScript SDKs, read 21 Aug 2026.
const TRANSIENT: [u16; 6] = [408, 429, 500, 502, 503, 504];

const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(120);

/// Whether an answer says "not now" rather than "no".
#[must_use]
pub fn is_transient(status: u16) -> bool {
    TRANSIENT.contains(&status)
}

/// The wait before attempt number `attempt` (1 is the first repetition): what Azure asked for,
/// or doubling from two seconds, spread by `jitter` (0 to 1) so that tabs do not march in step.
#[must_use]
pub fn backoff(attempt: u32, answer: Option<&Response>, jitter: f64) -> Duration {
    if let Some(asked) = answer.and_then(Response::retry_after) {
        return asked.min(Duration::from_secs(900));
    }
    let doubled = FIRST * 2u32.saturating_pow(attempt.saturating_sub(1).min(16));
    doubled
        .min(LONGEST)
        .mul_f64(0.8 + 0.4 * jitter.clamp(0.0, 1.0))
}

/// The wait before poll number `poll` (0 is the first) of a long-running operation whose answer
/// named none.
///
/// ARM's contract says 60 seconds, which makes a person wait a minute for what took two seconds;
/// so the first polls come sooner, as the published clients do.
///
/// Source: Azure/azure-resource-manager-rpc, `v1.0/async-api-reference.md`, read 21 Aug 2026.
#[must_use]
pub fn pace(poll: u32, answer: &Response) -> Duration {
    answer.retry_after().unwrap_or(match poll {
        0..3 => Duration::from_secs(5),
        3..6 => Duration::from_secs(15),
        _ => Duration::from_secs(60),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azure_is_taken_at_its_word_zero_included() {
        let asked = Response::empty(429).header("Retry-After", "0");
        assert_eq!(backoff(3, Some(&asked), 0.5), Duration::ZERO);
        assert_eq!(pace(9, &asked), Duration::ZERO);
    }

    #[test]
    fn waits_grow_to_a_limit_and_are_spread() {
        let seconds: Vec<u64> = (1..10).map(|it| backoff(it, None, 0.5).as_secs()).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 120, 120, 120]);
        assert!(backoff(4, None, 0.0) < backoff(4, None, 1.0));
    }

    #[test]
    fn a_bad_request_is_not_transient() {
        assert!(is_transient(429) && !is_transient(400) && !is_transient(409));
    }
}
