-- Where a tube came from, who tested it, and why a result was corrected.
ALTER TABLE tube_result ADD COLUMN site_id uuid;     -- that filled the tube
ALTER TABLE tube_result ADD COLUMN division text;    -- of the site
ALTER TABLE tube_result ADD COLUMN capacity int;     -- of the tube; more than 1 is a pool
ALTER TABLE tube_result ADD COLUMN people int;       -- in the tube
ALTER TABLE tube_result ADD COLUMN loinc text;       -- what the device measures
ALTER TABLE tube_result ADD COLUMN reason text;      -- of a correction, or why the tube is void
ALTER TABLE tube_result ADD COLUMN lab_site uuid;    -- that reported it and may correct it

-- A specimen that could not be tested is kept too: it has no status, and its person needs a new one.
ALTER TABLE person_result ALTER COLUMN status DROP NOT NULL;
-- Whether what is needed after this result, a retest or a new sample, has come; null when nothing is needed.
ALTER TABLE person_result ADD COLUMN settled boolean;
-- How often that changed since the last revision; the tube's country sorts what it is told by it.
ALTER TABLE person_result ADD COLUMN settle_version int NOT NULL DEFAULT 0;
CREATE INDEX person_result_needing ON person_result (resident_id, country_code) WHERE settled IS NOT NULL;

-- A correction can leave a person without any result. Every column but the version is derived from person_result.
ALTER TABLE latest_result ALTER COLUMN sample_id DROP NOT NULL;
ALTER TABLE latest_result ALTER COLUMN outcome DROP NOT NULL;
ALTER TABLE latest_result ALTER COLUMN status DROP NOT NULL;
ALTER TABLE latest_result ALTER COLUMN method DROP NOT NULL;
ALTER TABLE latest_result ALTER COLUMN sampled_at DROP NOT NULL;
ALTER TABLE latest_result ALTER COLUMN tested_at DROP NOT NULL;
ALTER TABLE latest_result DROP COLUMN revision;
ALTER TABLE latest_result ADD COLUMN result_id uuid;          -- of the newest sample
ALTER TABLE latest_result ADD COLUMN tube_country text;       -- also of sample_id and result_id
ALTER TABLE latest_result ADD COLUMN decided_at timestamptz;  -- newest sample that a tube of this person alone decided
ALTER TABLE latest_result ADD COLUMN decided_by uuid;         -- its result
ALTER TABLE latest_result ADD COLUMN decided_in text;         -- and that result's country
ALTER TABLE latest_result ADD COLUMN positive_at timestamptz; -- newest sample that was positive alone
ALTER TABLE latest_result ADD COLUMN suspected_at timestamptz; -- newest provisional sample that no later decision settled
ALTER TABLE latest_result ADD COLUMN retest_at timestamptz;   -- newest provisional sample, settled or not
ALTER TABLE latest_result ADD COLUMN resample_at timestamptz; -- newest invalid sample, settled or not

-- What must be done again: one row per sample, where its tube is.
CREATE TABLE retest_task (
    sample_id        uuid        NOT NULL,
    country_code     text        NOT NULL, -- of the tube
    site_id          uuid        NOT NULL, -- that filled the tube
    barcode          text        NOT NULL,
    resident_id      uuid        NOT NULL,
    resident_country text        NOT NULL,
    kind             text        NOT NULL, -- RETEST, RESAMPLE
    reason           text        NOT NULL, -- the tube's outcome
    state            text        NOT NULL, -- OPEN, DONE, CANCELLED, EXPIRED
    revision         int         NOT NULL, -- of the tube's result
    settled_version  int         NOT NULL, -- the last word of the person's country on this revision
    sampled_at       timestamptz NOT NULL,
    opened_at        timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    closed_at        timestamptz,
    closed_by        text,                 -- the result that closed it, perhaps of another country
    PRIMARY KEY (sample_id, country_code),
    CHECK ((state = 'OPEN') = (closed_at IS NULL))
) PARTITION BY LIST (country_code);
CREATE INDEX retest_task_by_site ON retest_task (site_id, sample_id ASC, country_code ASC);
CREATE INDEX retest_task_open ON retest_task (site_id, sample_id ASC, country_code ASC) WHERE state = 'OPEN';
CREATE INDEX retest_task_due ON retest_task (expires_at ASC, country_code ASC) WHERE state = 'OPEN';
