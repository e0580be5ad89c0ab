//! `cargo xtask sandbox`: the simulated Azure behind a port, for clients of any kind.

mod certificate;
mod options;
mod plain;
mod ready;
mod server;
mod steering;

use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use cmk_console::sandbox::{Control, Sandbox};
use pico_args::Arguments;
use serde_json::Value;
use tokio_rustls::TlsAcceptor;

use crate::clock;
use crate::problem::Problem;
use server::Served;

pub use options::{Options, Transport};
pub use server::Hear;

/// A running server. It ends with the process.
pub struct Running {
    /// What a client must know, as it is printed.
    pub ready: Value,
    served: Arc<Served>,
    answering: JoinHandle<io::Result<std::convert::Infallible>>,
}

/// Serves until the process is ended.
pub fn run(arguments: Arguments) -> Result<(), Problem> {
    let options = Options::read(arguments)?;
    let running = Running::start(&options, Box::new(|_, _| {}))?;
    println!("{}", running.ready);
    steering::from_standard_input(running.served.clone());
    eprintln!("Ctrl-C ends it, and nothing of it is kept.");
    running.forever()
}

impl Running {
    /// Starts a fresh sandbox. `hear` hears every exchange.
    pub fn start(options: &Options, hear: Hear) -> Result<Self, Problem> {
        let listener = TcpListener::bind(options.listen).map_err(|error| {
            Problem::new(
                format!("{} cannot be used: {error}.", options.listen),
                "Another program may have the port: end that one, or choose another with --listen.",
            )
        })?;
        let port = listener.local_addr().map_err(|it| broken(&it))?.port();
        let (tls, authority) = match options.transport {
            Transport::Http => (None, None),
            Transport::Https => {
                let made = certificate::make(options.cloud.as_ref(), port)?;
                (Some(TlsAcceptor::from(made.config)), Some(made.authority))
            }
        };
        let mut sandbox = begin(options)?;
        let ready = ready::line(&mut sandbox, options, port, authority.as_deref());
        let served = Arc::new(Served {
            sandbox: Mutex::new(sandbox),
            hear,
            plain: tls.is_none().then(|| ready::host(port)),
        });
        listener.set_nonblocking(true).map_err(|it| broken(&it))?;
        // One thread: requests are answered one after the other in any case.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(|it| broken(&it))?;
        let answers = served.clone();
        let answering =
            thread::spawn(move || runtime.block_on(server::serve(listener, tls, answers)));
        Ok(Self {
            ready,
            served,
            answering,
        })
    }

    /// Answers until the process ends.
    fn forever(self) -> Result<(), Problem> {
        match self.answering.join() {
            Ok(Err(error)) => Err(broken(&error)),
            Ok(Ok(never)) => match never {},
            Err(_) => Err(Problem::new(
                "The server ended with a panic.",
                "The message above says where.",
            )),
        }
    }
}

fn begin(options: &Options) -> Result<Sandbox, Problem> {
    let now = clock::now();
    let mut sandbox = Sandbox::new(options.scenario, options.seed, now);
    let speed = options.speed;
    let faults = options.faults.iter().map(|it| it.always()).collect();
    for control in [Control::SetSpeed { speed }, Control::SetFaults { faults }] {
        sandbox
            .control(now, control)
            .map_err(|why| Problem::usage(format!("The sandbox cannot begin so: {why}")))?;
    }
    if let Some((client, redirect)) = &options.spa {
        sandbox.register_spa(client, redirect);
    }
    Ok(sandbox)
}

fn broken(error: &io::Error) -> Problem {
    Problem::new(
        format!("The server could not be started: {error}."),
        "Run the command again.",
    )
}

#[cfg(test)]
mod tests;
