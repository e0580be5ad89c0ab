//! The names of the faults, and what each does in a sentence.

use super::Fault;

pub(super) const EVERY: [(Fault, &str, &str); 16] = [
    (
        Fault::Throttling,
        "throttling",
        "Azure answers 429 and says how long to wait.",
    ),
    (
        Fault::ServerError,
        "server-error",
        "Azure answers 500, 502, 503 or 504 and does nothing.",
    ),
    (
        Fault::LostAnswer,
        "lost-answer",
        "A write is done, and its answer never arrives.",
    ),
    (
        Fault::DroppedRequest,
        "dropped-request",
        "The connection is cut before anything is done.",
    ),
    (
        Fault::ExpiredToken,
        "expired-token",
        "A token is refused as expired before its hour is over.",
    ),
    (
        Fault::ClaimsChallenge,
        "claims-challenge",
        "A write without a second factor is met by a claims challenge.",
    ),
    (
        Fault::SlowOperation,
        "slow-operation",
        "Work that goes on after the answer takes twenty times as long.",
    ),
    (
        Fault::HostileNextLink,
        "hostile-next-link",
        "The link to the next page of a list points to a foreign host.",
    ),
    (
        Fault::AcceptedNotApplied,
        "accepted-not-applied",
        "A write is answered as if it were done, and nothing has changed.",
    ),
    (
        Fault::WrongVersion,
        "wrong-version",
        "A service takes another version of the key than it was asked to.",
    ),
    (
        Fault::GrantNeverArrives,
        "grant-never-arrives",
        "A new grant is listed and never has an effect.",
    ),
    (
        Fault::StaleReads,
        "stale-reads",
        "Reads show the world as it was before the latest write.",
    ),
    (
        Fault::Conflict,
        "conflict",
        "A write is refused because another operation is in progress.",
    ),
    (
        Fault::ReportedFailure,
        "reported-failure",
        "Work that goes on after the answer succeeds, and its operation says that it failed.",
    ),
    (
        Fault::RetiredService,
        "retired-service",
        "Azure refuses to make an integration service environment, as it does since 2022.",
    ),
    (
        Fault::ForeignIdToken,
        "foreign-id-token",
        "Entra gives an ID token that is meant for another application.",
    ),
];
