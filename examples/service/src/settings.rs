//! What an operator of the service sets: environment variables, each with a default.

use std::fmt;
use std::io::Read as _;
use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

use tracing::Level;

use crate::address::{self, Network};
use crate::cors;

/// What an operator of the service sets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// `DATABASE_URL`: `sqlite:FILE` or `postgres://…`.
    pub database: String,
    /// `HOSO_LISTEN`: the address and port.
    pub listen: SocketAddr,
    /// `HOSO_RULEBOOK`: a rulebook's file; absent: the one of Bình Dương that is built in.
    pub rulebook: Option<String>,
    /// `HOSO_MAX_BODY`: the largest body, in bytes.
    pub max_body: usize,
    /// `HOSO_RATE`: requests a second of one key.
    pub rate: u32,
    /// `HOSO_AUDIT_DAYS`: how long it is kept which key read which consignment, in days.
    pub audit_days: u32,
    /// `HOSO_AUDIT_FILE`: beside which file the audit log gathers what is not in the database yet; absent: that of `SQLite`, or
    /// `hoso-service-readings` where it was started.
    pub audit_file: Option<String>,
    /// `HOSO_WEBHOOK_HOSTS`: hosts that webhooks may be on, `HOST` or `HOST:PORT`, with commas between; absent: none.
    pub webhook_hosts: Vec<String>,
    /// `HOSO_PROXIES`: the addresses of the proxies in front, with commas between, `10.0.0.0/8` for all that begin so; absent: this
    /// machine's own.
    pub proxies: Vec<Network>,
    /// `HOSO_SHUTDOWN_SECONDS`: how long requests that are under way may take when the service is to end.
    pub shutdown: Duration,
    /// `HOSO_ORIGINS`: the origins whose pages may ask, `https://HOST`, with commas between; absent: none.
    pub origins: Vec<String>,
    /// `HOSO_LOG`: `error`, `warn`, `info` or `debug`.
    pub log: Level,
}

/// A setting that names a file that cannot be read: the variable, the file and the cause. Starting again does not help.
#[derive(Debug)]
pub struct WrongSetting(pub(crate) String);

impl fmt::Display for WrongSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongSetting {}

/// Files of authorities are not larger.
const LARGEST_CERTIFICATES: u64 = 16 << 20;
/// Where the embedded database is, unless `DATABASE_URL` says otherwise.
const EMBEDDED: &str = "sqlite:hoso-service.db";
/// Ours have this in front; what else has it is misspelt, or of another version.
const PREFIX: &str = "HOSO_";

/// What a URL of `PostgreSQL` may say besides.
const PARAMETERS: [&str; 14] = [
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
    "statement-cache-capacity",
    "ssl-mode",
];

/// The variables that were asked for, with what is wrong with them.
struct Reader<G> {
    get: G,
    asked: Vec<&'static str>,
    wrong: Vec<String>,
}

impl<G: Fn(&str) -> Option<String>> Reader<G> {
    fn text(&mut self, name: &'static str) -> Option<String> {
        self.asked.push(name);
        (self.get)(name)
    }

    /// A value, or the default when there is none or it is wrong.
    fn value<T: FromStr>(&mut self, name: &'static str, default: T, expected: &str) -> T {
        let Some(text) = self.text(name) else { return default };
        text.parse().unwrap_or_else(|_| {
            self.wrong.push(format!("{name}: `{text}` is not {expected}"));
            default
        })
    }

    /// How much of something there may be; with none of it the service could not work.
    fn most<T: FromStr + PartialEq + Default>(&mut self, name: &'static str, default: T, unit: &str) -> T {
        let wrong = self.wrong.len();
        let most = self.value(name, default, &format!("a number of {unit}, from 1 on"));
        if most == T::default() && self.wrong.len() == wrong {
            self.wrong.push(format!("{name}: `0` is not a number of {unit}, from 1 on"));
        }
        most
    }

    /// A list, with commas between, of what is as it should be.
    fn list(&mut self, name: &'static str, is_one: fn(&str) -> bool, expected: &str) -> Vec<String> {
        let listed = self.text(name).unwrap_or_default();
        let parts = listed.split(',').map(|part| part.trim().to_owned());
        let list: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        for wrong in list.iter().filter(|part| !is_one(part)) {
            self.wrong.push(format!("{name}: `{wrong}` is not {expected}, with commas between"));
        }
        list
    }

