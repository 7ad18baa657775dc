-- {sequence} is a key that the database counts up by itself; SQLite and PostgreSQL have their own words for it
-- (src/store/schema.rs). What was stored first has the lower one, whatever any clock says. `kind` and `party` are whose word it
-- is, `told_by` is the key.

-- Truth, append-only: every event ever accepted, once for each party that told it. The digest is that of what equal events have
-- in common; those from before this version still have that of their words, with `words:` before it, until the service starts.
ALTER TABLE events RENAME TO events_1;
CREATE TABLE events (
    seq {sequence},
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    digest TEXT NOT NULL,
    told TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (operator, consignment, kind, party, digest)
);
INSERT INTO events (operator, consignment, kind, party, digest, told, told_by, received_at)
    SELECT e.operator, e.consignment, coalesce(k.kind, 'operator'), coalesce(k.party, e.operator),
           'words:' || e.digest, e.told, e.told_by, e.received_at
    FROM events_1 e LEFT JOIN api_keys k ON k.id = e.told_by ORDER BY e.received_at, e.digest;
DROP TABLE events_1;

-- Truth, append-only but for `state`: whose a consignment is, and the price at which it goes, in versions. `stands` is the one
-- that counts, `past` one that did, `withdrawn` the word that none does, `asked` one that its operator has not answered yet,
-- `answered` one that it has. The rulebook is that of the price, by its digest.
ALTER TABLE registrations RENAME TO registrations_1;
CREATE TABLE registrations (
    seq {sequence},
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    agency TEXT NOT NULL,
    contract TEXT NOT NULL,
    day TEXT NOT NULL,
    question TEXT NOT NULL,
    quote TEXT NOT NULL,
    rulebook TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
INSERT INTO registrations (operator, consignment, version, state, agency, contract, day, question, quote, rulebook, kind,
                           party, told_by, received_at)
    SELECT r.operator, r.consignment, 1, 'stands', r.agency, r.contract, r.day, r.question, r.quote, '',
           coalesce(k.kind, 'operator'), coalesce(k.party, r.operator), r.told_by, r.received_at
    FROM registrations_1 r LEFT JOIN api_keys k ON k.id = r.told_by ORDER BY r.received_at, r.consignment;
DROP TABLE registrations_1;
CREATE INDEX registrations_of_consignment ON registrations (operator, consignment);
CREATE UNIQUE INDEX registrations_that_stand ON registrations (operator, consignment) WHERE state = 'stands';
CREATE INDEX registrations_of_agency ON registrations (agency, consignment);
CREATE INDEX registrations_of_contract ON registrations (contract, day);
CREATE INDEX registrations_asked ON registrations (operator, seq) WHERE state = 'asked';

-- By which an agency may register a consignment of which events were told: issued by the operator, used once.
CREATE TABLE registration_codes (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    digest TEXT NOT NULL,
    told_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (operator, consignment)
);

-- Truth, append-only: what was collected and what is owed, where it is not what the price says. The last counts.
ALTER TABLE settlements RENAME TO settlements_1;
CREATE TABLE settlements (
    seq {sequence},
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    told TEXT NOT NULL,
    told_by TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
INSERT INTO settlements (operator, consignment, told, told_by, received_at)
    SELECT operator, consignment, told, told_by, received_at FROM settlements_1 ORDER BY received_at, id;
DROP TABLE settlements_1;
CREATE INDEX settlements_of_consignment ON settlements (operator, consignment);

-- The outbox, in the order in which it is to be told.
ALTER TABLE deliveries RENAME TO deliveries_1;
CREATE TABLE deliveries (
    seq {sequence},
    webhook TEXT NOT NULL,
    id TEXT NOT NULL,
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    body TEXT NOT NULL
);
INSERT INTO deliveries (webhook, id, operator, consignment, body)
    SELECT webhook, id, '', '', body FROM deliveries_1 ORDER BY id;
DROP TABLE deliveries_1;
CREATE INDEX deliveries_of_webhook ON deliveries (webhook, seq);
CREATE INDEX deliveries_of_consignment ON deliveries (operator, consignment);

-- Rulebooks by their digest, and from when each of them held.
CREATE TABLE rulebooks (
    digest TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE rulebook_days (
    seq {sequence},
    digest TEXT NOT NULL,
    since BIGINT NOT NULL,
    origin TEXT NOT NULL,
    told_by TEXT NOT NULL
);

-- Whether the persons' data of a consignment were erased: what comes later is kept without them.
ALTER TABLE standings ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;

-- What was erased of whom, when and on whose word. Nothing of what was erased.
CREATE TABLE erasures (
    seq {sequence},
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    told_by TEXT NOT NULL,
    word TEXT NOT NULL,
    erased_at BIGINT NOT NULL
);
CREATE INDEX erasures_of_operator ON erasures (operator, seq);

-- Which key read which consignment. It has a period of its own.
CREATE TABLE readings (
    seq {sequence},
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    read_by TEXT NOT NULL,
    what TEXT NOT NULL,
    read_at BIGINT NOT NULL
);
CREATE INDEX readings_of_consignment ON readings (operator, consignment);
CREATE INDEX readings_by_time ON readings (read_at);
