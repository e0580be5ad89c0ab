//! An error of MSAL as plain data, and whether anything helps.

/// Why MSAL gave no token. Fields are named after MSAL's own; no token is in any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthError {
    /// The class: `InteractionRequiredAuthError`, `ServerError`, `BrowserAuthError`.
    pub name: String,
    /// `invalid_grant`, `interaction_in_progress`; may be empty.
    pub error_code: String,
    /// `consent_required`, `basic_action`; mostly empty.
    pub sub_error: String,
    /// The number that Entra gives its errors: 65001.
    pub number: Option<u32>,
    /// Entra's own sentence, or MSAL's.
    pub message: String,
    /// The HTTP status of the token endpoint, where there was an answer.
    pub status: Option<u16>,
    /// The claims that the person has to satisfy; JSON, mostly empty.
    pub claims: String,
    /// What Microsoft's support asks for; may be empty.
    pub correlation_id: String,
}

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The person signs in, in sight.
    SignIn,
    /// The same again later: Entra is throttling, or in trouble.
    Later,
    /// The same again when the network is back.
    Network,
    /// Nothing that a machine could do.
    Nothing,
}

/// MSAL's codes after which the person has to sign in. `invalid_grant` without a suberror is a
/// refresh token that is over, which MSAL itself would take to a hidden frame.
///
/// Source: AzureAD/microsoft-authentication-library-for-js, `lib/msal-common/src/error`, read 23 Nov
/// 2026.
const SIGN_IN: [&str; 10] = [
    "bad_token",
    "consent_required",
    "interaction_required",
    "interrupted_user",
    "invalid_grant",
    "login_required",
    "no_account_found",
    "no_tokens_found",
    "refresh_token_expired",
    "ui_not_allowed",
];

/// MSAL's codes for "no answer arrived".
const NETWORK: [&str; 6] = [
    "endpoints_resolution_error",
    "get_request_failed",
    "network_error",
    "no_network_connectivity",
    "openid_config_error",
    "post_request_failed",
];

/// The codes with which OAuth says "not now".
///
/// Source: RFC 6749, section 4.1.2.1.
const LATER: [&str; 2] = ["server_error", "temporarily_unavailable"];

impl AuthError {
    /// What helps.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        let code = self.error_code.as_str();
        let is_throttled = |status: u16| status == 429 || status >= 500;
        // For a minute MSAL repeats the refusal of a busy token endpoint by itself, and calls it by
        // its numbers, or by nothing.
        let is_remembered =
            self.name == "ServerError" && code.bytes().all(|it| it.is_ascii_digit() || it == b' ');
        if self.status.is_some_and(is_throttled) || LATER.contains(&code) || is_remembered {
            Remedy::Later
        } else if NETWORK.contains(&code) {
            Remedy::Network
        } else if self.name == "InteractionRequiredAuthError" || SIGN_IN.contains(&code) {
            Remedy::SignIn
        } else {
            Remedy::Nothing
        }
    }

    /// Entra's number: the one that was given, or the first in the message.
    #[must_use]
    pub fn aadsts(&self) -> Option<u32> {
        let said = || {
            let digits = self.message.split("AADSTS").nth(1)?;
            let end = digits
                .find(|it: char| !it.is_ascii_digit())
                .unwrap_or(digits.len());
            digits[..end].parse().ok()
        };
        self.number.or_else(said)
    }

    /// Entra's sentence without what is shown beside it: numbers, ids and times. MSAL itself has
    /// none, and gives a link.
    #[must_use]
    pub fn sentence(&self) -> &str {
        if self.message.starts_with("See https://aka.ms/msal") {
            return "";
        }
        let message = match self.message.find("AADSTS") {
            Some(at) => &self.message[at..],
            None => &self.message,
        };
        let ends = [" Trace ID:", "\r", "\n", " - Correlation ID:"];
        let end = ends.iter().filter_map(|it| message.find(it)).min();
        message[..end.unwrap_or(message.len())].trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str, code: &str, status: Option<u16>) -> AuthError {
        AuthError {
            name: name.into(),
            error_code: code.into(),
            status,
            ..AuthError::default()
        }
    }

    #[test]
    fn what_helps_follows_from_the_code() {
        let rows = [
            (
                "InteractionRequiredAuthError",
                "invalid_grant",
                None,
                Remedy::SignIn,
            ),
            (
                "InteractionRequiredAuthError",
                "refresh_token_expired",
                None,
                Remedy::SignIn,
            ),
            ("ServerError", "invalid_grant", Some(400), Remedy::SignIn),
            ("ClientAuthError", "no_account_found", None, Remedy::SignIn),
            (
                "ServerError",
                "temporarily_unavailable",
                Some(503),
                Remedy::Later,
            ),
            ("ServerError", "invalid_request", Some(429), Remedy::Later),
            ("ServerError", "90033", None, Remedy::Later),
            ("ServerError", "", None, Remedy::Later),
            (
                "BrowserAuthError",
                "no_network_connectivity",
                None,
                Remedy::Network,
            ),
            (
                "BrowserAuthError",
                "post_request_failed",
                None,
                Remedy::Network,
            ),
            (
                "ServerError",
                "unauthorized_client",
                Some(400),
                Remedy::Nothing,
            ),
            (
                "BrowserAuthError",
                "redirect_in_iframe",
                None,
                Remedy::Nothing,
            ),
            ("TypeError", "", None, Remedy::Nothing),
        ];
        for (name, code, status, expected) in rows {
            let remedy = error(name, code, status).remedy();
            assert_eq!(remedy, expected, "{name} {code} {status:?}");
        }
    }

    #[test]
    fn the_number_and_the_sentence_are_found_in_the_message() {
        let said = "Error(s): 65001 - Timestamp: 2026-11-23 10:00:00Z - Description: AADSTS65001: The user or administrator has not consented. Trace ID: 1 Correlation ID: 2 Timestamp: 3 - Correlation ID: 2 - Trace ID: 1";
        let rows = [
            (
                said,
                Some(65001),
                "AADSTS65001: The user or administrator has not consented.",
            ),
            (
                "AADSTS50076: Due to a configuration change\r\nTrace ID: x",
                Some(50076),
                "AADSTS50076: Due to a configuration change",
            ),
            (
                "See https://aka.ms/msal.js.errors#timed_out for details",
                None,
                "",
            ),
            ("", None, ""),
        ];
        for (message, number, sentence) in rows {
            let error = AuthError {
                message: message.into(),
                ..AuthError::default()
            };
            assert_eq!(error.aadsts(), number, "{message}");
            assert_eq!(error.sentence(), sentence);
        }
    }
}
