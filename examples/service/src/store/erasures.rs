//! Taking persons' data out of what is stored, and writing down that it was done.

use sqlx::AnyConnection;

use super::{Key, Store, answers, events, number, text};
use crate::history::Heard;
use crate::person;

/// That the persons' data of a consignment were erased.
#[derive(Debug)]
pub(crate) struct Erasure {
    pub(crate) seq: i64,
    pub(crate) key: Key,
    /// On whose word, as it was given.
    pub(crate) word: String,
    /// By which key; empty: by a command.
    pub(crate) told_by: String,
    pub(crate) erased_at: i64,
}

impl Store {
    /// Consignments of which nothing was told since a time, whose persons' data were not erased yet: of one operator, or of all.
    pub(crate) async fn to_erase(
        &self,
        operator: Option<&str>,
        until: i64,
        most: i64,
    ) -> Result<Vec<Key>, sqlx::Error> {
        let sql = "SELECT s.operator, s.consignment FROM standings s \
                   WHERE s.erased = 0 AND (s.operator = $1 OR $1 = '') AND NOT EXISTS (SELECT 1 FROM events e \
                   WHERE e.operator = s.operator AND e.consignment = s.consignment AND e.received_at >= $2) \
                   AND NOT EXISTS (SELECT 1 FROM registrations r \
                   WHERE r.operator = s.operator AND r.consignment = s.consignment AND r.received_at >= $2) \
                   ORDER BY s.operator, s.consignment LIMIT $3";
        let query = sqlx::query(sql).bind(operator.unwrap_or_default()).bind(until).bind(most);
        let rows = query.fetch_all(self.reader()?).await?;
        rows.iter().map(|row| Ok(Key { operator: text(row, 0)?, consignment: text(row, 1)? })).collect()
    }

    /// Whether there is such a consignment.
    pub(crate) async fn has(&self, key: &Key) -> Result<bool, sqlx::Error> {
        let sql = "SELECT count(*) FROM standings WHERE operator = $1 AND consignment = $2";
        let row = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_one(self.reader()?).await?;
        Ok(number(&row, 0)? > 0)
    }

    /// What was erased of an operator's, oldest first, after a place in the list.
    pub(crate) async fn erasures(&self, operator: &str, after: i64, most: i64) -> Result<Vec<Erasure>, sqlx::Error> {
        let sql = "SELECT seq, operator, consignment, word, told_by, erased_at FROM erasures \
                   WHERE operator = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let rows = sqlx::query(sql).bind(operator).bind(after).bind(most).fetch_all(self.reader()?).await?;
        let read = |row| {
            let key = Key { operator: text(row, 1)?, consignment: text(row, 2)? };
            let (seq, erased_at) = (number(row, 0)?, number(row, 5)?);
            Ok(Erasure { seq, key, word: text(row, 3)?, told_by: text(row, 4)?, erased_at })
        };
        rows.iter().map(read).collect()
    }
}

/// Erases the persons' data of a consignment, and writes down on whose word. What says where it is and what it costs stays.
pub(crate) async fn erase(
    db: &mut AnyConnection,
    key: &Key,
    (word, told_by): (&str, &str),
    now: i64,
) -> Result<(), sqlx::Error> {
    events::lock(db, key).await?;
    rewrite(db, key, "events", "told", |words| {
        let heard = Heard::read(words.to_owned());
        heard.map_or_else(|_| person::without(words), |heard| heard.without_person().words().to_owned())
    })
    .await?;
    for (table, column) in [("registrations", "question"), ("settlements", "told"), ("deliveries", "body")] {
        rewrite(db, key, table, column, person::without).await?;
    }
    // What was answered may hold what was asked.
    answers::erase(db, key).await?;
    let sql = "UPDATE standings SET erased = 1 WHERE operator = $1 AND consignment = $2";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment).execute(&mut *db).await?;
    let sql = "INSERT INTO erasures (operator, consignment, told_by, word, erased_at) VALUES ($1, $2, $3, $4, $5)";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(told_by).bind(word);
    query.bind(now).execute(db).await.map(drop)
}

/// Writes what is stored of a consignment anew, where that changes it.
async fn rewrite(
    db: &mut AnyConnection,
    key: &Key,
    table: &str,
    column: &str,
    anew: impl Fn(&str) -> String,
) -> Result<(), sqlx::Error> {
    let select = format!("SELECT seq, {column} FROM {table} WHERE operator = $1 AND consignment = $2");
    let query = sqlx::query(sqlx::AssertSqlSafe(select)).bind(&key.operator).bind(&key.consignment);
    for row in query.fetch_all(&mut *db).await? {
        let (seq, words) = (number(&row, 0)?, text(&row, 1)?);
        let without = anew(&words);
        if without != words {
            let update = format!("UPDATE {table} SET {column} = $2 WHERE seq = $1");
            sqlx::query(sqlx::AssertSqlSafe(update)).bind(seq).bind(without).execute(&mut *db).await?;
        }
    }
    Ok(())
}
