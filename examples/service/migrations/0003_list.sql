-- Derived from `standings` and the registrations that stand: what lists of consignments show and are sought by. `promised` is the
-- day by which it was to be done when it was registered, `due` the same while it is not done, both empty where it is not known.
CREATE TABLE listed (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    agency TEXT NOT NULL,
    contract TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    promised TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (operator, consignment)
);
-- Each list is read in the order of an index, so that its first page costs the same however much is stored.
CREATE INDEX listed_of_operator ON listed (operator, day, consignment);
CREATE INDEX listed_of_operator_by_state ON listed (operator, state, day, consignment);
CREATE INDEX listed_of_operator_by_agency ON listed (operator, agency, day, consignment);
CREATE INDEX listed_of_operator_due ON listed (operator, day, consignment) WHERE due <> '';
CREATE INDEX listed_of_agency ON listed (agency, day, consignment, operator);
CREATE INDEX listed_of_agency_by_state ON listed (agency, state, day, consignment, operator);
CREATE INDEX listed_of_agency_due ON listed (agency, day, consignment, operator) WHERE due <> '';

-- By which whoever has one, a citizen without a key, sees where a consignment is. Of a code only its SHA-256 is kept.
CREATE TABLE public_codes (
    operator TEXT NOT NULL,
    consignment TEXT NOT NULL,
    digest TEXT NOT NULL,
    told_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (operator, consignment)
);
CREATE INDEX public_codes_by_consignment ON public_codes (consignment, digest);
