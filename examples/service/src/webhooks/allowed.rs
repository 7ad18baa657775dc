//! Where webhooks may be.

use axum::http::Uri;

use crate::code::Code;
use crate::refusal::Wrong;

/// A longer address is none.
const LONGEST: usize = 2_000;

/// Refuses an address that the service would not call.
pub(super) fn checked(hosts: &[String], url: &str) -> Result<(), Wrong> {
    let code = match url.parse::<Uri>().ok().as_ref().and_then(Uri::authority) {
        // They would be sent in the clear, shown, and kept: who calls is told by the signature.
        Some(authority) if authority.as_str().contains('@') => Code::CredentialsInUrl,
        _ if !allowed(hosts, url) => Code::HostNotAllowed,
        _ => return Ok(()),
    };
    Err(Wrong::new(code).at("/url"))
}

/// Only hosts that the settings name: nobody makes the service call others for them. A name without a port stands for
/// any port of the host; the case of letters says nothing.
pub(crate) fn allowed(hosts: &[String], url: &str) -> bool {
    let Some(url) = Some(url).filter(|url| url.len() <= LONGEST).and_then(|url| url.parse::<Uri>().ok()) else {
        return false;
    };
    let (Some(authority), Some(scheme)) = (url.authority(), url.scheme_str()) else { return false };
    let port = url.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    let (host, with_port) = (authority.host(), format!("{}:{port}", authority.host()));
    let is_named = |name: &String| name.eq_ignore_ascii_case(host) || name.eq_ignore_ascii_case(&with_port);
    ["http", "https"].contains(&scheme) && !authority.as_str().contains('@') && hosts.iter().any(is_named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_hosts_are_called() {
        let hosts = ["Example.org", "other.org:8443", "[::1]"].map(ToOwned::to_owned);
        for url in [
            "https://example.org/a?b=c",
            "http://EXAMPLE.ORG:1/",
            "HTTPS://other.org:8443",
            "https://OTHER.org:8443/",
            "http://[::1]:80/",
        ] {
            assert!(allowed(&hosts, url), "{url}");
        }
        for url in [
            "https://example.org.evil.org/",
            "https://evil.org/example.org",
            "https://evil.org#example.org",
            "https://other.org/",
            "ftp://example.org/",
            "//example.org/",
            "example.org",
            "https://example.org./",
            "https://example.org@evil.org/",
            "https://evil.org\\@example.org/",
            "https://user:word@example.org/",
            "",
        ] {
            assert!(!allowed(&hosts, url), "{url}");
        }
        assert!(!allowed(&hosts, &format!("https://example.org/{}", "x".repeat(LONGEST))));
    }
}
