//! The tables, and bringing those of an older version up to date.

use sqlx::AnyPool;
use sqlx::AssertSqlSafe;
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

/// The steps, in order, each with its version. A step that was ever released is never changed.
const STEPS: [(i64, &str, &str); 7] = [
    (1, "begin", include_str!("../../migrations/0001_begin.sql")),
    (2, "parties", include_str!("../../migrations/0002_parties.sql")),
    (3, "list", include_str!("../../migrations/0003_list.sql")),
    (4, "lines", include_str!("../../migrations/0004_lines.sql")),
    (5, "webhooks", include_str!("../../migrations/0005_webhooks.sql")),
    (6, "kept", include_str!("../../migrations/0006_kept.sql")),
    (7, "say", include_str!("../../migrations/0007_say.sql")),
];

/// Makes the tables, or brings them up to date.
pub(super) async fn migrate(pool: &AnyPool, embedded: bool) -> Result<(), MigrateError> {
    let sequence = if embedded {
        "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    } else {
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    };
    let step = |(version, name, sql): (i64, &'static str, &'static str)| {
        // The words of this file and of no request.
        let sql = AssertSqlSafe(sql.replace("{sequence}", sequence)).into_sql_str();
        Migration::new(version, name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(STEPS.into_iter().map(step).collect()).run(pool).await
}
