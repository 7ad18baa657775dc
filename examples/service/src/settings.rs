//! What an operator of the service sets: environment variables, each with a default.

use std::net::SocketAddr;

use tracing::Level;

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
    /// `HOSO_WEBHOOK_HOSTS`: hosts that webhooks may be on, `HOST` or `HOST:PORT`, with commas between; absent: none.
    pub webhook_hosts: Vec<String>,
    /// `HOSO_ORIGINS`: the origins whose pages may ask, `https://HOST`, with commas between; absent: none.
    pub origins: Vec<String>,
    /// `HOSO_LOG`: `error`, `warn`, `info` or `debug`.
    pub log: Level,
}

/// Where the embedded database is, unless `DATABASE_URL` says otherwise.
const EMBEDDED: &str = "sqlite:hoso-service.db";

impl Settings {
    /// The settings that the environment gives.
    ///
    /// # Errors
    /// The variable that cannot be read, and what it may be.
    pub fn from_env() -> Result<Self, String> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let database = get("DATABASE_URL").unwrap_or_else(|| EMBEDDED.into());
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database.starts_with(scheme)) {
            return Err("DATABASE_URL: sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE".into());
        }
        let list = |name| {
            let listed = get(name).unwrap_or_default();
            let parts = listed.split(',').map(|part| part.trim().to_owned());
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
        };
        let origins = list("HOSO_ORIGINS");
        if let Some(wrong) = origins.iter().find(|origin| !cors::is_origin(origin)) {
            return Err(format!(
                "HOSO_ORIGINS: `{wrong}` is no origin; https://HOST or https://HOST:PORT, with commas between"
            ));
        }
        Ok(Self {
            database,
            listen: number(&get, "HOSO_LISTEN", "127.0.0.1:8080", "ADDRESS:PORT")?,
            rulebook: get("HOSO_RULEBOOK"),
            max_body: number(&get, "HOSO_MAX_BODY", "1048576", "bytes")?,
            rate: number(&get, "HOSO_RATE", "200", "requests a second")?,
            audit_days: number(&get, "HOSO_AUDIT_DAYS", "730", "days")?,
            webhook_hosts: list("HOSO_WEBHOOK_HOSTS"),
            origins,
            log: number(&get, "HOSO_LOG", "info", "error, warn, info or debug")?,
        })
    }

    /// Whether nothing was said about the database: the service is being tried.
    pub fn is_trial(&self) -> bool {
        self.database == EMBEDDED
    }
}

fn number<T: std::str::FromStr>(
    get: &impl Fn(&str) -> Option<String>,
    name: &str,
    default: &str,
    expected: &str,
) -> Result<T, String> {
    get(name).as_deref().unwrap_or(default).parse().map_err(|_| format!("{name}: {expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(Settings::read(|_| None).is_ok_and(|settings| settings.is_trial()));
        for (name, value) in
            [("HOSO_RATE", "-1"), ("HOSO_LISTEN", "8080"), ("DATABASE_URL", "mysql://x"), ("HOSO_ORIGINS", "*")]
        {
            let told = Settings::read(|asked| (asked == name).then(|| value.to_owned())).unwrap_err();
            assert!(told.starts_with(name), "{told}");
        }
    }
}
