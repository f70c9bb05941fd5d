-- Where people check in.
CREATE TABLE place (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    owner_id     uuid        NOT NULL, -- the staff account, of the same country
    name         text        NOT NULL,
    corp_name    text        NOT NULL,
    corp_no      text        NOT NULL,
    division     text        NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

-- Who was where, appended only; it lies where the place is. No foreign key to place: places are never deleted, and every
-- check-in at a busy one would lock the same row.
CREATE TABLE check_in (
    id               uuid        NOT NULL,
    country_code     text        NOT NULL, -- the place's
    place_id         uuid        NOT NULL,
    resident_id      uuid        NOT NULL,
    resident_country text        NOT NULL,
    checked_in_at    timestamptz NOT NULL, -- by the clock of whatever scanned
    received_at      timestamptz NOT NULL, -- by ours
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX check_in_by_resident ON check_in (resident_id, checked_in_at, id, country_code);
CREATE INDEX check_in_by_place ON check_in (place_id, checked_in_at, country_code);

-- In which other countries a person has check-ins, so that their own list knows where to look.
CREATE TABLE visited_country (
    resident_id  uuid        NOT NULL,
    country_code text        NOT NULL, -- the person's own
    visited      text        NOT NULL,
    since        timestamptz NOT NULL,
    PRIMARY KEY (resident_id, visited, country_code)
) PARTITION BY LIST (country_code);
