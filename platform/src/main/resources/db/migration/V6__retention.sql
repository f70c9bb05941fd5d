-- Once a day somebody removes what a country has kept long enough, however many instances there are.
CREATE TABLE retention_turn (
    job          text        NOT NULL,
    country_code text        NOT NULL,
    day          date        NOT NULL, -- of the country, which it has done or is at
    worker       uuid        NOT NULL, -- who does it
    heard_at     timestamptz NOT NULL, -- of the worker; when it falls silent another one goes on
    finished_at  timestamptz,
    removed      bigint      NOT NULL,
    PRIMARY KEY (job, country_code)
) PARTITION BY LIST (country_code);

-- The oldest of a country are found without a look at the others.
CREATE INDEX idempotency_key_by_age ON idempotency_key (country_code ASC, created_at ASC);
CREATE INDEX inbox_by_age ON inbox (country_code ASC, received_at ASC);
