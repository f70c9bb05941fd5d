-- The oldest of a country are found without a look at the others.
CREATE INDEX roster_member_by_last_day ON roster_member (country_code ASC, expires_on ASC);
CREATE INDEX roster_member_by_end ON roster_member (country_code ASC, ended_at ASC) WHERE ended_at IS NOT NULL;
CREATE INDEX share_read_by_age ON share_read (country_code ASC, read_at ASC);
CREATE INDEX person_read_by_age ON person_read (country_code ASC, read_at ASC);
