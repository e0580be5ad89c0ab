//! A throw-away Python environment below `target` with the clients in it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::paths;
use crate::problem::Problem;
use crate::process::{answer, follow, program};

/// The environment.
pub(super) struct Environment {
    python: PathBuf,
}

/// Which packages, and which version of each.
const REQUIREMENTS: &str = "xtask/clients/requirements.txt";

/// What Python runs before anything else.
const SITE: &str = "xtask/clients/sitecustomize.py";

const FOLDER: &str = "target/clients/python";

impl Environment {
    /// The environment, made anew when the list of packages has changed.
    pub(super) fn ready() -> Result<Self, Problem> {
        let wanted = read(REQUIREMENTS)?;
        let folder = paths::in_root(FOLDER);
        let environment = Self {
            python: folder.join("bin/python"),
        };
        let stamp = folder.join("installed.txt");
        if !fs::read_to_string(&stamp).is_ok_and(|it| it == wanted) {
            environment.make()?;
            fs::write(&stamp, wanted).map_err(|it| Problem::file(&stamp, &it))?;
        }
        environment.resolve_names()?;
        Ok(environment)
    }

    /// Python in the environment, with nothing of the person's own settings for these clients.
    pub(super) fn python(&self) -> Command {
        let mut python = program(&self.python);
        python
            .env("AZURE_CONFIG_DIR", paths::in_root("target/clients/azure"))
            .env("AZURE_CORE_COLLECT_TELEMETRY", "false")
            .env("AZURE_CORE_INSTANCE_DISCOVERY", "false")
            .env("AZURE_CORE_LOGIN_EXPERIENCE_V2", "off")
            .env("AZURE_CORE_NO_COLOR", "true")
            .env("AZURE_CORE_OUTPUT", "json")
            .env("NO_PROXY", "localhost,127.0.0.1,.localhost");
        python
    }

    fn make(&self) -> Result<(), Problem> {
        eprintln!("Clients: a Python environment is made in {FOLDER}; some minutes, and 700 MB");
        let folder = paths::in_root(FOLDER);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|it| Problem::file(&folder, &it))?;
        }
        let mut make = program("python3");
        make.args(["-m", "venv"]).arg(&folder);
        follow(&mut make, "Making the Python environment").map_err(|said| {
            said.problem(
                "Making the Python environment",
                "Python 3.10 or newer with its module venv is needed.\n\
                 Debian, Ubuntu: apt-get install python3-venv",
            )
        })?;
        let mut install = program(&self.python);
        install
            .args([
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(paths::in_root(REQUIREMENTS));
        follow(&mut install, "Installing the clients").map_err(|said| {
            said.problem(
                "Installing the clients",
                "pip says above which package it could not get; the versions stand in xtask/clients/requirements.txt.",
            )
        })?;
        Ok(())
    }

    /// Names below `.localhost` lead to this machine, for this environment alone.
    fn resolve_names(&self) -> Result<(), Problem> {
        let ask = "import sysconfig; print(sysconfig.get_path('purelib'))";
        let folder = answer(program(&self.python).args(["-c", ask])).ok_or_else(|| {
            Problem::new(
                "The Python environment does not run.",
                format!("Remove {FOLDER}, then run the command again."),
            )
        })?;
        let path = PathBuf::from(folder).join("sitecustomize.py");
        fs::write(&path, read(SITE)?).map_err(|it| Problem::file(&path, &it))
    }
}

fn read(path: &str) -> Result<String, Problem> {
    let path = paths::in_root(path);
    fs::read_to_string(&path).map_err(|it| Problem::file(&path, &it))
}
