//! Which file answers which path.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

use cmk_console::deployment::policy::{FILE_ENDINGS, Keep, media_type};

/// A built console, and the configuration it is served with.
#[derive(Clone, Debug)]
pub struct Site {
    /// What Trunk wrote.
    pub folder: PathBuf,
    /// The `config.json` that is answered.
    pub config: SiteConfig,
}

/// The `config.json` of a site: tests serve one build under several.
#[derive(Clone, Debug)]
pub enum SiteConfig {
    /// The one in the folder.
    OfFolder,
    /// This text, whatever it is.
    Text(Vec<u8>),
    /// There is none.
    Missing,
}

/// An answer before its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub media: &'static str,
    pub keep: Keep,
    pub tag: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A short answer that is no file.
    pub fn text(status: u16, text: &str) -> Self {
        Self {
            status,
            media: "text/plain; charset=utf-8",
            keep: Keep::Check,
            tag: None,
            body: text.into(),
        }
    }

    fn file(name: &str, body: Vec<u8>) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        Self {
            status: 200,
            media: media_type(name),
            keep: Keep::of(name),
            // Weak: the compressed form has the same.
            tag: Some(format!("W/\"{:016x}\"", hasher.finish())),
            body,
        }
    }

    /// Whether compressing pays. A quick build is large, and goes nowhere but to this machine.
    pub fn is_worth_compressing(&self) -> bool {
        const LARGEST: usize = 4 << 20;
        (256..LARGEST).contains(&self.body.len())
    }
}

impl Site {
    /// The answer to a request's path. A path without the ending of a file is a page of the console,
    /// and every page starts as the same document.
    pub fn find(&self, path: &str) -> Answer {
        let name = path.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, it)| it);
        if !FILE_ENDINGS.contains(&ending) {
            return self.read("index.html");
        }
        match path.strip_prefix('/') {
            Some("config.json") => self.config(),
            Some(path) if is_plain(path) => self.read(path),
            _ => missing(),
        }
    }

    fn config(&self) -> Answer {
        match &self.config {
            SiteConfig::OfFolder => self.read("config.json"),
            SiteConfig::Text(text) => Answer::file("config.json", text.clone()),
            SiteConfig::Missing => missing(),
        }
    }

    fn read(&self, path: &str) -> Answer {
        match fs::read(self.folder.join(path)) {
            Ok(body) => Answer::file(path, body),
            Err(_) => missing(),
        }
    }
}

fn missing() -> Answer {
    Answer::text(404, "There is no such file.")
}

/// Names that Trunk gives: anything else, escapes and parents included, is no file of ours.
fn is_plain(path: &str) -> bool {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-_.".contains(&it);
    path.split('/')
        .all(|it| !it.is_empty() && !it.starts_with('.') && it.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_a_media_type() {
        for ending in FILE_ENDINGS {
            let media = media_type(&format!("file.{ending}"));
            assert_ne!(media, "application/octet-stream", "{ending}");
        }
    }

    #[test]
    fn only_plain_names_are_files() {
        let rows = [
            ("app-efc9ff6ae4220a64.js", true),
            ("vendor/msal-browser.min.js", true),
            ("../Cargo.js", false),
            (".git/config.json", false),
            ("%2e%2e/Cargo.js", false),
            ("a\\b.js", false),
            ("/etc/x.js", false),
            ("", false),
        ];
        for (path, plain) in rows {
            assert_eq!(is_plain(path), plain, "{path}");
        }
    }
}
