//! Texts as single words of a shell, whatever they hold.

/// A text as one word of a POSIX shell.
#[must_use]
pub fn quote(text: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_./:=,@%+".contains(it);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as one word of PowerShell.
#[must_use]
pub fn quote_powershell(text: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-_./:".contains(it);
    let starts_well = text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '/');
    if starts_well && text.chars().all(plain) {
        return text.to_owned();
    }
    // PowerShell takes typographic quotes for quotes.
    let doubled: String = text
        .chars()
        .flat_map(|it| {
            let twice = matches!(it, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}');
            std::iter::repeat_n(it, if twice { 2 } else { 1 })
        })
        .collect();
    format!("'{doubled}'")
}
