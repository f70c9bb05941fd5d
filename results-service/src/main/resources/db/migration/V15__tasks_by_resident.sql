-- An erasure takes the person's tasks too; there are few: of those in pools that were not negative.
CREATE INDEX retest_task_by_resident ON retest_task (resident_id, country_code);
