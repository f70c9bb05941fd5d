-- Held by the service's rights: it cannot change or delete a row.
COMMENT ON TABLE tube_event IS 'append-only';
