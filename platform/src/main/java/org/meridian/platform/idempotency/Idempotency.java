package org.meridian.platform.idempotency;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs what creates something at most once per {@code Idempotency-Key}. The key is written in the transaction, and in the
 * country, of what it guards: either both are there or neither.
 */
public final class Idempotency {

    private final CountryTransactions transactions;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Idempotency(CountryTransactions transactions, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The first answer to a key, its body sealed. */
    private record Answer(
            byte[] requestHash, int status, @Nullable String location, byte @Nullable [] body) {}

    /** The key was written by another request meanwhile; what this one did is rolled back. */
    private static final class Overtaken extends RuntimeException {}

    /**
     * @param prepare what must happen outside the transaction, such as asking another service; not done for a repetition
     * @param work what happens in one write transaction of the country; gives the answer
     */
    <T> ResponseEntity<?> once(
            Country country, @Nullable Key key, Supplier<T> prepare, Function<T, ResponseEntity<?>> work) {
        if (key == null) {
            T prepared = prepare.get();
            return transactions.write(country, () -> work.apply(prepared));
        }
        return alone(key, () -> {
            Optional<Answer> before = find(country, key);
            return before.isPresent() ? replay(before.get(), key) : first(country, key, prepare, work);
        });
    }

    /** @throws ProblemException 409 while another request with this key is at work */
    ResponseEntity<?> alone(Key key, Supplier<ResponseEntity<?>> work) {
        String name = key.name();
        if (!running.add(name)) {
            throw new ProblemException(
                            ProblemType.REQUEST_IN_PROGRESS, "The first request with this key is still running.")
                    .retryAfter(java.time.Duration.ofSeconds(1));
        }
        try {
            return work.get();
        } finally {
            running.remove(name);
        }
    }

    private <T> ResponseEntity<?> first(
            Country country, Key key, Supplier<T> prepare, Function<T, ResponseEntity<?>> work) {
        try {
            T prepared = prepare.get();
            return transactions.write(country, () -> {
                ResponseEntity<?> answer = work.apply(prepared);
                byte[] body = answer.getBody() == null ? null : json.writeValueAsBytes(answer.getBody());
                if (!insert(country, key, answer, body)) {
                    throw new Overtaken();
                }
                return ResponseEntity.status(answer.getStatusCode())
                        .headers(headers -> headers.putAll(answer.getHeaders()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body);
            });
        } catch (Overtaken | ProblemException | org.springframework.dao.DataIntegrityViolationException failure) {
            // A twin at another instance may have won: then its answer is the answer.
            Optional<Answer> twin = find(country, key);
            if (twin.isPresent()) {
                return replay(twin.get(), key);
            }
            throw failure;
        }
    }

    private ResponseEntity<?> replay(Answer answer, Key key) {
        if (!Arrays.equals(answer.requestHash(), key.requestHash())) {
            throw Proof.reused();
        }
        HttpHeaders headers = new HttpHeaders();
        if (answer.location() != null) {
            headers.setLocation(URI.create(answer.location()));
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        byte[] body = answer.body() == null ? null : SealedAnswer.open(key.secret(), answer.body());
        return ResponseEntity.status(answer.status()).headers(headers).body(body);
    }

    private Optional<Answer> find(Country country, Key key) {
        return jdbc.sql("""
                        SELECT request_hash, status, location, body
                          FROM idempotency_key
                         WHERE key_hash = :key AND country_code = :country
                        """)
                .param("key", key.hash())
                .param("country", country.code())
                .query(Idempotency::answer)
                .optional();
    }

    private static Answer answer(ResultSet row, int number) throws SQLException {
        return new Answer(row.getBytes(1), row.getInt(2), row.getString(3), row.getBytes(4));
    }

    private boolean insert(Country country, Key key, ResponseEntity<?> answer, byte @Nullable [] body) {
        URI location = answer.getHeaders().getLocation();
        return jdbc.sql("""
                                INSERT INTO idempotency_key
                                       (key_hash, country_code, request_hash, status, location, body, created_at)
                                VALUES (:key, :country, :request, :status, :location, :body, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("key", key.hash())
                        .param("country", country.code())
                        .param("request", key.requestHash())
                        .param("status", answer.getStatusCode().value())
                        .param("location", location == null ? null : location.toString())
                        .param("body", body == null ? null : SealedAnswer.seal(key.secret(), body))
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
