-- The sample service of platform's own tests.
CREATE TABLE note (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    title        text NOT NULL,
    PRIMARY KEY (id, country_code),
    UNIQUE (title, country_code)
) PARTITION BY LIST (country_code);
