//! What stands in a query and in a form, read alike.

use percent_encoding::percent_decode_str;

/// Names and values, decoded.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query and a body of `application/x-www-form-urlencoded`. What stands in the body
    /// comes first.
    pub(super) fn read(query: &str, body: &str) -> Self {
        let query = query.split('#').next().unwrap_or_default();
        let pairs = body.split('&').chain(query.split('&'));
        let decode = |it: &str| {
            let it = it.replace('+', " ");
            percent_decode_str(&it).decode_utf8_lossy().into_owned()
        };
        let pair = |it: &str| {
            let (name, value) = it.split_once('=').unwrap_or((it, ""));
            (decode(name), decode(value))
        };
        Self(pairs.filter(|it| !it.is_empty()).map(pair).collect())
    }

    /// A value; none where it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(it, _)| it == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|it| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_queries_are_decoded() {
        let given = Parameters::read("scope=a%2Fb+c&x=1#y", "x=2&empty=&broken=%ff");
        let rows = [
            ("scope", Some("a/b c")),
            ("x", Some("2")),
            ("empty", None),
            ("missing", None),
            ("broken", Some("\u{fffd}")),
        ];
        for (name, expected) in rows {
            assert_eq!(given.get(name), expected, "{name}");
        }
    }
}
