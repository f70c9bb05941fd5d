-- Changes with each newer result of its person: on its own page if there is room (HOT), without its indexes.
ALTER TABLE latest_result SET (fillfactor = 70);
