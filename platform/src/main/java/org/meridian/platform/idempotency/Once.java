package org.meridian.platform.idempotency;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.springframework.http.ResponseEntity;

/**
 * A controller's parameter that makes a POST repeatable:
 *
 * <pre>{@code
 * ResponseEntity<?> register(@Valid @RequestBody RegisterSite command, Caller caller, Once once) {
 *     return once.in(command.country(), () -> ResponseEntity.status(CREATED).body(sites.register(command, caller)));
 * }
 * }</pre>
 *
 * The work runs in one write transaction of the country, with or without an {@code Idempotency-Key}.
 */
public final class Once {

    private final Idempotency idempotency;
    private final @Nullable Key key;

    Once(Idempotency idempotency, @Nullable Key key) {
        this.idempotency = idempotency;
        this.key = key;
    }

    /** Runs the work, or gives the first answer again. */
    public ResponseEntity<?> in(Country country, Supplier<ResponseEntity<?>> work) {
        return idempotency.once(country, key, () -> country, ignored -> work.get());
    }

    /** The same for work that asks another service first, outside the transaction. */
    public <T> ResponseEntity<?> in(Country country, Supplier<T> prepare, Function<T, ResponseEntity<?>> work) {
        return idempotency.once(country, key, prepare, work);
    }

    /**
     * For work that commits by itself and whose row is its own proof; the work finds out whether the row was there before.
     * While it runs, a twin at this instance is told to wait.
     *
     * @param work gets the proof, or null without an {@code Idempotency-Key}
     */
    public ResponseEntity<?> byItself(Function<@Nullable Proof, ResponseEntity<?>> work) {
        return key == null ? work.apply(null) : idempotency.alone(key, () -> work.apply(new Proof(key)));
    }

    /**
     * The same for what is written together with what others want written at the same time.
     *
     * @param prepare makes the item; what can be done outside of the transaction belongs here
     * @param answer to what became of the item; a problem is thrown, and leaves the key free
     */
    public <I, O> ResponseEntity<?> in(
            Country country, GroupCommit<I, O> group, Supplier<I> prepare, Function<O, ResponseEntity<?>> answer) {
        return idempotency.together(country, key, group, prepare, answer);
    }
}
