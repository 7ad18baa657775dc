//! Where webhooks may be.

use axum::http::Uri;

use crate::code::Code;
use crate::refusal::Wrong;

/// A longer address is none.
const LONGEST: usize = 2_000;

/// Refuses an address that the service would not call.
pub(super) fn checked(hosts: &[String], url: &str) -> Result<(), Wrong> {
    let Some(address) = address(url) else {
        return Err(Wrong::new(Code::NotAnAddress).at("/url").with("most", LONGEST));
    };
    // They would be sent in the clear, shown, and kept: who calls is told by the signature.
    if has_credentials(&address) {
        return Err(Wrong::new(Code::CredentialsInUrl).at("/url"));
    }
    if allowed(hosts, url) { Ok(()) } else { Err(Wrong::new(Code::HostNotAllowed).at("/url")) }
}

/// The address that a text is, if it is one of the web.
fn address(url: &str) -> Option<Uri> {
    let address: Uri = Some(url).filter(|url| url.len() <= LONGEST)?.parse().ok()?;
    let is_web = matches!(address.scheme_str(), Some("http" | "https"));
    Some(address).filter(|address| is_web && address.authority().is_some())
}

fn has_credentials(address: &Uri) -> bool {
    address.authority().is_some_and(|authority| authority.as_str().contains('@'))
}

/// Only hosts that the settings name: nobody makes the service call others for them. A name without a port stands for
/// any port of the host; the case of letters says nothing.
pub(crate) fn allowed(hosts: &[String], url: &str) -> bool {
    let Some(address) = address(url).filter(|address| !has_credentials(address)) else { return false };
    let host = address.host().unwrap_or_default();
    let port = address.port_u16().unwrap_or(if address.scheme_str() == Some("https") { 443 } else { 80 });
    let with_port = format!("{host}:{port}");
    hosts.iter().any(|name| name.eq_ignore_ascii_case(host) || name.eq_ignore_ascii_case(&with_port))
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
