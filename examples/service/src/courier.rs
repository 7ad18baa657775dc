//! Carries one message to one receiver, signed as Standard Webhooks asks.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, USER_AGENT};
use axum::http::{Method, Request, Response};
use http_body_util::{BodyExt as _, Limited};
use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::{ClientConfig, RootCertStore};
use tokio::time::timeout;

use crate::clock;
use crate::messages::Message;
use crate::settings::Settings;
use crate::signature::Secrets;
use crate::webhooks::allowed;

/// A receiver that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);
/// What of an answer is read, so that the connection can be used again. Nothing of it is kept.
const LARGEST_ANSWER: usize = 64 * 1024;

/// What came of telling a receiver something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// It says that it has it: a status from 200 to 299.
    Received,
    /// It answered with another status.
    Refused,
    /// It did not answer in time, or not as HTTP has it.
    NoAnswer,
    /// It could not be reached, or is not trusted.
    NoConnection,
    /// The settings do not name its host any more.
    NotAllowed,
}

impl Outcome {
    pub(crate) const ALL: [Self; 5] =
        [Self::Received, Self::Refused, Self::NoAnswer, Self::NoConnection, Self::NotAllowed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Refused => "refused",
            Self::NoAnswer => "no_answer",
            Self::NoConnection => "no_connection",
            Self::NotAllowed => "not_allowed",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

/// An attempt to tell a receiver a message.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    pub(crate) message: String,
    pub(crate) outcome: Outcome,
    /// What was answered; 0: nothing.
    pub(crate) status: u16,
    /// How long it took.
    pub(crate) ms: i64,
    pub(crate) made_at: i64,
    /// How long the receiver asks not to be told anything, in milliseconds.
    pub(crate) wait: i64,
}

impl Attempt {
    pub(crate) fn is_received(&self) -> bool {
        self.outcome == Outcome::Received
    }
}

/// Calls receivers; a clone is the same one.
#[derive(Clone, Debug)]
pub(crate) struct Courier {
    client: Client<HttpsConnector<HttpConnector>, Body>,
    settings: Arc<Settings>,
}

impl Courier {
    pub(crate) fn new(settings: Arc<Settings>) -> Self {
        let tls = ClientConfig::builder().with_native_roots().unwrap_or_else(|_| {
            tracing::warn!(
                "no certificates of authorities, on this machine or in SSL_CERT_FILE: webhooks by https will fail"
            );
            ClientConfig::builder().with_root_certificates(RootCertStore::empty())
        });
        let https = HttpsConnectorBuilder::new().with_tls_config(tls.with_no_client_auth()).https_or_http();
        Self { client: Client::builder(TokioExecutor::new()).build(https.enable_http1().build()), settings }
    }

    /// Tells a receiver a message. Redirects are not followed.
    pub(crate) async fn deliver(&self, url: &str, secrets: &Secrets, message: &Message) -> Attempt {
        let (began, made_at) = (clock::instant(), clock::now());
        let (outcome, status, wait) = self.call(url, secrets, message, made_at / 1000).await;
        let ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        Attempt { message: message.id.clone(), outcome, status, ms, made_at, wait }
    }

    async fn call(&self, url: &str, secrets: &Secrets, message: &Message, seconds: i64) -> (Outcome, u16, i64) {
        // The settings may name fewer hosts than when the webhook was added.
        if !allowed(&self.settings.webhook_hosts, url) {
            return (Outcome::NotAllowed, 0, 0);
        }
        let request = Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("hoso-service/", env!("CARGO_PKG_VERSION")))
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", secrets.sign(&message.id, seconds, &message.body))
            .body(Body::from(message.body.clone()));
        let Ok(request) = request else { return (Outcome::NoConnection, 0, 0) };
        let answered = async {
            let answer = self.client.request(request).await?;
            let (status, wait) = (answer.status(), retry_after(&answer));
            // How it ends says nothing about the message.
            let _: Result<_, _> = Limited::new(answer.into_body(), LARGEST_ANSWER).collect().await;
            Ok::<_, hyper_util::client::legacy::Error>((status, wait))
        };
        match timeout(PATIENCE, answered).await {
            Ok(Ok((status, wait))) if status.is_success() => (Outcome::Received, status.as_u16(), wait),
            Ok(Ok((status, wait))) => (Outcome::Refused, status.as_u16(), wait),
            Ok(Err(error)) if error.is_connect() => (Outcome::NoConnection, 0, 0),
            Ok(Err(_)) | Err(_) => (Outcome::NoAnswer, 0, 0),
        }
    }
}

fn retry_after<B>(answer: &Response<B>) -> i64 {
    let seconds = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<u32>().ok());
    i64::from(seconds.unwrap_or_default()) * 1_000
}
