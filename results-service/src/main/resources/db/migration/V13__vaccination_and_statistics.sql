-- Doses that people were given; appended, never edited.
CREATE TABLE vaccination (
    id           uuid        NOT NULL,
    country_code text        NOT NULL, -- of the person
    resident_id  uuid        NOT NULL,
    version      int         NOT NULL, -- the person's first, second, … row, in the order of recording
    product      text        NOT NULL,
    dose         int         NOT NULL,
    given_on     date        NOT NULL,
    recorded_by  text        NOT NULL, -- the token's subject
    recorded_in  text        NOT NULL, -- the vaccinator's country, which may be another
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (id, country_code),
    UNIQUE (resident_id, dose, country_code),
    -- whoever records two doses of a person at the same time gets two versions
    UNIQUE (resident_id, version, country_code),
    CHECK (dose BETWEEN 1 AND 20)
) PARTITION BY LIST (country_code);

-- Statistics read whole days. ASC: on YugabyteDB a first column is hashed otherwise, and a range would read everything.
CREATE INDEX tube_result_by_day ON tube_result (tested_at ASC, country_code);
-- what was corrected is counted off again; corrections are few
CREATE INDEX tube_result_corrections ON tube_result (tested_at ASC, country_code) WHERE revision > 0;
