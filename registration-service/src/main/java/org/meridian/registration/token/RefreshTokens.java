package org.meridian.registration.token;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Families of refresh tokens: only the newest of each is good, and an older one that comes again ends its family. */
@Component
public class RefreshTokens {

    private final JdbcClient jdbc;
    private final IdGenerator ids;
    private final Clock clock;

    RefreshTokens(JdbcClient jdbc, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** A token of a new family, not stored yet. */
    public RefreshToken first(Country country) {
        return RefreshToken.first(country, ids.nextUuid());
    }

    /** Puts a new token in the newest one's place and tells whose accounts it renews; empty when it was not the newest. */
    public Optional<byte[]> renew(RefreshToken presented, RefreshToken next) {
        return jdbc.sql("""
                        UPDATE refresh_token SET secret_hash = :next, renewed_at = :now
                         WHERE id = :id AND country_code = :country AND secret_hash = :presented
                           AND ended_at IS NULL AND expires_at > :now
                        RETURNING phone_index
                        """)
                .param("next", next.hash())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", presented.family())
                .param("country", presented.country().code())
                .param("presented", presented.hash())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Ends the family that the token is of. */
    public void end(RefreshToken presented) {
        jdbc.sql("""
                        UPDATE refresh_token SET ended_at = :now
                         WHERE id = :id AND country_code = :country AND ended_at IS NULL
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", presented.family())
                .param("country", presented.country().code())
                .update();
    }

    /** Removes every family of a phone. */
    public void forget(Country country, byte[] phoneIndex) {
        jdbc.sql("DELETE FROM refresh_token WHERE phone_index = :phone AND country_code = :country")
                .param("phone", phoneIndex)
                .param("country", country.code())
                .update();
    }
}
