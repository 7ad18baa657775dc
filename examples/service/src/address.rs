//! From where it is asked: the address of the connection or, behind a proxy that the settings name, the one that the proxy tells.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Once;

use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::serve::IncomingStream;

use crate::app::App;
use crate::code::Code;
use crate::listening::Listening;
use crate::refusal::Refusal;

/// Where a proxy tells whom it asks for.
const TOLD: &str = "x-forwarded-for";

/// Who is connected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(SocketAddr);

impl Connected<IncomingStream<'_, Listening>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Listening>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// An address, or all that begin as it does: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Network {
    first: Ipv6Addr,
    /// How many bits of it count.
    bits: u32,
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        first(address, self.bits) == first(self.first.into(), self.bits)
    }
}

impl FromStr for Network {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(drop)?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).map_err(drop)?;
        if bits > all { Err(()) } else { Ok(Self { first: wide(address), bits: bits + 128 - all }) }
    }
}

/// The host of a text that is one as it stands in an address: a name, an IPv4 address or an IPv6 one in brackets, with a port or
/// without.
pub(crate) fn host(text: &str) -> Option<&str> {
    let (host, port) = match text.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0);
    let in_brackets = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_name = |host: &str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    let is_host = in_brackets.map_or_else(|| is_name(host), |host| host.parse::<Ipv6Addr>().is_ok());
    (is_host && port.is_none_or(is_port)).then_some(host)
}

/// Whether a text is a host, with a port or without.
pub(crate) fn is_host(text: &str) -> bool {
    host(text).is_some()
}

fn wide(address: IpAddr) -> Ipv6Addr {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    }
}

fn first(address: IpAddr, bits: u32) -> u128 {
    wide(address).to_bits().checked_shr(128 - bits).unwrap_or(0)
}

/// Whose allowance is used up by a request without a key: an address, of IPv6 the network that a subscriber has.
#[derive(Debug)]
pub(crate) struct Asker(pub(crate) String);

impl FromRequestParts<App> for Asker {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let ConnectInfo(Peer(peer)) = parts.extensions.get::<ConnectInfo<Peer>>().ok_or(Code::NotReadable)?;
        if parts.headers.contains_key(TOLD) && !holds(&app.settings.proxies, peer.ip()) {
            static ONCE: Once = Once::new();
            ONCE.call_once(|| {
                tracing::warn!(peer = %peer.ip(), "HOSO_PROXIES does not name it: all who ask through it share one allowance");
            });
        }
        let address = asker(peer.ip(), &parts.headers, &app.settings.proxies);
        Ok(Self(match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(_) => format!("{:x}/64", first(address, 64)),
        }))
    }
}

fn holds(networks: &[Network], address: IpAddr) -> bool {
    networks.iter().any(|network| network.holds(address))
}

/// The last address that no proxy of ours has: what stands before it may be anybody's invention.
fn asker(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let told = headers.get_all(TOLD).iter().filter_map(|value| value.to_str().ok());
    let told: Vec<&str> = told.flat_map(|list| list.split(',')).collect();
    let mut last = peer;
    for address in told.iter().rev() {
        match address.trim().parse() {
            Ok(address) if holds(proxies, last) => last = address,
            _ => break,
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_no_scheme_and_no_path() {
        for host in ["hooks.example.org", "a_b", "127.0.0.1:8080", "[::1]", "[::1]:80", "localhost:65535"] {
            assert!(is_host(host), "{host}");
        }
        for wrong in
            ["https://a.vn", "a.vn/", "a b", "a/b", "a:99999", "a:0", "a:", "a:+1", "*", "", ":80", "[a]", "::1", "a@b"]
        {
            assert!(!is_host(wrong), "{wrong}");
        }
    }

    #[test]
    fn only_what_our_proxies_tell_is_believed() {
        let proxies = ["127.0.0.1", "::1", "10.0.0.0/8"].map(|network| network.parse().unwrap());
        let from = |peer: &str, told: &[&str]| {
            let mut headers = HeaderMap::new();
            for told in told {
                headers.append("x-forwarded-for", told.parse().unwrap());
            }
            asker(peer.parse().unwrap(), &headers, &proxies).to_string()
        };
        assert_eq!(from("203.0.113.7", &["198.51.100.1"]), "203.0.113.7", "whoever is no proxy speaks for itself");
        assert_eq!(from("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(from("::1", &["192.0.2.9, 198.51.100.1"]), "198.51.100.1", "what a client wrote stands first");
        assert_eq!(from("127.0.0.1", &["192.0.2.9", "198.51.100.1, 10.1.2.3"]), "198.51.100.1");
        assert_eq!(from("127.0.0.1", &["198.51.100.1, unknown"]), "127.0.0.1");
    }

    #[test]
    fn a_network_is_an_address_or_all_that_begin_so() {
        let holds = |network: &str, address: &str| network.parse::<Network>().unwrap().holds(address.parse().unwrap());
        assert!(holds("10.0.0.0/8", "10.255.1.1") && !holds("10.0.0.0/8", "11.0.0.1") && holds("0.0.0.0/0", "8.8.8.8"));
        assert!(
            holds("127.0.0.1", "::ffff:127.0.0.1") && !holds("0.0.0.0/0", "2001:db8::1") && holds("::/0", "1.2.3.4")
        );
        assert!(holds("2001:db8::/32", "2001:db8:1::1") && !holds("2001:db8::1", "2001:db8::2"));
        for wrong in ["", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "127.0.0.1:80"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
