//! By which whoever has one sees where a consignment is.

use sqlx::AnyConnection;

use super::{Key, Store, text};

/// Gives a consignment a code; the one before counts no longer.
pub(crate) async fn set(
    db: &mut AnyConnection,
    key: &Key,
    digest: &str,
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO public_codes (operator, consignment, digest, told_by, made_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (operator, consignment) \
               DO UPDATE SET digest = excluded.digest, told_by = excluded.told_by, made_at = excluded.made_at";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(digest).bind(told_by).bind(now);
    query.execute(db).await.map(drop)
}

impl Store {
    /// The consignment of a number and a code, if there is one.
    pub(crate) async fn of_public_code(&self, consignment: &str, digest: &str) -> Result<Option<Key>, sqlx::Error> {
        let sql = "SELECT operator, consignment FROM public_codes WHERE consignment = $1 AND digest = $2";
        let row = sqlx::query(sql).bind(consignment).bind(digest).fetch_optional(&self.read).await?;
        row.map(|row| Ok(Key { operator: text(&row, 0)?, consignment: text(&row, 1)? })).transpose()
    }
}
