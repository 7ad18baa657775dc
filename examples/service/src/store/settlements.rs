//! What was collected and what is owed, where it is not what the price says.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Key, Store, number, registrations, text};

/// What was told of a consignment at one time.
#[derive(Debug)]
pub(crate) struct Settled {
    /// In the operator's words.
    pub(crate) told: String,
    pub(crate) received_at: i64,
}

/// Stores what was told; what was told before stays. The consignment must be locked.
pub(crate) async fn add(
    db: &mut AnyConnection,
    key: &Key,
    told: &str,
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO settlements (operator, consignment, told, told_by, received_at) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment);
    query.bind(told).bind(told_by).bind(now).execute(&mut *db).await?;
    registrations::recount(db, key).await
}

impl Store {
    /// Everything that was told of a consignment, in the order in which it came.
    pub(crate) async fn settlements(&self, key: &Key) -> Result<Vec<Settled>, sqlx::Error> {
        select(key).fetch_all(self.reader()?).await?.iter().map(read).collect()
    }
}

/// As [`Store::settlements`], within a transaction.
pub(crate) async fn of(db: &mut AnyConnection, key: &Key) -> Result<Vec<Settled>, sqlx::Error> {
    select(key).fetch_all(db).await?.iter().map(read).collect()
}

fn select(key: &Key) -> sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments> {
    let sql = "SELECT told, received_at FROM settlements WHERE operator = $1 AND consignment = $2 ORDER BY seq";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment)
}

fn read(row: &AnyRow) -> Result<Settled, sqlx::Error> {
    Ok(Settled { told: text(row, 0)?, received_at: number(row, 1)? })
}
