//! Telling webhooks what changed: at least once, in order, and later again when the receiver fails.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::clock;
use crate::metrics::Metrics;
use crate::secret;
use crate::settings::Settings;
use crate::store::deliveries::LONGEST_WAIT;
use crate::store::{Due, Store};
use crate::webhooks::allowed;

/// Webhooks that are told something at once.
const AT_ONCE: usize = 64;
/// How many are looked at: those that are being told something may stand before those that wait.
const LOOKED_AT: i64 = 128;
/// A receiver that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);
/// With waits that double up to an hour, ten days: then the webhook is removed.
const MOST_FAILURES: i64 = 250;

type Caller = Client<HttpsConnector<HttpConnector>, Body>;

/// Tells what is due, for as long as the service runs. Who is slow to answer keeps its own changes waiting, and
/// others' only when so many are slow at once that no more are called.
pub(crate) async fn run(store: Store, settings: Arc<Settings>, metrics: Arc<Metrics>, wake: Arc<Notify>) {
    let caller = caller();
    let (mut under_way, mut webhooks) = (JoinSet::new(), Vec::new());
    loop {
        let due = store.due(clock::now(), LOOKED_AT).await.unwrap_or_else(|error| {
            tracing::error!(code = crate::store::code_of(&error), "outbox");
            Vec::new()
        });
        for due in due {
            let is_busy = webhooks.iter().any(|(_, webhook)| *webhook == due.webhook.id);
            if under_way.len() >= AT_ONCE || is_busy {
                continue;
            }
            let (store, caller) = (store.clone(), caller.clone());
            let (settings, metrics) = (Arc::clone(&settings), Arc::clone(&metrics));
            let webhook = due.webhook.id.clone();
            let task = under_way.spawn(async move {
                // The settings may name fewer hosts than when the webhook was added.
                let received = allowed(&settings, &due.webhook.url) && deliver(&caller, &due).await;
                metrics.webhook(received);
                write_down(&store, &due, received).await
            });
            webhooks.push((task.id(), webhook));
        }
        tokio::select! {
            Some(ended) = under_way.join_next_with_id() => {
                // One that ended badly is tried again like any other.
                let (task, written) = ended.unwrap_or_else(|error| (error.id(), Ok(())));
                webhooks.retain(|(other, _)| *other != task);
                if let Err(error) = written {
                    tracing::error!(code = crate::store::code_of(&error), "outbox");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            // Woken by new events, or by the clock for what was put off.
            _ = timeout(Duration::from_secs(1), wake.notified()) => {}
        }
    }
}

fn caller() -> Caller {
    let tls = ClientConfig::builder().with_native_roots().unwrap_or_else(|_| {
        tracing::warn!(
            "no certificates of authorities, on this machine or in SSL_CERT_FILE: webhooks by https will fail"
        );
        ClientConfig::builder().with_root_certificates(RootCertStore::empty())
    });
    let https = HttpsConnectorBuilder::new().with_tls_config(tls.with_no_client_auth()).https_or_http();
    Client::builder(TokioExecutor::new()).build(https.enable_http1().build())
}

/// What is to be done next about what was or was not received.
async fn write_down(store: &Store, due: &Due, received: bool) -> Result<(), sqlx::Error> {
    let (webhook, failures) = (&due.webhook.id, due.failures + 1);
    if received {
        return store.told(due).await;
    }
    if failures >= MOST_FAILURES {
        tracing::error!(webhook, failures, "webhook removed");
        return store.forget_webhook(webhook).await;
    }
    tracing::warn!(webhook, failures, "webhook failed");
    let wait = 500_i64.saturating_mul(1_i64 << failures.min(20)).min(LONGEST_WAIT);
    store.put_off(due, clock::now().saturating_add(wait)).await
}

/// Whether the receiver says that it has it.
async fn deliver(caller: &Caller, due: &Due) -> bool {
    let time = (clock::now() / 1000).to_string();
    let signature = secret::signature(&due.webhook.secret, &time, &due.body);
    let request = Request::builder()
        .method(Method::POST)
        .uri(&due.webhook.url)
        .header(CONTENT_TYPE, "application/json")
        .header("hoso-delivery", &due.id)
        .header("hoso-signature", format!("t={time},v1={signature}"))
        .body(Body::from(due.body.clone()));
    let Ok(request) = request else { return false };
    matches!(timeout(PATIENCE, caller.request(request)).await, Ok(Ok(response)) if response.status().is_success())
}
