-- The oldest are found without a look at the others.
CREATE INDEX otp_challenge_by_age ON otp_challenge (created_at ASC, country_code);
CREATE INDEX refresh_token_by_age ON refresh_token (country_code ASC, expires_at ASC);
CREATE INDEX dev_outbox_by_age ON dev_outbox (sent_at ASC, country_code);
