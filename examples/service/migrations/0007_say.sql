-- What an agency tells counts while the consignment is registered for it. How a consignment stands of which another agency told is
-- worked out anew when the service starts: until then its fold is `?`.
UPDATE standings SET fold = '?' WHERE EXISTS (SELECT 1 FROM events e
    WHERE e.operator = standings.operator AND e.consignment = standings.consignment AND e.kind = 'agency'
    AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.operator = e.operator AND r.consignment = e.consignment
        AND r.state = 'stands' AND r.agency = e.party));
CREATE INDEX standings_to_restate ON standings (operator, consignment) WHERE fold = '?';