    /// A database's URL. What is said beside its place is told when nothing of it is known: a connection without what was meant by it
    /// may be one in the clear.
    fn database(&mut self) -> String {
        const NAME: &str = "DATABASE_URL";
        let database = self.text(NAME).unwrap_or_else(|| EMBEDDED.into());
        // It may hold a password, so that it is not shown.
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database.starts_with(scheme)) {
            self.wrong.push(format!("{NAME}: not sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE"));
        }
        if database.starts_with("sqlite:") && [":memory:", "mode=memory"].iter().any(|memory| database.contains(memory))
        {
            self.wrong.push(format!("{NAME}: `{database}` is not a file: what is in memory is not kept"));
        }
        let asked = database.split_once('?').filter(|_| database.starts_with("postgres")).map(|(_, asked)| asked);
        let names = asked.into_iter().flat_map(|asked| asked.split('&')).filter_map(|part| part.split('=').next());
        for name in names.filter(|name| !PARAMETERS.contains(name) && !name.starts_with("options[")) {
            self.wrong.push(format!("{NAME}: `{name}` is no parameter: {}", PARAMETERS.join(", ")));
        }
        database
    }

    fn proxies(&mut self) -> Vec<Network> {
        const NAME: &str = "HOSO_PROXIES";
        let listed = self.text(NAME).unwrap_or_else(|| "127.0.0.0/8,::1".into());
        let mut proxies = Vec::new();
        for network in listed.split(',').map(str::trim).filter(|network| !network.is_empty()) {
            match network.parse() {
                Ok(network) => proxies.push(network),
                Err(()) => {
                    self.wrong.push(format!("{NAME}: `{network}` is not ADDRESS or ADDRESS/BITS, with commas between"));
                }
            }
        }
        proxies
    }
}

impl Settings {
    /// The settings that the environment gives.
    ///
    /// # Errors
    /// Every variable that cannot be read, and what it may be: a line for each.
    pub fn from_env() -> Result<Self, String> {
        // What is not text is shown as far as it is, and then not understood.
        let get = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self::read(|name| get(name).filter(|value| !value.is_empty())).map(|(settings, _)| settings)
    }

    /// Whether what the settings name besides the database and the rulebook is there.
    ///
    /// # Errors
    /// The variable, the file and the cause.
    pub fn check_files() -> Result<(), WrongSetting> {
        // It is read by the libraries of TLS, which go on without it.
        let Some(file) = std::env::var_os("SSL_CERT_FILE").filter(|file| !file.is_empty()) else { return Ok(()) };
        let said =
            |cause: &dyn fmt::Display| WrongSetting(format!("SSL_CERT_FILE: {}: {cause}", file.to_string_lossy()));
        let mut text = Vec::new();
        let opened = std::fs::File::open(&file).map_err(|error| said(&error))?;
        opened.take(LARGEST_CERTIFICATES).read_to_end(&mut text).map_err(|error| said(&error))?;
        let has_one = String::from_utf8_lossy(&text).contains("-----BEGIN CERTIFICATE-----");
        if has_one { Ok(()) } else { Err(said(&"has no certificate (PEM)")) }
    }

    /// The variables of the environment that look like this service's and are not, and those that are.
    pub fn unknown() -> (Vec<String>, Vec<&'static str>) {
        let known = Self::read(|_| None).map(|(_, known)| known).unwrap_or_default();
        let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
        let mut unknown: Vec<String> =
            names.filter(|name| name.starts_with(PREFIX) && !known.contains(&name.as_str())).collect();
        unknown.sort();
        (unknown, known)
    }

