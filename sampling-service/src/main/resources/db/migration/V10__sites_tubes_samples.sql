-- Where samples are taken. A site opens tubes only while it is approved.
CREATE TABLE site (
    id            uuid             NOT NULL,
    country_code  text             NOT NULL,
    admin_id      uuid             NOT NULL, -- the staff account that registered it, of the same country
    name          text             NOT NULL,
    corp_name     text             NOT NULL,
    corp_no       text             NOT NULL,
    division      text             NOT NULL,
    latitude      double precision,          -- degrees north
    longitude     double precision,          -- degrees east
    opens_at      text             NOT NULL, -- HH:mm, the site's own time
    closes_at     text             NOT NULL,
    status        text             NOT NULL,
    registered_at timestamptz      NOT NULL,
    decided_by    text,                      -- the auditor, perhaps of another country
    decided_at    timestamptz,
    reason        text,
    version       int              NOT NULL, -- optimistic: two auditors can't both decide
    PRIMARY KEY (id, country_code),
    CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED', 'SUSPENDED')),
    CHECK (latitude BETWEEN -90 AND 90),
    CHECK (longitude BETWEEN -180 AND 180)
) PARTITION BY LIST (country_code);

CREATE INDEX site_by_admin ON site (admin_id, country_code);

-- Who works at a site, as which role, until when; the accounts themselves are registration's.
CREATE TABLE site_staff (
    staff_id     uuid        NOT NULL,
    country_code text        NOT NULL,
    site_id      uuid        NOT NULL,
    role         text        NOT NULL,
    expires_at   timestamptz NOT NULL,
    added_by     uuid        NOT NULL,
    added_at     timestamptz NOT NULL,
    PRIMARY KEY (staff_id, site_id, role, country_code),
    FOREIGN KEY (site_id, country_code) REFERENCES site (id, country_code),
    CHECK (role IN ('SAMPLER', 'TESTER'))
) PARTITION BY LIST (country_code);

CREATE INDEX site_staff_by_site ON site_staff (site_id, country_code);

-- A tube by its printed barcode, which is unique in a country. That it never holds more than its capacity is held here,
-- whatever runs at once.
CREATE TABLE tube (
    barcode      text        NOT NULL,
    country_code text        NOT NULL,
    site_id      uuid        NOT NULL,
    capacity     int         NOT NULL,
    filled       int         NOT NULL,
    state        text        NOT NULL,
    opened_at    timestamptz NOT NULL,
    PRIMARY KEY (barcode, country_code),
    FOREIGN KEY (site_id, country_code) REFERENCES site (id, country_code),
    CHECK (capacity IN (1, 5, 10, 20)),
    CHECK (filled >= 0 AND filled <= capacity),
    CHECK (state IN ('OPEN', 'SEALED', 'RECEIVED', 'RESULTED', 'VOID'))
) PARTITION BY LIST (country_code);

-- Appended only. A tube enters each state at most once, so the state is the key.
CREATE TABLE tube_event (
    barcode      text        NOT NULL,
    country_code text        NOT NULL,
    state        text        NOT NULL, -- the one that was entered
    actor        text        NOT NULL, -- a staff account, or a service's name
    reason       text,
    device_time  timestamptz,          -- as the desk's clock had it, when the desk said so
    server_time  timestamptz NOT NULL,
    PRIMARY KEY (barcode, state, country_code),
    FOREIGN KEY (barcode, country_code) REFERENCES tube (barcode, country_code)
) PARTITION BY LIST (country_code);

-- One person in one tube. A traveller's sample lies here too, in the country of the site.
CREATE TABLE sample (
    id               uuid        NOT NULL,
    country_code     text        NOT NULL,
    barcode          text        NOT NULL,
    site_id          uuid        NOT NULL,
    resident_id      uuid        NOT NULL,
    resident_country text        NOT NULL,
    client_id        text,                 -- made by an offline desk, so that what it sends again is known
    sampled_by       uuid        NOT NULL,
    sampled_at       timestamptz NOT NULL, -- the desk's clock
    recorded_at      timestamptz NOT NULL, -- ours
    PRIMARY KEY (id, country_code),
    UNIQUE (barcode, resident_id, country_code),
    UNIQUE (client_id, site_id, country_code),
    FOREIGN KEY (barcode, country_code) REFERENCES tube (barcode, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX sample_by_resident ON sample (resident_id, country_code);

-- At home: in which other countries a resident has samples.
CREATE TABLE sample_abroad (
    resident_id     uuid NOT NULL,
    country_code    text NOT NULL,
    visited_country text NOT NULL,
    PRIMARY KEY (resident_id, visited_country, country_code)
) PARTITION BY LIST (country_code);
