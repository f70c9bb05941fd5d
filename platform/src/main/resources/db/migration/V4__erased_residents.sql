-- Who was erased, by an id that leads to nobody any more, so that nothing that comes late brings a row of theirs back.
CREATE TABLE erased_resident (
    id           uuid        NOT NULL,
    country_code text        NOT NULL,
    erased_at    timestamptz NOT NULL, -- in this service
    swept_at     timestamptz,          -- erased once more, after everything that was under way at that time
    PRIMARY KEY (id, country_code)
) PARTITION BY LIST (country_code);
CREATE INDEX erased_resident_by_time ON erased_resident (erased_at ASC, country_code ASC);
