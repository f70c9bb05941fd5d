-- A role that takes two administrators: one grants it, another decides. It stands in staff_role, and so in tokens, once it is
-- approved; whoever held such a role before there was this table keeps it.
CREATE TABLE staff_grant (
    id               uuid        NOT NULL,
    country_code     text        NOT NULL, -- the account's
    staff_id         uuid        NOT NULL,
    pending_staff_id uuid,                 -- the same while it waits, so that an account has one that does
    role             text        NOT NULL,
    expires_at       timestamptz NOT NULL, -- when the role ends
    state            text        NOT NULL,
    holder_phone     bytea       NOT NULL, -- who is who: phones, as in staff_account.phone_index of this country
    granted_by       text        NOT NULL, -- staff accounts of whatever country, and their phones
    granted_by_phone bytea       NOT NULL,
    granted_at       timestamptz NOT NULL,
    decide_before    timestamptz NOT NULL, -- then it lapses
    decided_by       text,
    decided_by_phone bytea,
    decided_at       timestamptz,
    decision_reason  text,
    PRIMARY KEY (id, country_code),
    UNIQUE (pending_staff_id, country_code),
    FOREIGN KEY (staff_id, country_code) REFERENCES staff_account (id, country_code),
    CHECK (role IN ('HEALTH_OFFICER', 'ADMIN')),
    CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'LAPSED')),
    CHECK ((pending_staff_id IS NOT NULL) = (state = 'PENDING')),
    CHECK (pending_staff_id = staff_id),
    CHECK ((decided_by IS NOT NULL) = (state IN ('APPROVED', 'REJECTED'))),
    CHECK ((decided_by IS NULL) = (decided_by_phone IS NULL)),
    CHECK (decided_by <> granted_by),
    CHECK (decided_by_phone <> granted_by_phone),
    CHECK (decided_by_phone <> holder_phone)
) PARTITION BY LIST (country_code);

CREATE INDEX staff_grant_by_staff ON staff_grant (staff_id, country_code);
