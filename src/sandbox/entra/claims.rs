//! The `claims` parameter: what a client wants its tokens to say.

use serde_json::Value;

use super::failure::Failure;

/// What is asked for, as far as the sandbox can say it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Authentication contexts that have to be satisfied.
    pub(super) contexts: Vec<String>,
    /// Whether the client declares that it can meet a challenge: `CP1`.
    pub(super) capable: bool,
    /// Whether the ID token is to hold `login_hint`.
    pub(super) login_hint: bool,
}

/// Reads the parameter. That Entra refuses what is no JSON with this number is assumed.
pub(super) fn read(text: Option<&str>) -> Result<Asked, Failure> {
    let Some(text) = text else {
        return Ok(Asked::default());
    };
    let claims: Value = serde_json::from_str(text).unwrap_or_default();
    if !claims.is_object() {
        return Err(Failure::new(
            "invalid_request",
            9_000_410,
            "Malformed JSON.",
        ));
    }
    let words = |name: &str| -> Vec<String> {
        let claim = &claims["access_token"][name];
        let one = claim["value"].as_str();
        let many = claim["values"].as_array().into_iter().flatten();
        let many = many.filter_map(Value::as_str);
        one.into_iter().chain(many).map(str::to_owned).collect()
    };
    Ok(Asked {
        contexts: words("acrs"),
        capable: words("xms_cc")
            .iter()
            .any(|it| it.eq_ignore_ascii_case("cp1")),
        login_hint: claims["id_token"].get("login_hint").is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_or_refused() {
        let asked = |contexts: &[&str], capable: bool, login_hint: bool| {
            Some(Asked {
                contexts: contexts.iter().map(|it| (*it).to_owned()).collect(),
                capable,
                login_hint,
            })
        };
        let rows = [
            (None, asked(&[], false, false)),
            (Some("{}"), asked(&[], false, false)),
            (
                Some(r#"{"access_token":{"acrs":{"essential":true,"value":"p1"}}}"#),
                asked(&["p1"], false, false),
            ),
            (
                Some(
                    r#"{"access_token":{"xms_cc":{"values":["CP1"]}},"id_token":{"login_hint":{}}}"#,
                ),
                asked(&[], true, true),
            ),
            (Some("[]"), None),
            (Some("{"), None),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text).ok(), expected, "{text:?}");
        }
    }
}
