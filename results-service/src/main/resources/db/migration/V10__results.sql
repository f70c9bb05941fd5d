-- What became of each uploaded file.
CREATE TABLE upload_receipt (
    id           uuid        NOT NULL,
    country_code text        NOT NULL, -- of the laboratory
    uploaded_by  text        NOT NULL, -- the token's subject
    received_at  timestamptz NOT NULL,
    sha256       text        NOT NULL, -- of the file as it came, hexadecimal
    received     int         NOT NULL,
    accepted     int         NOT NULL,
    duplicate    int         NOT NULL,
    rejected     int         NOT NULL,
    rejections   text        NOT NULL, -- JSON, the first of them
    truncated    boolean     NOT NULL, -- whether there were more
    PRIMARY KEY (id, country_code),
    CHECK (received = accepted + duplicate + rejected)
) PARTITION BY LIST (country_code);

-- What laboratories reported. Rows are appended, never edited: a correction is a row that names the one it corrects.
CREATE TABLE tube_result (
    id           uuid         NOT NULL,
    country_code text         NOT NULL, -- of the tube
    barcode      text         NOT NULL,
    revision     int          NOT NULL, -- 0 is what was reported first, each correction has one more
    outcome      text         NOT NULL,
    tested_at    timestamptz  NOT NULL,
    device       text,
    ct           numeric(4, 2),
    receipt_id   uuid,                  -- the upload it came with; none for a correction
    corrects     uuid,
    recorded_at  timestamptz  NOT NULL,
    PRIMARY KEY (id, country_code),
    -- at most one first result a tube, and corrections in one line, whoever writes at the same time
    UNIQUE (barcode, revision, country_code),
    FOREIGN KEY (corrects, country_code) REFERENCES tube_result (id, country_code),
    CHECK ((revision = 0) = (corrects IS NULL))
) PARTITION BY LIST (country_code);

-- What a result means for a person, one row per sample, in the person's country; derived from tube_result.
CREATE TABLE person_result (
    sample_id      uuid        NOT NULL,
    country_code   text        NOT NULL, -- of the person
    tube_country   text        NOT NULL, -- where the sample was taken; also of sample_id and result_id
    resident_id    uuid        NOT NULL,
    result_id      uuid        NOT NULL,
    revision       int         NOT NULL, -- of the tube's result
    outcome        text        NOT NULL,
    status         text        NOT NULL,
    method         text        NOT NULL,
    sampled_at     timestamptz NOT NULL,
    tested_at      timestamptz NOT NULL,
    PRIMARY KEY (sample_id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX person_result_by_resident ON person_result (resident_id, country_code);

-- The result of each person's newest sample that has one.
CREATE TABLE latest_result (
    resident_id  uuid        NOT NULL,
    country_code text        NOT NULL,
    version      bigint      NOT NULL, -- one more with each change; who is told of changes sorts them by it
    sample_id    uuid        NOT NULL,
    revision     int         NOT NULL,
    outcome      text        NOT NULL,
    status       text        NOT NULL,
    method       text        NOT NULL,
    sampled_at   timestamptz NOT NULL,
    tested_at    timestamptz NOT NULL,
    PRIMARY KEY (resident_id, country_code)
) PARTITION BY LIST (country_code);
