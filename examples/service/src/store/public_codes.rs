//! By which whoever has one sees where a consignment is.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Key, Store, number, text};

/// Gives a consignment a code; the one before counts no longer.
pub(crate) async fn set(
    db: &mut AnyConnection,
    key: &Key,
    (digest, ends_at): (&str, i64),
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO public_codes (operator, consignment, digest, told_by, made_at, ends_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (operator, consignment) DO UPDATE SET \
               digest = excluded.digest, told_by = excluded.told_by, made_at = excluded.made_at, ends_at = excluded.ends_at";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(digest).bind(told_by).bind(now);
    query.bind(ends_at).execute(db).await.map(drop)
}

impl Store {
    /// Takes back the code of a consignment; says whether it had one.
    pub(crate) async fn withdraw_public_code(&self, operator: &str, consignment: &str) -> Result<bool, sqlx::Error> {
        let sql = "DELETE FROM public_codes WHERE operator = $1 AND consignment = $2";
        let query = sqlx::query(sql).bind(operator).bind(consignment);
        Ok(query.execute(&mut *self.writer().await?).await?.rows_affected() > 0)
    }

    /// The consignment of a number and a code, if there is one.
    pub(crate) async fn of_public_code(&self, consignment: &str, digest: &str) -> Result<Option<Found>, sqlx::Error> {
        let sql =
            "SELECT operator, consignment, made_at, ends_at FROM public_codes WHERE consignment = $1 AND digest = $2";
        let row = sqlx::query(sql).bind(consignment).bind(digest).fetch_optional(self.reader()?).await?;
        let read = |row: AnyRow| {
            let key = Key { operator: text(&row, 0)?, consignment: text(&row, 1)? };
            Ok(Found { key, made_at: number(&row, 2)?, ends_at: number(&row, 3)? })
        };
        row.map(read).transpose()
    }
}

/// A consignment that was found by its code.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) key: Key,
    pub(crate) made_at: i64,
    /// When the code ends by its operator's word; 0: it said none.
    pub(crate) ends_at: i64,
}
