//! Whose a consignment is, in versions, of which at most one stands.

use hoso::Id;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::statements::{Scope, scoped};
use super::{Key, Store, listed, number, party, text};
use crate::auth::{Caller, Party};
use crate::secret;

/// A consignment with its agency, and the price at which it goes.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    pub(crate) key: Key,
    pub(crate) agency: String,
    pub(crate) contract: String,
    pub(crate) day: String,
    pub(crate) question: String,
    pub(crate) quote: String,
    /// The rulebook that told the price, by its digest; empty where that is not known.
    pub(crate) rulebook: String,
}

/// What a word about whose a consignment is came to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// An agency asks for it, and its operator has not answered yet.
    Asked,
    /// An agency asked for it, and its operator answered.
    Answered,
    /// It counts.
    Stands,
    /// It counted until the next.
    Past,
    /// From here on none counts; or an agency took back what it asked for.
    Withdrawn,
}

impl Outcome {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Stands => "stands",
            Self::Past => "past",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Asked, Self::Answered, Self::Stands, Self::Past, Self::Withdrawn]
            .into_iter()
            .find(|it| it.as_str() == name)
    }
}

/// A registration with who told it and when, and what it came to.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// Its place among all that is stored.
    pub(crate) seq: i64,
    pub(crate) told: Registration,
    /// Counts up with each that counted; 0 of one that was only asked for.
    pub(crate) number: i64,
    pub(crate) state: Outcome,
    pub(crate) by: Party,
    pub(crate) received_at: i64,
}

const SELECT: &str = "SELECT r.operator, r.consignment, r.agency, r.contract, r.day, r.question, p.quote, r.rulebook, r.version, \
                      r.state, r.kind, r.party, r.received_at, r.seq FROM registrations r JOIN prices p ON p.seq = r.price";

impl Store {
    /// The consignments with this id that a party may see: an operator's own, or those registered for an agency.
    pub(crate) async fn keys_of(&self, party: &Party, consignment: &str) -> Result<Vec<Key>, sqlx::Error> {
        let sql = match party {
            Party::Operator(_) => {
                "SELECT operator, consignment FROM standings WHERE operator = $1 AND consignment = $2"
            }
            Party::Agency(_) => {
                "SELECT operator, consignment FROM registrations \
                 WHERE agency = $1 AND consignment = $2 AND state = 'stands'"
            }
        };
        self.keys_by(sql, party, consignment).await
    }

    /// The same, and those that an agency asked for or had: it sees its own words about them.
    pub(crate) async fn keys_told_of(&self, party: &Party, consignment: &str) -> Result<Vec<Key>, sqlx::Error> {
        let sql = "SELECT DISTINCT operator, consignment FROM registrations WHERE agency = $1 AND consignment = $2";
        if party.is_agency() {
            self.keys_by(sql, party, consignment).await
        } else {
            self.keys_of(party, consignment).await
        }
    }

    async fn keys_by(&self, sql: &'static str, party: &Party, consignment: &str) -> Result<Vec<Key>, sqlx::Error> {
        let rows = sqlx::query(sql).bind(party.name()).bind(consignment).fetch_all(self.reader()?).await?;
        rows.iter().map(|row| Ok(Key { operator: text(row, 0)?, consignment: text(row, 1)? })).collect()
    }

    /// How a consignment is registered, if it is.
    pub(crate) async fn registration(&self, key: &Key) -> Result<Option<Version>, sqlx::Error> {
        standing(&mut *self.reader()?.acquire().await?, key).await
    }

