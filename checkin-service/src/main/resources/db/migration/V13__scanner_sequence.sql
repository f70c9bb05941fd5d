-- The scanner's own count of its scans: their order, also where its clock was set meanwhile. None for a check-in by phone.
ALTER TABLE check_in ADD COLUMN sequence bigint;
