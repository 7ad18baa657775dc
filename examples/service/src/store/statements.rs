//! What counts in a contract's month: added up by price, and line by line.

use hoso::{Date, Id};
use sqlx::any::AnyRow;

use super::registrations::Version;
use super::{Store, number, text};
use crate::auth::Party;

/// The days of a contract that are asked about, and who asks.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) contract: &'a Id,
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) party: &'a Party,
}

/// What of a statement is meant.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// What counts now.
    Now,
    /// Of days whose month is closed: what counts now, and did not count so when it was.
    Added,
    /// Of days whose month is closed: what counted so then, and does not now.
    TakenBack,
    /// What stands in a month that was closed; of it what was taken back, or all else.
    Closed { closing: i64, taken_back: bool },
}

/// Consignments that are alike in all but their ids and days.
#[derive(Debug)]
pub(crate) struct Alike {
    pub(crate) quote: String,
    /// What was settled, in the operator's words; empty: nothing.
    pub(crate) settled: String,
    pub(crate) count: i64,
    /// The first of their days.
    pub(crate) day: String,
}

/// A consignment that counts.
#[derive(Debug)]
pub(crate) struct Counting {
    pub(crate) consignment: String,
    pub(crate) agency: String,
    pub(crate) day: String,
    pub(crate) quote: String,
    pub(crate) settled: String,
}

/// A place among lines: after it the next begin.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Place {
    pub(crate) day: String,
    pub(crate) consignment: String,
}

/// The month of a registration is closed: it, or one after it.
const CLOSED: &str = "EXISTS (SELECT 1 FROM closings o WHERE o.contract = r.contract AND o.operator = r.operator \
                      AND o.month >= substr(r.day, 1, 7))";

impl Part {
    /// The months of which there is something.
    pub(super) fn months(self, scope: &Scope<'_>) -> String {
        let (from, _, which) = self.sql();
        format!(
            "SELECT DISTINCT substr(r.day, 1, 7) FROM {from} \
             WHERE {which} AND r.contract = $1 AND r.day >= $2 AND r.day < $3 AND r.{} = $4 ORDER BY 1",
            scope.whose()
        )
    }

    /// Where it is read from, what of a row counts, and of which rows.
    fn sql(self) -> (&'static str, &'static str, String) {
        let registrations = "registrations r";
        match self {
            Self::Now => (registrations, "r.counts", "r.counts > 0".into()),
            Self::Added => (registrations, "r.counts", format!("r.counts <> r.counted AND r.counts > 0 AND {CLOSED}")),
            Self::TakenBack => {
                (registrations, "r.counted", format!("r.counts <> r.counted AND r.counted > 0 AND {CLOSED}"))
            }
            Self::Closed { closing, taken_back } => {
                let taken_back = i64::from(taken_back);
                ("counted r", "r.counts", format!("r.closing = {closing} AND r.taken_back = {taken_back}"))
            }
        }
    }
}

impl Scope<'_> {
    /// Whose of a registration the party is.
    const fn whose(&self) -> &'static str {
        if self.party.is_agency() { "agency" } else { "operator" }
    }
}

impl Store {
    /// What counts, added up by price and what was settled.
    pub(crate) async fn alike(&self, scope: &Scope<'_>, part: Part) -> Result<Vec<Alike>, sqlx::Error> {
        let (from, counts, which) = part.sql();
        // By numbers first: what was settled is looked up once for each that is alike, and not for each consignment.
        let sql = format!(
            "SELECT p.quote, s.settled, s.items, s.day FROM ( \
               SELECT g.price AS price, coalesce(t.told, '') AS settled, CAST(sum(g.items) AS BIGINT) AS items, \
                      min(g.day) AS day FROM ( \
                 SELECT r.price AS price, {counts} AS counts, count(*) AS items, min(r.day) AS day FROM {from} \
                 WHERE {which} AND r.contract = $1 AND r.day >= $2 AND r.day < $3 AND r.{} = $4 \
                 GROUP BY r.price, {counts}) g \
               LEFT JOIN settlements t ON t.seq = g.counts - 1 GROUP BY g.price, coalesce(t.told, '')) s \
             JOIN prices p ON p.seq = s.price ORDER BY p.seq, s.settled",
            scope.whose()
        );
        let rows = scoped(sql, scope).fetch_all(self.reader()?).await?;
        let read = |row| {
            Ok(Alike { quote: text(row, 0)?, settled: text(row, 1)?, count: number(row, 2)?, day: text(row, 3)? })
        };
        rows.iter().map(read).collect()
    }

    /// What counts, line by line, by day and id, after a place.
    pub(crate) async fn counting(
        &self,
        scope: &Scope<'_>,
        part: Part,
        after: &Place,
        most: i64,
    ) -> Result<Vec<Counting>, sqlx::Error> {
        let (from, counts, which) = part.sql();
        let sql = format!(
            "SELECT r.consignment, r.agency, r.day, p.quote, coalesce(t.told, '') \
             FROM {from} JOIN prices p ON p.seq = r.price LEFT JOIN settlements t ON t.seq = {counts} - 1 \
             WHERE {which} AND r.contract = $1 AND r.day >= $2 AND r.day < $3 AND r.{} = $4 \
             AND (r.day, r.consignment) > ($5, $6) ORDER BY r.day, r.consignment LIMIT $7",
            scope.whose()
        );
        let query = scoped(sql, scope).bind(after.day.clone()).bind(after.consignment.clone()).bind(most);
        let read = |row: &AnyRow| {
            let (consignment, agency, day) = (text(row, 0)?, text(row, 1)?, text(row, 2)?);
            Ok(Counting { consignment, agency, day, quote: text(row, 3)?, settled: text(row, 4)? })
        };
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// What was registered otherwise before, or is counted elsewhere now, of consignments that are charged: by consignment, in the
    /// order in which it was told.
    pub(crate) async fn told_again(&self, scope: &Scope<'_>) -> Result<Vec<Version>, sqlx::Error> {
        let which = "(r.version > 1 OR r.state = 'past') AND r.state IN ('stands', 'past') AND EXISTS ( \
                     SELECT 1 FROM standings s \
                     WHERE s.operator = r.operator AND s.consignment = r.consignment AND s.charged = 1)";
        self.versions_of(scope, which).await
    }

    /// Whether anything of these days counts or counted for the party.
    pub(crate) async fn has_any(&self, scope: &Scope<'_>) -> Result<bool, sqlx::Error> {
        let sql = format!(
            "SELECT 1 FROM registrations r WHERE r.contract = $1 AND r.day >= $2 AND r.day < $3 AND r.{} = $4 \
             AND r.state IN ('stands', 'past') LIMIT 1",
            scope.whose()
        );
        Ok(scoped(sql, scope).fetch_optional(self.reader()?).await?.is_some())
    }
}

/// A query with the days of a contract and the party as its first four values.
pub(super) fn scoped(
    sql: String,
    scope: &Scope<'_>,
) -> sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments> {
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(scope.contract.to_string()).bind(scope.from.to_string());
    query.bind(scope.until.to_string()).bind(scope.party.name().to_owned())
}
