package org.meridian.results.upload;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The accounts of uploads, kept to be read again. */
@Repository
public class Receipts {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Receipts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void keep(Receipt receipt, String uploadedBy) {
        jdbc.sql("""
                        INSERT INTO upload_receipt (id, country_code, uploaded_by, received_at, sha256, received, accepted,
                                                    duplicate, rejected, rejections, truncated)
                        VALUES (:id, :country, :by, :now, :sha256, :received, :accepted,
                                :duplicate, :rejected, :rejections, :truncated)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", receipt.receiptId().id())
                .param("country", receipt.receiptId().countryCode())
                .param("by", uploadedBy)
                .param("now", Timestamp.from(clock.instant()))
                .param("sha256", receipt.sha256())
                .param("received", receipt.received())
                .param("accepted", receipt.accepted())
                .param("duplicate", receipt.duplicate())
                .param("rejected", receipt.rejected())
                .param("rejections", json.writeValueAsString(receipt.rejections()))
                .param("truncated", receipt.rejectionsTruncated())
                .update();
    }

    public Optional<Receipt> find(ReceiptId id) {
        return jdbc.sql("""
                        SELECT received, accepted, duplicate, rejected, sha256, rejections, truncated
                          FROM upload_receipt
                         WHERE id = :id AND country_code = :country
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, n) -> new Receipt(
                        id,
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getString(5),
                        Arrays.asList(json.readValue(row.getString(6), Rejection[].class)),
                        row.getBoolean(7)))
                .optional();
    }
}
