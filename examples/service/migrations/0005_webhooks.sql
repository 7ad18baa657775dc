-- Webhooks are told page by page, and their owners see, pause, resume and replay. A time of 0 is none.

-- The secret before the last one signs too, until a time. Since when telling fails in a row; since when it is paused, and why:
-- `gone`, `failing`, `owner`. How many messages grew too old before they could be told.
ALTER TABLE webhooks ADD COLUMN made_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN old_secret TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN old_secret_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN failing_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN paused_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN paused_why TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN expired BIGINT NOT NULL DEFAULT 0;

-- Whose row is locked while a party's webhooks are counted.
CREATE TABLE webhook_owners (
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    PRIMARY KEY (kind, party)
);

-- The outbox. What was told stays for a while, to be told again. Those that wait are found without looking at any other.
ALTER TABLE deliveries ADD COLUMN made_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;
DROP INDEX deliveries_of_webhook;
CREATE INDEX deliveries_waiting ON deliveries (webhook, seq) WHERE told_at = 0;
CREATE INDEX deliveries_waiting_by_time ON deliveries (made_at) WHERE told_at = 0;
CREATE INDEX deliveries_told_by_time ON deliveries (told_at) WHERE told_at > 0;
CREATE INDEX deliveries_of_webhook ON deliveries (webhook, id);

-- What came of telling: `received`, `refused` with a status, `no_answer`, `no_connection`, `not_allowed`.
CREATE TABLE attempts (
    seq {sequence},
    webhook TEXT NOT NULL,
    message TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status BIGINT NOT NULL,
    ms BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX attempts_of_webhook ON attempts (webhook, seq);
CREATE INDEX attempts_by_time ON attempts (made_at);

-- What is written, and taken away again, to see whether there is room.
CREATE TABLE probes (
    seq {sequence},
    filler TEXT NOT NULL
);
