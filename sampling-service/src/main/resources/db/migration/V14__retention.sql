-- The oldest of a country are found without a look at the others.
CREATE INDEX sample_by_age ON sample (country_code ASC, sampled_at ASC);
CREATE INDEX tube_by_age ON tube (country_code ASC, opened_at ASC);

-- When somebody was last told of to have been sampled there.
ALTER TABLE sample_abroad ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX sample_abroad_by_age ON sample_abroad (country_code ASC, told_at ASC);
