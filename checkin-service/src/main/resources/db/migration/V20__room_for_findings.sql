-- A status comes with the registration and changes with each result. A changed row that finds room on its own page (HOT) writes no
-- index again: on full pages a third of them did.
ALTER TABLE health_status SET (fillfactor = 70);
