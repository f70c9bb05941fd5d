-- The same in every service's schema: what was repeated happens once, what others must know is delivered.

-- The first answer to a request, kept with what it created.
CREATE TABLE idempotency_key (
    key_hash     bytea       NOT NULL, -- SHA-256 of caller, method, path and Idempotency-Key
    country_code text        NOT NULL,
    request_hash bytea       NOT NULL, -- SHA-256 of the body
    status       int         NOT NULL,
    location     text,
    body         bytea,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (key_hash, country_code)
) PARTITION BY LIST (country_code);

-- Events that wait for delivery; a delivered one is deleted.
CREATE TABLE outbox (
    id              uuid        NOT NULL, -- in order of time
    country_code    text        NOT NULL, -- of the change that it tells
    consumer        text        NOT NULL, -- the service that must know
    target_country  text        NOT NULL, -- whose rows the consumer will write
    type            text        NOT NULL,
    subject         text        NOT NULL, -- events of one subject are delivered in order
    payload         text        NOT NULL, -- JSON
    created_at      timestamptz NOT NULL,
    attempts        int         NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    set_aside       boolean     NOT NULL, -- refused too often; a person must look
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);

-- Events that were handled, so that one delivered again changes nothing.
CREATE TABLE inbox (
    event_id     uuid        NOT NULL,
    country_code text        NOT NULL, -- the event's target country
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (event_id, country_code)
) PARTITION BY LIST (country_code);
