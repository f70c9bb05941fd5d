-- The access log: who read whose result. It lies in the resident's country, written before the unit gets the answer.
CREATE TABLE share_read (
    reading_id   uuid        NOT NULL,
    resident_id  uuid        NOT NULL,
    country_code text        NOT NULL, -- of the resident
    unit_id      uuid        NOT NULL,
    unit_country text        NOT NULL,
    unit_name    text        NOT NULL, -- at the time of the reading
    read_by      text        NOT NULL, -- the staff account
    purpose      text        NOT NULL, -- of the consent that allowed it
    read_at      timestamptz NOT NULL,
    PRIMARY KEY (reading_id, resident_id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX share_read_by_resident ON share_read (resident_id, read_at, country_code);
