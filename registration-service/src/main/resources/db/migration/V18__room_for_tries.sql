-- Each challenge is changed once at least, when its code is used; on its own page if there is room (HOT), without its indexes.
ALTER TABLE otp_challenge SET (fillfactor = 70);
