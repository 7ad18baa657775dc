-- An event by its own id: whose an id is, and whether it was told before, is looked up and not read out of every event. Those
-- from before this version have none until the service starts.
ALTER TABLE events ADD COLUMN event TEXT NOT NULL DEFAULT '';
CREATE INDEX events_by_id ON events (operator, consignment, event);
CREATE INDEX events_without_id ON events (seq) WHERE event = '';

-- Derived from `events`: what the library goes on from when a later event comes (empty: all events are read), and whether the
-- consignment is charged.
ALTER TABLE standings ADD COLUMN fold TEXT NOT NULL DEFAULT '';
ALTER TABLE standings ADD COLUMN charged BIGINT NOT NULL DEFAULT 0;
UPDATE standings SET charged = 1 WHERE standing <> '' AND standing NOT LIKE '%"state":"none"%'
    AND standing NOT LIKE '%"state":"created"%' AND standing NOT LIKE '%"state":"cancelled"%';

-- Prices, each once: a month has many consignments and few prices, and is added up by price. The digest is that of the quote;
-- those from before this version get theirs when the service starts.
CREATE TABLE prices (
    seq {sequence},
    digest TEXT NOT NULL UNIQUE,
    quote TEXT NOT NULL
);
INSERT INTO prices (digest, quote)
    SELECT 'of:' || CAST(min(seq) AS TEXT), quote FROM registrations GROUP BY quote ORDER BY min(seq);
ALTER TABLE registrations ADD COLUMN price BIGINT NOT NULL DEFAULT 0;
UPDATE registrations SET price = p.seq FROM prices p WHERE p.quote = registrations.quote;
ALTER TABLE registrations DROP COLUMN quote;

-- Derived: what of a registration counts in a statement. 0: nothing; 1: its price; 1 + the place of a settlement: its price and
-- that. `counted` is what of it stands in months that were closed, in the same way, and `closing` the last that looked at it.
ALTER TABLE registrations ADD COLUMN counts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE registrations ADD COLUMN counted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE registrations ADD COLUMN closing BIGINT NOT NULL DEFAULT 0;
UPDATE registrations SET counts = 1 + coalesce((SELECT max(t.seq) FROM settlements t
        WHERE t.operator = registrations.operator AND t.consignment = registrations.consignment), 0)
    WHERE state = 'stands' AND EXISTS (SELECT 1 FROM standings s WHERE s.operator = registrations.operator
        AND s.consignment = registrations.consignment AND s.charged = 1);
CREATE INDEX registrations_that_count
    ON registrations (contract, day, consignment, operator, agency, price, counts) WHERE counts > 0;
CREATE INDEX registrations_not_counted ON registrations (contract, day) WHERE counts <> counted;
CREATE INDEX registrations_of_closing ON registrations (closing) WHERE closing > 0;
CREATE INDEX registrations_told_again ON registrations (contract, day) WHERE version > 1 OR state = 'past';

-- Truth, append-only: the months that were closed, and what stands in each: what counted then of the month itself, and what came
-- late of months closed before, as it counts now or, taken back, as it had counted.
CREATE TABLE closings (
    seq {sequence},
    contract TEXT NOT NULL,
    operator TEXT NOT NULL,
    month TEXT NOT NULL,
    told_by TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    -- What the statement said then of corrected registrations, by who sees it.
    corrected TEXT NOT NULL,
    UNIQUE (contract, operator, month)
);
CREATE TABLE counted (
    seq {sequence},
    closing BIGINT NOT NULL,
    taken_back BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    agency TEXT NOT NULL,
    contract TEXT NOT NULL,
    day TEXT NOT NULL,
    price BIGINT NOT NULL,
    counts BIGINT NOT NULL
);
CREATE INDEX counted_of_closing
    ON counted (closing, taken_back, day, consignment, contract, operator, agency, price, counts);

-- A key's name for people, until when it counts, and when it was last used, to the minute.
ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN expires_at BIGINT;
ALTER TABLE api_keys ADD COLUMN used_at BIGINT;

-- What was answered to a request that bears an `Idempotency-Key`, for a day: the same request is answered so again. The digest is
-- that of what was asked.
CREATE TABLE answers (
    key TEXT NOT NULL,
    given TEXT NOT NULL,
    digest TEXT NOT NULL,
    consignment TEXT NOT NULL,
    body TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (key, given)
);
CREATE INDEX answers_by_time ON answers (answered_at);
