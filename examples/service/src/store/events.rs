//! Events, stored in the words in which they were told, and how a consignment stands by them.

use hoso::{Fold, Id};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Key, Store, listed, number, party, text};
use crate::auth::{Caller, Party};
use crate::history::{Heard, Stored};

/// How a consignment stood, and how many events are stored of it.
#[derive(Debug)]
pub(crate) struct Standing {
    /// What was last told of it, as changes say it; empty: nothing.
    pub(crate) said: String,
    pub(crate) events: i64,
    /// Whether its persons' data were erased, so that what comes is kept without them.
    pub(crate) erased: bool,
    /// Whether it is charged.
    pub(crate) charged: bool,
    /// What counts of it, folded, from when its operator has it on: what comes in order goes on from there. None: all that is
    /// stored is to be read.
    pub(crate) fold: Option<Fold>,
}

impl Store {
    /// Every event of a consignment, in an order that does not depend on when they came.
    pub(crate) async fn events(&self, key: &Key) -> Result<Vec<Stored>, sqlx::Error> {
        select(key).fetch_all(self.reader()?).await?.iter().map(read).collect()
    }
}

/// As [`Store::events`], within a transaction.
pub(crate) async fn events(db: &mut AnyConnection, key: &Key) -> Result<Vec<Stored>, sqlx::Error> {
    select(key).fetch_all(db).await?.iter().map(read).collect()
}

fn select(key: &Key) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
    let sql = "SELECT e.kind, e.party, e.told, e.received_at, \
               CAST(CASE WHEN e.kind = 'operator' OR e.party = r.agency THEN 1 ELSE 0 END AS BIGINT) \
               FROM events e LEFT JOIN registrations r \
               ON r.operator = e.operator AND r.consignment = e.consignment AND r.state = 'stands' \
               WHERE e.operator = $1 AND e.consignment = $2 ORDER BY e.digest, e.kind, e.party";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment)
}

fn read(row: &AnyRow) -> Result<Stored, sqlx::Error> {
    let (by, has_say) = (party(row, 0)?, number(row, 4)? > 0);
    Ok(Stored { by, has_say, words: text(row, 2)?, received_at: number(row, 3)? })
}

/// Locks a consignment until the transaction ends, and tells how it stands. Whoever locks several sorts them first.
pub(crate) async fn lock(db: &mut AnyConnection, key: &Key) -> Result<Standing, sqlx::Error> {
    // An update that changes nothing, because only a row that is written is locked and told.
    let sql = "INSERT INTO standings (operator, consignment, standing, events) VALUES ($1, $2, '', 0) \
               ON CONFLICT (operator, consignment) DO UPDATE SET events = standings.events \
               RETURNING standing, events, erased, charged, fold";
    let row = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_one(db).await?;
    let (erased, charged) = (number(&row, 2)? > 0, number(&row, 3)? > 0);
    // One that this version of the library does not read is none.
    let fold = Fold::parse(&text(&row, 4)?).ok();
    Ok(Standing { said: text(&row, 0)?, events: number(&row, 1)?, erased, charged, fold })
}

/// Lets go of a consignment of which nothing is stored: a request that was refused leaves nothing behind.
pub(crate) async fn let_go(db: &mut AnyConnection, key: &Key) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM standings WHERE operator = $1 AND consignment = $2 AND events = 0 AND NOT EXISTS \
               (SELECT 1 FROM registrations r WHERE r.operator = $1 AND r.consignment = $2)";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment).execute(db).await.map(drop)
}

/// Whether its operator has told of a consignment.
pub(crate) async fn are_told_by_operator(db: &mut AnyConnection, key: &Key) -> Result<bool, sqlx::Error> {
    let sql = "SELECT count(*) FROM events WHERE operator = $1 AND consignment = $2 AND kind = 'operator'";
    let row = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_one(db).await?;
    Ok(number(&row, 0)? > 0)
}