    /// Every word about whose a consignment is, in the order in which they came.
    pub(crate) async fn versions(&self, key: &Key) -> Result<Vec<Version>, sqlx::Error> {
        let sql = format!("{SELECT} WHERE r.operator = $1 AND r.consignment = $2 ORDER BY r.seq");
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&key.operator).bind(&key.consignment);
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// What agencies ask an operator for, or one agency asks, oldest first, after a place in the list; of one agency where one is
    /// given.
    pub(crate) async fn asked(
        &self,
        party: &Party,
        agency: Option<&Id>,
        after: i64,
        most: i64,
    ) -> Result<Vec<Version>, sqlx::Error> {
        let whose = if party.is_agency() { "agency" } else { "operator" };
        let sql = format!(
            "{SELECT} WHERE r.{whose} = $1 AND r.state = 'asked' AND r.seq > $2 \
             AND (r.agency = $3 OR $3 = '') ORDER BY r.seq LIMIT $4"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(party.name()).bind(after);
        let query = query.bind(agency.map_or("", Id::as_str)).bind(most);
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// The registrations of a contract's days and a party of which something holds, by consignment, in the order in which they came.
    pub(super) async fn versions_of(&self, scope: &Scope<'_>, which: &str) -> Result<Vec<Version>, sqlx::Error> {
        let sql = format!(
            "{SELECT} WHERE r.contract = $1 AND r.day >= $2 AND r.day < $3 AND r.{} = $4 AND {which} \
             ORDER BY r.consignment, r.operator, r.seq",
            if scope.party.is_agency() { "agency" } else { "operator" }
        );
        scoped(sql, scope).fetch_all(self.reader()?).await?.iter().map(read).collect()
    }
}

/// Lets one agency register a consignment; a code that was issued before counts no longer.
pub(crate) async fn set_code(
    db: &mut AnyConnection,
    key: &Key,
    digest: &str,
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO registration_codes (operator, consignment, digest, told_by, made_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (operator, consignment) \
               DO UPDATE SET digest = excluded.digest, told_by = excluded.told_by, made_at = excluded.made_at";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(digest).bind(told_by).bind(now);
    query.execute(db).await.map(drop)
}

/// Uses up the code of a consignment; says whether it was that.
pub(crate) async fn use_code(db: &mut AnyConnection, key: &Key, digest: &str) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM registration_codes WHERE operator = $1 AND consignment = $2 AND digest = $3";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(digest);
    Ok(query.execute(db).await?.rows_affected() > 0)
}

/// The registration of a consignment that counts, if there is one.
pub(crate) async fn standing(db: &mut AnyConnection, key: &Key) -> Result<Option<Version>, sqlx::Error> {
    let sql = format!("{SELECT} WHERE r.operator = $1 AND r.consignment = $2 AND r.state = 'stands'");
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&key.operator).bind(&key.consignment);
    query.fetch_optional(db).await?.as_ref().map(read).transpose()
}

/// What an agency asks for and was not answered.
pub(crate) async fn asked_by(db: &mut AnyConnection, key: &Key, agency: &str) -> Result<Option<Version>, sqlx::Error> {
    let sql = format!("{SELECT} WHERE r.operator = $1 AND r.consignment = $2 AND r.agency = $3 AND r.state = 'asked'");
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&key.operator).bind(&key.consignment).bind(agency);
    query.fetch_optional(db).await?.as_ref().map(read).transpose()
}

/// How many words about whose a consignment is a party told.
pub(crate) async fn told_by(db: &mut AnyConnection, key: &Key, party: &Party) -> Result<i64, sqlx::Error> {
    let sql = "SELECT count(*) FROM registrations \
               WHERE operator = $1 AND consignment = $2 AND kind = $3 AND party = $4";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(party.kind()).bind(party.name());
    number(&query.fetch_one(db).await?, 0)
}

/// An agency's question is answered, or it asks another.
pub(crate) async fn answered(db: &mut AnyConnection, key: &Key, agency: &str) -> Result<(), sqlx::Error> {
    asks_no_more(db, key, agency, Outcome::Answered).await
}

/// What an agency asked for came to this.
pub(crate) async fn asks_no_more(
    db: &mut AnyConnection,
    key: &Key,
    agency: &str,
    came_to: Outcome,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE registrations SET state = $4 \
               WHERE operator = $1 AND consignment = $2 AND agency = $3 AND state = 'asked'";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(agency).bind(came_to.as_str());
    query.execute(db).await.map(drop)
}

