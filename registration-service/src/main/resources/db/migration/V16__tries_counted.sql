-- Under which key the tries of the challenge's phone are counted (otp_count.counted), so that a try needs no look before it
-- is counted. Goes with the challenge.
ALTER TABLE otp_challenge ADD COLUMN tries_counted bytea;
