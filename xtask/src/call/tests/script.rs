//! A server that answers what it is told to, in order, and remembers what it was sent.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server of this machine. Its thread ends with the process.
pub struct Script {
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GET /path?query`.
    pub line: String,
    pub token: Option<String>,
    pub body: String,
}

impl Script {
    /// A server with these answers, which may name its address. Empty ones cut the connection; when
    /// there are no more, it says so.
    pub fn of(answers: impl FnOnce(&str) -> Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let answers = answers(&base);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let kept = seen.clone();
        thread::spawn(move || {
            let mut answers = answers.into_iter();
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                // A connection without a request that can be read, such as one for TLS, counts too.
                let request = read(&stream).unwrap_or_else(|| Seen {
                    line: "unreadable".into(),
                    token: None,
                    body: String::new(),
                });
                kept.lock().expect("a list").push(request);
                let answer = answers.next().unwrap_or_else(|| Self::json(418, "{}"));
                // A client that has gone needs no answer.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { base, seen }
    }

    /// A JSON answer.
    pub fn json(status: u16, body: &str) -> String {
        Self::answer(status, &[], body)
    }

    /// An answer with headers.
    pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> String {
        let mut text = format!("HTTP/1.1 {status} x\r\nConnection: close\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        text
    }

    /// What arrived so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("a list").clone()
    }

    /// The request lines that arrived so far.
    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|it| it.line).collect()
    }

    /// The address of a server that is there no more.
    pub fn nowhere() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        Self {
            base,
            seen: Arc::default(),
        }
    }
}

fn read(stream: &TcpStream) -> Option<Seen> {
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end() {
            "" => break,
            text => head.push(text.to_owned()),
        }
    }
    let value = |name: &str| {
        let named = head.iter().filter_map(|it| it.split_once(':'));
        let mut named = named.filter(|(it, _)| it.eq_ignore_ascii_case(name));
        named.next().map(|(_, it)| it.trim().to_owned())
    };
    let length = value("content-length").and_then(|it| it.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Seen {
        line: head.first()?.trim_end_matches(" HTTP/1.1").to_owned(),
        token: value("authorization"),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}
