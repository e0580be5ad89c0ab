//! `cargo xtask call`: one request, sent and followed by the engine that the console uses.

mod machine;
mod told;
mod wire;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use cmk_console::arm::effects;
use cmk_console::arm::{Method, Origin, Request};
use cmk_console::sandbox::virtual_time::block_on;
use pico_args::Arguments;
use serde_json::Value;

use crate::problem::Problem;
use machine::Call;
use told::{Teller, outcome};
use wire::Wire;

/// What was asked for.
struct Wish {
    request: Request,
    origin: Origin,
    token: Option<String>,
    /// Who may have signed the server's certificate, instead of the public authorities.
    authority: Option<PathBuf>,
}

/// Sends, prints every exchange, and ends with the outcome.
pub fn run(arguments: Arguments) -> Result<(), Problem> {
    let wish = read(arguments)?;
    let wire = Wire::new(
        wish.origin.clone(),
        wish.token.clone(),
        wish.authority.as_deref(),
        thread::sleep,
    )?;
    let teller = Teller::new(wish.token);
    let told = follow(&wire, wish.request, |line| {
        println!("{}", teller.line(line));
    });
    println!("{}", teller.line(&told));
    match told["error"].as_object() {
        None => Ok(()),
        Some(error) => {
            let text = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
            let what = format!("{}: {}", text("code"), text("message"));
            Err(Problem::new(
                teller.text(what),
                "Each line above is one exchange; the last is the outcome.",
            ))
        }
    }
}

/// Follows a request to its end. Every exchange is told; what comes back is the outcome.
fn follow(wire: &Wire, request: Request, mut tell: impl FnMut(&Value)) -> Value {
    let mut notes = Vec::new();
    let call = Call::begin(request, wire.origin().clone(), &mut notes);
    let end = block_on(effects::run(wire, call, |request, answer| {
        tell(&told::exchange(request, answer, &wire.moment()));
    }));
    outcome(end, &notes)
}

fn read(mut arguments: Arguments) -> Result<Wish, Problem> {
    let token: Option<String> = arguments.opt_value_from_str("--token")?;
    let body: Option<PathBuf> = arguments.opt_value_from_str("--body")?;
    let authority = arguments.opt_value_from_str("--ca")?;
    let method: Option<String> = arguments.opt_free_from_str()?;
    let url: Option<String> = arguments.opt_free_from_str()?;
    nothing_left(&arguments.finish())?;
    let (Some(method), Some(url)) = (method, url) else {
        return Err(Problem::usage("A method and a URL are needed."));
    };
    let method = Method::parse(&method).ok_or_else(|| {
        let what = format!("There is no method {method}.");
        Problem::new(what, "The methods are GET, HEAD, PUT, PATCH, POST, DELETE.")
    })?;
    let request = Request {
        method,
        body: body.as_deref().map(body_of).transpose()?,
        ..Request::follow(&url)
    };
    Ok(Wish {
        request: request.repeatable(),
        origin: origin(&url)?,
        token,
        authority,
    })
}

/// The origin that may see the token: the URL's own.
fn origin(url: &str) -> Result<Origin, Problem> {
    Origin::of(url)
        .or_else(|why| Origin::on_loopback(url).map_err(|_| why))
        .map_err(|why| {
            Problem::new(
                format!("Nothing is sent to this URL: {why}."),
                "Give an absolute https URL. A server on this machine may be without https:\n\
                 http://127.0.0.1:PORT/… or http://localhost:PORT/…",
            )
        })
}

fn body_of(path: &Path) -> Result<Value, Problem> {
    let text = fs::read_to_string(path).map_err(|it| Problem::file(path, &it))?;
    serde_json::from_str(&text).map_err(|why| {
        Problem::new(
            format!("{} is no JSON: {why}.", path.display()),
            "ARM takes JSON bodies only.",
        )
    })
}

/// Refuses what is left over, and shows no values: one of them may be the token.
fn nothing_left(left: &[OsString]) -> Result<(), Problem> {
    if left.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = left
        .iter()
        .map(|it| it.to_string_lossy().into_owned())
        .map(|it| match it.split_once('=') {
            Some((name, _)) if it.starts_with("--") => format!("{name}=…"),
            None if it.starts_with("--") => it,
            _ => "…".to_owned(),
        })
        .collect();
    Err(Problem::usage(format!(
        "Not understood: {}.",
        names.join(" ")
    )))
}

#[cfg(test)]
pub mod tests;
