-- Employers and schools. A unit lies in its own country.
CREATE TABLE unit (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    admin_id     uuid        NOT NULL, -- staff account of the same country
    name         text        NOT NULL,
    corp_name    text        NOT NULL,
    corp_no      text        NOT NULL,
    division     text        NOT NULL,
    status       text        NOT NULL,
    created_at   timestamptz NOT NULL,
    decided_at   timestamptz,
    decided_by   text,                 -- the auditor's staff account
    reason       text,
    version      int         NOT NULL,
    PRIMARY KEY (id, country_code),
    CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED'))
) PARTITION BY LIST (country_code);
CREATE INDEX unit_by_admin ON unit (admin_id, id, country_code);
CREATE INDEX unit_by_status ON unit (status, id, country_code);

-- The quota: the reading that a unit has begun last. One row a unit, changed by a conditional statement.
CREATE TABLE unit_reading (
    unit_id      uuid        NOT NULL,
    country_code text        NOT NULL,
    reading_id   uuid        NOT NULL,
    begun_at     timestamptz NOT NULL,
    PRIMARY KEY (unit_id, country_code),
    FOREIGN KEY (unit_id, country_code) REFERENCES unit (id, country_code)
) PARTITION BY LIST (country_code);