/// Adds a word about whose a consignment is, and gives it with its version. What stood before it stands no longer, unless this
/// only asks. The consignment must be locked.
pub(crate) async fn add(
    db: &mut AnyConnection,
    told: Registration,
    state: Outcome,
    caller: &Caller,
    now: i64,
) -> Result<Version, sqlx::Error> {
    let Key { operator, consignment } = &told.key;
    let mut counted = 0;
    if state != Outcome::Asked {
        let sql =
            "UPDATE registrations SET state = 'past' WHERE operator = $1 AND consignment = $2 AND state = 'stands'";
        sqlx::query(sql).bind(operator).bind(consignment).execute(&mut *db).await?;
        let sql = "SELECT coalesce(max(version), 0) FROM registrations WHERE operator = $1 AND consignment = $2";
        counted = 1 + number(&sqlx::query(sql).bind(operator).bind(consignment).fetch_one(&mut *db).await?, 0)?;
    }
    let price = price(db, &told.quote).await?;
    let sql = "INSERT INTO registrations (operator, consignment, agency, contract, day, question, price, rulebook, version, \
               state, kind, party, received_at, told_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING seq";
    let query = sqlx::query(sql).bind(operator).bind(consignment).bind(&told.agency);
    let query = query.bind(&told.contract).bind(&told.day).bind(&told.question).bind(price).bind(&told.rulebook);
    let query = query.bind(counted).bind(state.as_str()).bind(caller.party.kind()).bind(caller.party.name());
    let seq = number(&query.bind(now).bind(&caller.key).fetch_one(&mut *db).await?, 0)?;
    recount(db, &told.key).await?;
    match state {
        Outcome::Stands => listed::registered_as(db, &told).await?,
        Outcome::Withdrawn => listed::registered(db, &told.key, "", "", "").await?,
        _ => {}
    }
    Ok(Version { seq, told, number: counted, state, by: caller.party.clone(), received_at: now })
}

/// The place of a price, which is stored once.
async fn price(db: &mut AnyConnection, quote: &str) -> Result<i64, sqlx::Error> {
    let digest = secret::digest(quote);
    let known = "SELECT seq FROM prices WHERE digest = $1";
    if let Some(row) = sqlx::query(known).bind(&digest).fetch_optional(&mut *db).await? {
        return number(&row, 0);
    }
    // Somebody else may store it at the same time.
    let sql = "INSERT INTO prices (digest, quote) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    sqlx::query(sql).bind(&digest).bind(quote).execute(&mut *db).await?;
    number(&sqlx::query(known).bind(&digest).fetch_one(db).await?, 0)
}

/// Writes down what of a consignment counts in a statement, after anything that may change it: whether it is charged, how it is
/// registered, what was settled. The consignment must be locked.
pub(crate) async fn recount(db: &mut AnyConnection, key: &Key) -> Result<(), sqlx::Error> {
    let sql = "UPDATE registrations SET counts = CASE WHEN state = 'stands' AND EXISTS (SELECT 1 FROM standings s \
                   WHERE s.operator = $1 AND s.consignment = $2 AND s.charged = 1) \
               THEN 1 + coalesce((SELECT max(t.seq) FROM settlements t \
                   WHERE t.operator = $1 AND t.consignment = $2), 0) ELSE 0 END \
               WHERE operator = $1 AND consignment = $2";
    sqlx::query(sql).bind(&key.operator).bind(&key.consignment).execute(db).await.map(drop)
}

fn read(row: &AnyRow) -> Result<Version, sqlx::Error> {
    let told = Registration {
        key: Key { operator: text(row, 0)?, consignment: text(row, 1)? },
        agency: text(row, 2)?,
        contract: text(row, 3)?,
        day: text(row, 4)?,
        question: text(row, 5)?,
        quote: text(row, 6)?,
        rulebook: text(row, 7)?,
    };
    let state = Outcome::of(&text(row, 9)?).ok_or(sqlx::Error::RowNotFound)?;
    let (counted, received_at, seq) = (number(row, 8)?, number(row, 12)?, number(row, 13)?);
    Ok(Version { seq, told, number: counted, state, by: party(row, 10)?, received_at })
}
