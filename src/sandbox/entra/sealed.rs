//! Codes, refresh tokens and sessions as texts that describe themselves, signed with the
//! sandbox's own key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac_sha256::HMAC;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::arm::Timestamp;
use crate::sandbox::people::Directory;
use crate::sandbox::seed::Seed;
use crate::sandbox::token::key;

/// An authorization code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) id: String,
    pub(super) client: String,
    pub(super) redirect_uri: String,
    pub(super) tenant: Directory,
    pub(super) person: String,
    pub(super) scope: String,
    pub(super) nonce: Option<String>,
    pub(super) challenge: Option<Challenge>,
    /// Authentication contexts that the sign-in satisfied.
    pub(super) contexts: Vec<String>,
    pub(super) until: Timestamp,
}

/// What the code's redeemer has to know the origin of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Challenge {
    pub(super) text: String,
    pub(super) method: Method,
}

/// How a challenge follows from its verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Method {
    /// By SHA-256.
    S256,
    /// It is the verifier.
    Plain,
}

/// A refresh token of a single-page application.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Refresh {
    pub(super) client: String,
    pub(super) person: String,
    pub(super) scope: String,
    pub(super) contexts: Vec<String>,
    pub(super) issued: Timestamp,
}

/// That somebody has signed in with this browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Session {
    pub(super) person: String,
    pub(super) contexts: Vec<String>,
}

/// Something that can be sealed, under a name of its own, so that none passes for another.
pub(super) trait Sealed: Serialize + DeserializeOwned {
    const KIND: &'static str;
}

impl Sealed for Code {
    const KIND: &'static str = "code";
}

impl Sealed for Refresh {
    const KIND: &'static str = "refresh";
}

impl Sealed for Session {
    const KIND: &'static str = "session";
}

fn signature<T: Sealed>(seed: Seed, body: &str) -> String {
    let signed = format!("{}.{body}", T::KIND);
    URL_SAFE_NO_PAD.encode(HMAC::mac(signed.as_bytes(), key(seed)))
}

pub(super) fn seal<T: Sealed>(seed: Seed, content: &T) -> String {
    let body = URL_SAFE_NO_PAD.encode(serde_json::to_vec(content).unwrap_or_default());
    let signature = signature::<T>(seed, &body);
    format!("1.{body}.{signature}")
}

pub(super) fn open<T: Sealed>(seed: Seed, text: &str) -> Option<T> {
    let (body, given) = text.strip_prefix("1.")?.split_once('.')?;
    if given != signature::<T>(seed, body) {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()
}

impl Challenge {
    pub(super) fn is_met_by(&self, verifier: &str) -> bool {
        match self.method {
            Method::Plain => self.text == verifier,
            Method::S256 => {
                let hash = hmac_sha256::Hash::hash(verifier.as_bytes());
                self.text == URL_SAFE_NO_PAD.encode(hash)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_as_what_it_was_and_unchanged() {
        let session = Session {
            person: "mara".into(),
            contexts: Vec::new(),
        };
        let text = seal(Seed::of(1), &session);
        assert_eq!(
            open::<Session>(Seed::of(1), &text).map(|it| it.person),
            Some("mara".into())
        );
        assert!(
            open::<Session>(Seed::of(2), &text).is_none(),
            "of another sandbox"
        );
        assert!(
            open::<Refresh>(Seed::of(1), &text).is_none(),
            "as something else"
        );
        let forged = text.replacen("1.e", "1.f", 1);
        assert!(open::<Session>(Seed::of(1), &forged).is_none(), "changed");
        for broken in ["", "1.", "1.a", "1.a.b", "é"] {
            assert!(open::<Session>(Seed::of(1), broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn challenges_are_those_of_rfc_7636() {
        let text = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned();
        let method = Method::S256;
        let challenge = Challenge { text, method };
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert!(challenge.is_met_by(verifier));
        assert!(!challenge.is_met_by("another"));
    }
}
