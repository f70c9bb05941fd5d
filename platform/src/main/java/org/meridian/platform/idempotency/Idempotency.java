package org.meridian.platform.idempotency;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.idempotency.KeyRows.Overtaken;
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
    private final KeyRows rows;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Idempotency(CountryTransactions transactions, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new KeyRows(jdbc, clock);
    }

    /** The first answer to a key, its body sealed. */
    private record Answer(
            byte[] requestHash, int status, @Nullable String location, byte @Nullable [] body) {}

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

    /**
     * The same by a group commit. Whether the key was there before is learnt from its own row, so a first request asks
     * nothing: one that comes again is undone, or refused as its work was done already, and then gets the first answer.
     */
    <I, O> ResponseEntity<?> together(
            Country country,
            @Nullable Key key,
            GroupCommit<I, O> group,
            Supplier<I> prepare,
            Function<O, ResponseEntity<?>> answer) {
        if (key == null) {
            return answer.apply(group.submit(country, prepare.get()));
        }
        return alone(key, () -> {
            try {
                Answered<O> answered = new Answered<>(key, answer);
                return answered.to(group.submit(country, prepare.get(), rows, answered::row));
            } catch (Overtaken | ProblemException | org.springframework.dao.DataIntegrityViolationException failure) {
                return find(country, key)
                        .map(before -> replay(before, key))
                        .orElseThrow(() -> failure instanceof Overtaken ? inProgress() : failure);
            }
        });
    }

    /** The answer that is kept is the one that is given, whether it is asked for within the transaction or after it. */
    private final class Answered<O> {

        private final Key key;
        private final Function<O, ResponseEntity<?>> answer;
        private @Nullable ResponseEntity<?> kept;

        Answered(Key key, Function<O, ResponseEntity<?>> answer) {
            this.key = key;
            this.answer = answer;
        }

        Optional<KeyRows.Row> row(O outcome) {
            kept = null;
            ResponseEntity<?> first;
            try {
                first = answer.apply(outcome);
            } catch (ProblemException refused) {
                return Optional.empty(); // told to the caller after the commit
            }
            byte[] body = first.getBody() == null ? null : json.writeValueAsBytes(first.getBody());
            kept = asBytes(first, body);
            return Optional.of(rowOf(key, first, body));
        }

        ResponseEntity<?> to(O outcome) {
            ResponseEntity<?> written = kept;
            return written == null ? answer.apply(outcome) : written;
        }
    }

    private static KeyRows.Row rowOf(Key key, ResponseEntity<?> answer, byte @Nullable [] body) {
        URI location = answer.getHeaders().getLocation();
        return new KeyRows.Row(
                key,
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                body == null ? null : SealedAnswer.seal(key.secret(), body));
    }

    /** @throws ProblemException 409 while another request with this key is at work */
    ResponseEntity<?> alone(Key key, Supplier<ResponseEntity<?>> work) {
        String name = key.name();
        if (!running.add(name)) {
            throw inProgress();
        }
        try {
            return work.get();
        } finally {
            running.remove(name);
        }
    }

    private static ProblemException inProgress() {
        return new ProblemException(
                        ProblemType.REQUEST_IN_PROGRESS, "The first request with this key is still running.")
                .retryAfter(java.time.Duration.ofSeconds(1));
    }

    private static ResponseEntity<?> asBytes(ResponseEntity<?> answer, byte @Nullable [] body) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers -> headers.putAll(answer.getHeaders()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private <T> ResponseEntity<?> first(
            Country country, Key key, Supplier<T> prepare, Function<T, ResponseEntity<?>> work) {
        try {
            T prepared = prepare.get();
            return transactions.write(country, () -> {
                ResponseEntity<?> answer = work.apply(prepared);
                byte[] body = answer.getBody() == null ? null : json.writeValueAsBytes(answer.getBody());
                rows.writeOne(country, rowOf(key, answer, body));
                return asBytes(answer, body);
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
}
