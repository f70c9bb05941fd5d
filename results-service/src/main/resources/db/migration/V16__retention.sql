-- The oldest of a country are found without a look at the others. What was provisional and has been settled is kept as long
-- as a negative result, what nobody settled as long as a positive one.
CREATE INDEX person_result_negative_by_age ON person_result (country_code ASC, sampled_at ASC)
    WHERE outcome IN ('NEGATIVE', 'INVALID') OR settled;
CREATE INDEX person_result_positive_by_age ON person_result (country_code ASC, sampled_at ASC)
    WHERE outcome NOT IN ('NEGATIVE', 'INVALID') AND settled IS NOT TRUE;
CREATE INDEX upload_receipt_by_age ON upload_receipt (country_code ASC, received_at ASC);
CREATE INDEX upload_receipt_with_lines ON upload_receipt (country_code ASC, received_at ASC) WHERE rejections <> '[]';
CREATE INDEX retest_task_by_age ON retest_task (country_code ASC, expires_at ASC);
