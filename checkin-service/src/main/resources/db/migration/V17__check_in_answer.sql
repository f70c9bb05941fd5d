-- The answer to a check-in that came with an Idempotency-Key, sealed so that only whoever repeats the request can read it.
-- The row's id follows from the key: the row is its own proof, and no other row is written for it.
ALTER TABLE check_in ADD COLUMN answer bytea;
