-- Not even the role that removes what has had its time removes these.
COMMENT ON TABLE audit_event IS 'kept';
COMMENT ON TABLE audit_link IS 'kept';
COMMENT ON TABLE audit_checkpoint IS 'kept';
COMMENT ON TABLE audit_receipt IS 'kept';
COMMENT ON TABLE audit_witness IS 'kept';
