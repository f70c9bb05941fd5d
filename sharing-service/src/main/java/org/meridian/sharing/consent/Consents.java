package org.meridian.sharing.consent;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Residents' consents. Each statement reads or writes one country, the resident's. */
@Repository
public class Consents {

    private final JdbcClient jdbc;
    private final Clock clock;

    Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Gives a consent; one that the same unit still had from this resident ends, so that one revocation is enough. */
    public ConsentView give(
            ConsentId id, ResidentId resident, UnitId unit, String purpose, Scope scope, LocalDate expiresOn) {
        Instant now = clock.instant();
        jdbc.sql("""
                        WITH replaced AS (
                            UPDATE consent SET revoked_at = :now
                             WHERE resident_id = :resident AND unit_id = :unit AND country_code = :country
                               AND revoked_at IS NULL AND id <> :id)
                        INSERT INTO consent (id, country_code, resident_id, unit_id, unit_country, purpose, scope,
                                             expires_on, given_at)
                        VALUES (:id, :country, :resident, :unit, :unitCountry, :purpose, :scope, :expiresOn, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("resident", resident.id())
                .param("unit", unit.id())
                .param("unitCountry", unit.countryCode())
                .param("purpose", purpose)
                .param("scope", scope.name())
                .param("expiresOn", expiresOn)
                .param("now", Timestamp.from(now))
                .update();
        return new ConsentView(id, unit, purpose, scope, expiresOn, now, null, true);
    }

    /** All that this resident ever gave, the latest first. */
    public List<ConsentView> of(ResidentId resident, @Nullable UUID before, int limit) {
        LocalDate today = today(resident.country());
        return jdbc.sql("""
                        SELECT id, country_code, unit_id, unit_country, purpose, scope, expires_on, given_at,
                               revoked_at
                          FROM consent
                         WHERE resident_id = :resident AND country_code = :country
                           AND (CAST(:before AS uuid) IS NULL OR id < :before)
                         ORDER BY id DESC LIMIT :limit
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> {
                    LocalDate expiresOn = row.getObject("expires_on", LocalDate.class);
                    Timestamp revokedAt = row.getTimestamp("revoked_at");
                    return new ConsentView(
                            new ConsentId(row.getObject("id", UUID.class), row.getString("country_code")),
                            new UnitId(row.getObject("unit_id", UUID.class), row.getString("unit_country")),
                            row.getString("purpose"),
                            Scope.valueOf(row.getString("scope")),
                            expiresOn,
                            row.getTimestamp("given_at").toInstant(),
                            revokedAt == null ? null : revokedAt.toInstant(),
                            revokedAt == null && !expiresOn.isBefore(today));
                })
                .list();
    }

    /** False when this resident gave no such consent. Revoking again changes nothing. */
    public boolean revoke(ConsentId id, ResidentId resident) {
        return jdbc.sql("""
                                UPDATE consent SET revoked_at = COALESCE(revoked_at, :now)
                                 WHERE id = :id AND country_code = :country AND resident_id = :resident
                                """)
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .param("resident", resident.id())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /**
     * Which of these residents of one country let this unit read this now, and for what.
     *
     * @param purpose only for this one; for whatever each consented to when absent
     */
    public Map<UUID, String> purposes(
            Country country, UnitId unit, Scope scope, @Nullable String purpose, Collection<UUID> residents) {
        Map<UUID, String> purposes = new HashMap<>();
        jdbc.sql("""
                        SELECT resident_id, purpose FROM consent
                         WHERE country_code = :country AND unit_id = :unit AND unit_country = :unitCountry
                           AND resident_id = ANY(:residents) AND revoked_at IS NULL AND expires_on >= :today
                           AND scope = :scope
                           AND (CAST(:purpose AS text) IS NULL OR lower(purpose) = lower(CAST(:purpose AS text)))
                        """)
                .param("country", country.code())
                .param("unit", unit.id())
                .param("unitCountry", unit.countryCode())
                .param("residents", residents.toArray(UUID[]::new))
                .param("scope", scope.name())
                .param("purpose", purpose)
                .param("today", today(country))
                .query(row -> {
                    purposes.put(row.getObject("resident_id", UUID.class), row.getString("purpose"));
                });
        return purposes;
    }

    /** By the resident's own clock: a consent holds to the end of its last day there. */
    public LocalDate today(Country country) {
        return LocalDate.now(clock.withZone(TimeZones.of(country)));
    }
}
