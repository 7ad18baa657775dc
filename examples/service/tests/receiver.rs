//! A receiver of webhooks, which fails until it works.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use sha2::Sha256;

pub(crate) fn state<'v>(change: &'v Value, side: &str) -> &'v str {
    change[side]["state"].as_str().unwrap()
}

/// What a receiver was told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    signature: String,
    body: String,
}

/// A receiver that fails until it works.
#[derive(Debug)]
pub(crate) struct Receiver {
    pub(crate) url: String,
    pub(crate) works: Arc<AtomicBool>,
    pub(crate) told: Arc<Mutex<Vec<Told>>>,
}

impl Receiver {
    /// With a configuration it speaks TLS.
    pub(crate) fn start(tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}/changes", listener.local_addr().unwrap());
        let (works, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (works_here, told_here) = (Arc::clone(&works), Arc::clone(&told));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, status) = (stream.unwrap(), if works_here.load(Ordering::Relaxed) { 200 } else { 500 });
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
        Self { url, works, told }
    }

    pub(crate) fn wait_for(&self, count: usize, of: impl Fn(&Told) -> bool) {
        for _ in 0..200 {
            if self.told.lock().unwrap().iter().filter(|told| of(told)).count() >= count {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("never told: {:?}", self.told.lock().unwrap());
    }

    /// The changes received that a secret signed.
    pub(crate) fn changes(&self, secret: &str) -> Vec<Value> {
        let told = self.told.lock().unwrap().clone();
        let received = told.iter().filter(|told| told.status == 200 && signed(told, secret));
        received.map(|told| serde_json::from_str(&told.body).unwrap()).collect()
    }
}

/// Reads a request and answers it; none when nothing comes, because the caller does not trust this receiver.
fn answer(stream: impl Read + Write, status: u16) -> Option<Told> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut signature) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some(("hoso-signature", value)) => value.clone_into(&mut signature),
            None if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let answer = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    reader.get_mut().write_all(answer.as_bytes()).unwrap();
    reader.get_mut().flush().unwrap();
    Some(Told { status, signature, body: String::from_utf8(body).unwrap() })
}

fn signed(told: &Told, secret: &str) -> bool {
    let (time, signature) = told.signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{}", told.body).as_bytes());
    let digit = |at: usize| u8::from_str_radix(signature.get(at * 2..at * 2 + 2).unwrap(), 16).unwrap();
    mac.verify_slice(&(0..signature.len() / 2).map(digit).collect::<Vec<_>>()).is_ok()
}
