CREATE TABLE diary (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    entry        text NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

COMMENT ON TABLE diary IS 'append-only';

CREATE TABLE letter (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    text         text NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

COMMENT ON TABLE letter IS 'write-once';