    /// The settings, and the names of the variables that make them.
    fn read(get: impl Fn(&str) -> Option<String>) -> Result<(Self, Vec<&'static str>), String> {
        let mut from = Reader { get, asked: Vec::new(), wrong: Vec::new() };
        let settings = Self {
            database: from.database(),
            listen: from.value("HOSO_LISTEN", SocketAddr::from(([127, 0, 0, 1], 8080)), "ADDRESS:PORT"),
            rulebook: from.text("HOSO_RULEBOOK"),
            max_body: from.most("HOSO_MAX_BODY", 1_048_576, "bytes"),
            rate: from.most("HOSO_RATE", 200, "requests a second"),
            audit_days: from.value("HOSO_AUDIT_DAYS", 730, "a number of days"),
            audit_file: from.text("HOSO_AUDIT_FILE"),
            webhook_hosts: from.list("HOSO_WEBHOOK_HOSTS", address::is_host, "HOST or HOST:PORT"),
            origins: from.list(
                "HOSO_ORIGINS",
                cors::is_origin,
                "https://HOST or https://HOST:PORT (http of this machine alone)",
            ),
            proxies: from.proxies(),
            shutdown: Duration::from_secs(from.value("HOSO_SHUTDOWN_SECONDS", 30_u32, "a number of seconds").into()),
            log: from.value("HOSO_LOG", Level::INFO, "error, warn, info or debug"),
        };
        if from.wrong.is_empty() { Ok((settings, from.asked)) } else { Err(from.wrong.join("\n")) }
    }

    /// Whether nothing was said about the database: the service is being tried.
    pub fn is_trial(&self) -> bool {
        self.database == EMBEDDED
    }

    /// The database as it may be shown: without a password.
    pub(crate) fn shown_database(&self) -> String {
        shown(&self.database)
    }
}

/// A database's URL without its password, which may stand after the user or in the query.
fn shown(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://").filter(|(scheme, _)| scheme.starts_with("postgres")) else {
        return url.to_owned();
    };
    let rest = rest.split_once('?').map_or(rest, |(before, _)| before);
    match rest.rsplit_once('@') {
        Some((user, at)) => format!("{scheme}://{}@{at}", user.split_once(':').map_or(user, |(user, _)| user)),
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_all_at_once() {
        assert!(Settings::read(|_| None).is_ok_and(|(settings, _)| settings.is_trial()));
        let given = [
            ("HOSO_RATE", "-1"),
            ("HOSO_LISTEN", "8080"),
            ("DATABASE_URL", "mysql://u:word@x"),
            ("HOSO_ORIGINS", "*"),
            ("HOSO_PROXIES", "lb"),
            ("HOSO_WEBHOOK_HOSTS", "https://hooks.example.org"),
        ];
        let get = |asked: &str| Some(given.iter().find(|(name, _)| *name == asked)?.1.to_owned());
        let told = Settings::read(get).unwrap_err();
        let lines: Vec<_> = told.lines().collect();
        assert_eq!(lines.len(), given.len(), "{told}");
        assert_eq!(lines[1], "HOSO_LISTEN: `8080` is not ADDRESS:PORT");
        assert!(given.iter().all(|(name, _)| told.contains(&format!("{name}: "))) && !told.contains("word"), "{told}");
    }

    #[test]
    fn what_is_said_of_a_connection_is_understood_or_refused() {
        let read = |url: &str| {
            let url = url.to_owned();
            Settings::read(|name| (name == "DATABASE_URL").then(|| url.clone())).map(drop)
        };
        assert_eq!(read("postgres://u@h/d?sslmode=verify-full&sslrootcert=a&options[x]=1&password=w"), Ok(()));
        assert_eq!(read("sqlite:a.db?mode=rwc"), Ok(()));
        let told = read("postgres://u:word@h/d?sslmod=verify-full&sslrootcrt=word").unwrap_err();
        assert!(told.contains("`sslmod` is no parameter") && told.contains("`sslrootcrt`"), "{told}");
        assert!(!told.contains("word&") && !told.contains("=word") && !told.contains(":word"), "{told}");
    }

    #[test]
    fn a_password_is_not_shown() {
        for url in [
            "postgres://hoso:word@db:5432/hoso",
            "postgres://hoso:w@rd@db:5432/hoso?password=word",
            "postgres://hoso@db:5432/hoso?password=word&user=x",
        ] {
            assert_eq!(shown(url), "postgres://hoso@db:5432/hoso");
        }
        assert_eq!(shown("sqlite:a?mode=ro"), "sqlite:a?mode=ro");
    }
}
