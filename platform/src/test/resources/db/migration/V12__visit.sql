-- What the sample service has of people.
CREATE TABLE visit (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    resident_id  uuid NOT NULL,
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
