//! What lists of consignments show and are sought by: derived from how each stands and is registered.

use hoso::State;
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::{Key, Registration, Store, text};
use crate::auth::Party;

/// A row of a list.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) key: Key,
    /// Empty where it is nobody's.
    pub(crate) agency: String,
    pub(crate) contract: String,
    pub(crate) day: String,
    pub(crate) state: String,
    /// The day by which it was to be done, if that is known.
    pub(crate) promised: Option<String>,
    pub(crate) due: Due,
}

/// By when something is to be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Due {
    /// It is over.
    Over,
    /// By this day.
    By(String),
    /// It is not over, and the day is not known.
    Unknown,
}

/// How what is sought does by its day.
#[derive(Clone, Debug)]
pub(crate) enum Late {
    /// It is not over although its day is before this one.
    Since(String),
    /// It is over, or its day is this one or later.
    Not(String),
    /// It is not over, and its day is not known.
    Unknown,
}

/// What is written where a day would be: of one that is not over whose day is not known, and of one for which the rulebook says none.
const UNKNOWN: &str = "?";
const NONE: &str = "-";

/// What is sought. What is empty is not asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sought {
    pub(crate) operator: String,
    pub(crate) agency: String,
    pub(crate) state: String,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) late: Option<Late>,
    /// After this row: its day, consignment and operator.
    pub(crate) after: Option<[String; 3]>,
}

impl Store {
    /// What a party may see of what is sought, the last day first.
    pub(crate) async fn list(&self, party: &Party, sought: &Sought, most: i64) -> Result<Vec<Listed>, sqlx::Error> {
        let whose = if party.is_agency() { "agency" } else { "operator" };
        let (mut conditions, mut values) = (vec![format!("{whose} = $1")], vec![party.name()]);
        let asked = [
            ("operator =", &sought.operator),
            ("agency =", &sought.agency),
            ("state =", &sought.state),
            ("day >=", &sought.from),
            ("day <", &sought.until),
        ];
        for (condition, value) in asked.into_iter().filter(|(_, value)| !value.is_empty()) {
            values.push(value);
            conditions.push(format!("{condition} ${}", values.len()));
        }
        if let Some(late) = &sought.late {
            let at = values.len() + 1;
            conditions.push(match late {
                Late::Since(_) => format!("due <> '' AND due <> '?' AND due < ${at}"),
                Late::Not(_) => format!("(due = '' OR (due <> '?' AND due >= ${at}))"),
                Late::Unknown => "due = '?'".to_owned(),
            });
            if let Late::Since(today) | Late::Not(today) = late {
                values.push(today);
            }
        }
        if let Some(row) = &sought.after {
            let at = values.len();
            conditions.push(format!("(day, consignment, operator) < (${}, ${}, ${})", at + 1, at + 2, at + 3));
            values.extend(row.iter().map(String::as_str));
        }
        // The words of this file: what is sought is bound.
        let sql = format!(
            "SELECT operator, consignment, agency, contract, day, state, promised, due FROM listed WHERE {} \
             ORDER BY day DESC, consignment DESC, operator DESC LIMIT {most}",
            conditions.join(" AND ")
        );
        let query =
            values.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, value| query.bind(value.to_owned()));
        let read = |row| {
            let key = Key { operator: text(row, 0)?, consignment: text(row, 1)? };
            let (agency, contract, day) = (text(row, 2)?, text(row, 3)?, text(row, 4)?);
            let promised = Some(text(row, 6)?).filter(|day| !day.is_empty() && day != NONE);
            let due = match text(row, 7)? {
                day if day.is_empty() => Due::Over,
                day if day == UNKNOWN => Due::Unknown,
                day => Due::By(day),
            };
            Ok(Listed { key, agency, contract, day, state: text(row, 5)?, promised, due })
        };
        query.fetch_all(self.reader()?).await?.iter().map(read).collect()
    }

    /// Lists what was stored before there were lists.
    pub(super) async fn list_all(&self) -> Result<(), sqlx::Error> {
        let sql = "SELECT s.operator, s.consignment, s.standing, coalesce(r.agency, ''), coalesce(r.contract, ''), \
                   coalesce(r.day, '') FROM standings s LEFT JOIN registrations r ON r.operator = s.operator \
                   AND r.consignment = s.consignment AND r.state = 'stands' LEFT JOIN listed l \
                   ON l.operator = s.operator AND l.consignment = s.consignment WHERE l.operator IS NULL LIMIT 1000";
        loop {
            let rows = sqlx::query(sql).fetch_all(self.reader()?).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut tx = self.begin().await?;
            for row in rows {
                let key = Key { operator: text(&row, 0)?, consignment: text(&row, 1)? };
                stands(&mut tx, &key, &text(&row, 2)?).await?;
                registered(&mut tx, &key, &text(&row, 3)?, &text(&row, 4)?, &text(&row, 5)?).await?;
            }
            tx.commit().await?;
        }
    }
}

