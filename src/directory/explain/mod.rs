//! Why somebody could not be signed in, in words: the one place where an error of Entra or of MSAL
//! becomes something a person can act on.
//!
//! Microsoft changes the numbers, so they choose words and decide nothing.

mod rows;

use rows::{ROWS, Row};

use super::account::NotForUs;
use super::auth_error::{AuthError, Remedy};
use crate::arm::ArmError;

/// A failed sign-in in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What happened, in one sentence.
    pub what: String,
    /// Why, as far as it is known.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// `AADSTS65001`, or MSAL's own code; empty where there is none.
    pub code: String,
    /// Entra's own sentence; empty where there is none.
    pub words: String,
    /// What Microsoft's support asks for; empty where there is none.
    pub correlation_id: String,
}

/// Says in words why somebody could not be signed in.
#[must_use]
pub fn explain(error: &AuthError) -> Explained {
    let number = error.aadsts();
    let by_number = |row: &&Row| number.is_some_and(|it| row.numbers.contains(&it));
    let by_code = |row: &&Row| {
        let codes = [error.sub_error.as_str(), error.error_code.as_str()];
        codes.iter().any(|it| row.codes.contains(it))
    };
    let rows = || ROWS.iter();
    let row = rows().find(by_number).or_else(|| rows().find(by_code));
    let (what, why, next) = match (row, error.remedy()) {
        (Some(row), _) => (row.what, row.why, row.next),
        (None, remedy) => otherwise(remedy),
    };
    Explained {
        code: number.map_or_else(|| error.error_code.clone(), |it| format!("AADSTS{it}")),
        words: error.sentence().to_owned(),
        correlation_id: error.correlation_id.clone(),
        ..Explained::new(what, why, next)
    }
}

/// Every number of Entra and every code of MSAL that can be looked up, with what it means.
pub fn dictionary() -> impl Iterator<Item = (String, Explained)> {
    ROWS.iter().flat_map(|row| {
        let numbers = row.numbers.iter().map(|it| format!("AADSTS{it}"));
        let codes = row.codes.iter().map(|it| (*it).to_owned());
        numbers
            .chain(codes)
            .map(|code| (code, Explained::new(row.what, row.why, row.next)))
    })
}

/// A sign-in whose ID token is not for us.
#[must_use]
pub fn not_for_us(NotForUs(why): NotForUs) -> Explained {
    Explained::new(
        "The sign-in was refused by this console.",
        &why,
        "Nothing was sent to Azure. Sign in again; if it happens twice, show this to whoever runs this console.",
    )
}

/// A sign-in from which the person came back without an answer.
#[must_use]
pub fn unfinished() -> Explained {
    Explained::new(
        "The sign-in was not finished.",
        "You came back before Microsoft had answered.",
        "Sign in again when you want to go on.",
    )
}

/// Somebody signed in again as another person.
#[must_use]
pub fn somebody_else() -> Explained {
    Explained::new(
        "Somebody else has signed in.",
        "What was begun in this tab belongs to the person before, so both are signed out of it.",
        "Sign in as the person whose runs you want to see.",
    )
}

/// Azure refuses the tokens it gets without the person.
#[must_use]
pub fn asks_again() -> Explained {
    Explained::new(
        "Azure refuses the sign-in that this tab has.",
        "A policy of the directory, or a changed password, asks for a new one. Nothing was changed by what was refused.",
        "Sign in again; what has begun goes on afterwards.",
    )
}

/// Azure refuses a person who has just signed in because of a refusal.
#[must_use]
pub fn refused_by_policy(error: &ArmError) -> Explained {
    Explained {
        code: error.code.clone(),
        words: error.message.clone(),
        correlation_id: error.correlation_id.clone().unwrap_or_default(),
        ..Explained::new(
            "Azure refuses this sign-in.",
            "You have just signed in for it, and Azure still refuses. Most likely a Conditional Access policy does not accept this network or this device, or wants a stronger proof of who you are than your account can give.",
            "Sign in from a network and a device that the policy allows. An administrator of the directory finds the policy in the sign-in logs of Entra.",
        )
    }
}

