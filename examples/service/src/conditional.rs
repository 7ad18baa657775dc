//! What was answered before need not be sent again: `ETag` and `If-None-Match` (RFC 9110, section 13.1.2), of what clients ask for
//! again and again.

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::code::Code;
use crate::refusal::Refusal;
use crate::secret;

/// Whether an answer of this route has a tag.
pub(crate) fn is_tagged(method: &str, path: &str) -> bool {
    let asks = method.eq_ignore_ascii_case("get");
    asks && (path.ends_with("/tracking") || path.starts_with("/v1/rulebook") || path.starts_with("/v1/statements/"))
}

/// Tags an answer by its words, and leaves them out when the client has them.
pub(crate) async fn answer(request: Request, next: Next) -> Result<Response, Refusal> {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    if request.method() != Method::GET || !is_tagged("get", path) {
        return Ok(next.run(request).await);
    }
    let known = known(request.headers());
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let words = to_bytes(body, usize::MAX).await.map_err(|_| Code::StorageUnavailable)?;
    // A weak one: on its way an answer may be compressed.
    let tag =
        format!("W/\"{}\"", secret::digest(&String::from_utf8_lossy(&words)).chars().take(32).collect::<String>());
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    parts.headers.append(VARY, ACCEPT_LANGUAGE.into());
    parts.headers.insert(ETAG, HeaderValue::try_from(&tag).map_err(|_| Code::NotReadable)?);
    if known.iter().any(|known| known == "*" || same(known, &tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(CONTENT_LENGTH);
        parts.headers.remove(CONTENT_TYPE);
        return Ok(Response::from_parts(parts, Body::empty()));
    }
    Ok(Response::from_parts(parts, Body::from(words)))
}

/// The tags of what the client has.
fn known(headers: &HeaderMap) -> Vec<String> {
    let given = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|list| list.split(',')).map(|tag| tag.trim().to_owned()).collect()
}

fn same(one: &str, other: &str) -> bool {
    one.trim_start_matches("W/") == other.trim_start_matches("W/")
}
