CREATE TABLE chronicle (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    entry        text NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

COMMENT ON TABLE chronicle IS 'kept';
