-- The few people whose colour was set, to be compared with the decisions on it.
CREATE INDEX health_status_overridden ON health_status (resident_id, country_code)
    WHERE override_id IS NOT NULL OR override_colour IS NOT NULL;
