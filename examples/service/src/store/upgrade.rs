//! What SQL cannot bring up to date: digests of events, which only the library can tell.

use sqlx::AnyConnection;

use super::{Key, Store, events, number, text};
use crate::change;
use crate::history::Heard;

impl Store {
    /// Gives events from before version 2 the digest of what equal events have in common. Each consignment is a transaction:
    /// whatever stops this, the next start goes on.
    pub(super) async fn upgrade(&self) -> Result<(), sqlx::Error> {
        // First, so that what is restated is listed with its agency.
        self.list_all().await?;
        let sql = "SELECT DISTINCT operator, consignment FROM events WHERE digest LIKE 'words:%'";
        for row in sqlx::query(sql).fetch_all(&self.read).await? {
            let key = Key { operator: text(&row, 0)?, consignment: text(&row, 1)? };
            let mut tx = self.begin().await?;
            let mut standing = events::lock(&mut tx, &key).await?;
            standing.events = one_of_equal(&mut tx, &key).await?;
            change::restate(&mut tx, &key, &standing).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Keeps one of equal events; tells how many there are then.
async fn one_of_equal(db: &mut AnyConnection, key: &Key) -> Result<i64, sqlx::Error> {
    let sql =
        "SELECT seq, told FROM events WHERE operator = $1 AND consignment = $2 AND digest LIKE 'words:%' ORDER BY seq";
    for row in sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_all(&mut *db).await? {
        // What was stored was read when it came. What can no longer be read stays as it is.
        let Ok(heard) = Heard::read(text(&row, 1)?) else { continue };
        rename(db, number(&row, 0)?, &heard).await?;
    }
    let sql = "SELECT count(*) FROM events WHERE operator = $1 AND consignment = $2";
    number(&sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_one(db).await?, 0)
}

async fn rename(db: &mut AnyConnection, seq: i64, heard: &Heard) -> Result<(), sqlx::Error> {
    let sql = "SELECT o.seq, o.told FROM events e JOIN events o ON o.operator = e.operator AND o.consignment = e.consignment \
               AND o.kind = e.kind AND o.party = e.party WHERE e.seq = $1 AND o.digest = $2";
    let equal = sqlx::query(sql).bind(seq).bind(heard.digest()).fetch_optional(&mut *db).await?;
    let Some(equal) = equal else {
        let sql = "UPDATE events SET digest = $2 WHERE seq = $1";
        return sqlx::query(sql).bind(seq).bind(heard.digest()).execute(db).await.map(drop);
    };
    if heard.is_kept_before(&text(&equal, 1)?) {
        events::reword(db, number(&equal, 0)?, heard.words()).await?;
    }
    sqlx::query("DELETE FROM events WHERE seq = $1").bind(seq).execute(db).await.map(drop)
}
