-- Profile local only: notices too are kept where no phone receives them. A row without a code is one.
ALTER TABLE dev_outbox ADD COLUMN message text;
ALTER TABLE dev_outbox ALTER COLUMN code DROP NOT NULL;

-- How often something was done lately: codes asked for by a phone, an address, a country; codes tried by a phone. Two
-- windows make a sliding one. Whose the count is stands here as a keyed index only, and for two windows.
CREATE TABLE otp_count (
    counted      bytea       NOT NULL, -- HMAC of what is counted and whose it is
    slot         int         NOT NULL, -- a country's count is spread over rows, so that its callers do not queue at one
    country_code text        NOT NULL,
    window_start timestamptz NOT NULL,
    in_window    int         NOT NULL,
    in_previous  int         NOT NULL, -- in the window before that
    PRIMARY KEY (counted, slot, country_code)
) PARTITION BY LIST (country_code);

CREATE INDEX otp_count_by_age ON otp_count (window_start, country_code); -- for those who clean up
