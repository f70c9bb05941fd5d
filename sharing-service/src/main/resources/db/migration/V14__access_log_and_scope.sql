-- The other half of the access log: whoever else read something of a resident, as the services tell. It lies in the
-- resident's country. Entries are written once; they go when their time is over or the resident is erased.
CREATE TABLE person_read (
    reading_id   uuid        NOT NULL, -- one for all that one request showed
    resident_id  uuid        NOT NULL,
    country_code text        NOT NULL, -- of the resident
    staff_id     text        NOT NULL, -- the reader, a pseudonym
    role         text        NOT NULL, -- in which the reader asked
    organisation text,                 -- the name at the time
    what         text        NOT NULL,
    purpose      text        NOT NULL,
    read_at      timestamptz NOT NULL,
    PRIMARY KEY (reading_id, resident_id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX person_read_by_resident ON person_read (resident_id, read_at, country_code);

COMMENT ON TABLE person_read IS 'write-once';
COMMENT ON TABLE share_read IS 'write-once';

-- What a consent lets a unit read. Until now there was one thing to be read.
ALTER TABLE consent ADD COLUMN scope text NOT NULL DEFAULT 'LATEST_RESULT';
