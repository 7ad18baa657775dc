//! All lines of a statement, sent as they are read: however many they are, few are held at once.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use hoso::{Issues, SettleItem};
use http_body_util::channel::{Channel, Sender};

use super::item::Words;
use super::month::Month;
use crate::auth::Party;
use crate::shares::aside;
use crate::store::Store;
use crate::store::statements::{Counting, Part, Place, Scope};

/// Lines that are read at once.
const AT_ONCE: i64 = 2_000;
/// Pieces that wait for a slow reader.
const WAITING: usize = 2;

/// Which lines: their days, and what is meant of them.
#[derive(Debug)]
pub(super) struct Which {
    pub(super) month: Month,
    pub(super) party: Party,
    pub(super) from: hoso::Date,
    pub(super) until: hoso::Date,
    pub(super) part: Option<Part>,
}

/// A line in words, by its number, its agency and its item.
pub(super) type Write = Arc<dyn Fn(i64, &str, &SettleItem<'_>) -> String + Send + Sync>;

/// What stands before the lines, each of them, and what stands after. A reader sees the end only when all lines were sent.
pub(super) fn body(store: Store, which: Which, (begin, line, end): (String, Write, String)) -> Body {
    let (mut sender, body) = Channel::<Bytes, Broken>::new(WAITING);
    tokio::spawn(async move {
        if send(&store, which, (begin, line, end), &mut sender).await.is_err() {
            tracing::warn!("lines were not sent to their end");
            sender.abort(Broken);
        }
    });
    Body::new(body)
}

/// The lines end before their end.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the lines end here")
    }
}

impl std::error::Error for Broken {}

async fn send(
    store: &Store,
    which: Which,
    (begin, line, end): (String, Write, String),
    to: &mut Sender<Bytes, Broken>,
) -> Result<(), Broken> {
    to.send_data(begin.into()).await.map_err(|_| Broken)?;
    let Which { month, party, from, until, part } = which;
    let scope = Scope { contract: &month.contract, from, until, party: &party };
    let (mut after, mut number) = (Place::default(), 0);
    while let Some(part) = part {
        let some = store.counting(&scope, part, &after, AT_ONCE).await.map_err(|_| Broken)?;
        let Some(last) = some.last() else { break };
        after = Place { day: last.day.clone(), consignment: last.consignment.clone() };
        let (line, first) = (Arc::clone(&line), number + 1);
        number += i64::try_from(some.len()).unwrap_or(i64::MAX);
        let text = aside(move || written(&some, first, &*line)).await.map_err(|_| Broken)?;
        to.send_data(text.map_err(|_| Broken)?.into()).await.map_err(|_| Broken)?;
    }
    to.send_data(end.into()).await.map_err(|_| Broken)
}

fn written(
    some: &[Counting],
    first: i64,
    line: &dyn Fn(i64, &str, &SettleItem<'_>) -> String,
) -> Result<String, Issues> {
    let numbered = (first..).zip(some);
    numbered.map(|(number, one)| Ok(line(number, &one.agency, &Words::from(one).read()?))).collect()
}
