//! Starts the program, and ends it in every way.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_hoso-service");
pub(crate) const POST: &str = "buu-dien-binh-duong";
pub(crate) const AGENCY: &str = "so-noi-vu";

/// A folder that is removed with the test.
#[derive(Debug)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("hoso-service-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Where a service keeps what it knows, across its starts.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) folder: Folder,
    pub(crate) env: Vec<(&'static str, String)>,
    /// The most bytes that a file may have, until [`Server::make_room`].
    pub(crate) largest_file: Option<u32>,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = Folder::new();
        let database = format!("sqlite:{}", folder.0.join("events.db").display());
        Self::with_database(folder, database)
    }

    pub(crate) fn with_database(folder: Folder, database: String) -> Self {
        let set = |name, value: &str| (name, value.to_owned());
        let mut env = vec![("DATABASE_URL", database), set("HOSO_LISTEN", "127.0.0.1:0"), set("HOSO_RATE", "100000")];
        env.push(set("HOSO_WEBHOOK_HOSTS", "127.0.0.1"));
        if env.iter().any(|(_, value)| value.starts_with("postgres")) {
            env.push(("HOSO_AUDIT_FILE", folder.0.join("readings").display().to_string()));
        }
        Self { folder, env, largest_file: None }
    }

    pub(crate) fn set(&mut self, name: &'static str, value: &str) {
        self.env.push((name, value.to_owned()));
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.0.join("log")
    }

    /// Runs a command of the program, and gives what it printed.
    pub(crate) fn run(&self, words: &[&str]) -> Result<String, String> {
        let done = Command::new(PROGRAM).args(words).envs(self.env.clone()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().trim().to_owned();
        if done.status.success() { Ok(text(done.stdout)) } else { Err(text(done.stderr)) }
    }

    /// A new key.
    pub(crate) fn key(&self, kind: &str, name: &str) -> String {
        self.run(&["key", "add", kind, name]).unwrap()
    }

    pub(crate) fn start(&self) -> Server {
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let mut command = match self.largest_file {
            None => Command::new(PROGRAM),
            Some(bytes) => {
                let mut command = Command::new("bash");
                let limited = format!("ulimit -S -f {}; trap '' XFSZ; exec \"$0\"", bytes / 1024);
                command.args(["-c", &limited, PROGRAM]);
                command
            }
        };
        let mut child = command.envs(self.env.clone()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        let said = BufReader::new(child.stdout.take().unwrap()).read_line(&mut line);
        assert!(said.is_ok() && !line.is_empty(), "it did not start: {}", fs::read_to_string(self.log()).unwrap());
        let at = line.trim().rsplit(' ').next().unwrap().to_owned();
        Server { child, at }
    }
}

/// A running program; it is killed with the test.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) at: String,
}

impl Server {
    pub(crate) fn client(&self, key: &str) -> Client {
        Client::new(&self.at, key)
    }

    /// SIGKILL: nothing is tidied up.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM: the service ends by itself.
    pub(crate) fn stop(mut self) {
        self.terminate();
        assert!(self.child.wait().unwrap().success());
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn terminate(&self) {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
    }

    /// How it ended, if it does in time.
    pub(crate) fn ended_within(&mut self, time: Duration) -> Option<ExitStatus> {
        let began = Instant::now();
        loop {
            let ended = self.child.try_wait().unwrap();
            if ended.is_some() || began.elapsed() > time {
                return ended;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Lifts the limit on the size of files.
    pub(crate) fn make_room(&self) {
        let pid = self.child.id().to_string();
        let done = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Whether a file holds some bytes.
pub(crate) fn holds(file: &Path, bytes: &str) -> bool {
    fs::read(file).unwrap().windows(bytes.len()).any(|window| window == bytes.as_bytes())
}
