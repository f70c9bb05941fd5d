-- The oldest of a country are found without a look at the others.
CREATE INDEX check_in_by_age ON check_in (country_code ASC, checked_in_at ASC);
-- `since` was when somebody was first there; from now on it is when they were last told of.
CREATE INDEX visited_country_by_age ON visited_country (country_code ASC, since ASC);
