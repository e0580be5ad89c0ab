//! The project's commands, started as `cargo xtask <command>`.
#![expect(
    clippy::print_stdout,
    reason = "a command's answer goes to standard output"
)]

mod bench;
mod bundle;
mod call;
mod clients;
mod clock;
mod config;
mod headers;
mod paths;
mod plan;
mod playwright;
mod problem;
mod process;
mod sandbox;
mod screenshots;
mod serve;
mod server;
mod setup;
mod test;

use std::process::ExitCode;

use pico_args::Arguments;

use crate::problem::Problem;

/// One command: its name, what follows it, one line of help, and what it does.
struct Command {
    name: &'static str,
    usage: &'static str,
    help: &'static str,
    run: fn(Arguments) -> Result<(), Problem>,
}

/// Every command there is. Each has a file of its own; a new one adds a line here.
const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: "[--port N] [--dev]",
        help: "Set up what is missing, build, and serve the console with the sandbox",
        run: serve::run,
    },
    Command {
        name: "test",
        usage: "[native|browser] [--grep TEXT] [--dev]",
        help: "Set up what is missing, and run formatting, lints and every test",
        run: test::run,
    },
    Command {
        name: "headers",
        usage: "[--config FILE] [--out DIR]",
        help: "Write the header files for nginx and Azure Static Web Apps",
        run: headers::run,
    },
    Command {
        name: "sandbox",
        usage: "--listen 127.0.0.1:PORT [--http] [--speed N] [--seed N] [--cloud public|usgov|china] \
                [--tenant ID] [--subscription ID] [--fault NAME]… [--spa-client ID --redirect-uri URI]",
        help: "Serve the simulated Azure to clients of any kind",
        run: sandbox::run,
    },
    Command {
        name: "clients",
        usage: "[--record]",
        help: "Run the Azure CLI and the Python SDKs against a fresh sandbox; record what they send",
        run: clients::run,
    },
    Command {
        name: "plan",
        usage: "TYPE ACTION [--answers FILE] [--facts FILE] [--cloud public|usgov|china] [--tenant ID]",
        help: "Print the questions of an action; with answers, its checks and exact requests",
        run: plan::run,
    },
    Command {
        name: "call",
        usage: "METHOD URL [--body FILE] [--token TOKEN] [--ca FILE]",
        help: "Send one request as the console does (a refused POST is repeated), and follow it",
        run: call::run,
    },
    Command {
        name: "bench",
        usage: "[--baseline]",
        help: "Measure size and speed, and beside them those of a conventional page",
        run: bench::run,
    },
    Command {
        name: "screenshots",
        usage: "",
        help: "Picture every page, light and dark, at 360, 1440 and 2560 pixels",
        run: screenshots::run,
    },
];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_env();
    let name = match arguments.subcommand() {
        Ok(Some(name)) => name,
        Ok(None) => {
            print!("{}", help());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("The command is not readable text: {error}");
            return ExitCode::FAILURE;
        }
    };
    let Some(command) = COMMANDS.iter().find(|it| it.name == name) else {
        eprintln!("There is no command {name}.\n\n{}", help());
        return ExitCode::FAILURE;
    };
    match (command.run)(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{}: {problem}", command.name);
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let mut text = String::from("cargo xtask COMMAND\n\n");
    for it in COMMANDS {
        let call = format!("{} {}", it.name, it.usage);
        text.push_str(&format!("  {}\n      {}\n", call.trim_end(), it.help));
    }
    text
}
