-- What an earlier test still says when a later one said something else, and what is known of vaccinations.
ALTER TABLE health_status ADD COLUMN positive_at timestamptz;             -- sample of the newest final positive result
ALTER TABLE health_status ADD COLUMN suspected_at timestamptz;            -- newest sample that still waits for a retest
ALTER TABLE health_status ADD COLUMN doses int;                           -- of vaccine
ALTER TABLE health_status ADD COLUMN last_dose_on date;
ALTER TABLE health_status ADD COLUMN vaccination_version bigint NOT NULL DEFAULT 0; -- as results-service counts

-- A country's rows in the order of their ids, page by page, for the comparison with results-service. The primary key is
-- hashed on YugabyteDB and has no order there.
CREATE INDEX health_status_by_country ON health_status (country_code ASC, resident_id ASC);
