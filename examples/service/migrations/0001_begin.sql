-- The same SQL for SQLite and PostgreSQL. Times are milliseconds since 1970.

-- Who may ask. Of a key only its SHA-256 is kept.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- Truth, append-only: every word ever accepted about a consignment, once. The digest is that of the words.
CREATE TABLE events (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    digest TEXT NOT NULL,
    told TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (operator, consignment, digest)
);

-- Truth, append-only: whose a consignment is, and the price at which it goes.
CREATE TABLE registrations (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    agency TEXT NOT NULL,
    contract TEXT NOT NULL,
    day TEXT NOT NULL,
    question TEXT NOT NULL,
    quote TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (operator, consignment)
);
CREATE INDEX registrations_of_agency ON registrations (agency, consignment);
CREATE INDEX registrations_of_contract ON registrations (contract, day);

-- Truth, append-only: what was collected and what is owed, where it is not what the price says. The last counts.
CREATE TABLE settlements (
    id TEXT PRIMARY KEY NOT NULL,
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    told TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX settlements_of_consignment ON settlements (operator, consignment);

-- Derived from `events`: how a consignment stood when it was last told of. Its row is the lock of the consignment.
CREATE TABLE standings (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    standing TEXT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (operator, consignment)
);

-- Whom to tell of changes. The secret signs; it cannot be hashed. How often in a row telling failed, and when it is tried
-- next.
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    failures BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX webhooks_of_party ON webhooks (kind, party);

-- The outbox: what is still to be told, written in the transaction that stores the events. Ids rise with time.
CREATE TABLE deliveries (
    webhook TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (webhook, id)
);
