//! What SQL cannot bring up to date: digests and ids of events, which only the library can tell, digests of prices, secrets in
//! another form, how consignments stand by other rules, and what the time is.

use hoso::Told;
use sqlx::AnyConnection;

use super::{Key, Store, events, number, text};
use crate::change;
use crate::clock;
use crate::history::Heard;
use crate::secret;
use crate::signature;

/// Rows of one transaction.
const TOGETHER: i64 = 1_000;

impl Store {
    /// Brings what is stored up to date. Whatever stops this, the next start goes on.
    pub(super) async fn upgrade(&self) -> Result<(), sqlx::Error> {
        // First, so that what is restated is listed with its agency.
        self.list_all().await?;
        self.upgrade_webhooks().await?;
        self.upgrade_digests().await?;
        self.upgrade_ids().await?;
        self.upgrade_prices().await?;
        self.upgrade_standings().await
    }

    /// Gives events from before version 4 their id.
    async fn upgrade_ids(&self) -> Result<(), sqlx::Error> {
        let sql = "SELECT seq, told FROM events WHERE event = '' ORDER BY seq LIMIT $1";
        loop {
            let rows = sqlx::query(sql).bind(TOGETHER).fetch_all(self.reader()?).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut tx = self.begin().await?;
            for row in rows {
                // What can no longer be read has an id that no event can have.
                let id = Told::parse(&text(&row, 1)?).map_or_else(|_| "?".into(), |told| told.event().id().to_string());
                let query = sqlx::query("UPDATE events SET event = $2 WHERE seq = $1").bind(number(&row, 0)?);
                query.bind(id).execute(&mut *tx).await?;
            }
            tx.commit().await?;
        }
    }

    /// Gives prices from before version 4 their digest.
    async fn upgrade_prices(&self) -> Result<(), sqlx::Error> {
        let sql = "SELECT seq, quote FROM prices WHERE digest LIKE 'of:%'";
        for row in sqlx::query(sql).fetch_all(self.reader()?).await? {
            let query = sqlx::query("UPDATE prices SET digest = $2 WHERE seq = $1").bind(number(&row, 0)?);
            query.bind(secret::digest(&text(&row, 1)?)).execute(&mut *self.writer().await?).await?;
        }
        Ok(())
    }

    /// Gives events from before version 2 the digest of what equal events have in common. Each consignment is a transaction:
    /// whatever stops this, the next start goes on.
    async fn upgrade_digests(&self) -> Result<(), sqlx::Error> {
        let sql = "SELECT DISTINCT operator, consignment FROM events WHERE digest LIKE 'words:%'";
        for row in sqlx::query(sql).fetch_all(self.reader()?).await? {
            let key = Key { operator: text(&row, 0)?, consignment: text(&row, 1)? };
            let mut tx = self.begin().await?;
            let mut standing = events::lock(&mut tx, &key).await?;
            standing.events = one_of_equal(&mut tx, &key).await?;
            change::restate(&mut tx, &key, &standing).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Works out anew how what another agency told of stood before version 7. Nobody is told: it was so all the time.
    async fn upgrade_standings(&self) -> Result<(), sqlx::Error> {
        let sql = "SELECT operator, consignment FROM standings WHERE fold = '?'";
        for row in sqlx::query(sql).fetch_all(&self.read).await? {
            let key = Key { operator: text(&row, 0)?, consignment: text(&row, 1)? };
            let mut tx = self.begin().await?;
            let standing = events::lock(&mut tx, &key).await?;
            change::restate(&mut tx, &key, &standing).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Gives webhooks from before version 5 their secret as it is told since, and messages the time.
    async fn upgrade_webhooks(&self) -> Result<(), sqlx::Error> {
        let mut tx = self.begin().await?;
        let sql = "SELECT id, secret FROM webhooks WHERE secret NOT LIKE 'whsec_%'";
        for row in sqlx::query(sql).fetch_all(&mut *tx).await? {
            let secret = signature::written(text(&row, 1)?.as_bytes());
            let sql = "UPDATE webhooks SET secret = $2 WHERE id = $1";
            sqlx::query(sql).bind(text(&row, 0)?).bind(secret).execute(&mut *tx).await?;
        }
        for sql in [
            "UPDATE webhooks SET made_at = $1 WHERE made_at = 0",
            "UPDATE deliveries SET made_at = $1 WHERE made_at = 0 AND told_at = 0",
        ] {
            sqlx::query(sql).bind(clock::now()).execute(&mut *tx).await?;
        }
        tx.commit().await
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
