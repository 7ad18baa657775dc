//! What was collected and what is owed, where it is not what the price says.

use std::collections::BTreeMap;

use hoso::{Date, Id};
use sqlx::AnyConnection;

use super::{Key, Store, text};

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
    query.bind(told).bind(told_by).bind(now).execute(db).await.map(drop)
}

impl Store {
    /// What was told last of each consignment of a contract's days.
    pub(crate) async fn settlements(
        &self,
        contract: &Id,
        from: Date,
        until: Date,
    ) -> Result<BTreeMap<Key, String>, sqlx::Error> {
        let sql = "SELECT s.operator, s.consignment, s.told FROM settlements s JOIN registrations r \
                   ON r.operator = s.operator AND r.consignment = s.consignment AND r.state = 'stands' \
                   WHERE r.contract = $1 AND r.day >= $2 AND r.day < $3 ORDER BY s.seq";
        self.by_consignment(sql, contract, from, until).await
    }

    /// How each consignment stands that is or was registered for a contract's days.
    pub(crate) async fn standings(
        &self,
        contract: &Id,
        from: Date,
        until: Date,
    ) -> Result<BTreeMap<Key, String>, sqlx::Error> {
        let sql = "SELECT s.operator, s.consignment, s.standing FROM standings s JOIN registrations r \
                   ON r.operator = s.operator AND r.consignment = s.consignment AND r.state IN ('stands', 'past') \
                   WHERE r.contract = $1 AND r.day >= $2 AND r.day < $3";
        self.by_consignment(sql, contract, from, until).await
    }

    /// What a query says of each consignment of a contract's days.
    async fn by_consignment(
        &self,
        sql: &'static str,
        contract: &Id,
        from: Date,
        until: Date,
    ) -> Result<BTreeMap<Key, String>, sqlx::Error> {
        let rows = sqlx::query(sql)
            .bind(contract.as_str())
            .bind(from.to_string())
            .bind(until.to_string())
            .fetch_all(&self.read)
            .await?;
        let read = |row| Ok((Key { operator: text(row, 0)?, consignment: text(row, 1)? }, text(row, 2)?));
        rows.iter().map(read).collect()
    }
}
