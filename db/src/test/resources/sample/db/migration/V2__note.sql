ALTER TABLE household ADD COLUMN note text;
