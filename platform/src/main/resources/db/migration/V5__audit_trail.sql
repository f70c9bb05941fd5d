-- Who did what, written with the act.
CREATE TABLE audit_event (
    id           uuid        NOT NULL, -- in order of time
    country_code text        NOT NULL,
    at           timestamptz NOT NULL,
    actor        text        NOT NULL, -- an id, or the name of a service or a job
    roles        text        NOT NULL, -- the actor's, in order, separated by commas
    action       text        NOT NULL, -- for example site.decided
    object       text        NOT NULL, -- the id of what was acted upon
    detail       text        NOT NULL, -- nothing of a person
    trace_id     text,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE audit_event IS 'append-only';
CREATE INDEX audit_event_in_order ON audit_event (country_code ASC, id ASC);
CREATE INDEX audit_event_by_object ON audit_event (object, country_code);

-- Events that have no place in the chain yet: written with the event, deleted with its link.
CREATE TABLE audit_pending (
    event_id     uuid NOT NULL,
    country_code text NOT NULL,
    PRIMARY KEY (event_id, country_code)
) PARTITION BY LIST (country_code);

-- Each country's chain. Two that seal at once would give the same number, so one of them fails.
CREATE TABLE audit_link (
    seq          bigint      NOT NULL, -- from 1, without a gap
    country_code text        NOT NULL,
    event_id     uuid        NOT NULL,
    sealed_at    timestamptz NOT NULL, -- never earlier than the one before
    digest       bytea       NOT NULL, -- SHA-256 of the event
    hash         bytea       NOT NULL, -- SHA-256 of the hash before, seq, sealed_at and digest
    PRIMARY KEY (seq, country_code),
    UNIQUE (event_id, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE audit_link IS 'append-only';
CREATE INDEX audit_link_in_order ON audit_link (country_code ASC, seq ASC);

-- What the chain's own region has signed.
CREATE TABLE audit_checkpoint (
    seq          bigint      NOT NULL,
    country_code text        NOT NULL,
    hash         bytea       NOT NULL, -- of the link with this number
    at           timestamptz NOT NULL,
    kid          text        NOT NULL, -- which key signed
    signature    bytea       NOT NULL,
    PRIMARY KEY (seq, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE audit_checkpoint IS 'append-only';
CREATE INDEX audit_checkpoint_in_order ON audit_checkpoint (country_code ASC, seq ASC);

-- What another region answered to a checkpoint.
CREATE TABLE audit_receipt (
    seq          bigint      NOT NULL,
    region       text        NOT NULL,
    country_code text        NOT NULL,
    accepted     boolean     NOT NULL, -- false: it contradicts what that region has seen before
    at           timestamptz NOT NULL, -- by that region's clock
    kid          text        NOT NULL,
    signature    bytea       NOT NULL, -- that region's, over the checkpoint and the answer
    PRIMARY KEY (seq, region, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE audit_receipt IS 'append-only';

-- Other regions' checkpoints, kept here: hashes only. country_code is one of this region's, chain a country of the other.
CREATE TABLE audit_witness (
    chain        text        NOT NULL,
    seq          bigint      NOT NULL,
    country_code text        NOT NULL,
    hash         bytea       NOT NULL,
    at           timestamptz NOT NULL,
    kid          text        NOT NULL,
    signature    bytea       NOT NULL,
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (chain, seq, country_code)
) PARTITION BY LIST (country_code);
COMMENT ON TABLE audit_witness IS 'append-only';
