-- What the events of platform's own tests do. Nothing keeps one from happening twice.
CREATE TABLE effect (
    id           uuid NOT NULL,
    country_code text NOT NULL,
    element      text NOT NULL,
    subject      text NOT NULL,
    place        int  NOT NULL, -- in the order in which they were handled
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