/// Who used an event's id: its operator, or else the agency that did first.
pub(crate) async fn owner(db: &mut AnyConnection, key: &Key, event: &Id) -> Result<Option<Party>, sqlx::Error> {
    let sql = "SELECT kind, party FROM events WHERE operator = $1 AND consignment = $2 AND event = $3 \
               ORDER BY CASE kind WHEN 'operator' THEN 0 ELSE 1 END, seq LIMIT 1";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(event.as_str());
    query.fetch_optional(db).await?.as_ref().map(|row| party(row, 0)).transpose()
}

/// How many events are stored under an id.
pub(crate) async fn under(db: &mut AnyConnection, key: &Key, event: &Id) -> Result<i64, sqlx::Error> {
    let sql = "SELECT count(*) FROM events WHERE operator = $1 AND consignment = $2 AND event = $3";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(event.as_str());
    number(&query.fetch_one(db).await?, 0)
}

/// How many events a party told, and how many bytes they have.
pub(crate) async fn told_by(db: &mut AnyConnection, key: &Key, party: &Party) -> Result<(usize, usize), sqlx::Error> {
    let sql = "SELECT count(*), CAST(coalesce(sum(octet_length(told)), 0) AS BIGINT) FROM events \
               WHERE operator = $1 AND consignment = $2 AND kind = $3 AND party = $4";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(party.kind()).bind(party.name());
    let row = query.fetch_one(db).await?;
    let whole = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    Ok((whole(number(&row, 0)?), whole(number(&row, 1)?)))
}

/// The words in which an event of a party is kept, by its digest, if it is.
pub(crate) async fn words_of(
    db: &mut AnyConnection,
    key: &Key,
    party: &Party,
    digest: &str,
) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT told FROM events \
               WHERE operator = $1 AND consignment = $2 AND kind = $3 AND party = $4 AND digest = $5";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(party.kind()).bind(party.name());
    query.bind(digest).fetch_optional(db).await?.as_ref().map(|row| text(row, 0)).transpose()
}

/// Stores an event, unless the party told it before; says whether it was new.
pub(crate) async fn add(
    db: &mut AnyConnection,
    key: &Key,
    heard: &Heard,
    caller: &Caller,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO events (operator, consignment, kind, party, digest, told, told_by, received_at, event) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let (digest, party) = (heard.digest(), &caller.party);
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(party.kind()).bind(party.name());
    let query = query.bind(&digest).bind(heard.words()).bind(&caller.key).bind(now).bind(heard.event.id().as_str());
    if query.execute(&mut *db).await?.rows_affected() > 0 {
        return Ok(true);
    }
    let sql = "SELECT seq, told FROM events \
               WHERE operator = $1 AND consignment = $2 AND kind = $3 AND party = $4 AND digest = $5";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(party.kind()).bind(party.name());
    let row = query.bind(&digest).fetch_one(&mut *db).await?;
    if heard.is_kept_before(&text(&row, 1)?) {
        reword(db, number(&row, 0)?, heard.words()).await?;
    }
    Ok(false)
}

/// Keeps an event in other words that say the same.
pub(crate) async fn reword(db: &mut AnyConnection, seq: i64, words: &str) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE events SET told = $2 WHERE seq = $1").bind(seq).bind(words).execute(db).await.map(drop)
}

/// Writes down how a consignment stands now.
pub(crate) async fn stands(db: &mut AnyConnection, key: &Key, now: &Standing) -> Result<(), sqlx::Error> {
    let sql = "UPDATE standings SET standing = $3, events = $4, charged = $5, fold = $6 \
               WHERE operator = $1 AND consignment = $2";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(&now.said).bind(now.events);
    let fold = now.fold.as_ref().map(Fold::to_json).unwrap_or_default();
    query.bind(i64::from(now.charged)).bind(fold).execute(&mut *db).await?;
    listed::stands(db, key, &now.said).await
}
