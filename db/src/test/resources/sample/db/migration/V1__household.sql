-- reference data, no people
CREATE TABLE kinship (
    code text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE household (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    name         text NOT NULL,
    version      int  NOT NULL,
    PRIMARY KEY (id, country_code),
    CHECK (name <> '')
) PARTITION BY LIST (country_code);

CREATE TABLE member (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    household    uuid NOT NULL,
    phone        text NOT NULL, -- E.164; unique in a country
    PRIMARY KEY (id, country_code),
    UNIQUE (phone, country_code),
    FOREIGN KEY (household, country_code) REFERENCES household (id, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX member_by_household ON member (household, country_code);
