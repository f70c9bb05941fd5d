package org.meridian.sharing.roster;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.UnitId;
import org.meridian.sharing.roster.RosterIntake.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes a roster. All of it happens in one write transaction of the unit's country. */
@Repository
class RosterRows {

    private static final int CHUNK = 5_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RosterRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps other uploads of this unit waiting until the transaction ends; false when the unit is not approved (any more). */
    boolean lockApproved(UnitId unit) {
        return jdbc.sql("""
                        SELECT status FROM unit WHERE id = :unit AND country_code = :country FOR NO KEY UPDATE
                        """)
                .param("unit", unit.id())
                .param("country", unit.countryCode())
                .query(String.class)
                .optional()
                .filter("APPROVED"::equals)
                .isPresent();
    }

    void replace(RosterReceipt receipt, List<Entry> entries, Instant now) {
        insertUpload(receipt, now);
        for (int from = 0; from < entries.size(); from += CHUNK) {
            List<Entry> chunk = entries.subList(from, Math.min(from + CHUNK, entries.size()));
            renew(receipt, chunk);
            add(receipt, chunk);
        }
        endOthers(receipt, now);
    }

    private void insertUpload(RosterReceipt receipt, Instant now) {
        jdbc.sql("""
                        INSERT INTO roster_upload (id, country_code, unit_id, uploaded_at, received, accepted, duplicate,
                                                   rejected, sha256, rejections)
                        VALUES (:id, :country, :unit, :now, :received, :accepted, :duplicate, :rejected, :sha256, :rejections)
                        """)
                .param("id", receipt.receiptId().id())
                .param("country", receipt.receiptId().countryCode())
                .param("unit", receipt.unitId().id())
                .param("now", Timestamp.from(now))
                .param("received", receipt.received())
                .param("accepted", receipt.accepted())
                .param("duplicate", receipt.duplicate())
                .param("rejected", receipt.rejected())
                .param("sha256", receipt.sha256())
                .param("rejections", json.writeValueAsString(receipt.rejections()))
                .update();
    }

    private void renew(RosterReceipt receipt, List<Entry> chunk) {
        jdbc.sql("""
                        UPDATE roster_member m
                           SET resident_id = v.resident_id, reference = v.reference, type = v.type,
                               expires_on = CAST(v.expires_on AS date), upload_id = :upload, ended_at = NULL
                          FROM unnest(CAST(:countries AS text[]), CAST(:keys AS text[]), CAST(:residents AS uuid[]),
                                      CAST(:references AS text[]), CAST(:types AS text[]), CAST(:dates AS text[]))
                               AS v(member_country, person_key, resident_id, reference, type, expires_on)
                         WHERE m.country_code = :country AND m.unit_id = :unit
                           AND m.person_key = v.person_key AND m.member_country = v.member_country
                        """)
                .param("country", receipt.unitId().countryCode())
                .param("unit", receipt.unitId().id())
                .param("upload", receipt.receiptId().id())
                .param("countries", texts(chunk, entry -> entry.country().code()))
                .param("keys", texts(chunk, Entry::personKey))
                .param("residents", texts(chunk, entry -> Objects.toString(entry.residentId(), null)))
                .param("references", texts(chunk, Entry::reference))
                .param("types", texts(chunk, Entry::type))
                .param("dates", texts(chunk, entry -> entry.expiresOn().toString()))
                .update();
    }

    private void add(RosterReceipt receipt, List<Entry> chunk) {
        jdbc.sql("""
                        INSERT INTO roster_member (id, country_code, unit_id, member_country, person_key, resident_id,
                                                   reference, type, expires_on, upload_id)
                        SELECT v.id, CAST(:country AS text), CAST(:unit AS uuid), v.member_country, v.person_key,
                               v.resident_id, v.reference, v.type, CAST(v.expires_on AS date), CAST(:upload AS uuid)
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:countries AS text[]), CAST(:keys AS text[]),
                                      CAST(:residents AS uuid[]), CAST(:references AS text[]), CAST(:types AS text[]),
                                      CAST(:dates AS text[]))
                               AS v(id, member_country, person_key, resident_id, reference, type, expires_on)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", receipt.unitId().countryCode())
                .param("unit", receipt.unitId().id())
                .param("upload", receipt.receiptId().id())
                .param("ids", texts(chunk, entry -> entry.id().toString()))
                .param("countries", texts(chunk, entry -> entry.country().code()))
                .param("keys", texts(chunk, Entry::personKey))
                .param("residents", texts(chunk, entry -> Objects.toString(entry.residentId(), null)))
                .param("references", texts(chunk, Entry::reference))
                .param("types", texts(chunk, Entry::type))
                .param("dates", texts(chunk, entry -> entry.expiresOn().toString()))
                .update();
    }

    private void endOthers(RosterReceipt receipt, Instant now) {
        jdbc.sql("""
                        UPDATE roster_member SET ended_at = :now
                         WHERE unit_id = :unit AND country_code = :country AND upload_id <> :upload AND ended_at IS NULL
                        """)
                .param("unit", receipt.unitId().id())
                .param("country", receipt.unitId().countryCode())
                .param("upload", receipt.receiptId().id())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static @Nullable String[] texts(List<Entry> chunk, Function<Entry, @Nullable String> value) {
        return chunk.stream().map(value).toArray(String[]::new);
    }
}