/// A consignment stands so.
pub(crate) async fn stands(db: &mut AnyConnection, key: &Key, standing: &str) -> Result<(), sqlx::Error> {
    let standing: Value = serde_json::from_str(standing).unwrap_or_default();
    let state = standing.get("state").and_then(Value::as_str).and_then(State::from_name).unwrap_or(State::None);
    let (unknown, due) = if state.is_final() {
        ("", "''")
    } else {
        (UNKNOWN, "CASE WHEN listed.promised IN ('', '-') THEN '?' ELSE listed.promised END")
    };
    let sql = format!(
        "INSERT INTO listed (operator, consignment, agency, contract, day, state, promised, due) \
         VALUES ($1, $2, '', '', '', $3, '', '{unknown}') ON CONFLICT (operator, consignment) \
         DO UPDATE SET state = excluded.state, due = {due}"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&key.operator).bind(&key.consignment).bind(state.as_str());
    query.execute(db).await.map(drop)
}

/// A consignment is registered so; or nobody's, when this is empty.
pub(crate) async fn registered(
    db: &mut AnyConnection,
    key: &Key,
    agency: &str,
    contract: &str,
    day: &str,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO listed (operator, consignment, agency, contract, day, state, promised, due) \
               VALUES ($1, $2, $3, $4, $5, 'none', '', '?') ON CONFLICT (operator, consignment) \
               DO UPDATE SET agency = excluded.agency, contract = excluded.contract, day = excluded.day";
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(agency).bind(contract).bind(day);
    query.execute(db).await.map(drop)
}

/// As a registration that stands says it.
pub(super) async fn registered_as(db: &mut AnyConnection, told: &Registration) -> Result<(), sqlx::Error> {
    registered(db, &told.key, &told.agency, &told.contract, &told.day).await
}

/// A consignment is to be done by this day; or none is said, or it is nobody's and none can be.
pub(crate) async fn promised(db: &mut AnyConnection, key: &Key, day: Promise<'_>) -> Result<(), sqlx::Error> {
    let (promised, due) = match day {
        Promise::By(day) => (day, day),
        Promise::None => (NONE, UNKNOWN),
        Promise::NotAsked => ("", UNKNOWN),
    };
    let finals: Vec<&str> = State::ALL.iter().filter(|state| state.is_final()).map(|state| state.as_str()).collect();
    let sql = format!(
        "UPDATE listed SET promised = $3, due = CASE WHEN state IN ('{}') THEN '' ELSE $4 END \
         WHERE operator = $1 AND consignment = $2",
        finals.join("', '")
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(&key.operator).bind(&key.consignment).bind(promised).bind(due);
    query.execute(db).await.map(drop)
}

/// What is known of the day by which something is to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Promise<'a> {
    By(&'a str),
    /// The rulebook says none.
    None,
    NotAsked,
}

impl Store {
    /// Consignments that are registered and of which it was not asked by when they are to be done, with the question of their price.
    pub(crate) async fn not_promised(&self) -> Result<Vec<(Key, String)>, sqlx::Error> {
        let sql = "SELECT l.operator, l.consignment, r.question FROM listed l JOIN registrations r \
                   ON r.operator = l.operator AND r.consignment = l.consignment AND r.state = 'stands' \
                   WHERE l.promised = '' AND l.agency <> '' LIMIT 1000";
        let read = |row| Ok((Key { operator: text(row, 0)?, consignment: text(row, 1)? }, text(row, 2)?));
        sqlx::query(sql).fetch_all(self.reader()?).await?.iter().map(read).collect()
    }
}
