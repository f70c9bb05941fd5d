-- A receipt exists from the beginning of a file's writing, and says how far it is. Its counts are always those of the rows
-- that are settled: `received` is their sum, `total` what the file has.
ALTER TABLE upload_receipt ADD COLUMN state text NOT NULL DEFAULT 'DONE'; -- RUNNING, DONE, FAILED
ALTER TABLE upload_receipt ADD COLUMN total int NOT NULL DEFAULT 0;       -- rows of the file
ALTER TABLE upload_receipt ADD COLUMN chunk_rows int NOT NULL DEFAULT 0;  -- chunk n is the rows from n * chunk_rows on
ALTER TABLE upload_receipt ADD COLUMN chunks int NOT NULL DEFAULT 0;      -- how many are settled
ALTER TABLE upload_receipt ADD COLUMN checked int NOT NULL DEFAULT 0;     -- rows whose tubes are known, settled or not
ALTER TABLE upload_receipt ADD COLUMN worker uuid;                        -- the request that writes the file
ALTER TABLE upload_receipt ADD COLUMN lease_until timestamptz;            -- a RUNNING receipt after this time is interrupted
ALTER TABLE upload_receipt ADD COLUMN problem text;                       -- what ended it
CREATE INDEX upload_receipt_by_uploader ON upload_receipt (uploaded_by, id DESC, country_code ASC);
CREATE INDEX upload_receipt_open ON upload_receipt (uploaded_by, sha256 ASC, country_code ASC) WHERE state = 'RUNNING';
