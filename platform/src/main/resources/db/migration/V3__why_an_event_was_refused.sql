-- Why the consumer refused it last: kinds of failures and places in the code, nothing of the payload.
ALTER TABLE outbox ADD COLUMN reason text;
-- Refusals only. Attempts also count the times that nobody answered, which say nothing about the event.
ALTER TABLE outbox ADD COLUMN refusals int NOT NULL DEFAULT 0;
