//! What a sandbox server is told on the command line.

use std::net::SocketAddr;

use cmk_console::arm::Cloud;
use cmk_console::sandbox::{Fault, Scenario, Seed};
use pico_args::Arguments;
use serde::de::DeserializeOwned;

use crate::problem::{Problem, nothing_left};

/// The options, with what goes without saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub listen: SocketAddr,
    pub transport: Transport,
    /// What it begins with.
    pub scenario: Scenario,
    /// How many simulated seconds pass in a second.
    pub speed: u32,
    /// What decides every ID, those of the first directory and its first subscription perhaps
    /// chosen.
    pub seed: Seed,
    /// The cloud whose names it answers to besides its own.
    pub cloud: Option<Cloud>,
    /// What goes wrong, every time.
    pub faults: Vec<Fault>,
    /// A single-page application: its ID, and where people are sent back to.
    pub spa: Option<(String, String)>,
}

/// How it is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    Https,
    Http,
}

/// A minute passes in a second.
const SPEED: u32 = 60;

impl Default for Options {
    /// Any free port of this machine.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            transport: Transport::Https,
            scenario: Scenario::default(),
            speed: SPEED,
            seed: Seed::of(1),
            cloud: None,
            faults: Vec::new(),
            spa: None,
        }
    }
}

impl Options {
    /// Reads the options of the command.
    pub(super) fn read(mut arguments: Arguments) -> Result<Self, Problem> {
        let listen = arguments.opt_value_from_fn("--listen", address)?;
        let Some(listen) = listen else {
            return Err(Problem::usage(
                "Where to listen was not said: --listen 127.0.0.1:8443",
            ));
        };
        let transport = match arguments.contains("--http") {
            true => Transport::Http,
            false => Transport::Https,
        };
        let cloud: Option<String> = arguments.opt_value_from_str("--cloud")?;
        let client: Option<String> = arguments.opt_value_from_str("--spa-client")?;
        let redirect: Option<String> = arguments.opt_value_from_str("--redirect-uri")?;
        let usual = Self::default();
        let options = Self {
            listen,
            transport,
            scenario: arguments
                .opt_value_from_fn("--scenario", named)?
                .unwrap_or(usual.scenario),
            speed: arguments
                .opt_value_from_str("--speed")?
                .unwrap_or(usual.speed),
            seed: seed(&mut arguments)?,
            cloud: cloud.as_deref().map(crate::config::cloud).transpose()?,
            faults: arguments.values_from_fn("--fault", named)?,
            spa: spa(client, redirect)?,
        };
        nothing_left(arguments)?;
        Ok(options)
    }
}

fn seed(arguments: &mut Arguments) -> Result<Seed, Problem> {
    let number: Option<u64> = arguments.opt_value_from_str("--seed")?;
    let mut seed = number.map_or(Options::default().seed, Seed::of);
    if let Some(id) = arguments.opt_value_from_fn("--tenant", guid)? {
        seed = seed.with_tenant(&id);
    }
    if let Some(id) = arguments.opt_value_from_fn("--subscription", guid)? {
        seed = seed.with_subscription(&id);
    }
    Ok(seed)
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let parsed = text.parse();
    parsed.map_err(|_| "--listen wants an address with a port, such as 127.0.0.1:8443".to_owned())
}

fn guid(text: &str) -> Result<String, String> {
    match cmk_console::keys::names::guid(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(unfit) => Err(unfit.to_string()),
    }
}

/// A fault or a scenario by its name; the refusal lists every name.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    serde_json::from_value(name.into()).map_err(|it| it.to_string())
}

fn spa(
    client: Option<String>,
    redirect: Option<String>,
) -> Result<Option<(String, String)>, Problem> {
    match (client, redirect) {
        (None, None) => Ok(None),
        (Some(client), Some(redirect)) => Ok(Some((client, redirect))),
        _ => Err(Problem::usage(
            "--spa-client and --redirect-uri belong together.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        let words = line.split_whitespace().map(Into::into).collect();
        Options::read(Arguments::from_vec(words)).map_err(|it| it.to_string())
    }

    #[test]
    fn every_option_is_read() {
        let id = "00000000-0000-0000-0000-00000000000A";
        let all = format!(
            "--listen 127.0.0.1:8443 --http --scenario nothing-set-up --speed 3600 --seed 7 --cloud usgov --tenant {id} \
             --fault throttling --fault dropped-request --subscription {id} --spa-client c --redirect-uri https://a.example/x"
        );
        let expected = Options {
            listen: SocketAddr::from(([127, 0, 0, 1], 8443)),
            transport: Transport::Http,
            scenario: Scenario::NothingSetUp,
            speed: 3600,
            seed: Seed::of(7).with_tenant(id).with_subscription(id),
            cloud: Cloud::named("usgov"),
            faults: vec![Fault::Throttling, Fault::DroppedRequest],
            spa: Some(("c".into(), "https://a.example/x".into())),
        };
        assert_eq!(read(&all), Ok(expected));
        let usual = Options {
            listen: SocketAddr::from(([127, 0, 0, 1], 1)),
            ..Options::default()
        };
        assert_eq!(read("--listen 127.0.0.1:1"), Ok(usual));
    }

    #[test]
    fn what_will_not_do_is_named() {
        let rows = [
            ("", "--listen"),
            ("--listen localhost:1", "--listen"),
            ("--listen 127.0.0.1:1 --cloud mars", "mars"),
            ("--listen 127.0.0.1:1 --tenant x", "GUID"),
            ("--listen 127.0.0.1:1 --spa-client x", "--redirect-uri"),
            ("--listen 127.0.0.1:1 --fault gremlins", "dropped-request"),
            ("--listen 127.0.0.1:1 --scenario heaven", "nothing-set-up"),
            ("--listen 127.0.0.1:1 --sped 2", "--sped"),
        ];
        for (line, named) in rows {
            let said = read(line).err().unwrap_or_default();
            assert!(said.contains(named), "{line}: {said}");
        }
    }
}
