//! Events, stored in the words in which they were told, and how a consignment stands by them.

use sqlx::AnyConnection;

use super::{Key, Store, number, text};

/// How a consignment stood, and how many events are stored of it.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) standing: String,
    pub(crate) events: i64,
}

impl Store {
    /// The words of every event of a consignment, in an order that does not depend on when they came.
    pub(crate) async fn events(&self, key: &Key) -> Result<Vec<String>, sqlx::Error> {
        let rows = select(key).fetch_all(&self.read).await?;
        rows.iter().map(|row| text(row, 0)).collect()
    }
}

/// As [`Store::events`], within a transaction.
pub(crate) async fn events(db: &mut AnyConnection, key: &Key) -> Result<Vec<String>, sqlx::Error> {
    let rows = select(key).fetch_all(db).await?;
    rows.iter().map(|row| text(row, 0)).collect()
}

fn select(key: &Key) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
    let sql = "SELECT told FROM events WHERE operator = $1 AND consignment = $2 ORDER BY digest";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment)
}

/// Locks a consignment until the transaction ends, and tells how it stands. Whoever locks several sorts them first.
pub(crate) async fn lock(db: &mut AnyConnection, key: &Key) -> Result<Standing, sqlx::Error> {
    // An update that changes nothing, because only a row that is written is locked and told.
    let sql = "INSERT INTO standings (operator, consignment, standing, events) VALUES ($1, $2, '', 0) \
               ON CONFLICT (operator, consignment) DO UPDATE SET events = standings.events RETURNING standing, events";
    let row = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_one(db).await?;
    Ok(Standing { standing: text(&row, 0)?, events: number(&row, 1)? })
}

/// Stores an event, unless these very words are stored already.
pub(crate) async fn add(
    db: &mut AnyConnection,
    key: &Key,
    told: &str,
    told_by: &str,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO events (operator, consignment, digest, told, told_by, received_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let digest = crate::secret::digest(told);
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(digest);
    Ok(query.bind(told).bind(told_by).bind(now).execute(db).await?.rows_affected() > 0)
}

/// Writes down how a consignment stands now.
pub(crate) async fn stands(db: &mut AnyConnection, key: &Key, now: &Standing) -> Result<(), sqlx::Error> {
    let sql = "UPDATE standings SET standing = $3, events = $4 WHERE operator = $1 AND consignment = $2";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment);
    query.bind(&now.standing).bind(now.events).execute(db).await.map(drop)
}
