-- A consent lies in the resident's country; the unit may be of another. It ends by its date or by revocation, never by deletion.
CREATE TABLE consent (
    id           uuid        NOT NULL,
    country_code text        NOT NULL, -- of the resident
    resident_id  uuid        NOT NULL,
    unit_id      uuid        NOT NULL,
    unit_country text        NOT NULL,
    purpose      text        NOT NULL,
    expires_on   date        NOT NULL, -- the last day on which it holds
    given_at     timestamptz NOT NULL,
    revoked_at   timestamptz,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX consent_by_resident ON consent (resident_id, id, country_code);
CREATE INDEX consent_by_unit ON consent (unit_id, resident_id, country_code);
