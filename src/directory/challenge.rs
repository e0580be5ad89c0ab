//! What an answer 401 asks for, and what is done about it, each thing once.
//!
//! Source: entra-docs, `docs/identity-platform/claims-challenge.md`, read 21 Aug 2026.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

use crate::arm::Response;

/// What a 401 says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// A token with these claims is wanted; JSON.
    Claims(String),
    /// It does not say, or the browser may not read it.
    Unreadable,
}

/// How a new token differs from the one that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It satisfies these claims; JSON.
    Claims(String),
    /// It is new.
    Fresh,
}

/// What is done about a 401.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// A new token is asked for without the person, and the request is sent once more.
    Silently(Renewal),
    /// The person signs in: for these claims, or with their password again.
    ByPerson(Renewal),
    /// Nothing: everything has been tried, and a policy refuses all the same.
    Refused,
}

/// Longer claims are nothing that Entra sends.
const LONGEST: usize = 8 * 1024;

/// Base64 as it comes: of either alphabet, with padding or without.
const DECODER: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Challenge {
    /// Reads the challenge of an answer. Only the claims are taken from it: whom to ask for a token
    /// is configured, and nothing that an answer says changes it.
    #[must_use]
    pub fn read(response: &Response) -> Self {
        let header = response.headers.get("www-authenticate");
        header
            .and_then(claims)
            .map_or(Self::Unreadable, Self::Claims)
    }
}

/// What the person has done about an earlier 401.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insisted {
    /// Nothing.
    No,
    /// They have signed in because of it, and nothing was accepted since.
    Yes,
}

/// What to do about a 401 to a request that was sent with this many tokens.
#[must_use]
pub fn meet(challenge: Challenge, tried: u32, insisted: Insisted) -> Met {
    let renewal = match challenge {
        Challenge::Claims(claims) => Renewal::Claims(claims),
        Challenge::Unreadable => Renewal::Fresh,
    };
    match (tried, insisted) {
        (..2, _) => Met::Silently(renewal),
        (2, Insisted::No) => Met::ByPerson(renewal),
        _ => Met::Refused,
    }
}

/// The value of `claims` in a header, decoded; none unless it is a JSON object.
fn claims(header: &str) -> Option<String> {
    let encoded = parameter(header, "claims").filter(|it| it.len() <= LONGEST)?;
    let standard: String = encoded
        .trim_end_matches('=')
        .chars()
        .map(|it| match it {
            '-' => '+',
            '_' => '/',
            it => it,
        })
        .collect();
    let decoded = String::from_utf8(DECODER.decode(standard).ok()?).ok()?;
    let json: Value = serde_json::from_str(&decoded).ok()?;
    json.is_object().then_some(decoded)
}

/// A quoted parameter of a challenge, by its whole name.
fn parameter<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = header;
    loop {
        let at = rest.to_ascii_lowercase().find(&format!("{name}=\""))?;
        let value = &rest[at + name.len() + 2..];
        let begins = rest[..at]
            .chars()
            .next_back()
            .is_none_or(|it| it == ' ' || it == ',');
        if begins {
            return value.split('"').next();
        }
        rest = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1??>"}}}"#;
    const PLAIN: &str =
        "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzE/Pz4ifX19";

    fn check(header: &str) -> Option<String> {
        let response = Response::empty(401).header("WWW-Authenticate", header);
        match Challenge::read(&response) {
            Challenge::Claims(claims) => Some(claims),
            Challenge::Unreadable => None,
        }
    }

    #[test]
    fn claims_are_read_in_every_spelling_of_base64() {
        let url_safe = PLAIN.replace('/', "_").replace('+', "-");
        let bearer = "Bearer realm=\"\", authorization_uri=\"https://evil.example\"";
        let rows = [
            format!("{bearer}, error=\"insufficient_claims\", claims=\"{PLAIN}\""),
            format!("{bearer}, claims=\"{url_safe}\", error=\"insufficient_claims\""),
            format!("Bearer claims=\"{PLAIN}==\""),
            format!("bearer Claims=\"{PLAIN}\""),
            format!("Bearer other_claims=\"e30\", claims=\"{PLAIN}\""),
        ];
        for header in rows {
            assert_eq!(check(&header).as_deref(), Some(CLAIMS), "{header}");
        }
    }

    #[test]
    fn what_is_no_object_of_claims_is_not_passed_on() {
        let long = format!("Bearer claims=\"{}\"", "e".repeat(9000));
        let rows = [
            "",
            "Bearer",
            "Bearer error=\"invalid_token\"",
            "Bearer claims=\"\"",
            "Bearer claims=\"%%%\"",
            "Bearer claims=\"WzFd\"",
            "Bearer claims=\"bm8ganNvbg==\"",
            "Bearer claims=e30",
            "Bearer my_claims=\"e30\"",
            long.as_str(),
        ];
        for header in rows {
            assert_eq!(check(header), None, "{header}");
        }
        let hidden = Response::empty(401);
        assert_eq!(Challenge::read(&hidden), Challenge::Unreadable);
    }

    #[test]
    fn each_thing_is_tried_once_and_never_in_a_loop() {
        let claims = || Challenge::Claims("{}".into());
        let wanted = || Renewal::Claims("{}".into());
        let rows = [
            (claims(), 1, Insisted::No, Met::Silently(wanted())),
            (claims(), 2, Insisted::No, Met::ByPerson(wanted())),
            (claims(), 3, Insisted::No, Met::Refused),
            (claims(), 1, Insisted::Yes, Met::Silently(wanted())),
            (claims(), 2, Insisted::Yes, Met::Refused),
            (
                Challenge::Unreadable,
                1,
                Insisted::No,
                Met::Silently(Renewal::Fresh),
            ),
            (
                Challenge::Unreadable,
                2,
                Insisted::No,
                Met::ByPerson(Renewal::Fresh),
            ),
            (Challenge::Unreadable, 2, Insisted::Yes, Met::Refused),
        ];
        for (challenge, tried, insisted, expected) in rows {
            let met = meet(challenge.clone(), tried, insisted);
            assert_eq!(met, expected, "{challenge:?}, {tried}, {insisted:?}");
        }
    }
}
