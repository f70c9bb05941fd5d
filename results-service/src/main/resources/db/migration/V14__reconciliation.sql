-- Comparisons of what is known here with what checkin-service and sampling-service know, and what came of them.
CREATE TABLE reconciliation (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    cause        text        NOT NULL, -- ON_DEMAND, NIGHTLY
    night        date,                 -- of a nightly one: whoever writes the row first does the work
    worker       uuid        NOT NULL, -- who does it
    heard_at     timestamptz NOT NULL, -- of the worker; when it falls silent another one begins anew
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    problem      text,                 -- what ended it early
    compared     bigint      NOT NULL, -- persons' states and tubes
    missing      bigint      NOT NULL, -- not known there
    different    bigint      NOT NULL, -- known otherwise there
    ahead        bigint      NOT NULL, -- known there in a later version, or only there
    tubes        bigint      NOT NULL, -- with a result that sampling-service has not heard of
    repaired     bigint      NOT NULL,
    PRIMARY KEY (id, country_code),
    UNIQUE (night, country_code)
) PARTITION BY LIST (country_code);

-- A country's people in the order of their ids, page by page. The primary key is hashed on YugabyteDB and has no order there.
CREATE INDEX latest_result_by_country ON latest_result (country_code ASC, resident_id ASC);
CREATE INDEX vaccination_by_country ON vaccination (country_code ASC, resident_id ASC);
