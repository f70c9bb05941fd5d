-- When somebody was born and where they live is sealed like the rest. In clear it would outlive an erasure: the database
-- keeps old versions of a row in its files and its log for a while. No installation has rows that would lose anything.
ALTER TABLE resident DROP COLUMN birth_date;
ALTER TABLE resident DROP COLUMN division;
ALTER TABLE resident ADD COLUMN birth_date bytea;
ALTER TABLE resident ADD COLUMN division bytea;
