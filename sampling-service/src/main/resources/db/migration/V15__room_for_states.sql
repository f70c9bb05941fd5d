-- A tube changes with each sample and each state: on its own page if there is room (HOT), without its indexes.
ALTER TABLE tube SET (fillfactor = 60);
