-- What a health code is made from, one row per resident, at home; fed by events of registration and results.
CREATE TABLE health_status (
    resident_id  uuid        NOT NULL,
    country_code text        NOT NULL,
    revision     bigint      NOT NULL, -- one more with every change of the row
    version      bigint      NOT NULL, -- of the latest result, as results-service counts; 0 before the first
    outcome      text,
    status       text,
    method       text,
    sampled_at   timestamptz,
    tested_at    timestamptz,
    name         text,                 -- masked
    national_id  text,                 -- masked
    erased       boolean     NOT NULL, -- a tombstone: what comes late changes nothing any more
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (resident_id, country_code)
) PARTITION BY LIST (country_code);
