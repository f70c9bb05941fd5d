-- The desk's own count of what it did without a network: its batches may arrive in any order.
ALTER TABLE sample ADD COLUMN device_sequence bigint;
