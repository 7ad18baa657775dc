//! Pages of other origins: those that the settings name may read answers, with a key that they have (the Fetch standard, CORS).

use std::time::Duration;

use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
};
use axum::http::{HeaderName, HeaderValue, Method};
use tower_http::cors::CorsLayer;

use crate::address::host;

/// How long a browser need not ask again what it may send.
const KNOWN_FOR: Duration = Duration::from_hours(1);

/// Lets pages of these origins ask; where there is none, browsers are told nothing.
pub(crate) fn layer(origins: &[String]) -> Option<CorsLayer> {
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let methods = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
    let cors = CorsLayer::new().allow_methods(methods).max_age(KNOWN_FOR);
    let named = HeaderName::from_static("idempotency-key");
    let cors = cors.allow_headers([ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, IF_NONE_MATCH, named]);
    let request = HeaderName::from_static("x-request-id");
    let cors = cors.expose_headers([CONTENT_DISPOSITION, ETAG, RETRY_AFTER, request]);
    (!origins.is_empty()).then(|| cors.allow_origin(origins))
}

/// Whether a text is an origin as browsers write it: scheme, host and port, and nothing after. In the clear only this machine is one.
pub(crate) fn is_origin(text: &str) -> bool {
    let Some((scheme, place)) = text.split_once("://") else { return false };
    let is_here = |host| ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    host(place).is_some_and(|host| scheme == "https" || scheme == "http" && is_here(host))
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn an_origin_has_no_path_and_is_not_in_the_clear() {
        assert!(is_origin("https://dichvucong.example.vn") && is_origin("http://127.0.0.1:5173"));
        let with_path = ["https://a.vn/", "https://a.vn/x", "https://a.vn?x"];
        let no_address =
            ["*", "dichvucong.example.vn", "null", "ftp://a.vn", "https://a.vn:99999", "https://", "http://a.vn"];
        for wrong in with_path.iter().chain(&no_address) {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
