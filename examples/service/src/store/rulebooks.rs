//! Rulebooks by their digest, from when each of them held, and what is stored that refers to one.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Store, number, text};

/// From when a rulebook held.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    /// Its place among all.
    pub(crate) seq: i64,
    pub(crate) digest: String,
    pub(crate) id: String,
    /// In milliseconds since 1970.
    pub(crate) since: i64,
}

/// Something stored that names a thing of the rulebook, and how often.
#[derive(Debug)]
pub(crate) struct Reference {
    /// What is stored.
    pub(crate) stored: String,
    /// What it names: an `agency`, an `operator` or a `contract`.
    pub(crate) kind: String,
    pub(crate) id: String,
    /// The operator that the contract was with.
    pub(crate) operator: String,
    pub(crate) count: i64,
}

const DAYS: &str = "SELECT d.seq, d.digest, r.id, d.since FROM rulebook_days d JOIN rulebooks r ON r.digest = d.digest";

impl Store {
    /// Each time that a rulebook began to hold, the last first.
    pub(crate) async fn rulebook_days(&self) -> Result<Vec<Day>, sqlx::Error> {
        let sql = sqlx::AssertSqlSafe(format!("{DAYS} ORDER BY d.seq DESC"));
        sqlx::query(sql).fetch_all(self.reader()?).await?.iter().map(day).collect()
    }

    /// The rulebook that holds now.
    pub(crate) async fn rulebook_now(&self) -> Result<Option<Day>, sqlx::Error> {
        let sql = sqlx::AssertSqlSafe(format!("{DAYS} ORDER BY d.seq DESC LIMIT 1"));
        sqlx::query(sql).fetch_optional(self.reader()?).await?.as_ref().map(day).transpose()
    }

    /// Whether a rulebook was taken since one was last taken at a start: a file that is as it was then changes nothing.
    pub(crate) async fn is_taken_since_start(&self, digest: &str) -> Result<bool, sqlx::Error> {
        let sql = "SELECT count(*) FROM rulebook_days WHERE digest = $1 AND seq >= \
                   (SELECT coalesce(max(seq), 0) FROM rulebook_days WHERE origin = 'start')";
        Ok(number(&sqlx::query(sql).bind(digest).fetch_one(self.reader()?).await?, 0)? > 0)
    }

    /// Everything that is stored and names a thing of a rulebook.
    pub(crate) async fn references(&self) -> Result<Vec<Reference>, sqlx::Error> {
        references(&mut *self.reader()?.acquire().await?).await
    }

    /// Keeps another rulebook from being taken until the transaction ends; with `alone` also what is registered by this one. A
    /// transaction that shares a file is alone anyway.
    pub(crate) async fn hold_rulebook(&self, db: &mut AnyConnection, alone: bool) -> Result<(), sqlx::Error> {
        if self.embedded {
            return Ok(());
        }
        // The number is any that nothing else locks.
        let sql = if alone {
            "SELECT pg_advisory_xact_lock(4)::text"
        } else {
            "SELECT pg_advisory_xact_lock_shared(4)::text"
        };
        sqlx::query(sql).fetch_one(db).await.map(drop)
    }

    /// The document of a digest.
    pub(crate) async fn rulebook(&self, digest: &str) -> Result<Option<String>, sqlx::Error> {
        let sql = "SELECT document FROM rulebooks WHERE digest = $1";
        let row = sqlx::query(sql).bind(digest).fetch_optional(self.reader()?).await?;
        row.map(|row| text(&row, 0)).transpose()
    }
}

fn day(row: &AnyRow) -> Result<Day, sqlx::Error> {
    Ok(Day { seq: number(row, 0)?, digest: text(row, 1)?, id: text(row, 2)?, since: number(row, 3)? })
}

/// Keeps a rulebook, which holds from now on; gives its place among all.
pub(crate) async fn take(
    db: &mut AnyConnection,
    (digest, id, document): (&str, &str, &str),
    origin: &str,
    told_by: &str,
    now: i64,
) -> Result<i64, sqlx::Error> {
    let sql = "INSERT INTO rulebooks (digest, id, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    sqlx::query(sql).bind(digest).bind(id).bind(document).execute(&mut *db).await?;
    let sql = "INSERT INTO rulebook_days (digest, since, origin, told_by) VALUES ($1, $2, $3, $4) RETURNING seq";
    let query = sqlx::query(sql).bind(digest).bind(now).bind(origin).bind(told_by);
    number(&query.fetch_one(db).await?, 0)
}

/// As [`Store::references`], within a transaction.
pub(crate) async fn references(db: &mut AnyConnection) -> Result<Vec<Reference>, sqlx::Error> {
    let sql = "SELECT 'registrations', 'agency', agency, '', count(*) FROM registrations \
           WHERE state IN ('stands', 'asked') GROUP BY agency \
           UNION ALL SELECT 'registrations', 'contract', contract, operator, count(*) FROM registrations \
           WHERE state IN ('stands', 'asked') GROUP BY contract, operator \
           UNION ALL SELECT 'consignments', 'operator', operator, '', count(*) FROM standings GROUP BY operator \
           UNION ALL SELECT 'keys', kind, party, '', count(*) FROM api_keys \
           WHERE revoked_at IS NULL AND kind <> 'administrator' GROUP BY kind, party \
           UNION ALL SELECT 'webhooks', kind, party, '', count(*) FROM webhooks GROUP BY kind, party \
           ORDER BY 1, 2, 3, 4";
    let read = |row: &AnyRow| {
        let (stored, kind, id, operator) = (text(row, 0)?, text(row, 1)?, text(row, 2)?, text(row, 3)?);
        Ok(Reference { stored, kind, id, operator, count: number(row, 4)? })
    };
    sqlx::query(sql).fetch_all(db).await?.iter().map(read).collect()
}

/// The digest of the rulebook that holds.
pub(crate) async fn digest_now(db: &mut AnyConnection) -> Result<String, sqlx::Error> {
    let sql = "SELECT digest FROM rulebook_days ORDER BY seq DESC LIMIT 1";
    text(&sqlx::query(sql).fetch_one(db).await?, 0)
}
