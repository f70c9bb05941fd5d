-- One row per accepted upload: what its receipt says.
CREATE TABLE roster_upload (
    id           uuid        NOT NULL,
    country_code text        NOT NULL, -- of the unit
    unit_id      uuid        NOT NULL,
    uploaded_at  timestamptz NOT NULL,
    received     int         NOT NULL,
    accepted     int         NOT NULL,
    duplicate    int         NOT NULL,
    rejected     int         NOT NULL,
    sha256       text        NOT NULL,
    rejections   text        NOT NULL, -- JSON: line and reason, never a value of the file
    PRIMARY KEY (id, country_code),
    FOREIGN KEY (unit_id, country_code) REFERENCES unit (id, country_code),
    CHECK (received = accepted + duplicate + rejected)
) PARTITION BY LIST (country_code);
CREATE INDEX roster_upload_by_unit ON roster_upload (unit_id, uploaded_at, country_code);

-- Members as the unit named them. Neither the national id nor the name is here: the keyed blind index recognises the
-- person, the reference tells the unit whom it named.
CREATE TABLE roster_member (
    id             uuid        NOT NULL,
    country_code   text        NOT NULL, -- of the unit: the roster is the unit's
    unit_id        uuid        NOT NULL,
    member_country text        NOT NULL, -- that issued the national id; the member's results and consents lie there
    person_key     text        NOT NULL, -- registration's keyed blind index of the national id
    resident_id    uuid,                 -- once the person has registered
    reference      text        NOT NULL, -- the unit's own, else the masked national id
    type           text        NOT NULL,
    expires_on     date        NOT NULL, -- the last day of membership
    upload_id      uuid        NOT NULL, -- the last upload that named the member
    ended_at       timestamptz,          -- when an upload no longer did
    PRIMARY KEY (id, country_code),
    UNIQUE (unit_id, person_key, member_country, country_code),
    FOREIGN KEY (unit_id, country_code) REFERENCES unit (id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX roster_member_by_unit ON roster_member (unit_id, id, country_code);
