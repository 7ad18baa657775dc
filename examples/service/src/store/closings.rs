//! Months that were closed, and what stands in each.

use hoso::Id;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::statements::{Part, Scope, scoped};
use super::{Store, number, text};

/// That a month was closed, and so all those before it.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    pub(crate) seq: i64,
    pub(crate) operator: String,
    pub(crate) month: String,
    pub(crate) closed_at: i64,
    /// What its statement said of corrected registrations, by who sees it.
    pub(crate) corrected: String,
}

const SELECT: &str = "SELECT seq, operator, month, closed_at, corrected FROM closings";

impl Store {
    /// By which closing a contract's month is closed, if it is: its own, or the first, which closes all months before it too.
    pub(crate) async fn closing(&self, contract: &Id, month: &str) -> Result<Option<Closing>, sqlx::Error> {
        let sql = format!("{SELECT} WHERE contract = $1 AND month >= $2 ORDER BY month, seq DESC LIMIT 1");
        let sql = sqlx::AssertSqlSafe(sql);
        let query = sqlx::query(sql).bind(contract.as_str()).bind(month);
        query.fetch_optional(self.reader()?).await?.as_ref().map(read).transpose()
    }

    /// The last month of a contract that was closed.
    pub(crate) async fn last_closing(&self, contract: &Id) -> Result<Option<Closing>, sqlx::Error> {
        last(&mut *self.reader()?.acquire().await?, contract).await
    }

    /// The months of these days of which something is meant, in their order.
    pub(crate) async fn months(&self, scope: &Scope<'_>, part: Part) -> Result<Vec<String>, sqlx::Error> {
        let sql = part.months(scope);
        scoped(sql, scope).fetch_all(self.reader()?).await?.iter().map(|row| text(row, 0)).collect()
    }
}

/// As [`Store::last_closing`], within a transaction.
pub(crate) async fn last(db: &mut AnyConnection, contract: &Id) -> Result<Option<Closing>, sqlx::Error> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} WHERE contract = $1 ORDER BY month DESC LIMIT 1"));
    sqlx::query(sql).bind(contract.as_str()).fetch_optional(db).await?.as_ref().map(read).transpose()
}

/// Closes a month: what counts of its days, and what came late of months closed before, stands there from now on.
/// Nothing is done when somebody else closed it.
pub(crate) async fn close(
    db: &mut AnyConnection,
    scope: &Scope<'_>,
    (month, corrected): (&str, &str),
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let (contract, operator) = (scope.contract.as_str(), scope.party.name());
    let sql = "INSERT INTO closings (contract, operator, month, told_by, closed_at, corrected) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING seq";
    let query = sqlx::query(sql).bind(contract).bind(operator).bind(month).bind(told_by).bind(now).bind(corrected);
    let Some(row) = query.fetch_optional(&mut *db).await? else { return Ok(()) };
    let seq = number(&row, 0)?;
    // What is looked at is marked first, and so locked: nothing of it changes until all of it stands there.
    let sql = format!(
        "UPDATE registrations SET closing = {seq} WHERE contract = $1 AND day < $2 AND operator = $3 AND counts <> counted"
    );
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(contract).bind(scope.until.to_string()).bind(operator);
    query.execute(&mut *db).await?;
    for (counts, taken_back) in [("counts", 0), ("counted", 1)] {
        let sql = format!(
            "INSERT INTO counted (closing, taken_back, registration, operator, consignment, agency, contract, day, price, counts) \
             SELECT {seq}, {taken_back}, seq, operator, consignment, agency, contract, day, price, {counts} FROM registrations \
             WHERE closing = {seq} AND closing > 0 AND {counts} > 0 ORDER BY day, consignment"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *db).await?;
    }
    let sql = format!("UPDATE registrations SET counted = counts WHERE closing = {seq} AND closing > 0");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(db).await.map(drop)
}

fn read(row: &AnyRow) -> Result<Closing, sqlx::Error> {
    let (seq, closed_at) = (number(row, 0)?, number(row, 3)?);
    Ok(Closing { seq, operator: text(row, 1)?, month: text(row, 2)?, closed_at, corrected: text(row, 4)? })
}
