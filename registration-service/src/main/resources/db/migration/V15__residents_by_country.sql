-- A country's residents in the order of their ids, page by page, when their data keys are wrapped under a new key. The
-- primary key is hashed on YugabyteDB and has no order there.
CREATE INDEX resident_by_country ON resident (country_code ASC, id ASC);
CREATE INDEX staff_account_by_country ON staff_account (country_code ASC, id ASC);
