-- What the audit log took in from a file: what is left there by a process that was killed is not taken in twice.
CREATE TABLE journals (
    batch TEXT PRIMARY KEY NOT NULL
);

-- Until when a public code counts; 0: for some days after its consignment is over.
ALTER TABLE public_codes ADD COLUMN ends_at BIGINT NOT NULL DEFAULT 0;

-- By when a consignment was to be done: `-` where the rulebook does not say; empty where it was not asked, which the service does
-- when it starts. `due` is `?` where that is not known of one that is not over.
UPDATE listed SET due = '?' WHERE promised = '' AND state NOT IN ('delivered', 'returned', 'cancelled');
DROP INDEX listed_of_operator_due;
DROP INDEX listed_of_agency_due;
CREATE INDEX listed_of_operator_due ON listed (operator, day, consignment) WHERE due <> '' AND due <> '?';
CREATE INDEX listed_of_agency_due ON listed (agency, day, consignment, operator) WHERE due <> '' AND due <> '?';
CREATE INDEX listed_of_operator_unknown ON listed (operator, day, consignment) WHERE due = '?';
CREATE INDEX listed_of_agency_unknown ON listed (agency, day, consignment, operator) WHERE due = '?';
CREATE INDEX listed_unasked ON listed (operator, consignment) WHERE promised = '' AND agency <> '';
