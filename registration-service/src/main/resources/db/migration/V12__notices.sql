-- What residents must be told, in their country. What it says is sealed with the person's own key.
CREATE TABLE notice (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    resident_id  uuid        NOT NULL,
    kind         text        NOT NULL,
    told         bytea       NOT NULL, -- JSON: what the kind's text needs
    at           timestamptz NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX notice_by_resident ON notice (resident_id, at, country_code);
