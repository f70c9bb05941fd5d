-- While a consumer is down events pile up, and those of one subject wait for each other.
CREATE INDEX outbox_by_subject ON outbox (subject, id ASC, country_code ASC);
