-- A colour that people set instead of the rules: one proposes, another decides, two others or the same two end it early.
CREATE TABLE health_override (
    id                 uuid        NOT NULL,
    country_code       text        NOT NULL, -- of the resident, and of every officer
    resident_id        uuid        NOT NULL,
    colour             text        NOT NULL,
    reason             text        NOT NULL,
    evidence_reference text        NOT NULL, -- of the file that shows why
    evidence_sha256    text        NOT NULL, -- its digest, so that it cannot be another one later
    state              text        NOT NULL,
    proposed_by        uuid        NOT NULL, -- staff accounts
    proposed_at        timestamptz NOT NULL,
    decide_before      timestamptz NOT NULL, -- then the proposal lapses
    ends_at            timestamptz NOT NULL,
    decided_by         uuid,
    decided_at         timestamptz,
    decision_reason    text,
    end_asked_by       uuid,                 -- ending takes two people as well
    end_asked_at       timestamptz,
    end_reason         text,
    ended_by           uuid,
    ended_at           timestamptz,
    PRIMARY KEY (id, country_code),
    CHECK (colour IN ('GREEN', 'YELLOW', 'RED')),
    CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'LAPSED', 'ENDED', 'EXPIRED')),
    CHECK (ends_at > proposed_at),
    CHECK (decided_by <> proposed_by),
    CHECK ((decided_by IS NULL) = (state IN ('PENDING', 'LAPSED'))),
    CHECK (ended_by <> end_asked_by),
    CHECK (state <> 'ENDED' OR (ended_by IS NOT NULL AND end_asked_by IS NOT NULL))
) PARTITION BY LIST (country_code);
CREATE INDEX health_override_by_resident ON health_override (resident_id, country_code);
CREATE INDEX health_override_by_state ON health_override (state ASC, id ASC, country_code ASC);

-- What a health code needs of it, so that it is still made from one row: one override a person at the most.
ALTER TABLE health_status ADD COLUMN override_id uuid;
ALTER TABLE health_status ADD COLUMN override_colour text;
ALTER TABLE health_status ADD COLUMN override_ends_at timestamptz;
