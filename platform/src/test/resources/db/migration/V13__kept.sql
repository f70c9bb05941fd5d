-- What the retention's tests remove. Nobody else deletes here.
CREATE TABLE kept (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    at           timestamptz NOT NULL,
    day          date,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE kept IS 'append-only';
CREATE INDEX kept_by_age ON kept (country_code ASC, at ASC);

CREATE TABLE kept_part (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    kept_id      uuid        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (id, country_code),
    FOREIGN KEY (kept_id, country_code) REFERENCES kept (id, country_code)
) PARTITION BY LIST (country_code);
