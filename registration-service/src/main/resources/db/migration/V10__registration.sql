-- People and their accounts. What could name somebody is ciphertext under the person's own data key; who is looked for is
-- found by keyed blind indexes.

CREATE TABLE resident (
    id                 uuid        NOT NULL,
    country_code       text        NOT NULL,
    data_key           bytea,      -- wrapped by the country's key; without it nothing sealed can be read again
    phone_index        bytea,      -- HMAC of the phone; NULL once erased
    national_id_index  bytea,      -- HMAC of scheme and number; NULL once erased
    phone              bytea,
    national_id        bytea,
    name               bytea,
    national_id_scheme text,
    birth_date         date,
    division           text,
    registered_at      timestamptz NOT NULL,
    erased_at          timestamptz,
    version            int         NOT NULL,
    PRIMARY KEY (id, country_code),
    UNIQUE (phone_index, country_code),
    UNIQUE (national_id_index, country_code)
) PARTITION BY LIST (country_code);

CREATE TABLE staff_account (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    phone_index  bytea       NOT NULL,
    data_key     bytea       NOT NULL,
    phone        bytea       NOT NULL,
    name         bytea       NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (id, country_code),
    UNIQUE (phone_index, country_code)
) PARTITION BY LIST (country_code);

-- A role that an account holds until it expires.
CREATE TABLE staff_role (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    staff_id     uuid        NOT NULL,
    role         text        NOT NULL,
    bound_to     text        NOT NULL, -- the site's or unit's id, or empty
    expires_at   timestamptz NOT NULL,
    granted_at   timestamptz NOT NULL,
    granted_by   text        NOT NULL, -- a staff account's id, or a service
    PRIMARY KEY (id, country_code),
    UNIQUE (staff_id, role, bound_to, country_code),
    FOREIGN KEY (staff_id, country_code) REFERENCES staff_account (id, country_code)
) PARTITION BY LIST (country_code);

-- A code that was sent to a phone, in the country whose account it shall open.
CREATE TABLE otp_challenge (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    phone_index  bytea       NOT NULL,
    phone        bytea       NOT NULL,
    code_hash    bytea       NOT NULL, -- HMAC, salted by the challenge's id
    tries        int         NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX otp_challenge_by_phone ON otp_challenge (phone_index, country_code, created_at);

-- A family of refresh tokens: one row, because only the newest token of a family is good.
CREATE TABLE refresh_token (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    phone_index  bytea       NOT NULL, -- whose accounts it renews
    secret_hash  bytea       NOT NULL, -- SHA-256 of the newest token's secret
    created_at   timestamptz NOT NULL,
    renewed_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX refresh_token_by_phone ON refresh_token (phone_index, country_code);

-- Profile local only: the codes that no phone receives there.
CREATE TABLE dev_outbox (
    challenge_id uuid        NOT NULL,
    country_code text        NOT NULL,
    phone_index  bytea       NOT NULL, -- the same in every country, because one asks by phone alone
    code         text        NOT NULL,
    sent_at      timestamptz NOT NULL,
    PRIMARY KEY (challenge_id, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX dev_outbox_by_phone ON dev_outbox (phone_index, country_code);
