//! What is stored or shown holds nothing that opens a door.

use serde::Serialize;

use super::Console;

/// How every token begins: the first letters of a JSON object in Base64.
const TOKEN: &str = "eyJ";

impl Console<'_> {
    /// Remembers the token of the moment.
    pub(super) fn note_token(&self) {
        let token = self.visitor().token(None);
        let mut tokens = self.tokens.borrow_mut();
        if tokens.last() != Some(&token) {
            tokens.push(token);
        }
    }

    /// Looks through something that is kept for every token that was issued.
    pub(super) fn keeps_no_secret(&self, kept: &impl Serialize) {
        let stored = stored(kept);
        let found = finds_secret(&stored, &self.tokens.borrow());
        assert_eq!(found, None, "a secret is kept: {stored}");
    }
}

/// Stores something, which holds nothing that looks like a token.
pub(super) fn stored(kept: &impl Serialize) -> String {
    let stored = serde_json::to_string(kept).expect("it can be stored");
    let found = finds_secret(&stored, &[]);
    assert_eq!(found, None, "a secret is stored: {stored}");
    stored
}

/// The first secret in a text: a token, its signature, or whatever looks like one.
pub fn finds_secret(text: &str, tokens: &[String]) -> Option<String> {
    let signature = |it: &String| it.rsplit('.').next().unwrap_or_default().to_owned();
    let parts = tokens.iter().flat_map(|it| [it.clone(), signature(it)]);
    let looks = [TOKEN, "Bearer "].map(str::to_owned);
    parts.chain(looks).find(|it| text.contains(it.as_str()))
}

#[test]
fn a_secret_would_be_found() {
    let tokens = ["eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl".to_owned()];
    let rows = [
        ("{\"url\":\"/subscriptions\"}", None),
        ("{\"t\":\"eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl\"}", Some(0)),
        ("{\"t\":\"c2lnbmF0dXJl\"}", Some(1)),
        ("{\"t\":\"eyJ0eXAi\"}", Some(2)),
        ("{\"authorization\":\"Bearer x\"}", Some(3)),
    ];
    let parts = [&tokens[0], "c2lnbmF0dXJl", TOKEN, "Bearer "];
    for (text, expected) in rows {
        let expected = expected.map(|it: usize| parts[it].to_owned());
        assert_eq!(finds_secret(text, &tokens), expected, "{text}");
    }
}
