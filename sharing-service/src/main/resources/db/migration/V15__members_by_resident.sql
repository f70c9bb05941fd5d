-- An erasure takes the person from the rosters of their country.
CREATE INDEX roster_member_by_resident ON roster_member (resident_id, country_code) WHERE resident_id IS NOT NULL;
