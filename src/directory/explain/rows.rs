//! The dictionary: Entra's numbers and MSAL's codes, and what they mean to a person.
//!
//! Source: entra-docs, `docs/identity-platform/reference-error-codes.md` and
//! `application-sign-in-unexpected-user-consent-error.md`, read 21 Aug 2026. Rows without a page are
//! marked "assumed".

/// Numbers of Entra, or codes of MSAL, and what they mean to a person.
pub(super) struct Row {
    pub(super) numbers: &'static [u32],
    pub(super) codes: &'static [&'static str],
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) next: &'static str,
}

const CONSENT: &str = "Nobody has been asked yet, or nobody has agreed, whether this console may act for people of the directory.";

pub(super) static ROWS: [Row; 17] = [
    Row {
        numbers: &[65004],
        codes: &["access_denied", "user_cancelled", "user_canceled"],
        what: "The sign-in was cancelled.",
        why: "Microsoft’s page was left before it had answered, or permission was not given.",
        next: "Sign in again when you want to go on.",
    },
    Row {
        numbers: &[65001],
        codes: &["consent_required"],
        what: "The directory has not agreed to this console yet.",
        why: CONSENT,
        next: "Sign in again and agree, or ask an administrator of the directory to approve the console (docs/sign-in.md).",
    },
    Row {
        numbers: &[90093, 90094, 90095, 900_941, 900_981],
        codes: &[],
        what: "Only an administrator can agree to this console.",
        why: "The directory does not let people give applications permission by themselves, or judges this one unverified.",
        next: "Ask an administrator of the directory to approve the console (docs/sign-in.md), then sign in again.",
    },
    Row {
        numbers: &[700_016, 700_011, 500_011, 650_052, 650_054],
        codes: &["unauthorized_client"],
        what: "The directory does not know this console.",
        why: "The application is not registered there, or was not installed, or the client ID in config.json belongs to another cloud.",
        next: "Check the directory you named; whoever runs this console checks clientId and cloud in config.json.",
    },
    Row {
        numbers: &[50011, 900_971],
        codes: &[],
        what: "This address is not registered for signing in.",
        why: "Entra sends people back only to addresses it knows, letter by letter.",
        next: "Whoever runs this console adds /auth/redirect.html at this address to the registration, as a single-page application (docs/sign-in.md).",
    },
    Row {
        // Assumed: the numbers; the documents say the same in words.
        numbers: &[9_002_326, 9_002_325, 700_030],
        codes: &[],
        what: "The address is registered for another kind of application.",
        why: "A browser gets tokens only for addresses of the platform “single-page application”.",
        next: "Whoever runs this console moves /auth/redirect.html from “Web” to “Single-page application” (docs/sign-in.md).",
    },
    Row {
        // Assumed: 53003, 53000 to 53004, 50079; 530032 has its page.
        numbers: &[53000, 53001, 53002, 53003, 53004, 530_032],
        codes: &[],
        what: "A Conditional Access policy refuses this sign-in.",
        why: "The directory lets people in only from certain devices, places or applications.",
        next: "Sign in from a device and a place the policy allows, or show its administrator the code and the correlation ID.",
    },
    Row {
        numbers: &[50076, 50079, 50072, 50074, 50158],
        codes: &["basic_action", "additional_action"],
        what: "The directory asks for another proof of who you are.",
        why: "A policy wants a second factor, or wants it again.",
        next: "Sign in again, and answer what Microsoft asks.",
    },
    Row {
        numbers: &[700_084, 70008, 50173, 50089, 70043],
        codes: &["refresh_token_expired", "bad_token", "no_tokens_found"],
        what: "The sign-in is over.",
        why: "In a browser it lasts for a day at most; a changed password or a policy ends it earlier.",
        next: "Sign in again; what you have entered here is kept.",
    },
    Row {
        numbers: &[50020, 90072, 50034, 51004],
        codes: &["no_account_found"],
        what: "This account does not belong to the directory.",
        why: "To work in a directory one has to be a member of it, or its guest.",
        next: "Sign in with another account, or have yourself invited as a guest.",
    },
    Row {
        numbers: &[90002, 500_021, 500_022],
        codes: &[],
        what: "The directory was not found, or is closed to this network.",
        why: "No directory has this name in this cloud, or your network lets you sign in to certain directories only.",
        next: "Check the name of the directory; an administrator of your network knows about restrictions.",
    },
    Row {
        // Assumed: 50105 and 50057.
        numbers: &[50105, 7_000_112, 50057],
        codes: &[],
        what: "You may not use this console in the directory.",
        why: "The application or your account is disabled there, or the application has to be assigned to you.",
        next: "Ask an administrator of the directory for access.",
    },
    Row {
        numbers: &[90008, 65005, 650_056, 650_057],
        codes: &["invalid_scope"],
        what: "The registration of this console is not complete.",
        why: "It does not list the permission that was asked for.",
        next: "Whoever runs this console adds the delegated permissions of docs/sign-in.md to the registration.",
    },
    Row {
        numbers: &[],
        codes: &[
            "state_mismatch",
            "invalid_state",
            "state_not_found",
            "nonce_mismatch",
        ],
        what: "The answer does not belong to this sign-in.",
        why: "It was meant for another tab or an earlier try, or somebody has tampered with it; it was not used.",
        next: "Close other sign-ins of this console, and sign in again.",
    },
    Row {
        numbers: &[],
        codes: &["interaction_in_progress"],
        what: "Another sign-in is under way in this tab.",
        why: "It was begun and not finished.",
        next: "Reload the page, then sign in again.",
    },
    Row {
        numbers: &[],
        codes: &[
            "redirect_in_iframe",
            "block_iframe_reload",
            "popup_window_error",
            "timed_out",
        ],
        what: "Nobody can be signed in inside another page.",
        why: "Microsoft shows its sign-in in no frame; an embedded console gets its tokens from the page around it.",
        next: "Open the console in a tab of its own, or have the page around it supply tokens.",
    },
    Row {
        // The browser's own storage, which MSAL needs between two pages.
        numbers: &[],
        codes: &[
            "no_token_request_cache_error",
            "crypto_nonexistent",
            "cache_quota_exceeded",
        ],
        what: "This browser did not keep what signing in needs.",
        why: "It clears or refuses storage for this site.",
        next: "Allow this site to keep data while its tab is open, then sign in again.",
    },
];
