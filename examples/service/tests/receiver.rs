//! A receiver of webhooks, which fails until it works.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use standardwebhooks::Webhook;
use ureq::http::HeaderMap;

pub(crate) fn state<'v>(change: &'v Value, side: &str) -> &'v str {
    change["data"][side]["state"].as_str().unwrap()
}

/// What a receiver was told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Told {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether a library that nobody here wrote takes it for what the holder of a secret sent just now.
    pub(crate) fn is_verified(&self, secret: &str) -> bool {
        Webhook::new(secret).unwrap().verify(self.body.as_bytes(), &self.headers).is_ok()
    }

    /// Whether a secret signed it, whenever that was.
    fn is_signed(&self, secret: &str) -> bool {
        let (id, time) = (self.header("webhook-id"), self.header("webhook-timestamp").parse().unwrap());
        let signed = Webhook::new(secret).unwrap().sign(id, time, self.body.as_bytes()).unwrap();
        self.header("webhook-signature").split(' ').any(|given| given == signed)
    }
}

/// A receiver that fails until it works.
#[derive(Debug)]
pub(crate) struct Receiver {
    pub(crate) url: String,
    pub(crate) works: Arc<AtomicBool>,
    /// How it fails.
    pub(crate) fails_with: Arc<AtomicU16>,
    pub(crate) told: Arc<Mutex<Vec<Told>>>,
}

impl Receiver {
    /// With a configuration it speaks TLS.
    pub(crate) fn start(tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}/changes", listener.local_addr().unwrap());
        let (works, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let fails_with = Arc::new(AtomicU16::new(500));
        let (works_here, fails_here, told_here) = (Arc::clone(&works), Arc::clone(&fails_with), Arc::clone(&told));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let fails = fails_here.load(Ordering::Relaxed);
                let (stream, status) = (stream.unwrap(), if works_here.load(Ordering::Relaxed) { 200 } else { fails });
                let told = match &tls {
                    None => answer(stream, status),
                    Some(config) => {
                        let connection = ServerConnection::new(Arc::clone(config)).unwrap();
                        answer(StreamOwned::<_, TcpStream>::new(connection, stream), status)
                    }
                };
                told_here.lock().unwrap().extend(told);
            }
        });
        Self { url, works, fails_with, told }
    }

    /// One that works.
    pub(crate) fn working() -> Self {
        let receiver = Self::start(None);
        receiver.works.store(true, Ordering::Relaxed);
        receiver
    }

    pub(crate) fn wait_for(&self, count: usize, of: impl Fn(&Told) -> bool) {
        for _ in 0..400 {
            if self.told.lock().unwrap().iter().filter(|told| of(told)).count() >= count {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("never told: {:?}", self.told.lock().unwrap());
    }

    /// All that was told, received or not.
    pub(crate) fn all(&self) -> Vec<Told> {
        self.told.lock().unwrap().clone()
    }

    /// The messages received that a secret signed.
    pub(crate) fn changes(&self, secret: &str) -> Vec<Value> {
        let all = self.all();
        let received = all.iter().filter(|told| told.status == 200 && told.is_signed(secret));
        received.map(Told::json).collect()
    }
}

/// Reads a request and answers it; none when nothing comes, because the caller does not trust this receiver.
fn answer(stream: impl Read + Write, status: u16) -> Option<Told> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut headers) = (0, HeaderMap::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some((name, value)) => {
                headers.insert(name.parse::<ureq::http::HeaderName>().unwrap(), value.parse().unwrap());
            }
            None if line.trim().is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let answer = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    reader.get_mut().write_all(answer.as_bytes()).unwrap();
    reader.get_mut().flush().unwrap();
    Some(Told { status, headers, body: String::from_utf8(body).unwrap() })
}