impl Explained {
    fn new(what: &str, why: &str, next: &str) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
            next: next.into(),
            code: String::new(),
            words: String::new(),
            correlation_id: String::new(),
        }
    }
}

fn otherwise(remedy: Remedy) -> (&'static str, &'static str, &'static str) {
    match remedy {
        Remedy::Network => (
            "The sign-in service cannot be reached.",
            "The network is down, or something between here and Microsoft is in the way; a browser does not say which.",
            "Check the network, then try again.",
        ),
        Remedy::Later => (
            "The sign-in service asks for patience.",
            "It is asked for too much at once, or is in trouble.",
            "Wait a few minutes, then try again. Nobody is signed out by it.",
        ),
        Remedy::SignIn => (
            "Microsoft asks you to sign in again.",
            "What you have signed in with is no longer enough.",
            "Sign in again; what you have entered here is kept.",
        ),
        Remedy::Nothing => (
            "You could not be signed in.",
            "Microsoft, or the browser, gave the reason below.",
            "Try again. If it stays, show the code and the correlation ID to an administrator of the directory.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, number: Option<u32>, message: &str) -> Explained {
        explain(&AuthError {
            error_code: code.into(),
            number,
            message: message.into(),
            correlation_id: "c".into(),
            ..AuthError::default()
        })
    }

    #[test]
    fn the_failures_people_meet_are_told_apart() {
        let rows = [
            ("access_denied", Some(65004), "cancelled"),
            ("access_denied", None, "cancelled"),
            ("invalid_grant", Some(65001), "has not agreed"),
            ("access_denied", Some(90094), "Only an administrator"),
            ("unauthorized_client", Some(700_016), "does not know"),
            (
                "invalid_request",
                Some(50011),
                "not registered for signing in",
            ),
            (
                "invalid_request",
                Some(9_002_326),
                "another kind of application",
            ),
            ("invalid_grant", Some(53003), "Conditional Access"),
            ("invalid_grant", Some(50076), "another proof"),
            ("invalid_grant", Some(700_084), "is over"),
            ("refresh_token_expired", None, "is over"),
            ("state_mismatch", None, "does not belong"),
            ("interaction_in_progress", None, "under way"),
            ("redirect_in_iframe", None, "inside another page"),
            ("popup_window_error", None, "inside another page"),
            ("post_request_failed", None, "cannot be reached"),
            ("temporarily_unavailable", None, "patience"),
            ("something_new", None, "could not be signed in"),
        ];
        for (code, number, expected) in rows {
            let explained = check(code, number, "");
            assert!(explained.what.contains(expected), "{code}: {explained:?}");
            assert!(
                !explained.why.is_empty() && !explained.next.is_empty(),
                "{code}"
            );
            assert_eq!(explained.correlation_id, "c");
        }
    }

    #[test]
    fn the_number_is_shown_and_one_nobody_knows_keeps_its_sentence() {
        let explained = check("invalid_request", None, "AADSTS9999999: New. Trace ID: 1");
        assert_eq!(explained.code, "AADSTS9999999");
        assert_eq!(explained.words, "AADSTS9999999: New.");
        assert_eq!(check("timed_out", None, "").code, "timed_out");
    }

    #[test]
    fn no_number_and_no_code_has_two_meanings() {
        let mut numbers: Vec<u32> = ROWS.iter().flat_map(|it| it.numbers).copied().collect();
        let mut codes: Vec<&str> = ROWS.iter().flat_map(|it| it.codes).copied().collect();
        let (all_numbers, all_codes) = (numbers.len(), codes.len());
        numbers.sort_unstable();
        numbers.dedup();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((numbers.len(), codes.len()), (all_numbers, all_codes));
    }
}
