package org.meridian.registration.login;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Role;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.staff.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Begins the logins of all who log in at the same time with one statement: who they are, the codes' use, refresh tokens. */
@Repository
class LoginRows {

    /**
     * A code is used up only where the phone is somebody's who can log in. What is looked for is listed, so that another
     * region's node is not asked for all of its rows.
     */
    private static final String BEGIN = """
            WITH asked AS (
                     SELECT *
                       FROM unnest(CAST(:challenges AS uuid[]), CAST(:phones AS bytea[]), CAST(:families AS uuid[]),
                                   CAST(:hashes AS bytea[]), CAST(:administrators AS boolean[]))
                         AS a(challenge, phone_index, family, secret_hash, administrator)),
                 resident_of AS (
                     SELECT id, phone_index FROM resident
                      WHERE phone_index = ANY(CAST(:phones AS bytea[])) AND country_code = :country),
                 account AS (
                     SELECT id, phone_index FROM staff_account
                      WHERE phone_index = ANY(CAST(:phones AS bytea[])) AND country_code = :country),
                 held AS (
                     SELECT id, staff_id, role, bound_to, expires_at, granted_at FROM staff_role
                      WHERE staff_id = ANY(ARRAY(SELECT id FROM account)) AND country_code = :country
                        AND expires_at > :now),
                 known AS (
                     SELECT a.challenge, r.id AS resident, s.id AS staff, h.id AS held, h.role, h.bound_to, h.expires_at,
                            h.granted_at
                       FROM asked a
                            LEFT JOIN resident_of r ON r.phone_index = a.phone_index
                            LEFT JOIN account s ON s.phone_index = a.phone_index
                            LEFT JOIN held h ON h.staff_id = s.id
                      WHERE r.id IS NOT NULL OR h.id IS NOT NULL OR (a.administrator AND s.id IS NOT NULL)),
                 spent AS (
                     UPDATE otp_challenge SET used_at = :now
                      WHERE id = ANY(ARRAY(SELECT challenge FROM known)) AND country_code = :country
                        AND used_at IS NULL
                     RETURNING id),
                 begun AS (
                     INSERT INTO refresh_token
                            (id, country_code, phone_index, secret_hash, created_at, renewed_at, expires_at)
                     SELECT a.family, :country, a.phone_index, a.secret_hash, CAST(:now AS timestamptz),
                            CAST(:now AS timestamptz), CAST(:expires AS timestamptz)
                       FROM asked a JOIN spent s ON s.id = a.challenge)
            SELECT k.challenge, k.resident, k.staff, k.role, k.bound_to, k.expires_at
              FROM known k JOIN spent s ON s.id = k.challenge
             ORDER BY k.granted_at DESC, k.held DESC
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration lifetime;

    LoginRows(JdbcClient jdbc, RegistrationSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lifetime = settings.refreshTokenLifetime();
    }

    /** Who holds a phone. */
    record Holder(@Nullable ResidentId resident, @Nullable Staff staff) {}

    /** @param logins each with another code
     *  @return those whose code was good and whose phone is somebody's */
    Map<ChallengeId, Holder> begin(Country country, Collection<LoggingIn.Beginning> logins) {
        Instant now = clock.instant();
        Map<ChallengeId, Holder> begun = new HashMap<>();
        jdbc.sql(BEGIN)
                .param("country", country.code())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(lifetime)))
                .param(
                        "challenges",
                        uuids(logins, login -> login.proof().challenge().id()))
                .param("phones", bytes(logins, login -> login.proof().phoneIndex()))
                .param("families", uuids(logins, login -> login.refresh().family()))
                .param("hashes", bytes(logins, login -> login.refresh().hash()))
                .param(
                        "administrators",
                        logins.stream().map(LoggingIn.Beginning::administrator).toArray(Boolean[]::new))
                .query(row -> {
                    String code = country.code();
                    ChallengeId challenge = new ChallengeId(row.getObject("challenge", UUID.class), code);
                    UUID resident = row.getObject("resident", UUID.class);
                    UUID staff = row.getObject("staff", UUID.class);
                    Holder holder = begun.computeIfAbsent(
                            challenge,
                            ignored -> new Holder(
                                    resident == null ? null : new ResidentId(resident, code),
                                    staff == null ? null : new Staff(new StaffId(staff, code), new ArrayList<>())));
                    String role = row.getString("role");
                    if (holder.staff() != null && role != null) {
                        holder.staff()
                                .held()
                                .add(new Staff.Held(
                                        Role.valueOf(role),
                                        row.getString("bound_to"),
                                        row.getTimestamp("expires_at").toInstant()));
                    }
                });
        return begun;
    }

    /** Those of these families of refresh tokens that are there. */
    Set<UUID> familiesAmong(Country country, Collection<UUID> families) {
        return new HashSet<>(jdbc.sql("SELECT id FROM refresh_token WHERE id = ANY(:ids) AND country_code = :country")
                .param("ids", families.toArray(UUID[]::new))
                .param("country", country.code())
                .query(UUID.class)
                .list());
    }

    private static UUID[] uuids(Collection<LoggingIn.Beginning> logins, Function<LoggingIn.Beginning, UUID> value) {
        return logins.stream().map(value).toArray(UUID[]::new);
    }

    private static byte[][] bytes(Collection<LoggingIn.Beginning> logins, Function<LoggingIn.Beginning, byte[]> value) {
        return logins.stream().map(value).toArray(byte[][]::new);
    }
}
